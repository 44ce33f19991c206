"""Where a word stands on the first page: a proposal is shown on the paper (§4.2)."""

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from server.typesetting.fonts import REGULAR, load, width
from server.uploads.examine import examine
from server.uploads.inspected import Inspected
from tests.uploads.draft_files import FONTS

WIDTH, HEIGHT, SIZE = 595.0, 842.0, 13


def _paper(*lines: tuple[float, float, str], rotated: int = 0) -> Inspected:
    load(FONTS)
    out = io.BytesIO()
    page = Canvas(out, (WIDTH, HEIGHT))
    page.setPageRotation(rotated)
    for x, y, words in lines:
        page.setFont(REGULAR, SIZE)
        page.drawString(x, y, words)
    page.showPage()
    page.save()
    return examine(out.getvalue(), "cv.pdf")


def _found(seen: Inspected) -> dict[str, tuple[float, ...]]:
    """By the word: left, top, right, bottom in points from the upper left corner."""
    text = seen.text[0]
    return {
        text[a:b]: (x0 * WIDTH, y0 * HEIGHT, x1 * WIDTH, y1 * HEIGHT)
        for a, b, x0, y0, x1, y1 in seen.words
    }


def test_each_word_has_its_own_place_marks_and_all():
    places = _found(_paper((72, 760, "Số: 1250/UBND-VX"), (300, 400, "Hoằng Hóa")))
    assert list(places) == ["Số:", "1250/UBND-VX", "Hoằng", "Hóa"]
    left, top, right, bottom = places["Hoằng"]
    assert left == pytest.approx(300, abs=2)
    assert right == pytest.approx(300 + width("Hoằng", REGULAR, SIZE), abs=2)
    baseline = HEIGHT - 400
    assert baseline - 1.2 * SIZE < top < baseline - 0.7 * SIZE, "up to the mark over the ă"
    assert baseline < bottom < baseline + 0.4 * SIZE, "down to the tail of the g"
    assert places["Hóa"][0] > right


def test_of_two_words_alike_each_stands_where_it_is():
    seen = _paper((72, 760, "Hóa"), (72, 400, "Hóa"))
    assert [round(y1 * HEIGHT) for *_, y1 in seen.words] == [82, 442]


def test_on_a_page_that_lies_on_its_side_no_word_is_shown():
    assert _paper((72, 400, "Hóa"), rotated=90).words == ()
