"""What the last examination of log and store found, where it found anything (LTV-05)."""

from server.counted import counted
from server.ledger import watching
from server.pages import when


def faults() -> str:
    """A sentence for an auditor, wherever he comes in."""
    check = watching.last_check()
    if check is None or not check.findings:
        return ""
    at = when(check.at)
    return counted("Kiểm tra nhật ký lúc %(at)s thấy %(n)s chỗ sai.", check.findings, at=at)
