"""Lines of the text into paragraphs: where one begins, how it is set, how far apart they stand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workflows.layout.described import Block, Place, Run
from workflows.layout.elements import TO
from workflows.layout.lines import MM, Border, Line

SINGLE = 1.15
"""Times New Roman on single lines: the step as a part of the size."""
_OPENS = re.compile(r"[-–+•] |[a-zđ]\) |\d+(?:\.\d+)*\. |[IVXLC]+\. |(?:Điều|Chương|Mục|Phần) ")


@dataclass(frozen=True, slots=True)
class Sides:
    """Left and right edge of the text in points, and its usual step from line to line."""

    left: float
    right: float
    step: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


def paragraphs(
    lines: Sequence[Line], sides: Sides, tables: Sequence[Border] = ()
) -> Iterator[Block]:
    """Every paragraph with what can be measured of it."""
    held: list[Line] = []
    last: Line | None = None
    for line in lines:
        if held and _begins(line, held, sides):
            yield _block(held, last, sides, tables)
            last, held = held[-1], []
        held.append(line)
    if held:
        yield _block(held, last, sides, tables)


def _begins(line: Line, held: Sequence[Line], sides: Sides) -> bool:
    before = held[-1]
    if _hangs(line, held):
        return False
    if _is_centred(line, sides) or _is_centred(before, sides):
        return True
    if line.x0 - sides.left > 12 or _OPENS.match(line.text):
        return True
    if line.page != before.page:
        return before.x1 < sides.right - 0.25 * sides.width
    apart = line.y - before.y > 1.3 * max(sides.step, before.size * SINGLE)
    return apart or before.x1 < sides.right - 0.25 * sides.width


def _hangs(line: Line, held: Sequence[Line]) -> bool:
    """What runs over of an addressee stands under its name, not under its call or its dash."""
    first, before = held[0], held[-1]
    is_name = TO.match(first.text) or first.text[:2] in ("- ", "– ")
    is_below = line.page == before.page and line.y - before.y < 1.4 * before.size
    return bool(is_name) and is_below and line.x0 > first.x0 + 4 and not _OPENS.match(line.text)


def _is_centred(line: Line, sides: Sides) -> bool:
    return abs(line.middle - sides.centre) < 6 and line.x0 > sides.left + 20


def _block(
    lines: Sequence[Line], before: Line | None, sides: Sides, tables: Sequence[Border]
) -> Block:
    first, last = lines[0], lines[-1]
    on_first = [one for one in lines if one.page == first.page]
    boxes = [one.box for one in on_first]
    box = (min(b[0] for b in boxes), boxes[0][1], max(b[2] for b in boxes), boxes[-1][3])
    align = "table" if _in_table(first, tables) else _align(lines, sides)
    is_plain = align in ("both", "left", "")
    step = _step(on_first) or SINGLE * first.size
    return Block(
        joined_runs(lines),
        Place(f"Trang {first.page}", first.page, box),
        align,
        indent=(first.x0 - sides.left) / MM if is_plain and first is not last else None,
        gap=_gap(first, before, step) if is_plain else None,
        leading=_step(on_first) / (SINGLE * first.size) if len(on_first) > 1 and is_plain else None,
        rule=0.0 if align == "centre" else None,
    )


def _in_table(line: Line, tables: Sequence[Border]) -> bool:
    return any(
        one.page == line.page
        and one.box[0] - 2 <= line.x0
        and line.x1 <= one.box[2] + 2
        and one.box[1] <= line.y <= one.box[3]
        for one in tables
    )


def _align(lines: Sequence[Line], sides: Sides) -> str:
    if _is_centred(lines[0], sides):
        return "centre"
    full = lines[:-1]
    if not full:
        return ""
    return "both" if all(abs(one.x1 - sides.right) < 5 for one in full) else "left"


def _step(lines: Sequence[Line]) -> float:
    return (lines[-1].y - lines[0].y) / (len(lines) - 1) if len(lines) > 1 else 0


def _gap(first: Line, before: Line | None, step: float) -> float | None:
    """The space above, beyond the step from line to line; unknown at the top of a page."""
    if before is None or before.page != first.page:
        return None
    return first.y - before.y - step


def joined_runs(lines: Sequence[Line]) -> tuple[Run, ...]:
    """The runs of all lines, a space where a line ends."""
    runs = []
    for n, line in enumerate(lines):
        for m, run in enumerate(line.runs):
            text = f" {run.text.lstrip()}" if n and not m else run.text
            runs.append(Run(text, run.font, run.size, run.bold, run.italic, run.colour))
    return tuple(runs)
