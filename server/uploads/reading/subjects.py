"""The type of a paper and its subject: by the name in the middle, or by `V/v` under the number."""

import re
from dataclasses import dataclass

from server.uploads.reading.head import Line, Span
from server.uploads.reading.stamps import is_stamp
from server.words import fold
from workflows.kinds import KINDS, NORMATIVE, OFFICIAL_LETTER

MOST_LINES = 8

_KINDS = (*KINDS, *NORMATIVE)
_NAMES = tuple((kind.name, fold(kind.name)) for kind in _KINDS)
_ABOUT = re.compile(r"\W*(?:v\s?/\s?v|ve viec)\b")
_ADDRESS = re.compile(r"\W*kinh gui\b")
_BODY = re.compile(
    r"\W*(?:kinh gui|can cu|noi nhan|tran trong|(?:chuong|phan|muc)\s+[ivx\d]+\b|dieu \d"
    r"|[ivx]+\.|\d+\.|a\)"
    r"|(?:chu tich|giam doc|truong phong|chanh van phong|thu tuong|bo truong)\b)"
)
_PARAGRAPH = re.compile(
    r"(?:thuc hien|theo|xet|de |nham|tren co so|sau khi|qua |trong |tiep theo|ngay|hom nay"
    r"|uy ban|ubnd|hoi dong|hdnd|so |bo |phong |van phong|cong an|tran trong)"
)
_HANGING = re.compile(
    r"(?:,|-|–|\b(?:cho|cua|va|tai|voi|de|theo|tren|ve|do|boi|tu|den|cac|nhung))$"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A field as the page says it, and where."""

    value: str
    span: Span


def doc_type(lines: list[Line], notation: str) -> tuple[Reading | None, int]:
    """The type, and the line where the subject begins; what comes first on the page decides."""
    for place, line in enumerate(lines):
        words = fold(line.left)
        if _ABOUT.match(words):
            return Reading(OFFICIAL_LETTER.name, _whole(line)), place
        if name := _named(line.left, words):
            return Reading(name, _whole(line)), place + 1
        if _ADDRESS.match(words):
            return Reading(OFFICIAL_LETTER.name, _whole(line)), len(lines)
    return _by_notation(lines, notation), len(lines)


def subject(lines: list[Line], first: int) -> Reading | None:
    """The lines from `first` until the paper begins to speak, without the right column."""
    taken: list[Line] = []
    for place in range(first, len(lines)):
        line = lines[place]
        if taken and _ends(lines, place, taken[-1]):
            break
        if _BODY.match(fold(line.left)) or len(taken) == MOST_LINES:
            break
        if not line.is_empty and not is_stamp(line.left):
            taken.append(line)
    if not taken:
        return None
    start, end = _whole(taken[0]), _whole(taken[-1])
    words = " ".join(" ".join(line.left.split()) for line in taken)
    return Reading(words, Span(start.line, start.start, end.end))


def _named(shown: str, words: str) -> str:
    """The type whose name, in capitals, is this line or opens it."""
    if not shown.strip().isupper():
        return ""
    bare = words.strip(" :.*")
    return next((name for name, key in _NAMES if bare in (key, f"{key} khan")), "")


def _by_notation(lines: list[Line], notation: str) -> Reading | None:
    """`15/QĐ-UBND`: an abbreviation is compared as it stands, never folded (DOMAIN §5.6)."""
    group = notation.rpartition("/")[2].partition("-")[0]
    name = next((kind.name for kind in _KINDS if group and kind.abbreviation == group), "")
    line = next((line for line in lines if group and group in line.left), None)
    return Reading(name, _whole(line)) if name and line else None


def _ends(lines: list[Line], place: int, last: Line) -> bool:
    """Whether a subject that has begun is over: a rule, the other column, a gap, a paragraph."""
    line = lines[place]
    if line.is_right or (line.is_empty and line.raw.strip()):
        return True
    if line.is_empty:
        following = next((one.left.strip() for one in lines[place:] if not one.is_empty), "")
        return following[:1].isupper()
    words = fold(line.left)
    is_hanging = bool(_HANGING.search(fold(last.left)))
    starts = line.left.strip()[:1].isupper() and bool(_PARAGRAPH.match(words))
    return starts and not is_hanging


def _whole(line: Line) -> Span:
    shown = line.left.strip()
    start = line.left.index(shown)
    return line.span(start, start + len(shown))
