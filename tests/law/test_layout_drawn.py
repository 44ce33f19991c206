"""A drawn page becomes head, text and foot, with strokes and borders, at their edges."""

from dataclasses import replace

import pytest

from tests.law.layout_drawn import FULL, LEFT, MIDDLE, RIGHT, blocks, piece, text, texts
from tests.law.rows import each
from workflows.layout import Place
from workflows.layout.lines import MM, Border, Stroke

# head


def test_the_head_ends_where_the_text_begins():
    head = (piece("UBND HUYỆN", LEFT, LEFT + 100, 80), piece("Hoằng Hóa,", RIGHT - 100, RIGHT, 80))
    found = blocks(*head, *FULL)
    assert [(it.text, it.column) for it in found[:2]] == [("UBND HUYỆN", "left"),
                                                        ("Hoằng Hóa,", "right")]  # fmt: skip
    assert [it.column for it in found[2:]] == [""]
    assert found[0].place == Place("Đầu trang 1", 1, (LEFT, 72.5, LEFT + 100, 82.5))


@each([(piece("BÁO CÁO", LEFT, LEFT + 50, 120), True),
     (piece("Kính gửi: A", LEFT, LEFT + 50, 120), True),
     (piece("Mục", LEFT, LEFT + 50, 120), False),
     (piece("giữa", MIDDLE - 25, MIDDLE + 74.8, 120), True),
     (piece("giữa", MIDDLE - 25, MIDDLE + 75.2, 120), False),
     (piece("rộng", LEFT + 44, LEFT + 45 + 0.56 * (RIGHT - LEFT), 120), True),
     (piece("rộng", LEFT + 45, LEFT + 46 + 0.56 * (RIGHT - LEFT), 120), False),
     (piece("hẹp", LEFT, LEFT + 0.54 * (RIGHT - LEFT), 120), False)])  # fmt: skip
def test_what_ends_the_head(line, ends):
    found = blocks(piece("UBND", LEFT, LEFT + 40, 80), line, *FULL)
    column = next(it for it in found if it.text == line.run.text).column
    assert (column == "") is ends


def test_the_head_is_on_the_first_page():
    first = piece("UBND", LEFT, LEFT + 40, 80)
    second = piece("Tiếp", LEFT, LEFT + 40, 80, page=2)
    found = blocks(first, second, *text(300, 317, 334, page=2))
    assert [it.column for it in found[:2]] == ["left", ""]


def test_a_line_in_the_middle_of_the_head_is_no_text():
    narrow = piece("giữa", LEFT + 20, LEFT + 21, 120)
    assert blocks(narrow, *FULL)[0].column == "left"


# strokes and borders


def ruled(*strokes, at=80.0):
    name = piece("ỦY BAN", LEFT, LEFT + 100, at)
    return blocks(name, *FULL, strokes=strokes)[0].rule


def test_a_stroke_under_the_middle_is_a_part_of_the_length():
    low = 82.5
    assert ruled(Stroke(1, LEFT + 30, LEFT + 70, low)) == pytest.approx(0.4)
    for y, rule in ((low - 4, 0.4), (low - 4.1, 0), (low + 9, 0.4), (low + 9.1, 0)):
        assert ruled(Stroke(1, LEFT + 30, LEFT + 70, y)) == pytest.approx(rule)
    assert ruled(Stroke(1, LEFT + 50, LEFT + 70, low)) == pytest.approx(0.2)
    assert ruled(Stroke(1, LEFT + 51, LEFT + 70, low)) == 0
    assert ruled(Stroke(1, LEFT + 30, LEFT + 50, low)) == pytest.approx(0.2)
    assert ruled(Stroke(1, LEFT + 30, LEFT + 49, low)) == 0


def test_where_nothing_is_drawn_on_a_page_no_stroke_can_be_missed():
    assert ruled() is None
    assert ruled(Stroke(2, LEFT, LEFT + 100, 82)) is None
    assert ruled(Stroke(1, LEFT, LEFT + 100, 500)) == 0


def test_a_stroke_that_was_typed_counts_as_drawn():
    typed = piece("________", LEFT + 20, LEFT + 60, 88)
    found = blocks(piece("ỦY BAN", LEFT, LEFT + 100, 80), typed, *FULL)
    assert (found[0].rule, texts(found)[1][:3]) == (pytest.approx(0.4), "Một")


def test_a_line_without_a_width_has_no_part_of_one():
    drawn = blocks(piece("a", LEFT, LEFT, 80), *FULL, strokes=(Stroke(1, LEFT - 9, RIGHT, 82),))
    assert drawn[0].rule == 0


def framed(**bent):
    border = Border(1, (LEFT - 5, 70, LEFT + 60, 90), "red")
    name = piece("KHẨN", LEFT, LEFT + 40, 80)
    return blocks(name, *FULL, borders=(replace(border, **bent),))[0].frame


def test_a_border_around_a_line_is_its_frame():
    found = framed()
    assert (found.width, found.height) == pytest.approx((65 / MM, 20 / MM))
    assert found.colour == "red"
    assert framed(page=2) is None
    for box, holds in (
        ((LEFT + 2, 70, LEFT + 60, 90), True), ((LEFT + 2.1, 70, LEFT + 60, 90), False),
        ((LEFT, 70, LEFT + 38, 90), True), ((LEFT, 70, LEFT + 37.9, 90), False),
        ((LEFT, 80, LEFT + 60, 90), True), ((LEFT, 80.1, LEFT + 60, 90), False),
        ((LEFT, 70, LEFT + 60, 80), True), ((LEFT, 70, LEFT + 60, 79.9), False),
        ((LEFT, 70, LEFT + 59.9 * MM, 90), True), ((LEFT, 70, LEFT + 60 * MM, 90), False),
    ):  # fmt: skip
        assert (framed(box=box) is not None) is holds


@each([(60.1, 11.9, True), (59.9, 11.9, False), (59.9, 12.1, True)])
def test_a_border_of_some_size_is_a_tables_cell(width, height, is_table):
    border = Border(1, (LEFT, 400, LEFT + width * MM, 400 + height * MM), "black")
    cell = piece("ô", LEFT, LEFT + 30, 410)
    found = blocks(*text(300, 317, 334), cell, borders=(border,))
    assert (found[-1].align == "table") is is_table


# foot

LABEL = piece("Nơi nhận:", LEFT, LEFT + 50, 500)
CENTRE = RIGHT - 110


def right(said, y, page=1, **face):
    return piece(said, CENTRE, RIGHT - 10, y, page, **{"bold": True} | face)


def left(said, y, page=1, **face):
    return piece(said, LEFT, LEFT + 60, y, page, **face)


def foot(*pieces, **more):
    found = blocks(*FULL, *pieces, **more)
    return [(it.text, it.column) for it in found if not it.text.startswith("Một dòng")]


def test_the_foot_begins_with_who_receives_and_who_signs_beside_it():
    assert foot(LABEL, right("CHỦ TỊCH", 500), left("- A;", 512, size=11), right("Minh", 560)) == [
        ("Nơi nhận:", "left"), ("- A;", "left"), ("CHỦ TỊCH", "right"), ("Minh", "right"),
    ]  # fmt: skip


def test_who_signs_may_begin_a_line_higher():
    for y, column in ((484, "right"), (483.9, "")):
        found = foot(right("TM. ỦY BAN", y), right("CHỦ TỊCH", 500), LABEL)
        assert dict(found)["TM. ỦY BAN"] == column


def test_a_name_that_runs_on_is_one():
    names = left("- Một", 512), left("hai;", 524), left("- Ba.", 536)
    assert foot(LABEL, right("A", 500), *names) == [
        ("Nơi nhận:", "left"), ("- Một hai;", "left"), ("- Ba.", "left"), ("A", "right"),
    ]  # fmt: skip
    found = blocks(*FULL, LABEL, right("A", 500), left("Một", 512), left("hai", 524))
    one = next(it for it in found if it.text == "Một hai")
    assert one.place == Place("Nơi nhận", 1, (LEFT, 504.5, LEFT + 60, 526.5))


def test_a_name_that_runs_on_over_the_page_is_where_it_begins():
    found = blocks(*FULL, LABEL, right("A", 500), left("- Một", 512), left("hai", 90, 2))
    assert next(it for it in found if it.text == "- Một hai").place.page == 1


def test_what_stands_in_at_the_left_belongs_to_the_list():
    for x, column in ((39.9, "left"), (40, "right")):
        found = foot(LABEL, right("A", 500), piece("- Một;", LEFT + x, LEFT + 90, 512))
        assert dict(found)["- Một;"] == column


@each([(left("Phụ lục I", 600), True), (left("PHỤ LỤC", 600), True),
     (left("Phụ lục số 3", 600), True),
     (left("Phụ lục kèm", 600), False), (left("Xác nhận của Sở", 600), True),
     (left("Xác nhận", 600), False), (left("Tiếp", 90, 2, size=12), True),
     (left("- Tiếp", 90, 2, size=12), False), (left("– Tiếp", 90, 2, size=12), False),
     (left("Tiếp", 90, 2, size=11.6), False), (left("Tiếp", 90, 2, size=11.7), True),
     (left("Tiếp", 600, size=12), False)])  # fmt: skip
def test_what_ends_the_foot(after, ends):
    found = blocks(*FULL, LABEL, right("A", 500), after)
    assert (found[-1].column == "" and found[-1].text == after.run.text) is ends


def test_a_frame_in_the_foot_is_seen():
    border = Border(1, (CENTRE - 5, 560, RIGHT, 580), "black")
    found = blocks(*FULL, LABEL, right("A", 500), right("ĐÃ KÝ", 570), borders=(border,))
    assert [it.frame is not None for it in found if it.column] == [False, False, True]
    assert found[-1].place == Place("Cuối văn bản", 1, (CENTRE, 562.5, RIGHT - 10, 572.5))


# two signatures over the list


def signed(*pieces, label=LABEL):
    return foot(*pieces, label)


def columns(found):
    return {said: column for said, column in found}


TWO = (left("THƯ KÝ", 400, bold=True), right("CHỦ TỌA", 400), left("Ánh", 460, bold=True),
       right("Minh", 460))  # fmt: skip


def test_two_sign_side_by_side_over_the_list():
    assert signed(*TWO) == [
        ("THƯ KÝ", "left"), ("Ánh", "left"), ("Nơi nhận:", "left"), ("CHỦ TỌA", "right"),
        ("Minh", "right"),
    ]  # fmt: skip


def test_beside_the_list_somebody_else_signs_alone():
    found = columns(foot(*TWO, LABEL, right("CHỦ TỊCH", 502.9)))
    assert found["THƯ KÝ"] == ""
    found = columns(foot(*TWO, LABEL, right("CHỦ TỊCH", 503)))
    assert found["THƯ KÝ"] == "left"


def indented(said, y, **face):
    return piece(said, LEFT + 80, LEFT + 120, y, **face)


def test_over_the_list_whoever_stands_in_the_left_half_signs_at_the_left():
    two = (indented("THƯ KÝ", 400, bold=True), TWO[1], indented("Ánh", 460, bold=True), TWO[3])
    assert columns(signed(*two))["Ánh"] == columns(signed(*two))["THƯ KÝ"] == "left"
    for up, column in ((3.5, "left"), (3, "right"), (2.5, "right")):
        beside = foot(LABEL, right("A", 500), indented("(ký)", 500 - up))
        assert columns(beside)["(ký)"] == column
    below = foot(LABEL, right("A", 500), indented("(ký)", 90, page=2))
    assert columns(below)["(ký)"] == "right"


def test_a_name_of_the_list_may_begin_with_either_dash():
    found = foot(LABEL, right("A", 500), left("– Một", 512), left("– Hai.", 524))
    assert [it for it, _ in found] == ["Nơi nhận:", "– Một", "– Hai.", "A"]


def test_titles_that_face_each_other_are_in_capitals_bold_and_level():
    for bent in (
        replace(TWO[0], run=replace(TWO[0].run, text="Thư ký")),
        replace(TWO[0], run=replace(TWO[0].run, bold=False)),
        replace(TWO[0], y=403.1),
    ):
        assert columns(signed(bent, *TWO[1:])).get(bent.run.text) != "left"


def test_titles_stand_within_seventy_five_millimetres_or_over_nothing_but_names():
    label, plain = replace(LABEL, y=600), left("(ký tên)", 540)
    names = [replace(it, y=560) for it in TWO[2:]]
    for up, found in ((75.1, ""), (74.9, "left")):
        titles = [replace(it, y=600 - up * MM) for it in TWO[:2]]
        assert columns(signed(*titles, plain, *names, label=label)).get("THƯ KÝ", "") == found
        assert columns(signed(*titles, *names, label=label))["THƯ KÝ"] == "left"


def _half_of(*pieces):
    """In which half of the foot the signer stands whose middle is a little right of MIDDLE."""
    signer = piece("CHỦ TỊCH", MIDDLE - 40, MIDDLE + 60, y=600)
    found = blocks(*pieces, signer)
    return next(one.column for one in found if one.text == "CHỦ TỊCH")


OUT = {"x0": LEFT + 60, "x1": RIGHT + 40}
"""A line that begins later and sticks out on the right."""


def test_the_wider_half_of_the_lines_tells_where_the_text_ends():
    wide, out = piece("Một dòng", y=560), piece("Dòng thò ra", y=577, **OUT)
    assert _half_of(wide, out, piece("Nơi nhận:", LEFT, LEFT + 50, y=610)) == "left"
    assert _half_of(wide, piece("Nơi nhận:", y=610, **OUT)) == "right"


def test_two_columns_that_stand_a_point_apart_are_no_step_from_line_to_line():
    head = [piece(one, x, x + 90, y) for y in (60, 77, 94, 111) for one, x, y in (
        ("TRÁI", LEFT, y), ("PHẢI", MIDDLE + 60, y + 1))]  # fmt: skip
    apart = [piece("Một dòng", y=y) for y in (300, 317, 334)] + [piece("Đoạn sau", y=357)]
    found = [one for one in blocks(*head, *apart) if not one.column]
    assert texts(found) == ["Một dòng Một dòng Một dòng", "Đoạn sau"]
