"""Lays a stamp over the first page of a copy; the file that came is only read (in a child)."""

import io

import pikepdf
from PIL import Image

from server.uploads.kinds import PDF, kind_of
from server.uploads.recognise import DPI

Spot = tuple[float, float]
"""The stamp's upper left corner, as parts of the page."""


def stamped(data: bytes, stamp: bytes, spot: Spot) -> bytes:
    """A PDF of the paper as it is looked at, with the stamp at its place."""
    page_bytes = data if kind_of(data, "") == PDF else _as_pdf(data)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(page_bytes)) as pdf, pikepdf.open(io.BytesIO(stamp)) as ink:
        page, seal = pdf.pages[0], pikepdf.Page(ink.pages[0])
        page.add_overlay(seal, _box(page, seal, spot))
        pdf.save(out, static_id=True)
    return out.getvalue()


def _box(page: pikepdf.Page, seal: pikepdf.Page, spot: Spot) -> pikepdf.Rectangle:
    """In the stamp's true size, and never over the edge of the page."""
    left, bottom, right, top = (float(one) for one in page.mediabox)
    wide, high = float(seal.mediabox[2]), float(seal.mediabox[3])
    x = min(left + spot[0] * (right - left), right - wide)
    y = max(top - spot[1] * (top - bottom) - high, bottom)
    return pikepdf.Rectangle(x, y, x + wide, y + high)


def _as_pdf(data: bytes) -> bytes:
    out = io.BytesIO()
    with Image.open(io.BytesIO(data)) as picture:
        dots = picture.info.get("dpi", (DPI, DPI))[0] or DPI
        picture.convert("RGB").save(out, "PDF", resolution=max(float(dots), 72.0))
    return out.getvalue()
