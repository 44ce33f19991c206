"""Signs that a paper is a state secret, which must not live here (DOMAIN SEC-02)."""

import re
import unicodedata

from server.words import fold

_HEAD_LINES = 25
_MARKS = {"MẬT", "TỐI MẬT", "TUYỆT MẬT"}
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
    stamped = any(run in _MARKS for line in lines for run in capital_runs(line))
    return stamped or bool(_LEVEL.search(" ".join(lines))) or _is_named(name)


def capital_runs(line: str) -> list[str]:
    """The runs of words in capitals: `MẬT Thanh Hóa, ngày…` has one, `MẬT`.

    Letters set apart (`M Ậ T`) are one word; a number or a notation ends a run.
    """
    runs: list[list[str]] = [[]]
    for word in unicodedata.normalize("NFC", line).split():
        bare = word.strip(".,:;()[]|*-–_")
        if bare.isalpha() and bare.isupper():
            runs[-1].append(bare)
        else:
            runs.append([])
    return [_joined(run) for run in runs if run]


def _joined(run: list[str]) -> str:
    return "".join(run) if all(len(word) == 1 for word in run) else " ".join(run)


def _is_named(name: str) -> bool:
    spoken = " ".join(re.split(r"[\W_]+", unicodedata.normalize("NFC", name)))
    if spoken.isascii():
        return bool(_NAMED_BARE.search(fold(spoken)))
    return bool(_NAMED.search(spoken))
