"""The stamp of arrival covers no word: it goes where the page is clear, and stays on it."""

import io

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw

from server.uploads.copies.stamped import stamped
from server.uploads.handed.clear import clear_box
from tests.uploads.sheets import plain

PAGE = (1240, 1754)
WANTED = (0.1, 0.2, 50 / 210, 35 / 297)


def page(*written: tuple[float, float, float, float]) -> Image.Image:
    """A4 at 150 dpi with lines of writing in these boxes (parts of the page)."""
    sheet = Image.new("RGB", PAGE, (250, 249, 245))
    pen = ImageDraw.Draw(sheet)
    for left, top, right, bottom in written:
        for y in range(int(top * PAGE[1]), int(bottom * PAGE[1]), 30):
            pen.line((left * PAGE[0], y, right * PAGE[0], y), fill=(30, 30, 30), width=4)
    return sheet


def covered(sheet: Image.Image, box: tuple[float, float, float, float]) -> int:
    left, top, wide, high = box
    cut = sheet.convert("L").crop(
        (int(left * PAGE[0]), int(top * PAGE[1]),
         int((left + wide) * PAGE[0]), int((top + high) * PAGE[1]))
    )  # fmt: skip
    return sum(cut.histogram()[:128])


def test_on_a_clear_page_it_stands_where_the_decree_has_it() -> None:
    assert clear_box(page(), WANTED) == pytest.approx(WANTED, abs=0.01)


BODY = (0.14, 0.28, 0.95, 0.95)
FULL = {
    "a body under the head": (page((0.14, 0.05, 0.9, 0.12), BODY), 1.0),
    "no room but under the date": (page((0.0, 0.05, 0.62, 0.9), (0.62, 0.45, 0.95, 0.9)), 1.0),
    "a narrow strip": (page((0.0, 0.0, 1.0, 0.18), (0.0, 0.28, 1.0, 1.0)), 0.8),
}


@pytest.mark.parametrize("what", FULL)
def test_it_covers_no_word_and_is_no_smaller_than_it_must(what: str) -> None:
    sheet, size = FULL[what]
    box = clear_box(sheet, WANTED)
    assert covered(sheet, WANTED) > 0 and covered(sheet, box) == 0
    assert box[2] == pytest.approx(WANTED[2] * size, abs=0.01)


def test_where_nothing_is_clear_it_lies_in_the_left_margin_over_the_least() -> None:
    sheet = page((0.0, 0.0, 1.0, 0.7), (0.2, 0.7, 1.0, 1.0))
    left, _top, wide, _high = box = clear_box(sheet, WANTED)
    assert left + wide < 0.2 and covered(sheet, box) == 0


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_on_a_turned_page_it_stands_upright_where_one_sees_the_place(turn: int) -> None:
    """The stamp is red, the page is white: where is the red, as one sees it?"""
    with pikepdf.open(io.BytesIO(plain())) as pdf, pikepdf.new() as ink:
        pdf.pages[0].rotate(turn, relative=True)
        turned, seal = io.BytesIO(), io.BytesIO()
        pdf.save(turned)
        mark = ink.add_blank_page(page_size=(142, 99))
        mark.obj.Contents = ink.make_stream(b"1 0 0 rg 0 80 142 19 re f")
        ink.save(seal)

    seen = pypdfium2.PdfDocument(stamped(turned.getvalue(), seal.getvalue(), (0.1, 0.2)))[0]
    shown = seen.render(scale=1).to_pil().convert("RGB").split()[1].point(lambda g: 255 - g)
    left, top, right, bottom = shown.getbbox()
    across, down = shown.size
    assert (left / across, top / down) == pytest.approx((0.1, 0.2), abs=0.02)
    assert (right - left, bottom - top) == pytest.approx((142, 19), abs=3)
