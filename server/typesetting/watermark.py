"""Who reads a page, and when, laid across it (MT-04): no other copy is like it."""

import math
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from server.typesetting.fonts import BOLD, REGULAR, load, width

PALE, PLAIN = 0.16, 0.75
"""How much of the ink stands across the page, which must stay readable, and at its foot."""
FOOT, EDGE = 7.0, 14.0
LARGEST, SHARE = 40.0, 0.72
ROWS = (0.22, 0.5, 0.78)
"""At which heights it stands across: a part that is cut out of the page tells it too."""
Size = tuple[float, float]


def marked(pdf: bytes | Path, words: Sequence[str], fonts: Path) -> bytes:
    """The same pages with `words` on each. What is seen is drawn in, and what is not comes not
    along: neither a signature, which would hold no more, nor a file inside the file."""
    load(fonts)
    with pikepdf.open(BytesIO(pdf) if isinstance(pdf, bytes) else pdf) as paper:
        paper.flatten_annotations("screen")
        whole = pikepdf.new()
        whole.pages.extend(paper.pages)
        laid: dict[Size, pikepdf.Object] = {}
        for page in whole.pages:
            _lay(whole, page, words, laid)
        made = BytesIO()
        whole.save(made, deterministic_id=True)
    return made.getvalue()


def _lay(
    whole: pikepdf.Pdf, page: pikepdf.Page, words: Sequence[str], laid: dict[Size, pikepdf.Object]
) -> None:
    """One drawing serves all pages of a size."""
    for key in ("/Annots", "/AA", "/AF"):
        if key in page.obj:
            del page.obj[key]
    size = _seen(page)
    if size not in laid:
        with pikepdf.open(BytesIO(_drawn(size, words))) as drawn:
            laid[size] = whole.copy_foreign(drawn.pages[0].as_form_xobject())
    page.add_overlay(laid[size], pikepdf.Rectangle(page.cropbox))


def _seen(page: pikepdf.Page) -> Size:
    """How wide and how high it is looked at."""
    left, low, right, high = (float(one) for one in page.cropbox)
    size = (abs(right - left), abs(high - low))
    return size if int(page.obj.get("/Rotate", 0)) % 180 == 0 else (size[1], size[0])


def _drawn(size: Size, words: Sequence[str]) -> bytes:
    wide, high = size
    made = BytesIO()
    page = Canvas(made, pagesize=size, invariant=1)
    across = " · ".join(words)
    room = SHARE * math.hypot(wide, high / 2)
    big = min(LARGEST, LARGEST * room / max(width(across, BOLD, LARGEST), 1))
    page.setFillGray(0.25)
    page.setFillAlpha(PALE)
    page.setFont(BOLD, big)
    for share in ROWS:
        page.saveState()
        page.translate(wide / 2, high * share)
        page.rotate(math.degrees(math.atan2(high / 2, wide)))
        page.drawCentredString(0, -big / 3, across)
        page.restoreState()
    page.setFillAlpha(PLAIN)
    page.setFont(REGULAR, FOOT)
    page.drawCentredString(wide / 2, EDGE, across)
    page.save()
    return made.getvalue()
