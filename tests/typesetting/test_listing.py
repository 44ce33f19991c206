"""A list or minutes of Annex V: those who sign, two in a row, each with a place under his name."""

import io
from dataclasses import replace

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


def week(lines: int, content: str = "Họp giao ban") -> list[str]:
    """Three days with so many lines each; the words of each page."""
    rows = [
        row
        for day in ("Thứ Hai", "Thứ Ba", "Thứ Tư")
        for row in ((day,), *((f"{n:02}:30", content, "Hội trường") for n in range(lines)))
    ]
    pdf, _places = drawn(replace(sheet(1), rows=tuple(rows)), FONTS)
    pages = pypdfium2.PdfDocument(pdf)
    return [" ".join(one.get_textpage().get_text_range().split()) for one in pages]


@pytest.mark.parametrize("lines", range(1, 60))
def test_each_line_of_a_page_stands_under_its_day_and_no_day_stands_alone(lines):
    """The second page of a week said 9:30 and not of which day."""
    for page in week(lines):
        table = page.partition("(3) ")[2]
        assert not table or table.startswith("Thứ"), table[:40]
        body = table.partition(" Danh sách này")[0]
        assert not body.endswith(("Thứ Hai", "Thứ Ba", "Thứ Tư", "(tiếp)")), body[-40:]
    said = " ".join(week(lines))
    assert said.count("Hội trường") == 3 * lines
    assert all(said.count(day) - said.count(f"{day} (tiếp)") == 1 for day in ("Thứ Hai", "Thứ Tư"))


def test_what_is_higher_than_a_page_goes_on_on_the_next_and_loses_no_word():
    content = " ".join(f"từ{n}" for n in range(900))
    said = " ".join(week(2, content))
    assert all(said.count(f"từ{n} ") == 6 for n in (0, 450, 898))


def test_a_table_without_a_line_or_with_a_heading_alone_is_a_table_still():
    for rows in ((), (("Thứ Hai",),), (("Thứ Hai",), ("Thứ Ba",))):
        pdf, _places = drawn(replace(sheet(1), rows=rows), FONTS)
        said = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
        assert "STT" in said and all(one[0] in said for one in rows)


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
