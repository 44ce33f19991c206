"""A page as a picture at 300 dpi, with its text beneath: what cannot be made anew otherwise."""

import io
from collections.abc import Iterable, Sequence
from pathlib import Path

import pypdfium2
from PIL import ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from server.uploads.handed.glyphs import Letters
from workflows.layout.lines import Piece

_DOTS, _MOST = 300 / 72, 25_000_000
_FACE = "Tinos-Regular"
_UNSEEN = 3


Area = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""


def pictured(page: pypdfium2.PdfPage, fonts: Path, blank: Sequence[Area] = ()) -> bytes:
    """A PDF of one page: the picture, and unseen words where one sees them.

    `blank`: where nothing is left, neither to see nor to read.
    """
    width, height = page.get_size()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(width, height), invariant=1, pageCompression=1)
    canvas.drawImage(ImageReader(io.BytesIO(_picture(page, blank))), 0, 0, width, height)
    if not page.get_rotation():
        words = [one for one in _words(page) if not _is_in(one, height, blank)]
        _write_beneath(canvas, words, height, fonts)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _picture(page: pypdfium2.PdfPage, blank: Sequence[Area]) -> bytes:
    """JPEG; a vast sheet is drawn with fewer dots to the inch."""
    width, height = page.get_size()
    scale = min(_DOTS, (_MOST / max(width * height, 1)) ** 0.5)
    out = io.BytesIO()
    image = page.render(scale=scale).to_pil().convert("RGB")
    brush = ImageDraw.Draw(image)
    for left, bottom, right, top in blank:
        corners = (left, height - top, right, height - bottom)
        brush.rectangle([scale * one for one in corners], fill="white")
    image.save(out, "JPEG", quality=85)
    return out.getvalue()


def _is_in(one: Piece, height: float, areas: Sequence[Area]) -> bool:
    """A word that reaches into a place goes whole: what stands before it is on the picture."""
    y = height - one.y
    return any(x0 < one.x1 and one.x0 < x1 and y0 < y < y1 for x0, y0, x1, y1 in areas)


def _words(page: pypdfium2.PdfPage) -> list[Piece]:
    letters = Letters(page, 1)
    try:
        return list(letters.pieces())
    finally:
        letters.close()


def _write_beneath(canvas: Canvas, words: Iterable[Piece], height: float, fonts: Path) -> None:
    if _FACE not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(_FACE, str(fonts / f"{_FACE}.ttf")))
    for one in words:
        said, size = one.run.text, one.run.size
        natural = pdfmetrics.stringWidth(said, _FACE, size)
        if natural <= 0 or one.x1 <= one.x0:
            continue
        text = canvas.beginText(one.x0, height - one.y)
        text.setFont(_FACE, size)
        text.setTextRenderMode(_UNSEEN)
        text.setHorizScale(100 * (one.x1 - one.x0) / natural)
        text.textOut(said)
        canvas.drawText(text)
