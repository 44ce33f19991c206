"""How wide each column of a table is: the whole breadth of the text, shared by what is said."""

from collections.abc import Sequence

from server.typesetting.fonts import BOLD, REGULAR, width
from server.typesetting.lines import bind
from server.typesetting.rows import WIDTH
from server.typesetting.tables import Table

SIDE = 4
"""Points between the words of a cell and its walls."""

_SIZES = (13, 12, 11, 10, 9)


def columns(table: Table) -> tuple[float, list[float]]:
    """Size and widths: letters of 13 points, smaller only where a word would be cut (FMT-18)."""
    for size in _SIZES:
        least, most = _wants(table, size)
        if sum(least) <= WIDTH:
            break
    return size, _shared(least, most)


def _wants(table: Table, size: float) -> tuple[list[float], list[float]]:
    """For each column its longest word, and its longest text on one line."""
    count = len(table.aligns)
    least, most = [2 * SIDE + size] * count, [2 * SIDE + size] * count
    for cell in (cell for row in table.rows for cell in row if cell.across == 1):
        face = BOLD if cell.bold else REGULAR
        long = max((width(word, face, size) for word in bind(cell.text).split(" ")), default=0)
        full = min(width(cell.text, face, size), 2 * WIDTH)
        least[cell.column] = max(least[cell.column], long + 2 * SIDE + 0.1)
        most[cell.column] = max(most[cell.column], full + 2 * SIDE + 0.1)
    return least, most


def _shared(least: Sequence[float], most: Sequence[float]) -> list[float]:
    """The whole width: each column its longest word, and of the rest as much as it has to say."""
    if sum(least) >= WIDTH:
        return _squeezed(least)
    if sum(most) <= WIDTH:
        return [one * WIDTH / sum(most) for one in most]
    free = WIDTH - sum(least)
    wish = [(much - little) ** 0.7 for little, much in zip(least, most, strict=True)]
    given = [free * one / sum(wish) for one in wish]
    return [little + more for little, more in zip(least, _capped(given, least, most), strict=True)]


def _squeezed(least: Sequence[float]) -> list[float]:
    """Long words are cut; a column of figures beside them keeps its own width."""
    floor = min(*least, WIDTH / len(least))
    wish = [one - floor for one in least]
    room = WIDTH - floor * len(least)
    return [floor + room * one / max(sum(wish), 1) for one in wish]


def _capped(given: list[float], least: Sequence[float], most: Sequence[float]) -> list[float]:
    """No column is wider than its words; what one leaves goes to those that still want."""
    caps = [much - little for little, much in zip(least, most, strict=True)]
    for _ in caps:
        over = sum(max(one - cap, 0) for one, cap in zip(given, caps, strict=True))
        open_ = sum(one < cap for one, cap in zip(given, caps, strict=True))
        if over < 0.01 or not open_:
            break
        given = [
            min(one, cap) + (over / open_ if one < cap else 0)
            for one, cap in zip(given, caps, strict=True)
        ]
    return given
