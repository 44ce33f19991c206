"""A drawn page described: lines become the head, the paragraphs and the foot of a paper."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile, takewhile
from statistics import quantiles

from workflows.layout.described import Block, Frame, Leaf, PageNumber, Place
from workflows.layout.elements import TO, TYPES, key
from workflows.layout.lines import MM, Border, Line, Piece, Stroke, lines_of, strokes_in
from workflows.layout.paragraphs import Sides, joined_runs, paragraphs

_NUMBER = re.compile(r"\W*(?:trang\s*)?\d{1,4}(?:\s*/\s*\d+)?\W*", re.IGNORECASE)
_LABEL = re.compile(r"nơi nhận", re.IGNORECASE)
_NO = re.compile(r"số\b", re.IGNORECASE)
_OFF = 12
"""Points off its axis at which a line is none of the column's."""
_ANNEX = re.compile(r"phụ lục(?:\s+(?:số\s+)?[\dIVXLC]+)?", re.IGNORECASE)
_CONFIRMS = re.compile(r"Xác nhận của ")
"""Who confirms a leave, under Nơi nhận (template 1.10)."""
_TYPES = {key(name) for name in TYPES}
_LOWEST, _LEFTMOST, _RIGHTMOST = 25, 35, 20
_BOUNDS = ((20, 25), (20, _LOWEST), (30, _LEFTMOST), (15, _RIGHTMOST))
_HEAD = 20 * MM
"""Where a page number stands that is on top."""
_TWO = 75 * MM
"""How far over Nơi nhận two signatures with their titles may begin."""
_NEAR = 2.0
"""Millimetres up to which places on a drawn page are trusted (DOMAIN §6.5)."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """All that is drawn: sizes of the pages in points, pieces, strokes and borders."""

    sizes: tuple[tuple[float, float], ...]
    pieces: tuple[Piece, ...]
    strokes: tuple[Stroke, ...] = ()
    borders: tuple[Border, ...] = ()


def described(drawn: Drawn) -> tuple[tuple[Leaf, ...], tuple[Block, ...]]:
    """The leaves with margins and numbers, and the blocks from top to bottom."""
    lines, typed = strokes_in(lines_of(drawn.pieces))
    numbers = {one.page: one for one in lines if _is_number(one, drawn)}
    lines = [one for one in lines if one not in numbers.values()]
    strokes = [*drawn.strokes, *typed]
    leaves = tuple(_leaf(n, drawn, lines, numbers.get(n)) for n in range(1, len(drawn.sizes) + 1))
    if not lines:
        return leaves, ()
    sides = _sides(lines)
    head, text, foot, rest = _zones(lines, sides)
    blocks = [
        *(_single(one, sides, strokes, drawn.borders) for one in head),
        *paragraphs(text, sides, _tables(drawn)),
        *_feet(foot, sides, drawn.borders),
        *paragraphs(rest, sides, _tables(drawn)),
    ]
    return leaves, tuple(_ruled(one, strokes) for one in blocks)


def _is_number(line: Line, drawn: Drawn) -> bool:
    """Digits alone in the upper or the lower margin."""
    height = drawn.sizes[line.page - 1][1]
    in_margin = line.y < _HEAD or line.y > height - 16 * MM
    return in_margin and bool(_NUMBER.fullmatch(line.text))


def _leaf(n: int, drawn: Drawn, lines: Sequence[Line], number: Line | None) -> Leaf:
    width, height = drawn.sizes[n - 1]
    mine = [one for one in lines if one.page == n]
    return Leaf(
        width / MM,
        height / MM,
        _margins(mine, width, height),
        any(one.page == n and one.box[2] - one.box[0] > 60 * MM for one in drawn.borders),
        _number(number, width) if number else None,
    )


def _number(line: Line, width: float) -> PageNumber:
    italic = any(run.italic for run in line.runs)
    centred = abs(line.middle - width / 2) < 15 * MM
    place = Place(f"Trang {line.page}", line.page, line.box)
    return PageNumber(line.text, line.size, italic, centred, line.y < _HEAD, place)


def _margins(
    lines: Sequence[Line], width: float, height: float
) -> tuple[float, float, float, float] | None:
    """Measured from the letters; what only a short text could explain is given the benefit."""
    if not lines:
        return None
    top = min(one.y - 0.9 * one.size for one in lines) / MM
    bottom = (height - max(one.y + 0.25 * one.size for one in lines)) / MM
    left = min(one.x0 for one in lines) / MM
    right = (width - max(one.x1 for one in lines)) / MM
    full = _is_full(lines)
    found = (
        top,
        min(bottom, _LOWEST),
        left if full else min(left, _LEFTMOST),
        right if full else min(right, _RIGHTMOST),
    )
    top_, bottom_, left_, right_ = (
        min(max(one, low), high) if low - _NEAR <= one <= high + _NEAR else one
        for one, (low, high) in zip(found, _BOUNDS, strict=True)
    )
    return top_, bottom_, left_, right_


def _is_full(lines: Sequence[Line]) -> bool:
    """Whether lines reach the same right edge: the text is set to it."""
    edge = max(one.x1 for one in lines)
    return sum(edge - one.x1 < 4 for one in lines) >= 3


def _sides(lines: Sequence[Line]) -> Sides:
    """Left and right edge of the text, and how far its lines stand apart."""
    wide = sorted(lines, key=lambda one: one.x0 - one.x1)[: max(1, len(lines) // 2)]
    left, right = min(one.x0 for one in lines), max(one.x1 for one in wide)
    steps = [
        b.y - a.y
        for a, b in zip(lines, lines[1:], strict=False)
        if a.page == b.page and not _is_level(a, b) and b.y - a.y < 3 * a.size
    ]
    return Sides(left, right, quantiles(steps, n=4)[0] if len(steps) > 1 else 17)


Zones = tuple[list[Line], list[Line], list[Line], list[Line]]


def _zones(lines: Sequence[Line], sides: Sides) -> Zones:
    """Head, text, foot, and what follows the foot."""
    end = next((n for n, one in enumerate(lines) if _ends_head(one, sides)), len(lines))
    if any(_LABEL.match(one.text) for one in lines[:end]):  # of a text that is one short line
        end = next(_short_texts(lines[:end], sides), end)
    head, rest = list(lines[:end]), lines[end:]
    label = next((one for one in rest if _LABEL.match(one.text)), None)
    if label is None:
        signed = _signed(rest, sides)
        return head, [one for one in rest if one not in signed], signed, []
    top = _two_signatures(rest, label, sides) or label
    text = [one for one in rest if (one.page, one.y) < (top.page, top.y - 16)]
    after = [one for one in rest if one not in text]
    stop = next((n for n, one in enumerate(after) if _ends_foot(one, label)), len(after))
    return head, text, after[:stop], after[stop:]


def _signed(lines: Sequence[Line], sides: Sides) -> list[Line]:
    """Who signs where Nơi nhận was forgotten: the last lines, in the right half, from the first in
    capitals. Else a title that stands there would be called missing too.
    """
    last = [one for one in lines if one.page == lines[-1].page]
    right = [*takewhile(lambda one: one.middle > sides.centre + 15 * MM, reversed(last))][::-1]
    return [*dropwhile(lambda one: not one.text.isupper(), right)]


def _two_signatures(lines: Sequence[Line], label: Line, sides: Sides) -> Line | None:
    """The upper left line where two sign side by side over Nơi nhận (template 1.9), or more of
    them two by two (DOMAIN §5.5): then nothing but titles and names stands between.
    """
    if any(one is not label and _is_level(one, label) for one in lines):
        return None
    above = [one for one in lines if one.page == label.page and one.y < label.y]
    bold = list(takewhile(lambda one: one.is_bold, sorted(above, key=lambda one: -one.y)))
    over = bold + [one for one in above if label.y - one.y < _TWO]
    upper = [one for one in over if one.is_bold and one.text.isupper()]
    left = [one for one in upper if one.middle < sides.centre]
    pairs = [one for one in left if any(o is not one and _is_level(o, one) for o in upper)]
    return min(pairs, key=lambda one: one.y, default=None)


def _is_level(one: Line, other: Line) -> bool:
    return one.page == other.page and abs(one.y - other.y) < 3


def _ends_head(line: Line, sides: Sides) -> bool:
    if line.page > 1 or TO.match(line.text) or key(line.text) in _TYPES:
        return True
    if abs(line.middle - sides.centre) < 25:
        return True
    return line.x0 < sides.left + 45 and line.x1 - line.x0 > 0.55 * sides.width


def _short_texts(lines: Sequence[Line], sides: Sides) -> Iterator[int]:
    """Where a line stands that begins at the left edge under the number and is no part of "V/v"
    (box 5b): that is set smaller, about the axis of the number."""
    number = next((one for one in lines if _NO.match(one.text)), None)
    if number is None:
        return
    about = next((one for one in lines if one.text.lower().startswith("v/v")), number)
    for n, one in enumerate(lines):
        is_off = abs(one.middle - about.middle) > _OFF
        begins = one.y > about.y + 3 and one.x0 < sides.left + 45
        if begins and (is_off or one.size > about.size + 0.5):
            yield n


def _ends_foot(line: Line, label: Line) -> bool:
    if _ANNEX.fullmatch(line.text) or _CONFIRMS.match(line.text):
        return True
    return line.page > label.page and not (line.text[:1] in "-–" or line.size <= 11.6)


def _single(
    line: Line, sides: Sides, strokes: Sequence[Stroke], borders: Sequence[Border]
) -> Block:
    """A line of the head; with no stroke anywhere on the page, how long it is cannot be told."""
    column = "left" if line.middle < sides.centre else "right"
    drawn = any(one.page == line.page for one in strokes)
    frame = next((_frame(one) for one in borders if _holds(one, line)), None)
    place = Place("Đầu trang 1", line.page, line.box)
    return Block(line.runs, place, column=column, rule=0.0 if drawn else None, frame=frame)


def _holds(border: Border, line: Line) -> bool:
    left, top, right, bottom = border.box
    inside = left - 2 <= line.x0 and line.x1 <= right + 2 and top <= line.y <= bottom
    return border.page == line.page and inside and right - left < 60 * MM


def _frame(border: Border) -> Frame:
    left, top, right, bottom = border.box
    return Frame((right - left) / MM, (bottom - top) / MM, border.colour)


def _feet(lines: Sequence[Line], sides: Sides, borders: Sequence[Border]) -> Iterator[Block]:
    """Left and right of the foot; a name of Nơi nhận that runs on is one block."""
    label = next((one for one in lines if _LABEL.match(one.text)), None)
    left = [one for one in lines if _is_left(one, label, sides)]
    held: list[Line] = []
    for line in left:
        signs = label is not None and (line.page, line.y) <= (label.page, label.y)
        if held and (signs or line.text[:1] in "-–" or held == [label]):
            yield _joined(held)
            held = []
        held.append(line)
    if held:
        yield _joined(held)
    for line in lines:
        if line not in left:
            frame = next((_frame(one) for one in borders if _holds(one, line)), None)
            place = Place("Cuối văn bản", line.page, line.box)
            yield Block(line.runs, place, column="right", frame=frame)


def _is_left(line: Line, label: Line | None, sides: Sides) -> bool:
    """Nơi nhận and its list; over it whoever signs in the left half."""
    over = label is not None and line.page == label.page and line.y < label.y - 3
    return line.middle < sides.centre if over else line.x0 < sides.left + 40


def _joined(lines: Sequence[Line]) -> Block:
    runs = joined_runs(lines)
    boxes = [one.box for one in lines]
    box = (min(b[0] for b in boxes), boxes[0][1], max(b[2] for b in boxes), boxes[-1][3])
    return Block(runs, Place("Nơi nhận", lines[0].page, box), column="left")


def _tables(drawn: Drawn) -> tuple[Border, ...]:
    """Borders wide enough to be a table's cells."""
    return tuple(
        one
        for one in drawn.borders
        if one.box[2] - one.box[0] > 60 * MM or one.box[3] - one.box[1] > 12 * MM
    )


def _ruled(block: Block, strokes: Sequence[Stroke]) -> Block:
    """The stroke under its middle, as a part of its length."""
    if block.place.box is None:
        return block
    x0, _, x1, low = block.place.box
    middle = (x0 + x1) / 2
    for stroke in strokes:
        under = block.place.page == stroke.page and low - 4 <= stroke.y <= low + 9
        if under and stroke.x0 <= middle <= stroke.x1 and x1 > x0:
            return replace(block, rule=(stroke.x1 - stroke.x0) / (x1 - x0))
    return block
