"""Where number, date and signature belong on a draft, and what was printed there goes for good."""

import io
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest

from server.uploads.handed.clearing import clear
from server.uploads.handed.drafts import clear_places, look_at_draft
from server.uploads.handed.glyphs import Letters
from server.uploads.handed.layout_pdf import describe_pdf
from server.uploads.handed.remaking import remake
from server.uploads.handed.spots import find_spots
from server.uploads.reading.texts import read_text
from tests.typesetting.sheets import DECISION, LETTER
from tests.uploads.draft_files import FONTS, edited, handed, said
from tests.uploads.sheets import plain
from workflows.layout import Verdict


def _spots(pdf):
    return find_spots(pdf, describe_pdf(pdf))


def _text(pdf):
    return " ".join(read_text(pdf, [])[0].split())


def _where(pdf, word):
    """Where the letters of a word begin, in points from the left."""
    document = pypdfium2.PdfDocument(pdf)
    letters = Letters(document[0], 1)
    try:
        singly = list(letters.singly())
    finally:
        letters.close()
        document.close()
    text = "".join(one.run.text for one in singly)
    return singly[text.index(word)].x0


@pytest.mark.parametrize("sheet", [LETTER, DECISION], ids=["công văn", "quyết định"])
def test_the_three_places_of_a_usual_draft_are_found(sheet):
    spots = _spots(remake(handed(sheet), FONTS).pdf)
    assert set(spots) == {"number", "date", "person"}
    page, left, bottom, right, top = spots["person"]
    assert (page, right - left) == (0, pytest.approx(39 * 72 / 25.4, abs=0.1))
    assert spots["number"][3] < 300 < spots["date"][1]
    assert spots["number"][2] == pytest.approx(spots["date"][2], abs=1)


def test_dots_and_a_date_that_was_typed_ahead_lie_in_the_places_and_go():
    old = remake(handed(date="Hoằng Hóa, ngày 05 tháng … năm 2025"), FONTS).pdf
    spots = _spots(old)
    new, pictured = clear(old, [spots["number"], spots["date"]], FONTS, {})
    assert pictured == ()
    assert "ngày 05 tháng" in _text(old)
    assert "2025" not in _text(new) and "tháng … năm" not in _text(new)
    assert "Hoằng Hóa," in _text(new) and "/UBND-VHTT" in _text(new)
    for word in ("/UBND", "Hoằng Hóa,", "Lê Văn Minh"):
        assert _where(new, word) == pytest.approx(_where(old, word), abs=0.1)


NOT_FOUND = {
    "date": {"date": "Hoằng Hóa, 2026"},
    "number": {"sheet": replace(LETTER, notation="")},
    "person": {"sheet": replace(LETTER, signer="", authority=())},
}


@pytest.mark.parametrize("name", NOT_FOUND)
def test_a_place_that_is_not_there_is_left_to_the_drafter(name):
    assert name not in _spots(remake(handed(**NOT_FOUND[name]), FONTS).pdf)


def test_a_sheet_without_letters_tells_no_place():
    assert _spots(plain()) == {}


SHOWN = {
    "Tj": "({}) Tj",
    "TJ": "[({}) -20 ()] TJ",
    "'": "14 TL 0 14 Td ({}) '",
    '"': '14 TL 0 14 Td 1 0.5 ({}) "',
    "spread": "2 Tc 3 Tw 90 Tz ({}) Tj",
    "turned up": "1 0 0 1 0 0 cm 1 0 0 1 40 50 Tm ({}) Tj",
}


@pytest.mark.parametrize("how", SHOWN)
def test_letters_go_and_the_others_stay_where_they_were(how):
    """However the line is shown: `BBBB` stands in the place, the rest around it."""
    old = edited(said("AABBBBCC"), lambda pdf: _shown_by(pdf, SHOWN[how]))
    left, right = _where(old, "BBBB"), _where(old, "CC")
    new, pictured = clear(old, [(0, left, 40, right, 70)], FONTS, {})
    assert pictured == ()
    assert _text(new).replace(" ", "") == "AACC"
    assert _where(new, "CC") == pytest.approx(right, abs=0.1)


def _shown_by(pdf, how):
    """The same letters by another instruction; the subset's own codes are kept."""
    page = pdf.pages[0]
    steps = list(pikepdf.parse_content_stream(page))
    codes = next(bytes(one.operands[0]) for one in steps if str(one.operator) == "Tj")
    font = [one.operands for one in steps if str(one.operator) == "Tf"][-1]
    told = how.format("".join(f"\\{byte:03o}" for byte in codes))
    page.Contents = pdf.make_stream(f"BT {font[0]} 13 Tf 40 50 Td {told} ET".encode())


def test_letters_in_a_form_go_with_the_page_as_a_picture():
    old = edited(said("AABBBBCC"), _wrapped)
    new, pictured = clear(old, [(0, 50, 40, 90, 70)], FONTS, {})
    assert pictured == (1,)
    assert "B" not in _text(new)
    with pikepdf.open(io.BytesIO(new)) as pdf:
        picture = next(iter(pdf.pages[0].get_images().values()))
        grey = pikepdf.PdfImage(picture).as_pil_image().convert("L")
    scale = grey.width / 200
    spot = grey.crop([int(one * scale) for one in (52, 80 - 68, 88, 80 - 42)])
    assert spot.getextrema()[0] > 240


def _wrapped(pdf):
    """The whole page is one form, as some programs write it."""
    page = pdf.pages[0]
    form = pdf.make_stream(page.Contents.read_bytes(), Subtype=pikepdf.Name.Form)
    form.BBox, form.Resources = pikepdf.Array([0, 0, 200, 80]), page.obj.Resources
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X0=form))
    page.Contents = pdf.make_stream(b"/X0 Do")


def test_the_child_tells_the_editor_all_it_shows():
    told, (new,) = look_at_draft(handed(), str(FONTS), False)
    draft = told["draft"]
    assert (draft["pages"], draft["pictured"], draft["flattened"]) == (1, (), False)
    failed = [one["rule"] for one in draft["results"] if one["verdict"] is Verdict.FAIL]
    assert failed == []
    assert draft["qr_room"]


PLACES = {"number": [0, 10, 10, 40, 28], "date": [0, 50, 10, 90, 28], "person": [0, 9, 9, 9, 9]}


def _prepared(data, **places):
    """What becomes of a page at `submit`, and the colour of each corner of its foot."""
    named = {"Title": "V/v họp", "qr": "https://congso.example.vn/verify/x"}
    _, (made,) = clear_places(data, str(FONTS), {**PLACES, **places}, named)
    document = pypdfium2.PdfDocument(made)
    grey = document[0].render(scale=1, grayscale=True).to_pil().convert("L")
    document.close()
    height, side = grey.height, 51
    corners = [
        (left, height - 57 - side, left + side, height - 57) for left in (85, grey.width - 94)
    ]
    return made, [grey.crop(corner).getextrema()[0] < 100 for corner in corners]


def test_the_square_stands_in_the_corner_that_is_free_or_nowhere():
    made, corners = _prepared(plain())
    assert corners == [True, False]
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "V/v họp"
    seal = [0, 60, 60, 160, 160]
    assert _prepared(plain(), seal=seal)[1] == [False, True]
    assert _prepared(plain(), seal=seal, person=[0, 480, 60, 590, 130])[1] == [False, False]
