"""The head of a printed page as lines, whichever way its two columns came out of the file."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from server.words import fold

LINES = 40
MOST = 20_000
"""No head is longer: what stands further down is body. A page of one endless line is cut."""

_MOTTO = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "ĐẢNG CỘNG SẢN VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
)
_RIGHT = tuple(re.compile(r"\W+".join(re.findall(r"\w+", fold(words)))) for words in _MOTTO)
_UPPER = "".join(c for c in map(chr, (*range(0x250), *range(0x1E00, 0x1F00))) if c.isupper())
_LOWER = "".join(c for c in map(chr, (*range(0x250), *range(0x1E00, 0x1F00))) if c.islower())
_WORD = rf"(?:T[PX]\.?|[{_UPPER}][{_LOWER}]*|\d+)"
_PLACE = rf"(?<!\S){_WORD}(?:[ \t]+(?:-[ \t]+)?{_WORD}){{0,4}}"
_DATE = re.compile(
    rf"{_PLACE}\s*[,.;]\s*ng[àa]y[\s.…]*(?P<day>\d\s?\d?)?[\s.…]*th[áa]ng[\s.…]*"
    r"(?P<month>\d\s?\d?)?[\s.…]*n[ăa]m\s*(?P<year>2\s?0\s?\d\s?\d)(?=\W*$)"
)
"""A place before it and nothing behind it: a day in a sentence is not the day of the paper."""
_SPEAKS = re.compile(r"(?:kinh gui|can cu)\b")
_RULE = re.compile(r"^[\W_]*$")


@dataclass(frozen=True, slots=True)
class Span:
    """Where something was read: its first line, and from which letter to which in the text."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the head with its place in the text.

    `left` is as long as `raw`, with the motto and the place and date blanked out: what is left
    belongs to the left column or to the middle of the page.
    """

    number: int
    start: int
    raw: str
    left: str

    @property
    def is_right(self) -> bool:
        """Whether the right column's words, and nothing else, stand on this line."""
        return bool(self.raw.strip()) and not self.left.strip()

    @property
    def is_empty(self) -> bool:
        return bool(_RULE.match(self.left))

    def span(self, start: int, end: int) -> Span:
        return Span(self.number, self.start + start, self.start + end)


def head(text: str) -> list[Line]:
    """The first lines of a page; the text is NFC, so that spans count the letters one sees."""
    lines, start = [], 0
    for number, raw in enumerate(text[:MOST].split("\n")[:LINES]):
        lines.append(Line(number, start, raw, _without_right(raw)))
        start += len(raw) + 1
    return lines


def issued(lines: list[Line]) -> tuple[date, Span] | None:
    """The day in the first `nơi, ngày … tháng … năm …` before the paper speaks to somebody."""
    for line in lines:
        if _SPEAKS.match(fold(line.raw)):
            return None
        if found := _DATE.search(line.raw):
            day = _day(found)
            return (day, line.span(*found.span())) if day else None
    return None


def _day(found: re.Match[str]) -> date | None:
    """A day that is left open, to be filled in when the paper is signed, is no day."""
    parts = [found[name] for name in ("year", "month", "day")]
    if not all(parts):
        return None
    try:
        return date(*(int(re.sub(r"\s", "", part)) for part in parts))
    except ValueError:
        return None


def _without_right(raw: str) -> str:
    """The line with the right column blanked, every letter in its old place."""
    shown = _blank(raw, _DATE.search(raw))
    folded = _fold_in_place(shown)
    for words in _RIGHT:
        shown = _blank(shown, words.search(folded))
    return shown


def _blank(text: str, found: re.Match[str] | None) -> str:
    if found is None:
        return text
    return text[: found.start()] + " " * (found.end() - found.start()) + text[found.end() :]


def _fold_in_place(text: str) -> str:
    """Folded letter by letter, so that a place in the folded text is a place in the text."""
    return "".join((fold(c) or " ")[0] for c in unicodedata.normalize("NFC", text))
