"""Describes a PDF for the layout rules: letters, lines, frames and pictures (DOMAIN §6.5)."""

import time
from collections.abc import Iterator, Sequence
from ctypes import c_uint
from dataclasses import dataclass, field

import pypdfium2
from pypdfium2 import raw

from server.uploads import limits
from server.uploads.copies.seen_pages import shown
from server.uploads.handed.glyphs import Letters, colour_word
from workflows.layout import Described, Knows, Picture
from workflows.layout.described import Box
from workflows.layout.lines import MM, Border, Piece, Stroke
from workflows.layout.seen import Drawn, described

PAGES = 40
"""Of a longer file the first pages are judged."""
_THIN, _SHORT = 2.5, 12.0
_MARKS = (8 * MM, 70 * MM)
"""How wide a signature or a seal is drawn."""
_WRITTEN = frozenset(Knows) - {Knows.IMAGES}
_OCR = frozenset({Knows.PAPER, Knows.WORDS})
_SCAN = frozenset({Knows.PAPER})


@dataclass(slots=True)
class _Found:
    """What the pages hold, gathered one by one."""

    sizes: list[tuple[float, float]] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    borders: list[Border] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    is_hidden: bool = False


def describe_pdf(data: bytes, ours: bool = False) -> Described:
    """The first pages as one sees them, fields and signatures drawn in.

    Of a page of ours, what will be written in its empty fields counts as written; `ours` also where
    the server has just made the PDF out of a DOCX.
    """
    seen = shown(data)
    found, until = _Found(pieces=list(seen.written)), time.process_time() + limits.TEXT_SECONDS
    document = pypdfium2.PdfDocument(seen.data)
    try:
        for n in range(min(len(document), PAGES)):
            if time.process_time() < until:
                _read(document, n, found)
    finally:
        document.close()
    drawn = Drawn(
        tuple(found.sizes), tuple(found.pieces), tuple(found.strokes), tuple(found.borders)
    )
    leaves, blocks = described(drawn)
    return Described(leaves, blocks, _known(found), tuple(found.pictures), own=ours or seen.is_own)


def _known(found: _Found) -> frozenset[Knows]:
    if not found.pieces:
        return _SCAN
    if found.is_hidden:
        return _OCR
    return _WRITTEN | ({Knows.IMAGES} if found.pictures else set())


def _read(document: pypdfium2.PdfDocument, n: int, found: _Found) -> None:
    page = document[n]
    found.sizes.append(page.get_size())
    letters = Letters(page, n + 1)
    try:
        if not page.get_rotation():
            found.pieces += letters.pieces()
            found.is_hidden |= letters.is_hidden
            _draw(page, n + 1, found)
    finally:
        letters.close()
        page.close()


def _draw(page: pypdfium2.PdfPage, n: int, found: _Found) -> None:
    left, _, _, top = page.get_cropbox()
    walls: list[Box] = []
    for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=1):
        x0, y0, x1, y1 = thing.get_bounds()
        box = (x0 - left, top - y1, x1 - left, top - y0)
        wide, high = box[2] - box[0], box[3] - box[1]
        if high < _THIN and wide > _SHORT:
            found.strokes.append(Stroke(n, box[0], box[2], box[3]))
        elif wide < _THIN and high > _SHORT:
            walls.append(box)
        elif wide > _SHORT and high > _SHORT:
            found.borders.append(Border(n, box, _stroke(thing)))
    found.borders += _table(walls, n)
    found.pictures += _pictures(page, n)


def _table(walls: Sequence[Box], n: int) -> Iterator[Border]:
    """Upright lines side by side are a table's: everything between them is in it."""
    if len(walls) > 1:
        edges = tuple(zip(*walls, strict=True))
        yield Border(n, (min(edges[0]), min(edges[1]), max(edges[2]), max(edges[3])), "black")


def _stroke(thing: pypdfium2.PdfObject) -> str:
    parts = [c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetStrokeColor(thing, *parts)
    return colour_word(*(part.value for part in parts[:3]))


def _pictures(page: pypdfium2.PdfPage, n: int) -> Iterator[Picture]:
    """Pictures of the size of a signature or a seal, with the colour of their ink."""
    left, _, _, top = page.get_cropbox()
    for image in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        outer = image
        while outer.container:
            outer = outer.container
        x0, y0, x1, y1 = outer.get_bounds()
        width, height = image.get_px_size()
        if _MARKS[0] < x1 - x0 < _MARKS[1] and width * height < 4_000_000:
            colour, is_clear = _ink(image)
            yield Picture(n, (x0 - left, top - y1, x1 - left, top - y0), colour, is_clear)


def _ink(image: pypdfium2.PdfImage) -> tuple[str, bool]:
    """The mean colour of what is drawn, and whether the ground is see-through."""
    drawn = image.get_bitmap(render=True).to_pil().convert("RGBA").resize((48, 48))
    points = list(drawn.get_flattened_data())
    clear = sum(alpha < 40 for *_, alpha in points)
    inked = [one for one in points if one[3] > 120 and min(one[:3]) < 200]
    if not inked:
        return "other", clear > 0
    means = [sum(one[n] for one in inked) / len(inked) for n in range(3)]
    return colour_word(*means), clear > 100
