"""A table as it is typed: lines that begin with `|`, a cell between two of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

BAR = "|"
LEFTWARD, UPWARD = "<", "^"
"""A cell of this sign alone is one with the cell beside it, or above it."""

_RULED = re.compile(r":-+:?|-+:|-{2,}")
_PARTING = re.compile(r"(?<!\\)\|")
_FIGURES = re.compile(r"[+–−-]?\d[\d.,]*(?: ?%)?|[-–−]")
_DAYS = re.compile(r"\d{1,2}/\d{1,4}(?:/\d{4})?|\d{4}")
_COUNTED = {"", "stt", "tt", "số tt", "số thứ tự"}
_SUMS = re.compile(r"(?:Tổng|Tổng cộng|Tổng số|Cộng|TỔNG CỘNG|TỔNG SỐ|CỘNG)\b")


class Align(StrEnum):
    """Where the words of a column stand."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Cell:
    """Words of a cell, how many columns and rows it takes; `bold` in heads and sums."""

    text: str
    column: int
    across: int = 1
    down: int = 1
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The cells by row, the number of head rows among them, and how each column is aligned."""

    rows: tuple[tuple[Cell, ...], ...]
    heads: int
    aligns: tuple[Align, ...]


def is_row(text: str) -> bool:
    """Whether a typed line belongs to a table."""
    return text.startswith(BAR)


def read_table(lines: Sequence[str]) -> Table | None:
    """The table of these lines; None where they hold only bars and dashes.

    What stands above a line of dashes is its head; without one the first line is. A colon in the
    dashes aligns a column (`:--`, `:-:`, `--:`); where there is none, figures go right.
    """
    typed = [_cells(line) for line in lines]
    ruled = next((n for n, row in enumerate(typed) if _is_ruled(row)), None)
    rows = [row for row in typed if not _is_ruled(row) and row]
    if not rows:
        return None
    columns = max(map(len, rows))
    grid = [[*row, *[""] * (columns - len(row))] for row in rows]
    heads = min(ruled if ruled is not None else 1, len(grid))
    asked = [*(typed[ruled] if ruled is not None else ()), *[""] * columns]
    aligns = tuple(_align(asked[n], [row[n] for row in grid], heads) for n in range(columns))
    return Table(tuple(_joined(grid, heads)), heads, aligns)


def loosened(table: Table) -> Table:
    """The same with no cells joined upwards: what is joined over half a page cannot be parted."""
    rows = [[replace(cell, down=1) for cell in row] for row in table.rows]
    for n, row in enumerate(table.rows):
        for cell in row:
            for below in range(n + 1, n + cell.down):
                rows[below].append(replace(cell, text="", down=1))
    ordered = [tuple(sorted(row, key=lambda cell: cell.column)) for row in rows]
    return replace(table, rows=tuple(ordered))


def _cells(line: str) -> list[str]:
    inside = line.removeprefix(BAR)
    inside = inside[:-1] if inside.endswith(BAR) and not inside.endswith("\\|") else inside
    return [part.replace("\\|", BAR).strip() for part in _PARTING.split(inside)]


def _is_ruled(row: Sequence[str]) -> bool:
    return all(_RULED.fullmatch(cell) for cell in row)


def _align(asked: str, column: Sequence[str], heads: int) -> Align:
    """What was asked, else what an office does: serial numbers and days centred, figures right."""
    if asked.startswith(":") or asked.endswith(":"):
        ends = (asked.startswith(":"), asked.endswith(":"))
        return {(True, True): Align.CENTRE, (False, True): Align.RIGHT}.get(ends, Align.LEFT)
    said = [cell for cell in column[heads:] if cell and cell not in (LEFTWARD, UPWARD)]
    if heads and column[0].lower().strip(".") in _COUNTED:
        return Align.CENTRE
    if said and all(map(_DAYS.fullmatch, said)):
        return Align.CENTRE
    return Align.RIGHT if said and all(map(_FIGURES.fullmatch, said)) else Align.LEFT


def _joined(grid: Sequence[Sequence[str]], heads: int) -> Iterator[tuple[Cell, ...]]:
    for n, row in enumerate(grid):
        bold = n < heads or any(_SUMS.match(cell) for cell in row)
        yield tuple(
            Cell(
                "" if text in (LEFTWARD, UPWARD) else text,
                at,
                _run(row[at + 1 :], LEFTWARD),
                _run([below[at] for below in grid[n + 1 :]], UPWARD),
                bold,
            )
            for at, text in enumerate(row)
            if not (text == LEFTWARD and at) and not (text == UPWARD and n)
        )


def _run(cells: Sequence[str], sign: str) -> int:
    """One, and one more for each neighbour that joins it."""
    joined = next((n for n, cell in enumerate(cells) if cell != sign), len(cells))
    return 1 + joined
