"""Signs that a paper is a state secret, which must not live here (DOMAIN SEC-02)."""

import re
import unicodedata

from server.uploads.reading.stamps import SECRET, capital_runs
from server.words import fold

_HEAD_LINES = 25
_LEVEL = re.compile(r"\bđộ mật\s*[:：]?\s*(tuyệt|tối)?\s*mật\b", re.IGNORECASE)
_HARMLESS = r"(?<!bí )(?<!bảo )(?<!cẩn )(?<!thân )"
_NAMED = re.compile(
    _HARMLESS + r"\b(?:tuyệt |tối )?mật\b(?! (?:khẩu|mã|độ|ong|thiết|vụ|danh))", re.IGNORECASE
)
_NAMED_BARE = re.compile(r"\b(?:tuyet mat|toi mat|do mat|van ban mat|cong van mat)\b")


def suspects_secret(text: str, name: str) -> bool:
    """Whether a stamp stands in the head of page 1, or the file's name speaks of one.

    "BẢO VỆ BÍ MẬT NHÀ NƯỚC" is a subject, not a stamp: the mark must stand alone among capitals.
    """
    lines = [line for line in text.splitlines() if line.strip()][:_HEAD_LINES]
    stamped = any(run in SECRET for line in lines for run in capital_runs(line))
    return stamped or bool(_LEVEL.search(" ".join(lines))) or names_secret(name)


def names_secret(name: str) -> bool:
    """Whether a name says of what it names that it is secret: a file's, a meeting's."""
    spoken = " ".join(re.split(r"[\W_]+", unicodedata.normalize("NFC", name)))
    if spoken.isascii():
        return bool(_NAMED_BARE.search(fold(spoken)))
    return bool(_NAMED.search(spoken))
