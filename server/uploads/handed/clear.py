"""A clear place for a stamp on a page that is full of writing; runs in a child only."""

from itertools import product

from PIL import Image

from server.uploads.handed.ink import CELLS_A_MM, inked

Box = tuple[float, float, float, float]
"""Left, top, width, height, as parts of the page one sees."""

Spot = tuple[int, int]
Sums = list[list[int]]
"""How many inked squares lie above and left of each corner, so that a box is four look-ups."""

SIZES = (1.0, 0.8, 0.6)
"""Of the stamp's true size (35 × 50 mm): a smaller one on the copy is better than covered words."""

EDGE, STEP = 4, 2
"""Millimetres: nearer to the edge a printer cuts it off; and how far the hand moves on."""

LOWEST = 0.62
"""How far down the page a clear place is looked for: below it nobody looks for a stamp."""

AIR = 1
"""Millimetres between the frame and the nearest word."""

GRACE = 2
"""Inked square millimetres under the frame that are only dust."""

UPWARDS, SIDEWAYS = 3.0, 1.5
"""Further down is as near as the decree has it; above or beside counts as further away."""


def clear_box(sheet: Image.Image, wanted: Box) -> Box:
    """The nearest place without ink, of true size if there is one; else in the left margin, which
    is 30 mm wide (Annex I, I.3), where the least is covered.

    `wanted`: the decree's place, under number and notation or under the subject (Annex IV V).
    """
    squares = inked(sheet).reduce(CELLS_A_MM).point(lambda ink: int(ink > 0))
    sums, (wide, high) = _sums(squares), squares.size
    start = round(wanted[0] * wide), round(wanted[1] * high)
    sizes = [(round(wanted[2] * wide * n), round(wanted[3] * high * n)) for n in SIZES]
    for size in sizes:
        if spot := _clear(sums, squares.size, size, start):
            return spot[0] / wide, spot[1] / high, size[0] / wide, size[1] / high
    size = sizes[-1]
    margin = [(EDGE // 2, down) for down in range(EDGE, high - size[1] - EDGE, STEP)] or [start]
    left, top = min(margin, key=lambda spot: (_ink(sums, spot, size), _distance(spot, start)))
    return left / wide, top / high, size[0] / wide, size[1] / high


def _clear(sums: Sums, page: Spot, size: Spot, start: Spot) -> Spot | None:
    across = range(EDGE, page[0] - size[0] - EDGE, STEP)
    down = range(EDGE, round(page[1] * LOWEST) - size[1], STEP)
    spots = sorted([start, *product(across, down)], key=lambda spot: _distance(spot, start))
    return next((spot for spot in spots if _ink(sums, spot, size) <= GRACE), None)


def _distance(spot: Spot, start: Spot) -> float:
    right, down = spot[0] - start[0], spot[1] - start[1]
    return abs(right) * SIDEWAYS + (down if down >= 0 else -down * UPWARDS)


def _sums(squares: Image.Image) -> Sums:
    wide, high = squares.size
    ink = squares.tobytes()
    sums = [[0] * (wide + 1)]
    for row in range(high):
        line, above = [0], sums[-1]
        for column in range(wide):
            line.append(line[-1] + ink[row * wide + column])
        sums.append([one + up for one, up in zip(line, above, strict=True)])
    return sums


def _ink(sums: Sums, spot: Spot, size: Spot) -> int:
    """What lies under a box; beyond the edge of the page there is as much ink as one likes."""
    left, top = max(spot[0] - AIR, 0), max(spot[1] - AIR, 0)
    right, bottom = spot[0] + size[0] + AIR, spot[1] + size[1] + AIR
    if bottom >= len(sums) or right >= len(sums[0]):
        return len(sums) * len(sums[0])
    return sums[bottom][right] - sums[top][right] - sums[bottom][left] + sums[top][left]
