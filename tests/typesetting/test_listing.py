"""A list or minutes of Annex V: those who sign, two in a row, each with a place under his name."""

import io

import pypdfium2
import pytest

import signing
from server.typesetting.listing import BOTTOM, HIGH, INK, Listing, drawn
from signing import Box
from tests.typesetting.golden import FONTS
from tests.verapdf import lacks

PEOPLE = ("Nguyễn Văn Nam", "Trần Thị Hoa", "Lê Thị Quý", "Phạm Quốc Minh", "Lê Thị Lan")


def sheet(signers: int, rows: int = 3) -> Listing:
    """Nam gives so many files; each signs as what he is."""
    roles = ("Người bàn giao", *["Người nhận bàn giao"] * 4)
    return Listing(
        superior="", agency="Ủy ban nhân dân huyện Hoằng Hóa", title="Biên bản",
        under=("Bàn giao công việc, hồ sơ, tài liệu",), columns=("STT", "Hồ sơ", "Người nhận"),
        shares=(8, 60, 32), rows=tuple((str(n), f"hồ sơ 0{n}", "Quý") for n in range(1, rows + 1)),
        closing=("Danh sách này gồm 3 việc.",),
        signers=tuple(zip(roles, ["(Ký số)"] * 5, PEOPLE, strict=True))[:signers],
    )  # fmt: skip


def words_in(pdf: bytes, box: Box) -> str:
    page = pypdfium2.PdfDocument(pdf)[box.page].get_textpage()
    return str(page.get_text_bounded(box.x0, box.y0, box.x1, box.y1)).strip()


@pytest.mark.parametrize("signers", range(6))
@pytest.mark.parametrize("rows", [1, 12, 27, 31, 90])
def test_each_has_a_place_of_his_own_on_the_page_with_his_name_under_it(signers, rows):
    pdf, places = drawn(sheet(signers, rows), FONTS)
    assert len(places) == signers
    pages = len(pypdfium2.PdfDocument(pdf))
    for box, name in zip(places, PEOPLE, strict=False):
        assert 0 <= box.page < pages and BOTTOM < box.y0 < box.y1 < HIGH
        assert box.width == INK and box.height > 40
        assert words_in(pdf, box) == "", "nothing is printed where somebody signs"
        wide = Box(box.page, box.x0 - 60, box.y0 - 22, box.x1 + 60, box.y0)
        assert words_in(pdf, wide) == name
    if places:
        assert places[-1].page == pages - 1


@pytest.mark.parametrize("signers", range(2, 6))
def test_two_stand_side_by_side_and_no_two_over_each_other(signers):
    _pdf, places = drawn(sheet(signers), FONTS)
    assert (places[0].y0, places[0].x1 < places[1].x0) == (places[1].y0, True)
    spots = {(box.page, round(box.x0), round(box.y0)) for box in places}
    assert len(spots) == signers
    for upper, lower in zip(places, places[2:], strict=False):
        assert lower.page > upper.page or lower.y1 < upper.y0


@pytest.mark.parametrize("rows", range(1, 80))
def test_who_signs_never_stands_on_a_page_without_a_word_of_what_is_signed(rows):
    pdf, places = drawn(sheet(2, rows), FONTS)
    page = pypdfium2.PdfDocument(pdf)[places[0].page].get_textpage()
    assert "gồm 3 việc" in page.get_text_range()


def test_who_signs_alone_signs_at_the_right():
    (_left, right), (alone,) = drawn(sheet(2), FONTS)[1], drawn(sheet(1), FONTS)[1]
    assert alone.x0 == right.x0


def test_the_same_list_gives_the_same_bytes():
    assert drawn(sheet(3), FONTS) == drawn(sheet(3), FONTS)
    assert drawn(sheet(3), FONTS) != drawn(sheet(2), FONTS)


def test_a_list_to_be_signed_looks_the_same_in_thirty_years(tmp_path):
    ready = [signing.prepare_list(*drawn(sheet(n, rows), FONTS)) for n, rows in ((1, 3), (5, 90))]
    assert lacks(tmp_path, *ready) == [[], []]
    plain, _places = drawn(sheet(1), FONTS)
    assert lacks(tmp_path, plain) != [[]], "the judge does see what is not said"
    assert len(pypdfium2.PdfDocument(io.BytesIO(ready[1]))) > 1
