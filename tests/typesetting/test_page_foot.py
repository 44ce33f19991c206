"""Mai comes to the foot: authority, mark, seal, name, Nơi nhận, QR (FMT-19 to FMT-24, §7.3)."""

from dataclasses import replace
from itertools import pairwise

import pytest

from tests.typesetting.looking import MM
from tests.typesetting.sheets import CLAUSES, DECISION, EVERYDAY, LETTER, OPENING, PLAN, REPORT

LEFT, RIGHT, BOTTOM = 30 * MM, (210 - 15) * MM, 20 * MM


def test_authority_title_and_name_are_bold_and_share_a_middle(seen):
    look = seen(LETTER)
    parts = [look.find(words) for words in (*LETTER.authority, LETTER.signer)]
    assert all(part.font == "Tinos-Bold" and 13 <= part.size <= 14 for part in parts)
    assert all(part.middle == pytest.approx(parts[0].middle, abs=0.5) for part in parts)
    assert [part.y for part in parts] == sorted((part.y for part in parts), reverse=True)


@pytest.mark.parametrize("sheet", EVERYDAY, ids=lambda sheet: sheet.doc_type)
def test_minhs_mark_goes_between_title_and_name(press, seen, sheet):
    box, look = press(sheet).places.person, seen(sheet)
    name = min((s for s in look.texts if s.text.strip() == sheet.signer), key=lambda s: s.y)
    title = min(
        (s for s in look.texts if s.text.strip() == sheet.authority[-1] and s.page == name.page),
        key=lambda s: s.y,
    )
    assert box.page == name.page
    assert (box.x0 + box.x1) / 2 == pytest.approx(name.middle, abs=0.5)
    assert title.y > box.y1 > box.y0 > name.y + 0.7 * name.size


@pytest.mark.parametrize("diameter", [30, 36, 42])
@pytest.mark.parametrize("sheet", EVERYDAY, ids=lambda sheet: sheet.doc_type)
def test_the_seal_in_true_size_covers_a_third_of_the_mark_on_its_left(press, sheet, diameter):
    places = press(replace(sheet, seal_diameter_mm=diameter)).places
    person, seal = places.person, places.seal
    covered = (seal.x1 - person.x0) / (person.x1 - person.x0)
    assert seal.page == person.page
    assert seal.x1 - seal.x0 == pytest.approx(diameter * MM)
    assert seal.y1 - seal.y0 == pytest.approx(diameter * MM)
    assert covered == pytest.approx(0.33, abs=0.02)
    assert seal.x0 < person.x0
    assert (seal.y0 + seal.y1) / 2 == pytest.approx((person.y0 + person.y1) / 2)


@pytest.mark.parametrize("sheet", EVERYDAY, ids=lambda sheet: sheet.doc_type)
def test_all_free_places_lie_inside_the_margins(press, sheet):
    places = press(sheet).places
    for box in (places.number, places.date, places.person, places.seal):
        assert LEFT <= box.x0 < box.x1 <= RIGHT + 0.1
        assert BOTTOM - 0.1 <= box.y0 < box.y1 <= 297 * MM - BOTTOM


def test_noi_nhan_is_level_with_the_authority_at_the_left_margin(seen):
    look = seen(LETTER)
    label, authority = look.find("Nơi nhận:"), look.find("TM. ỦY BAN NHÂN DÂN")
    assert (label.font, label.size) == ("Tinos-BoldItalic", 12)
    assert label.y == authority.y
    assert label.x0 == pytest.approx(LEFT, abs=0.6)


def test_the_list_of_a_letter_begins_as_above_and_ends_in_the_archive(seen):
    lines = _list(seen(LETTER))
    assert lines == ["- Như trên;", "- Thường trực Huyện ủy (để b/c);", "- Lưu: VT, VHTT."]


def test_the_list_of_a_decision_is_as_typed(seen):
    lines = _list(seen(DECISION))
    assert lines == ["- Như Điều 3;", "- Ủy ban nhân dân tỉnh (để b/c);", "- Lưu: VT, VHTT."]


def test_marks_that_were_typed_are_not_doubled(seen):
    typed = ("- Như trên;", "- Sở Nội vụ.", "Lưu: VT")
    lines = _list(seen(replace(LETTER, recipients=typed, archive="VT.")))
    assert lines == ["- Như trên;", "- Sở Nội vụ;", "- Lưu: VT."]


def test_the_list_is_eleven_points_and_stays_clear_of_the_seal(press, seen):
    long = ("Trung tâm Văn hóa, Thông tin, Thể thao và Du lịch huyện Hoằng Hóa (để phối hợp)",)
    sheet = replace(LETTER, recipients=long)
    seal, look = press(sheet).places.seal, seen(sheet)
    items = [s for s in look.texts if s.size == 11]
    assert len(items) >= 4
    assert all(item.font == "Tinos-Regular" for item in items)
    assert all(item.x1 < seal.x0 for item in items)


@pytest.mark.parametrize("sheet", EVERYDAY, ids=lambda sheet: sheet.doc_type)
def test_the_qr_is_eighteen_millimetres_at_the_foot_of_the_last_page(press, seen, sheet):
    pages, look = press(sheet).pages, seen(sheet)
    squares = [s for s in look.shapes if s.y0 < BOTTOM + 18 * MM and s.y1 - s.y0 > 3]
    assert {s.page for s in squares} == {pages - 1}
    assert max(s.x1 for s in squares) - min(s.x0 for s in squares) == pytest.approx(
        18 * MM, abs=2.5
    )
    assert min(s.y0 for s in squares) == pytest.approx(BOTTOM, abs=1.5)


@pytest.mark.parametrize("count", [*range(0, 46, 3)])
def test_the_qr_meets_neither_words_nor_seal(press, seen, count):
    recipients = tuple(f"Ủy ban nhân dân xã số {n}" for n in range(count))
    sheet = replace(LETTER, recipients=recipients)
    places, look = press(sheet).places, seen(sheet)
    code = next(s for s in look.shapes if s.y1 - s.y0 > 40)
    for text in (s for s in look.texts if s.page == code.page):
        beside = text.x1 < code.x0 or text.x0 > code.x1
        assert beside or text.y - 0.22 * text.size > code.y1 - 1
    for box in (places.person, places.seal):
        assert box.page != code.page or box.y0 > code.y1 - 1 or box.x0 > code.x1


@pytest.mark.parametrize("length", range(1, 22))
def test_a_paper_of_any_length_keeps_seal_and_qr_on_the_sheet_and_apart(press, seen, length):
    sheet = replace(
        LETTER,
        body=(CLAUSES[1],) * length,
        recipients=("Sở Nội vụ",) * 5,
        authority=("CHỦ TỊCH",),
        seal_diameter_mm=54,
    )
    seal, look = press(sheet).places.seal, seen(sheet)
    code = next(s for s in look.shapes if s.y1 - s.y0 > 40)
    words = [s for s in look.texts if s.page == code.page and s.x0 < code.x1 and s.x1 > code.x0]
    assert seal.y0 >= BOTTOM - 0.1
    assert all(s.y - 0.22 * s.size > code.y1 - 1 for s in words)


@pytest.mark.parametrize("length", range(1, 22))
def test_a_large_seal_stays_on_the_sheet_without_a_qr_below_it(press, length):
    body = (CLAUSES[1],) * length
    sheet = replace(LETTER, body=body, recipients=(), qr=None, seal_diameter_mm=54)
    assert press(sheet).places.seal.y0 >= BOTTOM - 0.1


@pytest.mark.parametrize("count", range(40, 60))
def test_overleaf_no_name_is_torn_and_the_archive_is_not_alone(seen, count):
    two_lines = "Ủy ban nhân dân xã Hoằng Đức, xã Hoằng Lộc và thị trấn Bút Sơn"
    names = tuple(two_lines if n % 3 else "Sở Nội vụ" for n in range(count))
    look = seen(replace(LETTER, recipients=names))
    lines = sorted((s for s in look.texts if s.size == 11), key=lambda s: (s.page, -s.y))
    tops = [s for before, s in pairwise(lines) if before.page != s.page]
    assert all(top.text.startswith("-") for top in tops)
    assert not [top for top in tops if top.text.startswith("- Lưu")]


def test_an_agency_may_do_without_the_qr(seen):
    assert not [s for s in seen(replace(LETTER, qr=None)).shapes if s.y1 - s.y0 > 3]


def test_a_unit_head_signs_with_one_line_above_the_name(seen):
    look = seen(REPORT)
    assert look.find("TRƯỞNG PHÒNG").y == look.find("Nơi nhận:").y


def test_a_very_long_title_is_parted_inside_its_column(seen):
    title = "Trưởng Ban Quản lý dự án đầu tư xây dựng các công trình trọng điểm huyện"
    look = seen(replace(LETTER, authority=(title,)))
    label = look.find("Nơi nhận:")
    words = [s for s in look.texts if s.font == "Tinos-Bold" and s.y <= label.y]
    assert len(words) >= 3
    assert all(label.x1 < word.x0 and word.x1 <= RIGHT + 0.5 for word in words)


def test_forty_recipients_go_on_overleaf_in_whole_names(press, seen):
    names = tuple(f"Ủy ban nhân dân xã Hoằng Đức thứ {n} của huyện Hoằng Hóa" for n in range(40))
    sheet = replace(PLAN, body=(OPENING, OPENING), recipients=names)
    look, pages = seen(sheet), press(sheet).pages
    lines = [s for s in look.texts if s.size == 11]
    assert len([s for s in lines if s.text.startswith("-")]) == 41
    for page in range(1, pages):
        here = [s for s in lines if s.page == page]
        overleaf = min(here, key=lambda s: -s.y) if here else None
        assert overleaf is None or overleaf.text.startswith("-")
    last_page = [s for s in lines if s.page == max(s.page for s in lines)]
    assert len(last_page) >= 2
    assert min(last_page, key=lambda s: s.y).text.startswith("- Lưu")


def _list(look):
    items = [s for s in look.texts if s.size == 11]
    return [s.text.strip() for s in sorted(items, key=lambda s: -s.y)]
