"""From pieces of drawn text to lines: what stands on one level and belongs together."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from workflows.layout.described import Box, Run
from workflows.layout.elements import MOTTO_LIKE, NATION, key

MM = 72 / 25.4
_LEVEL, _APART, _OTHER = 2.6, 1.6, 0.6
"""Points of one level; how many letters' heights part two columns, of one face and of two."""
_BLANK = 90
_BEFORE = re.compile(r"\bSố\s*:?\s*$|\b(?:ngày|tháng|năm)\s*$")
_AFTER = re.compile(r"\s*(?:tháng|năm)\b|\s*/[A-ZĐ]")
"""Where a number and a date will be written, a draft has a gap."""
_DRAWN = re.compile(r"[_―—–\-.\s]{6,}")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text in one face on one baseline; x and y in points from the upper left corner."""

    page: int
    run: Run
    x0: float
    x1: float
    y: float


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line drawn across: `x0` to `x1` at height `y`."""

    page: int
    x0: float
    x1: float
    y: float


@dataclass(frozen=True, slots=True)
class Border:
    """A rectangle drawn around something."""

    page: int
    box: Box
    colour: str


@dataclass(frozen=True, slots=True)
class Line:
    """Runs side by side."""

    page: int
    runs: tuple[Run, ...]
    x0: float
    x1: float
    y: float

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs).strip()

    @property
    def size(self) -> float:
        return max(self.runs, key=lambda run: len(run.text.strip())).size

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def box(self) -> Box:
        return (self.x0, self.y - 0.75 * self.size, self.x1, self.y + 0.25 * self.size)

    @property
    def is_bold(self) -> bool:
        return all(run.bold for run in self.runs if run.text.strip())


def lines_of(pieces: Sequence[Piece]) -> list[Line]:
    """All lines from the top of page 1 to the foot of the last, left before right."""
    lines = []
    for _, on_page in groupby(sorted(pieces, key=lambda one: one.page), lambda one: one.page):
        for level in _levels(sorted(on_page, key=lambda one: one.y)):
            lines += [_line(part) for part in _parts(sorted(level, key=lambda one: one.x0))]
    return [line for line in lines if line.text]


def strokes_in(lines: Sequence[Line]) -> tuple[list[Line], list[Stroke]]:
    """Lines that were typed with underscores or dashes are strokes."""
    words = [one for one in lines if not _DRAWN.fullmatch(one.text)]
    drawn = [one for one in lines if _DRAWN.fullmatch(one.text) and "." not in one.text]
    return words, [Stroke(one.page, one.x0, one.x1, one.y) for one in drawn]


def _levels(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    held: list[Piece] = []
    for piece in pieces:
        if held and piece.y - held[0].y > _LEVEL:
            yield held
            held = []
        held.append(piece)
    if held:
        yield held


def _parts(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Two columns of the head on one level are two lines."""
    held: list[Piece] = []
    for piece in pieces:
        if held and _is_apart(held[-1], piece):
            yield held
            held = []
        held.append(piece)
    if held:
        yield held


def _is_apart(one: Piece, other: Piece) -> bool:
    gap, size = other.x0 - one.x1, max(one.run.size, other.run.size)
    if gap < _BLANK and (_BEFORE.search(one.run.text) or _AFTER.match(other.run.text)):
        return False
    if gap > _APART * size:
        return True
    if key(other.run.text) == key(NATION) or MOTTO_LIKE.match(other.run.text):
        return True
    face, next_face = (one.run.bold, one.run.italic), (other.run.bold, other.run.italic)
    return gap > _OTHER * size and face != next_face


def _line(pieces: Sequence[Piece]) -> Line:
    runs: list[Run] = []
    end = math.inf
    for piece in pieces:
        run = piece.run
        is_gap = piece.x0 - end > 0.18 * run.size
        if is_gap and not runs[-1].text.endswith(" ") and not run.text.startswith(" "):
            runs[-1] = _said(runs[-1], runs[-1].text + " ")
        if runs and _said(runs[-1], "") == _said(run, ""):
            runs[-1] = _said(run, runs[-1].text + run.text)
        else:
            runs.append(run)
        end = piece.x1
    first = pieces[0]
    return Line(first.page, tuple(runs), first.x0, max(one.x1 for one in pieces), first.y)


def _said(run: Run, text: str) -> Run:
    return Run(text, run.font, run.size, run.bold, run.italic, run.colour)
