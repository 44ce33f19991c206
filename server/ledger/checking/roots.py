"""Roots that are believed here against the log: none was laid into the folder unsaid."""

from collections.abc import Iterator, Mapping

from server.audit.vouched import THIRD
from server.ledger.roots import accepted, believed
from server.ledger.vouching import is_bound


def unsaid(roots: Mapping[str, str]) -> Mapping[str, str]:
    """Those of these of which the log does not know, once it knows of all that stood there."""
    said = accepted(roots)
    return {one: name for one, name in roots.items() if one not in said} if is_bound(THIRD) else {}


def root_findings() -> Iterator[str]:
    """Those, and the ones that the log alone knows."""
    roots = believed()
    for digest, name in sorted(unsaid(roots).items()):
        yield (
            f"gốc tin cậy {digest[:16]} ({name}): nằm trong thư mục nhưng nhật ký không ghi;"
            " ai giữ khóa của gốc này làm được chữ ký “hợp lệ” ở đây"
        )
    for digest in sorted(accepted() - roots.keys()):
        yield f"gốc tin cậy {digest[:16]}: nhật ký ghi nhưng không còn trong thư mục"
