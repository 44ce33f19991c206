"""Lays a stamp over the first page of a copy; the file that came is only read (in a child)."""

import io

import pikepdf

from server.uploads.handed.clear import Box, clear_box
from server.uploads.kinds import PDF, kind_of
from server.uploads.scans.bindings import as_pdf
from server.uploads.scans.sheets import sheets

Spot = tuple[float, float]
"""The stamp's upper left corner, as parts of the page one sees."""


def stamped(data: bytes, stamp: bytes, spot: Spot) -> bytes:
    """A PDF of the paper as it is looked at, with the stamp near its place and over no word."""
    page_bytes = data if kind_of(data, "") == PDF else as_pdf(data)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(page_bytes)) as pdf, pikepdf.open(io.BytesIO(stamp)) as ink:
        page, seal = pdf.pages[0], pikepdf.Page(ink.pages[0])
        sheet, _pages = next(sheets(page_bytes, 0))
        wide, high = _seen(page)
        size = float(seal.mediabox[2]) / wide, float(seal.mediabox[3]) / high
        page.add_overlay(seal, _on_paper(page, clear_box(sheet, (*spot, *size))))
        pdf.save(out, static_id=True)
    return out.getvalue()


def _turn(page: pikepdf.Page) -> int:
    return int(page.get("/Rotate", 0)) % 360


def _seen(page: pikepdf.Page) -> tuple[float, float]:
    """Width and height as one sees the page, in points."""
    left, bottom, right, top = (float(one) for one in page.cropbox)
    wide, high = right - left, top - bottom
    return (high, wide) if _turn(page) in (90, 270) else (wide, high)


def _on_paper(page: pikepdf.Page, box: Box) -> pikepdf.Rectangle:
    """The place on the page as the file has it, which may lie on its side; never over its edge."""
    left, bottom, right, top = (float(one) for one in page.cropbox)
    x0, y0 = max(min(box[0], 1 - box[2]), 0.0), max(min(box[1], 1 - box[3]), 0.0)
    x1, y1 = min(x0 + box[2], 1.0), min(y0 + box[3], 1.0)
    across, down = {
        0: ((x0, x1), (y0, y1)),
        90: ((y0, y1), (1 - x1, 1 - x0)),
        180: ((1 - x1, 1 - x0), (1 - y1, 1 - y0)),
        270: ((1 - y1, 1 - y0), (x0, x1)),
    }[_turn(page)]
    wide, high = right - left, top - bottom
    return pikepdf.Rectangle(
        left + across[0] * wide, top - down[1] * high, left + across[1] * wide, top - down[0] * high
    )
