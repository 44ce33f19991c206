"""Lines of a drawn text become paragraphs: where one begins, and what is measured of it."""

from tests.law.rows import each
from workflows.layout import Place, Run
from workflows.layout.lines import MM, Border, Line
from workflows.layout.paragraphs import SINGLE, Sides, joined_runs, paragraphs

SIDES = Sides(100, 500, 20)
"""A text from 100 to 500 points, its lines 20 apart; its middle is at 300."""


def line(text, x0=100.0, x1=500.0, y=100.0, page=1, size=14.0):
    return Line(page, (Run(text, size=size),), x0, x1, y)


def texts(*lines, sides=SIDES):
    return [it.text for it in paragraphs(lines, sides)]


def two(second, first=None):
    """How many paragraphs two lines are; by itself the second goes on."""
    first = first or line("Một")
    return len(texts(first, second))


def test_lines_go_on_to_the_right_edge():
    assert texts(line("Một"), line("hai", y=120), line("ba", y=140)) == ["Một hai ba"]
    assert texts() == []
    assert two(line("hai", y=120), line("Một", x1=400)) == 1
    assert two(line("hai", y=120), line("Một", x1=399.9)) == 2


def test_a_first_line_stands_in():
    assert two(line("hai", 112, y=120)) == 1
    assert two(line("hai", 112.1, y=120)) == 2


@each(["- a", "– a", "+ a", "• a", "a) b", "đ) b", "1. a", "1.2. a",
                                  "IV. a", "Điều 1", "Chương I", "Mục 1", "Phần I"])  # fmt: skip
def test_what_opens_a_paragraph(text):
    assert two(line(text, y=120)) == 2
    assert two(line(text.replace(" ", ""), y=120)) == 1


def test_on_the_next_page_a_full_line_goes_on():
    assert two(line("hai", y=50, page=2)) == 1
    assert two(line("hai", y=50, page=2), line("Một", x1=400)) == 1
    assert two(line("hai", y=50, page=2), line("Một", x1=399.9)) == 2


def test_far_below_is_another_paragraph():
    """1.3 steps, of the text or of its letters, whichever is more."""
    assert two(line("hai", y=126)) == 1
    assert two(line("hai", y=126.1)) == 2
    big = line("Một", size=20)
    assert two(line("hai", y=129.8), big) == 1
    assert two(line("hai", y=130), big) == 2


def test_a_line_in_the_middle_stands_alone():
    middle = line("GIỮA", 250, 350, 120)
    assert texts(line("Một"), middle, line("hai", y=140)) == ["Một", "GIỮA", "hai"]
    assert two(line("GIỮA", 255.9, 356, 120), line("Một", 120, 480)) == 1 + 1
    for x0, x1, count in ((111, 500, 1), (112, 499, 1), (120, 480, 1), (120.1, 479.9, 2)):
        assert two(line("giữa", x0, x1, 120)) == (count if x0 <= 112 else 2)


def test_what_is_in_the_middle_is_told_so():
    def align(x0, x1):
        return next(paragraphs([line("a", x0, x1)], SIDES)).align

    assert align(250, 350) == "centre"
    assert align(255.9, 356) == "centre"
    assert align(256, 356) == ""
    assert align(120.1, 479.9) == "centre"
    assert align(120, 480) == ""


def test_the_name_of_who_is_addressed_runs_on_under_itself():
    call = line("Kính gửi: Sở Nội vụ", 150, 450)
    assert two(line("tỉnh", 154.1, y=119.5), call) == 1
    assert two(line("tỉnh", 154, y=119.5), call) == 2
    assert two(line("tỉnh", 160, y=119.7), call) == 2
    assert two(line("tỉnh", 160, y=119.5, page=2), call) == 2
    assert two(line("- tỉnh", 160, y=119.5), call) == 2
    for dash, count in (("- Sở", 1), ("– Sở", 1), ("-Sở", 2), ("Sở", 2)):
        assert two(line("tỉnh", 160, y=119.5), line(dash, 150, 450)) == count


def test_what_runs_over_is_far_below_at_fourteen_tenths_of_a_letter():
    call = line("- Sở", 150, 450, size=10)
    assert two(line("tỉnh", 160, y=113.9), call) == 1
    assert two(line("tỉnh", 160, y=114), call) == 2


def test_a_third_line_hangs_from_the_first_and_is_below_the_second():
    first, second = line("- Sở", 150, 450), line("Nội vụ", 160, 450, 116)
    assert texts(first, second, line("tỉnh", 155, y=132)) == ["- Sở Nội vụ tỉnh"]
    assert texts(first, second, line("tỉnh", 154, y=132)) == ["- Sở Nội vụ", "tỉnh"]
    assert texts(first, second, line("tỉnh", 160, y=140)) == ["- Sở Nội vụ", "tỉnh"]


def test_a_line_after_one_in_the_middle_begins_anew():
    assert texts(line("GIỮA", 120.1, 479.9), line("hai", y=120)) == ["GIỮA", "hai"]
    assert texts(line("GIỮA", 250, 350), line("hai", y=120), line("ba", y=140)) == [
        "GIỮA",
        "hai ba",
    ]


def one(*lines, tables=(), last=None):
    *_, found = paragraphs([*([last] if last else []), *lines], SIDES, tables)
    return found


def test_a_paragraph_is_measured():
    found = one(line("Một", 100 + 12 * MM, y=150), line("hai", y=170), line("ba", y=190),
                last=line("Trước", x1=300, y=120))  # fmt: skip
    assert (found.align, round(found.indent, 6), found.gap, found.rule) == ("both", 12, 10, None)
    assert found.leading == 20 / (SINGLE * 14)
    assert found.place == Place("Trang 1", 1, (100, 139.5, 500, 193.5))


@each([(495.1, "both"), (504.9, "both"), (495, "left"),
                                           (505, "left"), (450, "left")])  # fmt: skip
def test_both_sides_are_straight_when_every_line_but_the_last_is_full(x1, align):
    found = one(line("Một", x1=x1), line("hai", y=120, x1=200))
    assert (found.align, found.indent) == (align, 0)
    assert one(line("Một"), line("hai", y=120, x1=x1), line("ba", y=140, x1=200)).align == align


def test_of_one_line_no_side_is_known_and_no_leading():
    found = one(line("Một", 130, 200), last=line("Trước", x1=300, y=70))
    assert (found.align, found.indent, found.leading) == ("", None, None)
    assert found.gap == 30 - SINGLE * 14


def test_what_is_in_the_middle_has_no_indent_and_no_gap_but_may_have_a_stroke():
    found = one(line("GIỮA", 250, 350, 150), last=line("Trước", y=100))
    assert (found.indent, found.gap, found.leading, found.rule) == (None, None, None, 0)


def test_a_gap_is_measured_from_the_last_line_above():
    above = line("Một", y=70), line("hai", x1=300, y=90)
    assert one(*above, line("Ba", y=130)).gap == 40 - SINGLE * 14


def test_a_paragraph_is_set_as_its_first_line_is():
    assert one(line("- Sở", 140, 499), line("tỉnh", 250, 350, 119)).align == "both"


def test_over_the_first_of_a_page_no_gap_is_known():
    assert one(line("Một")).gap is None
    assert one(line("Một", y=50, page=2), last=line("Trước", x1=300)).gap is None


def test_a_paragraph_is_where_it_begins():
    found = one(line("Một", y=700), line("hai", y=720), line("ba", y=50, page=2))
    assert (found.place.page, found.place.box[3]) == (1, 723.5)
    assert found.leading == 20 / (SINGLE * 14)


TABLE = Border(1, (100, 90, 500, 110), "black")


@each([(line("ô", 98, 502), True), (line("ô", 97.9, 500), False), (line("ô", 100, 502.1), False),
     (line("ô", 150, 200, 90), True), (line("ô", 150, 200, 110), True),
     (line("ô", 150, 200, 89.9), False), (line("ô", 150, 200, 110.1), False),
     (line("ô", 150, 200, page=2), False)])  # fmt: skip
def test_what_stands_in_a_border_is_a_cell_of_a_table(cell, is_in):
    assert (one(cell, tables=[TABLE]).align == "table") is is_in


def test_runs_of_many_lines_are_joined_by_a_space():
    faced = Run("b", "Tinos", 9, True, True, "red")
    first = Line(1, (Run("a"), faced), 0, 9, 0)
    second = Line(1, (Run(" c"), Run(" d")), 0, 9, 20)
    assert joined_runs([first, second]) == (Run("a"), faced, Run(" c"), Run(" d"))
    assert (SIDES.width, SIDES.centre) == (400, 300)
