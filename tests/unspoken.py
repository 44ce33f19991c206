"""What no log of any test may say: whatever is logged in the whole suite is looked through.

A log is read by whoever runs the machine, who may read no document (DESIGN §9; PEERS §4, 30). What
a test prints for itself is looked through as well: it has no need of these words either.
"""

import re

from pytest import TestReport

PERSONAL = {
    "a telephone": r"(?<![\w.+/-])(?:\+?84|0) ?[35789]\d{2} ?\d{3} ?\d{3}(?![\w.])",
    "a citizen's number": r"(?<![\w.+/-])0\d{11}(?![\w.])",
    "a PIN": r"(?<!\w)246810(?!\w)",
    "a token": r"token-of-\w",
    "a key": r"BEGIN (?:\w+ )?PRIVATE KEY",
    "what a document is about": r"(?:đẩy mạnh chuyển đổi số trong hội họp|"
    r"triển khai phòng họp không giấy tờ|đề nghị các xã triển khai)",
}
"""Those of the cast and of its papers (`tests/cast.py`, `tests/office/papers.py`), and others."""

_ANY = {what: re.compile(pattern) for what, pattern in PERSONAL.items()}


def spoken(text: str) -> list[str]:
    """What of it stands there, with the line."""
    return [
        f"{what}: {text[max(0, found.start() - 80) : found.end() + 40]}"
        for what, pattern in _ANY.items()
        if (found := pattern.search(text))
    ]


_TOLD = re.compile(r"^[A-Z]+ +\S+:\S+:\d+ .*", re.MULTILINE)


def told(log: str) -> str:
    """What the standard library's log says without the tracebacks: pytest writes those out, the
    office's own formatter does not (`logs.Discreet`, tried in tests/entry/test_logs.py)."""
    return "\n".join(_TOLD.findall(log))


def look_through(report: TestReport) -> None:
    """A test that went well goes wrong where its log says one of these."""
    said = report.capstdout + report.capstderr + told(report.caplog)
    if report.passed and said and (found := spoken(said)):
        report.outcome = "failed"
        report.longrepr = "the log says " + "; ".join(found)
