"""Pages of rows onto a PDF: the same pages give the same bytes."""

from collections.abc import Sequence
from io import BytesIO

import segno
from reportlab.pdfgen.canvas import Canvas

from server.typesetting.closing import QR_SIDE
from server.typesetting.fonts import REGULAR, width
from server.typesetting.paging import Leaf, Page
from server.typesetting.rows import (
    BOTTOM,
    CENTRE,
    LEFT,
    MM,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    RIGHT,
    TOP,
    Frame,
    Mark,
    Row,
    Rule,
    Side,
    Spot,
    Text,
)
from server.typesetting.sheet import Sheet
from signing import Box, Places

NUMBER_SIZE = 14
NUMBER_Y = PAGE_HEIGHT - 14 * MM


def draw(sheet: Sheet, leaves: Sequence[Leaf]) -> bytes:
    """The PDF of all pages, without dates or ids of the moment in it."""
    out = BytesIO()
    canvas = Canvas(
        out,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        invariant=1,
        pageCompression=1,
        pdfVersion=(1, 7),
        lang="vi-VN",
        initialFontName=REGULAR,
    )
    canvas.setTitle(sheet.subject)
    canvas.setAuthor(" - ".join(one.agency for one in sheet.issuers))
    last = _last(leaves)
    for at, (n, page) in enumerate(leaves):
        _page(canvas, page, n)
        if at == last and sheet.qr:
            _qr(canvas, sheet.qr, page)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def rows_alone(rows: Sequence[Row], start: float) -> bytes:
    """One page with these rows only, from `start` points under the top margin."""
    out = BytesIO()
    size = (PAGE_WIDTH, PAGE_HEIGHT)
    canvas = Canvas(out, pagesize=size, invariant=1, initialFontName=REGULAR)
    page: Page = []
    for row in rows:
        page.append((start + row.gap, row))
        start += row.gap + row.height
    _page(canvas, page, 1)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _last(leaves: Sequence[Leaf]) -> int:
    """The last page of the paper itself, before its annexes."""
    begun = (at for at, (n, _) in enumerate(leaves) if at and n == 1)
    return next(begun, len(leaves)) - 1


def places(leaves: Sequence[Leaf]) -> Places:
    """The free places in points from the bottom left of their pages."""
    found = {
        spot.name: _box(n, spot, TOP - y - spot.y)
        for n, (_, page) in enumerate(leaves)
        for y, row in page
        for spot in row.spots
    }
    beside = found.get("beside")
    more = range(2, sum(name.startswith("person") for name in found) + 1)
    others = tuple((found[f"person{n}"], found[f"seal{n}"]) for n in more)
    return Places(
        found["number"], found.get("date"), found["person"], found["seal"], others, beside
    )


def _box(page: int, spot: Spot, low: float) -> Box:
    return Box(page, spot.x, low, spot.x + spot.width, low + spot.height)


def _page(canvas: Canvas, page: Page, number: int) -> None:
    if number > 1:
        shown = str(number)
        canvas.setFont(REGULAR, NUMBER_SIZE)
        canvas.drawString(CENTRE - width(shown, REGULAR, NUMBER_SIZE) / 2, NUMBER_Y, shown)
    for y, row in page:
        for mark in row.marks:
            _mark(canvas, mark, TOP - y)


def _mark(canvas: Canvas, mark: Mark, top: float) -> None:
    if isinstance(mark, Text):
        _text(canvas, mark, top)
    elif isinstance(mark, Rule):
        canvas.setLineWidth(0.7)
        canvas.line(mark.x0, top - mark.y, mark.x1, top - mark.y)
    elif isinstance(mark, Side):
        canvas.setLineWidth(0.7)
        canvas.line(mark.x, top - mark.y0, mark.x, top - mark.y1)
    else:
        _frame(canvas, mark, top)


def _text(canvas: Canvas, mark: Text, top: float) -> None:
    """Justified by word space, so that what is copied from the page keeps its single spaces."""
    text = canvas.beginText(mark.x, top - mark.y)
    text.setFont(mark.font, mark.size)
    text.setWordSpace(mark.stretch)
    if mark.red:
        text.setFillColorRGB(1, 0, 0)
    text.textOut(mark.text)
    if mark.red:
        text.setFillColorRGB(0, 0, 0)
    canvas.drawText(text)


def _frame(canvas: Canvas, mark: Frame, top: float) -> None:
    """A border of one point whose outer edge has the size that the law gives the stamp."""
    canvas.setStrokeColorRGB(1, 0, 0)
    canvas.setLineWidth(1)
    canvas.rect(mark.x + 0.5, top - mark.y + 0.5, mark.width - 1, mark.height - 1)
    canvas.setStrokeColorRGB(0, 0, 0)


def _qr(canvas: Canvas, address: str, page: Page) -> None:
    """18 mm at the foot of the last page, in the column that is free there (DESIGN §11.11)."""
    x = LEFT if _free(page) else RIGHT - QR_SIDE
    matrix = segno.make(address, error="m", micro=False).matrix
    cell = QR_SIDE / len(matrix)
    path = canvas.beginPath()
    for r, line in enumerate(matrix):
        for c, dark in enumerate(line):
            if dark:
                path.rect(x + c * cell, BOTTOM + QR_SIDE - (r + 1) * cell, cell, cell)
    canvas.drawPath(path, stroke=0, fill=1)


def _free(page: Page) -> bool:
    """Whether nothing stands in the left column at the foot."""
    limit = TOP - BOTTOM - QR_SIDE
    lows = [
        y + mark.y
        for y, row in page
        for mark in row.marks
        if isinstance(mark, Text) and mark.x < LEFT + QR_SIDE
    ]
    return max(lows, default=0) + 3 <= limit
