"""Where a word stands on the first page: a proposal is shown on the paper (§4.2)."""

import io

import pikepdf
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


def _written_with(letters: str, reads_as: dict[str, str]) -> Inspected:
    """One line in a font that says of some of its letters that they read otherwise."""
    out = io.BytesIO()
    page = Canvas(out, (WIDTH, HEIGHT))
    page.setFont("Courier", SIZE)
    page.drawString(72, 400, letters)
    page.save()
    said = "".join(f"<{ord(one):02X}> <{as_.encode('utf-16-be').hex()}>\n"
                   for one, as_ in reads_as.items())  # fmt: skip
    words = (
        "begincmap 1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{len(reads_as)} beginbfchar\n{said}endbfchar endcmap"
    )
    with pikepdf.open(out) as pdf:
        for font in pdf.pages[0].Resources.Font.values():
            font.ToUnicode = pdf.make_stream(words.encode())
        out = io.BytesIO()
        pdf.save(out)
    return examine(out.getvalue(), "cv.pdf")


@pytest.mark.parametrize("odd", ["😀", "\ufffe"], ids=["beyond 16 bits", "left out"])
def test_a_letter_that_the_text_has_otherwise_moves_no_other_word(odd: str):
    seen = _written_with("x~y Hoang Hoa", {"~": odd})
    left, _top, right, _bottom = _found(seen)["Hoa"]
    width = 0.6 * SIZE
    assert left == pytest.approx(72 + 10 * width, abs=2)
    assert right == pytest.approx(72 + 13 * width, abs=2)
