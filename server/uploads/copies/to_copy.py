"""The pages a copy is made of (article 25), and how they were digitised (in a child)."""

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
from pypdfium2 import raw

from server.uploads.handed.remaking import Remade, made_anew
from server.uploads.kinds import PDF, kind_of
from server.uploads.scans.bindings import as_pdf

_IMAGE = raw.FPDF_PAGEOBJ_IMAGE
_PALETTE = raw.FPDF_COLORSPACE_INDEXED
_THREE_CHANNELS = 24
_MOST_OF_IT = 0.5
"""Pictures that cover less of a page are ornaments on it, not its scan."""


def sheets_to_copy(data: bytes, fonts: Path) -> tuple[Remade, list[tuple[int, bool]]]:
    """The pages as they are seen, signatures drawn in; of each its dots to the inch and colour.

    A letter without its font was seen by somebody, so its page is copied as a picture.
    """
    pdf = data if kind_of(data, "") == PDF else as_pdf(data)
    with pikepdf.open(io.BytesIO(pdf)) as source:
        return made_anew(source, fonts, {"fonts_not_embedded"}), list(digitised(pdf))


def digitised(pdf: bytes) -> Iterator[tuple[int, bool]]:
    """(dots to the inch, in colour) of each page; (0, False) where it is no scan.

    A scanner may lay fine letters over a coarse ground: the sharpest layer counts, and any colour.
    """
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            found = list(page.get_objects(filter=(_IMAGE,), max_depth=5))
            sizes = [_size(one) for one in found]
            if sum(sizes) < _MOST_OF_IT * page.get_width() * page.get_height():
                yield 0, False
                continue
            told = [one.get_metadata() for one in found]
            sharpest = max(min(one.horizontal_dpi, one.vertical_dpi) for one in told)
            yield round(sharpest), any(_has_colour(one) for one in told)


def _size(image: pypdfium2.PdfImage) -> float:
    left, bottom, right, top = image.get_bounds()
    return float((right - left) * (top - bottom))


def _has_colour(told: raw.FPDF_IMAGEOBJ_METADATA) -> bool:
    """Three channels, or a palette; one channel is a grey, whatever it is called."""
    return told.bits_per_pixel >= _THREE_CHANNELS or told.colorspace == _PALETTE
