"""A table on the page: as wide as the text, its heads again on every page it goes over to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from server.typesetting.columns import SIDE, columns
from server.typesetting.fonts import BOLD, REGULAR
from server.typesetting.lines import Line, Run, balanced, bind, break_lines
from server.typesetting.rows import HEIGHT, LEFT, Mark, Row, Rule, Side, spelled
from server.typesetting.tables import Align, Cell, Table, loosened

_AIR, _LEADING, _RISE = 3, 1.18, 0.93
_GAP = 8
_WHOLE = 9
"""A row of more lines than this may be parted between two pages."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The table, the size of its letters, where columns begin and end, which rows are tied up."""

    table: Table
    size: float
    edges: tuple[float, ...]
    ties: tuple[bool, ...]

    def room(self, cell: Cell) -> float:
        return self.edges[cell.column + cell.across] - self.edges[cell.column] - 2 * SIDE

    def high(self, lines: int) -> float:
        return lines * self.size * _LEADING + 2 * _AIR


def set_table(table: Table, joined: bool = False) -> list[Row]:
    """The rows of the table; the first stays with what stands above it where `joined`.

    Heads stay with two rows of theirs, and the last row is nowhere alone.
    """
    size, widths = columns(table)
    ties = _ties(table)
    grid = Grid(table, size, tuple(accumulate(widths, initial=LEFT)), tuple(ties))
    words = [[_lines(grid, n, cell) for cell in row] for n, row in enumerate(table.rows)]
    heights = _heights(grid, words)
    if any(ties) and max(_runs(ties, heights)) > HEIGHT / 3:
        return set_table(loosened(table), joined)
    stays = _staying(table, heights, ties)
    rows: list[Row] = []
    for n, said in enumerate(words):
        rows += _strips(grid, n, said, heights, stays[n] if n else joined)
    lid = replace(rows[0], marks=(*rows[0].marks, _lid(grid)), gap=_GAP)
    small = sum(heights[: table.heads]) < HEIGHT / 3
    return _with_heads([lid, *rows[1:]], table.heads if small else 0)


def _ties(table: Table) -> list[bool]:
    """Whether a row is tied to the one before it by a cell that is joined upwards."""
    ends = [max((n + cell.down for cell in row), default=n + 1) for n, row in enumerate(table.rows)]
    return [n < max(ends[:n], default=0) for n in range(len(ends))]


def _runs(ties: Sequence[bool], heights: Sequence[float]) -> list[float]:
    """How high the tied rows are up to each row."""
    runs: list[float] = []
    for tied, high in zip(ties, heights, strict=True):
        runs.append(high + (runs[-1] if tied else 0))
    return runs


def _staying(table: Table, heights: Sequence[float], ties: Sequence[bool]) -> list[bool]:
    """Which rows stay with the one before them."""
    first = table.heads + 1 if sum(heights[: table.heads + 2]) < HEIGHT / 3 else 0
    last = len(heights) - 1 if heights[-1] < HEIGHT / 6 else 0
    return [tied or n <= first or n == last for n, tied in enumerate(ties)]


def _lines(grid: Grid, n: int, cell: Cell) -> list[Line]:
    face = BOLD if cell.bold else REGULAR
    text, room = bind(cell.text), grid.room(cell)
    if n < grid.table.heads:
        return balanced(text, face, grid.size, room)
    return break_lines([Run(text, face)], grid.size, room)


def _heights(grid: Grid, words: Sequence[Sequence[list[Line]]]) -> list[float]:
    """Each row as high as its fullest cell; the last row of a joined cell makes up its rest."""
    heights = [
        max([1, *(len(said) for cell, said in zip(row, lines, strict=True) if cell.down == 1)])
        for row, lines in zip(grid.table.rows, words, strict=True)
    ]
    points = [grid.high(lines) for lines in heights]
    for n, (row, lines) in enumerate(zip(grid.table.rows, words, strict=True)):
        for cell, said in zip(row, lines, strict=True):
            lack = grid.high(len(said)) - sum(points[n : n + cell.down])
            points[n + cell.down - 1] += max(lack, 0)
    return points


def _strips(
    grid: Grid, n: int, words: Sequence[list[Line]], heights: Sequence[float], joined: bool
) -> list[Row]:
    """One strip for a row; a long row is cut into strips between its lines.

    A row beside a cell that goes on through it stays whole: that cell's walls are drawn at once.
    """
    cells = grid.table.rows[n]
    tall = max((len(said) for said in words), default=1)
    tied = grid.ties[n] or any(cell.down > 1 for cell in cells)
    if tall <= _WHOLE or tied or (n < grid.table.heads and heights[n] < HEIGHT / 3):
        marks = [
            mark
            for cell, said in zip(cells, words, strict=True)
            for mark in _cell(grid, n, cell, said, heights)
        ]
        return [Row(heights[n], (*marks, *_floor(grid, n, heights[n])), joined=joined)]
    return _parted(grid, n, words, joined)


def _parted(grid: Grid, n: int, words: Sequence[list[Line]], joined: bool) -> list[Row]:
    """Two lines at either end of the row stay together; between them it may be parted."""
    tall, step = max(map(len, words)), grid.size * _LEADING
    strips = []
    for at in range(tall):
        above, below = _AIR * (at == 0), _AIR * (at == tall - 1)
        high = step + above + below
        marks: list[Mark] = []
        for cell, said in zip(grid.table.rows[n], words, strict=True):
            y = above + grid.size * _RISE
            marks += _words(grid, cell, said[at : at + 1], y, n) + _walls(grid, cell, high)
        ground = _floor(grid, n, high) if at == tall - 1 else ()
        stays = joined if at == 0 else at in (1, tall - 1)
        ends = () if ground else _floor(grid, n, high)
        strips.append(Row(high, (*marks, *ground), joined=stays, ends=ends))
    return strips


def _cell(grid: Grid, n: int, cell: Cell, said: list[Line], heights: Sequence[float]) -> list[Mark]:
    """The words of a cell between its walls; heads and joined cells stand in the middle."""
    high = sum(heights[n : n + cell.down])
    slack = high - grid.high(len(said))
    middle = n < grid.table.heads or cell.down > 1
    y = _AIR + (slack / 2 if middle else 0) + grid.size * _RISE
    return _words(grid, cell, said, y, n) + _walls(grid, cell, high)


def _words(grid: Grid, cell: Cell, said: Sequence[Line], y: float, n: int) -> list[Mark]:
    centred = n < grid.table.heads or (cell.across > 1 and not cell.column)
    align = Align.CENTRE if centred else grid.table.aligns[cell.column]
    left, room = grid.edges[cell.column] + SIDE, grid.room(cell)
    marks: list[Mark] = []
    for at, line in enumerate(said):
        free = room - line.width
        x = left + {Align.LEFT: 0.0, Align.CENTRE: free / 2, Align.RIGHT: free}[align]
        marks += spelled(line, x, y + at * grid.size * _LEADING, grid.size)
    return marks


def _walls(grid: Grid, cell: Cell, high: float) -> list[Mark]:
    right = Side(grid.edges[cell.column + cell.across], 0, high)
    return [right] if cell.column else [Side(grid.edges[0], 0, high), right]


def _floor(grid: Grid, n: int, high: float) -> tuple[Mark, ...]:
    """The line under a row, but for the cells that go on below it."""
    rows = grid.table.rows
    going = {
        column
        for back, row in enumerate(rows[: n + 1])
        for cell in row
        if back + cell.down > n + 1
        for column in range(cell.column, cell.column + cell.across)
    }
    return tuple(
        Rule(grid.edges[at], grid.edges[at + 1], high)
        for at in range(len(grid.table.aligns))
        if at not in going
    )


def _lid(grid: Grid) -> Rule:
    return Rule(grid.edges[0], grid.edges[-1], 0)


def _with_heads(rows: list[Row], heads: int) -> list[Row]:
    """Heads are repeated overleaf; without any, the table is closed there by its upper line."""
    head = tuple(replace(row, gap=0, joined=False) for row in rows[:heads])
    lid = Row(0, rows[0].marks[-1:])
    return [*rows[:heads], *(replace(row, again=head or (lid,)) for row in rows[heads:])]
