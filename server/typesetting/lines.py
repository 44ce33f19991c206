"""Words into lines: runs of one face, broken at spaces, never at a bound pair."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from server.typesetting.fonts import REGULAR, width

BOUND = "\u00a0"
_PAIRS = re.compile(r"\b(Điều|khoản|ngày|tháng|năm|[Qq]uý|Phụ lục) (?=[\dIVX])|(?<=\d) (?=%)")


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one face."""

    text: str
    font: str = REGULAR


Word = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a paragraph, with its natural length and the spaces that may stretch."""

    runs: tuple[Run, ...]
    width: float
    spaces: int


def bind(text: str) -> str:
    """Hold together what is read together: "Điều 5", "khoản 2", "ngày 05" end no line."""
    return _PAIRS.sub(lambda found: found.group().rstrip(" ") + BOUND, text)


def break_lines(runs: Sequence[Run], size: float, room: float, first: float = 0) -> list[Line]:
    """As many words on a line as there is room for; the first is `first` points shorter."""
    lines: list[Line] = []
    kept: list[Word] = []
    left = room - first
    space = width(" ", REGULAR, size)
    for word in _fitting(_words(runs), size, room - max(first, 0)):
        need = _length(word, size)
        if kept and need + space > left:
            lines.append(_line(kept, size))
            kept, left = [], room
        left -= need + (space if kept else 0)
        kept.append(word)
    return [*lines, _line(kept, size)] if kept else lines


def balanced(text: str, font: str, size: float, room: float) -> list[Line]:
    """The fewest lines that fit, made about equally long: for everything that is centred."""
    runs = [Run(text, font)]
    count = len(break_lines(runs, size, room))
    low, high = room / max(count, 1), room
    while high - low > 1:
        middle = (low + high) / 2
        fits = len(break_lines(runs, size, middle)) == count
        low, high = (low, middle) if fits else (middle, high)
    return break_lines(runs, size, high)


def _words(runs: Iterable[Run]) -> Iterator[Word]:
    """Split at spaces; a word may change its face in the middle."""
    held: list[Run] = []
    for run in runs:
        head, *rest = run.text.split(" ")
        held.append(Run(head, run.font))
        for piece in rest:
            yield from _whole(held)
            held = [Run(piece, run.font)]
    yield from _whole(held)


def _whole(held: list[Run]) -> Iterator[Word]:
    word = tuple(run for run in held if run.text)
    if word:
        yield word


def _fitting(words: Iterable[Word], size: float, room: float) -> Iterator[Word]:
    """A word longer than the line (a typed address) is cut where the line ends."""
    for word in words:
        if _length(word, size) <= room:
            yield word
        else:
            yield from ((piece,) for run in word for piece in _cut(run, size, room))


def _cut(run: Run, size: float, room: float) -> Iterator[Run]:
    start = 0
    for end in range(1, len(run.text) + 1):
        if end - start > 1 and width(run.text[start:end], run.font, size) > room:
            yield Run(run.text[start : end - 1], run.font)
            start = end - 1
    yield Run(run.text[start:], run.font)


def _length(word: Word, size: float) -> float:
    return sum(width(run.text, run.font, size) for run in word)


def _line(words: Sequence[Word], size: float) -> Line:
    """Join words again, one run for each stretch of the same face."""
    runs: list[Run] = []
    for place, word in enumerate(words):
        for part, run in enumerate(word):
            text = " " + run.text if place and not part else run.text
            if runs and runs[-1].font == run.font:
                runs[-1] = Run(runs[-1].text + text, run.font)
            else:
                runs.append(Run(text, run.font))
    spaces = sum(run.text.count(" ") + run.text.count(BOUND) for run in runs)
    return Line(tuple(runs), _length(tuple(runs), size), spaces)
