"""Mai, who checks form, puts her ruler to the head of the page (FMT-01 to FMT-17, FMT-32)."""

from dataclasses import replace

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.typesetting.looking import MM
from tests.typesetting.sheets import DECISION, EVERYDAY, LETTER, REPORT

RIGHT = (210 - 15) * MM
LEFT = 30 * MM


def test_the_paper_is_a4_upright(seen):
    for width, height in seen(LETTER).sizes:
        assert width == pytest.approx(210 * MM, abs=0.1)
        assert height == pytest.approx(297 * MM, abs=0.1)


def test_quoc_hieu_stands_top_right_in_bold_capitals(seen):
    nation = seen(LETTER).find("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert nation.font == "Tinos-Bold"
    assert 12 <= nation.size <= 13
    assert nation.x1 == pytest.approx(RIGHT, abs=1)
    assert nation.y > (297 - 26) * MM


def test_tieu_ngu_is_centred_under_it_with_a_line_of_its_own_length(seen):
    look = seen(LETTER)
    nation, motto = look.find("CỘNG HÒA"), look.find("Độc lập - Tự do - Hạnh phúc")
    rule = look.rule_under(motto)
    assert motto.font == "Tinos-Bold"
    assert 13 <= motto.size <= 14
    assert motto.middle == pytest.approx(nation.middle, abs=0.5)
    assert rule.length == pytest.approx(motto.x1 - motto.x0, abs=2)
    assert 2 < motto.y - rule.y1 < 8


def test_the_superior_is_plain_and_the_agency_bold_below_it(seen):
    look = seen(REPORT)
    over, name = look.find("UBND HUYỆN HOẰNG HÓA"), look.find("PHÒNG VĂN HÓA VÀ THÔNG TIN")
    assert (over.font, name.font) == ("Tinos-Regular", "Tinos-Bold")
    assert 12 <= over.size == name.size <= 13
    assert over.y > name.y
    assert over.middle == pytest.approx(name.middle, abs=0.5)


@pytest.mark.parametrize("sheet", [LETTER, REPORT], ids=["committee", "unit"])
def test_the_line_under_the_agency_is_a_third_to_a_half_of_the_words(seen, sheet):
    look = seen(sheet)
    last = look.find("HUYỆN HOẰNG HÓA" if sheet is LETTER else "PHÒNG VĂN HÓA")
    rule = look.rule_under(last)
    assert 1 / 3 <= rule.length / (last.x1 - last.x0) <= 0.51
    assert (rule.x0 + rule.x1) / 2 == pytest.approx(last.middle, abs=0.5)


def test_a_long_agency_parts_where_one_reads(seen):
    look = seen(LETTER)
    assert look.find("ỦY BAN NHÂN DÂN").text.strip() == "ỦY BAN NHÂN DÂN"
    assert look.find("HUYỆN HOẰNG HÓA").text.strip() == "HUYỆN HOẰNG HÓA"


def test_a_very_long_agency_stays_in_its_column(seen):
    name = "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên và Hướng nghiệp, dạy nghề huyện"
    look = seen(replace(LETTER, agency=name, superior="Ủy ban nhân dân huyện Hoằng Hóa"))
    nation = look.find("CỘNG HÒA")
    column = [text for text in look.texts if text.y > nation.y - 90 and text.x0 < nation.x0 - 5]
    assert all(text.x0 >= LEFT - 0.5 and text.x1 < nation.x0 for text in column)


def test_number_and_date_share_a_baseline_and_thirteen_points(seen):
    look = seen(LETTER)
    number, tail, place = look.find("Số:"), look.find("/UBND-VHTT"), look.find("Hoằng Hóa,")
    assert number.y == tail.y == place.y
    assert number.size == tail.size == place.size == 13
    assert (number.font, tail.font, place.font) == (
        "Tinos-Regular",
        "Tinos-Regular",
        "Tinos-Italic",
    )


@pytest.mark.parametrize("agency", ["Phòng Nội vụ", LETTER.agency, LETTER.agency * 2])
def test_number_and_date_stand_clear_below_both_lines(seen, agency):
    look = seen(replace(LETTER, agency=agency))
    rules = [s for s in look.shapes if s.y1 - s.y0 < 2]
    assert len(rules) == 2
    assert min(rule.y0 for rule in rules) - look.find("Số:").y > 13


@pytest.mark.parametrize("sheet", EVERYDAY, ids=lambda sheet: sheet.doc_type)
def test_lans_number_fits_between_so_and_the_notation(press, seen, sheet):
    box, look = press(sheet).places.number, seen(sheet)
    label, tail = look.find("Số:"), look.find("/" + sheet.notation)
    assert box.page == 0
    assert box.x1 - box.x0 >= stringWidth("1234", "Tinos-Regular", 13)
    assert label.x1 < box.x0 < box.x1 <= tail.x0 + 0.1
    assert box.y0 == pytest.approx(label.y - 4, abs=0.05)


@pytest.mark.parametrize("place", ["Hoằng Hóa", "Thị trấn Bút Sơn", "Thành phố Hồ Chí Minh"])
def test_the_longest_date_fits_after_the_place(press, seen, place):
    sheet = replace(LETTER, place=place)
    box, printed = press(sheet).places.date, seen(sheet).find(place + ",")
    longest = "ngày 30 tháng 12 năm 2026"
    assert box.x1 - box.x0 >= stringWidth(longest, "Tinos-Italic", 13)
    assert printed.x1 < box.x0 < printed.x1 + 6
    assert box.x1 <= RIGHT + 0.1
    assert box.y0 == pytest.approx(printed.y - 4, abs=0.05)


def test_the_date_will_look_centred_under_quoc_hieu(press, seen):
    box, look = press(LETTER).places.date, seen(LETTER)
    written = stringWidth("ngày 05 tháng 3 năm 2023", "Tinos-Italic", 13)
    middle = (look.find("Hoằng Hóa,").x0 + box.x0 + written) / 2
    assert middle == pytest.approx(look.find("CỘNG HÒA").middle, abs=2 * MM)


def test_a_cong_van_says_v_v_below_its_number_and_no_type_name(seen):
    look = seen(LETTER)
    about, number = look.find("V/v tăng cường triển khai"), look.find("Số:")
    assert about.font == "Tinos-Regular"
    assert 12 <= about.size <= 13
    top_of_letters = about.y + about.size * 0.9
    assert number.y - top_of_letters - 0.22 * 13 == pytest.approx(6, abs=4)
    assert not [text for text in look.texts if "CÔNG VĂN" in text.text.upper()]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("V/v tăng cường kiểm tra", "V/v tăng cường kiểm tra"),
        ("Về việc Tăng cường kiểm tra", "V/v tăng cường kiểm tra"),
        ("UBND xã báo cáo số liệu", "V/v UBND xã báo cáo số liệu"),
        ("Hoằng Đức xin ý kiến", "V/v Hoằng Đức xin ý kiến"),
    ],
)
def test_nam_may_type_the_subject_as_he_likes(seen, typed, printed):
    assert seen(replace(LETTER, subject=typed)).find(printed).text.strip() == printed


@pytest.mark.parametrize(
    ("urgency", "words", "breadth"),
    [("KHAN", "KHẨN", 20), ("THUONG_KHAN", "THƯỢNG KHẨN", 40), ("HOA_TOC", "HỎA TỐC", 30)],
)
def test_an_urgent_paper_bears_its_red_stamp(seen, urgency, words, breadth):
    look = seen(replace(LETTER, urgency=urgency))
    stamp = look.find(words)
    frame = next(shape for shape in look.shapes if shape.colour == (255, 0, 0))
    assert frame.length == pytest.approx(breadth * MM, abs=1.5)
    assert frame.y1 - frame.y0 == pytest.approx(8 * MM, abs=1.5)
    assert frame.x0 < stamp.x0 < stamp.x1 < frame.x1
    assert frame.y0 < stamp.y < frame.y1
    assert (frame.x0 + frame.x1) / 2 == pytest.approx(stamp.middle, abs=0.5)
    assert (stamp.font, stamp.size) == ("Tinos-Bold", 13)


def test_an_ordinary_paper_bears_no_stamp(seen):
    assert not [shape for shape in seen(DECISION).shapes if shape.colour == (255, 0, 0)]
