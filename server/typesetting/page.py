"""A sheet becomes an official page, or is told what is wrong with it: the door of the room."""

from dataclasses import replace
from pathlib import Path

from server.typesetting.annexes import annex_rows
from server.typesetting.body import set_body
from server.typesetting.closing import closing
from server.typesetting.drawing import draw, places
from server.typesetting.fonts import load
from server.typesetting.head import head
from server.typesetting.inked import Ink, inked
from server.typesetting.joint import jointly
from server.typesetting.lint import judged, signers_of
from server.typesetting.opening import opening, resolve
from server.typesetting.paging import Leaf, Page, paginate
from server.typesetting.rows import HEIGHT, MM, RIGHT, TOP, Row
from server.typesetting.seen import seen
from server.typesetting.sheet import Annex, Beside, Sheet, Typeset, tidy
from server.typesetting.structure import grounds, set_paragraphs
from signing import Box
from workflows.layout import Result

_SIZE, _SMALLER = 14, 13
_WORDS = Box(0, RIGHT - 90 * MM, TOP + 6, RIGHT, TOP + 22)
"""Top right, in the margin that bears no number on a first page."""


def typeset(sheet: Sheet, fonts: Path, ink: Ink | None = None) -> Typeset:
    """Set the sheet by Annex I; the same sheet always gives the same bytes. `ink`: as a copy."""
    load(fonts)
    clean = tidy(sheet)
    leaves = _leaves(clean)
    drawn = draw(clean, inked(leaves, ink) if ink else leaves)
    return Typeset(drawn, places(leaves), len(leaves))


def annex_files(sheet: Sheet, fonts: Path) -> tuple[Beside, ...]:
    """The annexes that are files of their own, in their order."""
    load(fonts)
    clean = tidy(sheet)
    return tuple(_beside(clean, one) for one in clean.annexes if one.apart)


def _beside(sheet: Sheet, annex: Annex) -> Beside:
    pages = paginate(annex_rows(sheet, annex, _SIZE))
    drawn = draw(replace(sheet, subject=annex.title, qr=None), list(enumerate(pages, start=1)))
    name = f"Phụ lục {annex.title}" if not annex.doc_type else f"{annex.doc_type} {annex.title}"
    return Beside(drawn, _WORDS, len(pages), name)


def check(sheet: Sheet, fonts: Path) -> tuple[Result, ...]:
    """Every rule of layout held against the page of this sheet."""
    load(fonts)
    clean = tidy(sheet)
    page = replace(seen(clean.doc_type, _leaves(clean)), signers=signers_of(clean))
    return judged(clean, page)


def _leaves(sheet: Sheet) -> list[Leaf]:
    """The paper and after it its annexes, the pages of each counted from 1 (III.1đ)."""
    annexes = (paginate(annex_rows(sheet, one, _SIZE)) for one in sheet.annexes if not one.apart)
    parts = [_pages(sheet), *annexes]
    return [(n, page) for part in parts for n, page in enumerate(part, start=1)]


def _pages(sheet: Sheet) -> list[Page]:
    """Letters of 14 points; of 13 where that saves a paper its second page (FMT-18)."""
    pages = paginate(_rows(sheet, _SIZE))
    if len(pages) != 2:
        return pages
    tighter = paginate(_rows(sheet, _SMALLER))
    return tighter if len(tighter) == 1 else pages


def _rows(sheet: Sheet, size: float) -> list[Row]:
    """Everything from top to bottom; the last two lines of the text go with the signature."""
    above = [head(sheet), *opening(sheet, size), *set_paragraphs(grounds(sheet.bases), size)]
    text = _held([*resolve(sheet, size), *set_body(sheet.text, size)])
    one_piece = all(row.joined for row in text[1:])
    free = HEIGHT - sum(row.gap + row.height for row in [*above, *text]) if one_piece else 0
    end = jointly(sheet, size) if sheet.joint else closing(sheet, size, free)
    return [*above, *text, *end]


def _held(text: list[Row]) -> list[Row]:
    """The last line is not parted from the line before it."""
    if len(text) < 2:
        return text
    return [*text[:-1], replace(text[-1], joined=True)]
