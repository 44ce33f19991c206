"""Mai reads on: type, subject, Kính gửi, grounds and text (FMT-16 to FMT-23, TXT-01 to TXT-05)."""

from dataclasses import replace

import pytest

from tests.typesetting.all_types import SHEETS
from tests.typesetting.looking import MM
from tests.typesetting.sheets import CLAUSES, DECISION, LETTER, OPENING, PLAN, REPORT

LEFT, RIGHT = 30 * MM, (210 - 15) * MM
CENTRE = (LEFT + RIGHT) / 2
INDENT = 12.7 * MM


@pytest.mark.parametrize("sheet", [DECISION, REPORT, PLAN], ids=lambda sheet: sheet.doc_type)
def test_type_and_subject_are_bold_and_centred_with_a_short_line_below(seen, sheet):
    look = seen(sheet)
    name = look.find(sheet.doc_type.upper())
    subject = max(
        (s for s in look.texts if s.y < name.y and s.font == "Tinos-Bold"), key=lambda s: s.y
    )
    rule = look.rule_under(subject)
    for part in (name, subject):
        assert part.font == "Tinos-Bold"
        assert 13 <= part.size <= 14
        assert part.middle == pytest.approx(CENTRE, abs=1)
    assert subject.text.strip()[0].isupper()
    assert 1 / 3 <= rule.length / (subject.x1 - subject.x0) <= 0.51


def test_a_long_subject_is_set_in_lines_of_about_one_length(seen):
    subject = "Kết luận của Phó Chủ tịch Ủy ban nhân dân huyện " + "tại hội nghị giao ban " * 6
    look = seen(replace(PLAN, subject=subject, body=(OPENING,)))
    first = look.find("Kết luận của Phó")
    lines = [s for s in look.texts if s.font == first.font and first.y - 60 < s.y <= first.y]
    lengths = [line.x1 - line.x0 for line in lines]
    assert len(lines) >= 3
    assert min(lengths) > 0.7 * max(lengths)


def test_a_decision_of_the_committee_names_the_committee(seen):
    look = seen(DECISION)
    authority = look.find("ỦY BAN NHÂN DÂN HUYỆN HOẰNG HÓA")
    resolve = look.find("QUYẾT ĐỊNH:")
    assert authority.font == resolve.font == "Tinos-Bold"
    assert authority.middle == pytest.approx(resolve.middle, abs=0.5)
    assert look.find("Về việc thành lập").y > authority.y
    assert authority.y > look.find("Căn cứ Luật").y > look.find("Theo đề nghị").y > resolve.y
    assert resolve.y > look.find("Điều 1.").y


@pytest.mark.parametrize(
    ("authority", "agency", "printed"),
    [
        (("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), DECISION.agency, "CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN"),
        (("TRƯỞNG PHÒNG",), "Phòng Nội vụ", "TRƯỞNG PHÒNG NỘI VỤ"),
        (("GIÁM ĐỐC",), "Trung tâm Văn hóa", "GIÁM ĐỐC TRUNG TÂM VĂN HÓA"),
    ],
)
def test_a_decision_of_the_head_names_title_and_agency(seen, authority, agency, printed):
    assert seen(replace(DECISION, authority=authority, agency=agency)).find(printed)


def test_grounds_are_italic_and_end_as_the_law_says(seen):
    typed = tuple(base + "," for base in DECISION.bases)
    look = seen(replace(DECISION, bases=typed))
    italics = [s.text.strip() for s in look.texts if s.font == "Tinos-Italic" and s.size >= 13]
    text = " ".join(italics[1:])
    assert "năm 2015; Căn cứ" in text
    assert "Thủ tướng Chính phủ; Theo" in text
    assert text.endswith("Văn hóa và Thông tin.")


def test_one_addressee_stands_on_the_line_of_kinh_gui(seen):
    line = seen(LETTER).find("Kính gửi:")
    assert line.text.strip() == "Kính gửi: Ủy ban nhân dân xã Hoằng Đức"
    assert line.font == "Tinos-Regular"
    assert line.middle == pytest.approx(CENTRE, abs=1)


def test_more_addressees_stand_below_with_dashes_under_the_colon(seen):
    communes = tuple(f"Ủy ban nhân dân xã Hoằng {name}" for name in ("Đức", "Lộc", "Tân"))
    look = seen(replace(LETTER, to=communes))
    call = look.find("Kính gửi:")
    rows = [look.find(f"Hoằng {end}") for end in ("Đức;", "Lộc;", "Tân.")]
    assert [row.text.strip()[0] for row in rows] == ["-"] * 3
    colon = call.x1 - call.size * 0.278
    assert all(row.x0 == pytest.approx(colon, abs=1) for row in rows)
    assert call.y > rows[0].y > rows[1].y > rows[2].y


def test_a_plan_has_no_kinh_gui_and_sends_to_whom_it_was_addressed(seen):
    look = seen(replace(PLAN, to=("Ủy ban nhân dân các xã, thị trấn",), body=(OPENING,)))
    assert not [s for s in look.texts if "Kính gửi" in s.text]
    assert look.find("- Ủy ban nhân dân các xã, thị trấn;").size == 11


def test_an_invitation_invites_in_the_words_of_its_template(seen):
    look = seen(SHEETS["Giấy mời"])
    call = look.find("Ủy ban nhân dân huyện Hoằng Hóa trân trọng kính mời:")
    guest, event = look.find("- Trưởng các phòng, ban."), look.find("Tới dự họp giao ban")
    assert call.y > guest.y > event.y > look.find("Thời gian: 08 giờ").y


def test_a_telegram_calls_its_addressees_in_a_list_of_its_own(seen):
    to = ("Chủ tịch Ủy ban nhân dân các xã", "Các phòng, ban cấp huyện")
    look = seen(replace(LETTER, doc_type="Công điện", notation="CĐ-UBND", to=to))
    call = look.find("Ủy ban nhân dân huyện Hoằng Hóa điện:")
    first, second = look.find("- Chủ tịch Ủy ban nhân dân các xã;"), look.find("cấp huyện.")
    assert call.y > first.y > second.y
    assert first.x0 == pytest.approx(call.x1 - 4, abs=4)
    assert first.x0 < second.x1


def test_the_text_is_justified_to_both_margins(seen):
    rows = _body_lines(seen(LETTER), OPENING, CLAUSES[0])
    full, last = rows[:-1], rows[-1]
    assert len(full) >= 2
    assert all(row[-1].x1 == pytest.approx(RIGHT, abs=0.6) for row in full)
    assert last[-1].x1 < RIGHT - 10
    assert all(row[0].x0 == pytest.approx(LEFT, abs=0.6) for row in rows[1:])


def test_every_paragraph_begins_half_an_inch_in(seen):
    look = seen(LETTER)
    for opening in ("Thực hiện Kế hoạch", "1. Tiếp tục", "2. Kiện toàn", "3. Báo cáo"):
        assert look.find(opening).x0 == pytest.approx(LEFT + INDENT, abs=0.6)
    for text in (s for s in look.texts if "Kế hoạch số 25" in s.text):
        assert 13 <= text.size <= 14
        assert text.font == "Tinos-Regular"


def test_lines_are_single_to_one_and_a_half_and_paragraphs_six_points_apart(seen):
    look = seen(LETTER)
    rows = _body_lines(look, OPENING, CLAUSES[0])
    size = rows[0][0].size
    steps = [a[0].y - b[0].y for a, b in zip(rows, rows[1:], strict=False)]
    assert all(1.149 * size <= step <= 1.5 * 1.149 * size for step in steps)
    between = rows[-1][0].y - look.find("1. Tiếp tục").y
    assert between - steps[0] >= 6 - 0.05


def test_dieu_is_bold_and_its_rule_is_not(seen):
    look = seen(DECISION)
    assert look.find("Điều 1.").font == "Tinos-Bold"
    assert look.find("Thành lập Tổ công nghệ số cộng đồng huyện gồm").font == "Tinos-Regular"


@pytest.mark.parametrize(
    ("typed", "printed", "face"),
    [
        ("I. Kết quả đạt được", "I. KẾT QUẢ ĐẠT ĐƯỢC", "Tinos-Bold"),
        ("1. Phạm vi và đối tượng áp dụng", "1. Phạm vi và đối tượng áp dụng", "Tinos-Bold"),
        ("1. Báo cáo trước ngày 25.", "1. Báo cáo trước ngày 25.", "Tinos-Regular"),
        ("a) Hướng dẫn người dân;", "a) Hướng dẫn người dân;", "Tinos-Regular"),
        ("Điều 5. Phạm vi điều chỉnh", "Điều 5. Phạm vi điều chỉnh", "Tinos-Bold"),
        ("I. Huyện giao các xã.", "I. Huyện giao các xã.", "Tinos-Regular"),
    ],
)
def test_each_rank_has_its_look(seen, typed, printed, face):
    shown = seen(replace(PLAN, body=(typed, OPENING))).find(printed)
    assert shown.font == face
    assert shown.x0 == pytest.approx(LEFT + INDENT, abs=0.6)


@pytest.mark.parametrize("typed", [("Chương I", "Quy định chung"), ("Chương I. QUY ĐỊNH CHUNG",)])
def test_a_chapter_stands_in_the_middle_with_its_title_below(seen, typed):
    look = seen(replace(PLAN, body=(*typed, "Điều 1. Phạm vi điều chỉnh", OPENING)))
    chapter, title = look.find("Chương I"), look.find("QUY ĐỊNH CHUNG")
    assert chapter.y > title.y
    for part in (chapter, title):
        assert part.font == "Tinos-Bold"
        assert part.middle == pytest.approx(CENTRE, abs=1)


def test_a_sentence_that_speaks_of_a_chapter_is_no_heading(seen):
    typed = "Chương I của Luật này quy định như sau."
    assert seen(replace(PLAN, body=(typed, OPENING))).find(typed).font == "Tinos-Regular"


@pytest.mark.parametrize(
    "typed", ["Để thực hiện", "Để thực hiện.", "Để thực hiện;", "Để thực hiện./."]
)
def test_the_text_ends_once_with_its_closing_mark(seen, typed):
    look = seen(replace(LETTER, body=(OPENING, typed)))
    assert look.find("Để thực hiện").text.strip() == "Để thực hiện./."


def _body_lines(look, first, after):
    """The lines from the first words of one paragraph to those of the next."""
    top, end = look.find(first[:20]).y, look.find(after[:12]).y
    return [row for y, row in look.lines(0).items() if top + 1 > y > end + 1]
