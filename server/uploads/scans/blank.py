"""Whether a page bears nothing that anybody wrote, printed or stamped; runs in a child only.

It only proposes, and in doubt it does not: a page that is kept in vain costs a click, a page that
is dropped costs a document.
"""

from PIL import Image, ImageStat

from server.uploads.handed.ink import CELLS_A_MM, Blot, blots, inked

LIMITS: dict[str, tuple[float, str]] = {
    "edge_mm": (5, "shadow of the lid and the bevel of the sheet; no printer prints there"),
    "mark_mm": (2, "dust and grain are smaller; a digit or a full word of 8 points is larger"),
    "dust_cells": (60, "15 mm² in all: more specks than dust leaves are a worn stamp in pieces"),
    "most_cells": (2500, "6 cm² of ink: beyond that nobody needs to measure the blots"),
    "hole_mm": (4, "the least width of a punched hole (5 to 6 mm), whose ground the scanner sees"),
    "hole_most_mm": (8, "and the widest; a round seal has 30 mm and more"),
    "hole_edge_mm": (25, "a hole is punched this near to an edge"),
    "hole_full": (0.6, "the part of its square that a disc fills; a ring or a letter fills less"),
    "dark": (
        90,
        "of 255: darker paper is an open lid or a black photograph: not judged",
    ),
}
"""By name: a measure and why it is that."""


def limit(name: str) -> float:
    return LIMITS[name][0]


def is_blank(sheet: Image.Image) -> bool:
    """A sheet in RGB at 150 dpi, as `sheets()` gives it."""
    if ImageStat.Stat(sheet.convert("L")).mean[0] < limit("dark"):
        return False
    edge = int(limit("edge_mm") * CELLS_A_MM)
    cells = inked(sheet)
    inner = cells.crop((edge, edge, cells.width - edge, cells.height - edge))
    try:
        found = list(blots(inner, int(limit("most_cells"))))
    except ValueError:
        return False
    specks = [blot for blot in found if _width(blot) < limit("mark_mm")]
    marks = [blot for blot in found if _width(blot) >= limit("mark_mm")]
    dust = sum(blot[4] for blot in specks)
    return dust <= limit("dust_cells") and all(_is_hole(blot, inner, edge) for blot in marks)


def _width(blot: Blot) -> float:
    left, top, right, bottom, _ = blot
    return max(right - left + 1, bottom - top + 1) / CELLS_A_MM


def _is_hole(blot: Blot, inner: Image.Image, edge: int) -> bool:
    """A full disc of a punch's size beside an edge."""
    left, top, right, bottom, cells = blot
    wide, high = right - left + 1, bottom - top + 1
    least, most = limit("hole_mm") * CELLS_A_MM, limit("hole_most_mm") * CELLS_A_MM
    is_round = least <= min(wide, high) and max(wide, high) <= most and abs(wide - high) <= 2
    is_full = cells >= limit("hole_full") * wide * high
    away = min(left, top, inner.width - 1 - right, inner.height - 1 - bottom) + edge
    return is_round and is_full and away <= limit("hole_edge_mm") * CELLS_A_MM
