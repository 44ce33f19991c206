"""A copy on paper: under what is copied, the block of whoever copies it (template 3.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2

from server.typesetting.closing import QR_SIDE, closing
from server.typesetting.drawing import rows_alone
from server.typesetting.fonts import BOLD, ITALIC, REGULAR, load, width
from server.typesetting.head import named
from server.typesetting.lines import Line, Run
from server.typesetting.rows import (
    BOTTOM,
    HEIGHT,
    LEFT,
    MM,
    PAGE_HEIGHT,
    RIGHT,
    TOP,
    WIDTH,
    Mark,
    Row,
    Rule,
    centred,
    underline,
)
from server.typesetting.sheet import Sheet
from signing import Box

_NAME, _NUMBER, _SIZE = 12, 13, 14
_AIR = 8
"""Points between what is copied and the line over the block."""
_WHITE = 225
_EDGE = 15 * MM


@dataclass(frozen=True, slots=True)
class CopyBlock:
    """What Annex I, Part II, II.1 asks of a copy; `heading` is SAO Y, SAO LỤC or TRÍCH SAO."""

    heading: str
    agency: str
    code: str
    place: str
    day: str
    authority: tuple[str, ...]
    signer: str
    recipients: tuple[str, ...]


def corner(size: tuple[float, float]) -> Box:
    """Box 14: top right of the first page, above its text, on whatever sheet was scanned."""
    wide, high = size
    return Box(0, _EDGE, high - 13 * MM, wide - _EDGE, high - 7 * MM)


def copied(pdf: bytes, block: CopyBlock, folder: Path) -> bytes:
    """The same pages for the printer, with the block; where there is no room, on the next page.

    Signatures become part of the picture: what is printed is no signed file any more.
    """
    load(folder)
    rows = _rows(block)
    with pikepdf.open(BytesIO(pdf)) as paper:
        paper.flatten_annotations("all")
        if "/AcroForm" in paper.Root:
            del paper.Root["/AcroForm"]
        start = _room(_bytes(paper), sum(row.gap + row.height for row in rows))
        with pikepdf.open(BytesIO(rows_alone(rows, start or 0))) as drawn:
            if start is None:
                paper.pages.extend(drawn.pages)
            else:
                paper.pages[-1].add_overlay(drawn.pages[0], None)
            return _bytes(paper)


def _bytes(paper: pikepdf.Pdf) -> bytes:
    made = BytesIO()
    paper.save(made, deterministic_id=True)
    return made.getvalue()


def _room(pdf: bytes, high: float) -> float | None:
    """How far under the top margin the block may begin on the last page; None: nowhere.

    The QR at the foot is no part of the text; the block stands above it.
    """
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[len(document) - 1].render(scale=1).to_pil().convert("L")
    ink = picture.point(lambda one: 255 if one < _WHITE else 0)
    foot = PAGE_HEIGHT - BOTTOM
    over_qr = foot - QR_SIDE - _AIR / 2
    has_qr = ink.crop((0, int(over_qr), ink.width, int(foot))).getbbox() is not None
    limit = over_qr if has_qr else foot
    found = ink.crop((0, 0, ink.width, int(limit))).getbbox()
    start = (found[3] if found else 0) + _AIR - (PAGE_HEIGHT - TOP)
    return start if start + high <= limit - (PAGE_HEIGHT - TOP) else None


def _rows(block: CopyBlock) -> list[Row]:
    """A line across the text, agency and number beside form and day, then who signs."""
    signs = Sheet(
        doc_type="", superior="", agency=block.agency, notation="", place=block.place,
        subject="", bases=(), body=(), to=(), recipients=block.recipients, archive="VT",
        authority=block.authority, signer=block.signer, urgency="", qr=None,
    )  # fmt: skip
    return [_head(block), *closing(signs, _SIZE, HEIGHT)]


def _head(block: CopyBlock) -> Row:
    left, right = LEFT + WIDTH * 0.25, LEFT + WIDTH * 0.74
    names = named(block.agency.upper(), BOLD, _NAME, WIDTH * 0.46)
    marks: list[Mark] = [Rule(LEFT, RIGHT, 0)]
    for n, line in enumerate(names):
        marks += centred(line, left, 20 + 15 * n, _NAME)
    low = 20 + 15 * (len(names) - 1)
    marks.append(underline(names, left, low + 6))
    marks += _line(block.heading, BOLD, _SIZE, right, 20)
    marks += _line(f"Số: {block.code}", REGULAR, _NUMBER, left, low + 26)
    marks += _line(f"{block.place}, {block.day}", ITALIC, _NUMBER, right, low + 26)
    return Row(low + 30, tuple(marks))


def _line(words: str, face: str, size: float, middle: float, y: float) -> Sequence[Mark]:
    return centred(Line((Run(words, face),), width(words, face, size), 0), middle, y, size)
