"""Where a page bears ink: cells of half a millimetre, darker than the paper around them."""

from collections.abc import Iterator

from PIL import Image, ImageChops, ImageFilter

DOTS = 3
"""Dots of a cell's edge at 150 dpi: half a millimetre."""

CELLS_A_MM = 2
CONTRAST = 12
"""Of 255, averaged over a cell. A hard pencil's line is some 40 darker than its paper and fills
two thirds of a cell, a worn stamp some 20; a scanner's grain leaves less than 5 in the average,
and what shines through from the back of a sheet mostly less than 10."""

_PAPER = 11
"""Cells of a patch of paper: 5.5 mm, wider than any stroke."""

Blot = tuple[int, int, int, int, int]
"""Left, top, right, bottom (the last two included) and how many cells are inked."""


def inked(sheet: Image.Image) -> Image.Image:
    """A picture of cells, 255 where there is ink. Any colour counts as what it darkens most, so
    that pale red or blue weighs like grey; yellowed or tinted paper is only paper."""
    red, green, blue = sheet.split()
    dark = ImageChops.darker(ImageChops.darker(red, green), blue)
    cells = dark.reduce(DOTS)
    patches = cells.reduce(_PAPER).filter(ImageFilter.MaxFilter(5))
    paper = patches.resize(cells.size, Image.Resampling.BILINEAR)
    return ImageChops.subtract(paper, cells).point(lambda dark: 255 * (dark > CONTRAST))


def blots(cells: Image.Image, most: int) -> Iterator[Blot]:
    """Cells that lie within a millimetre of each other are one blot; at most `most` cells."""
    width = cells.width
    left = {n for n, ink in enumerate(cells.tobytes()) if ink}
    if len(left) > most:
        raise ValueError("more ink than anybody wants to count")
    while left:
        yield _measured(_grown(left, width), width)


def _grown(left: set[int], width: int) -> list[int]:
    """One blot, taken out of what is left."""
    blot = waiting = [left.pop()]
    while waiting:
        near = {
            n + down * width + right
            for n in waiting
            for down in range(-2, 3)
            for right in range(-2, 3)
        }
        waiting = list(near & left)
        left.difference_update(waiting)
        blot = blot + waiting
    return blot


def _measured(blot: list[int], width: int) -> Blot:
    across, down = [n % width for n in blot], [n // width for n in blot]
    return min(across), min(down), max(across), max(down), len(blot)
