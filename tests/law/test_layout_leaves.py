"""A drawn page becomes a leaf: its size, its margins, its number, at their edges."""

from tests.law.layout_drawn import A4, FULL, LEFT, RIGHT, blocks, leaf, piece, text, texts
from tests.law.rows import each
from workflows.layout import Leaf, PageNumber, Place
from workflows.layout.lines import MM, Border
from workflows.layout.seen import Drawn, described


def test_a_leaf_is_measured_in_millimetres():
    found = leaf(*FULL, sizes=((148 * MM, 210 * MM),))
    assert (round(found.width, 6), round(found.height, 6)) == (148, 210)
    assert described(Drawn((A4, A4), ())) == ((Leaf(*_a4()), Leaf(*_a4())), ())


def _a4():
    return A4[0] / MM, A4[1] / MM


def margins(*pieces):
    return tuple(round(it, 3) for it in leaf(*pieces).margins)


def test_margins_are_measured_from_the_letters():
    """Nine tenths of a letter over its line, a quarter under it; a full text is no excuse."""
    high = 10 * MM + 9
    low = A4[1] - 10 * MM - 2.5
    wide = text(high, 300, 317, low, x0=10 * MM, x1=200 * MM)
    assert margins(*wide) == (10, 10, 10, 10)


def test_near_a_bound_a_place_on_a_drawn_page_is_trusted():
    """Two millimetres more or less (DOMAIN §6.5)."""
    for found, told in ((17.9, 17.9), (18.01, 20), (22, 22), (26.9, 25), (27.1, 27.1)):
        assert margins(*text(found * MM + 9, 300, 317, 334))[0] == told
    for found, told in ((17.9, 17.9), (18.01, 20), (22, 22), (26.9, 25), (60, 25)):
        assert margins(*text(300, 317, 334, A4[1] - found * MM - 2.5))[1] == told
    for found, told in ((27.9, 27.9), (28.01, 30), (33, 33), (36.9, 35), (37.1, 37.1)):
        assert margins(*text(300, 317, 334, x0=found * MM))[2] == told
    for found, told in ((12.9, 12.9), (13.01, 15), (18, 18), (21.9, 20), (22.1, 22.1)):
        assert margins(*text(300, 317, 334, x1=(210 - found) * MM))[3] == told


def test_a_short_text_reaches_no_margin_and_is_given_the_benefit():
    short = (piece("a", 60 * MM, 90 * MM, 300), piece("b", 60 * MM, 100 * MM, 317))
    assert margins(*short)[2:] == (35, 20)
    full = text(300, 317, 334, x0=60 * MM, x1=120 * MM)
    assert margins(*full)[2:] == (60, 90)


def test_three_lines_to_one_edge_are_a_full_text():
    edge = 120 * MM
    near = [piece("a", 60 * MM, x1, y) for x1, y in ((edge, 300), (edge - 3.9, 317),
                                                    (edge - 3.9, 334))]  # fmt: skip
    assert margins(*near)[3] == 90
    near[2] = piece("a", 60 * MM, edge - 4, 334)
    assert margins(*near)[3] == 20


def test_a_page_without_text_has_no_margins():
    leaves, _ = described(Drawn((A4, A4), FULL))
    assert leaves[1].margins is None and leaves[0].margins is not None


def test_a_wide_border_is_a_table():
    for width, has_table in ((60, False), (60.1, True)):
        border = Border(1, (0, 0, width * MM, 10), "black")
        assert leaf(*FULL, borders=(border,)).has_table is has_table
    other = Border(2, (0, 0, 99 * MM, 10), "black")
    assert leaf(*FULL, borders=(other,)).has_table is False


# page numbers


def number(text="2", y=19.9 * MM, middle=A4[0] / 2, size=14, **face):
    drawn = piece(text, middle - 5, middle + 5, y, size=size, **face)
    return leaf(drawn, *FULL).number


def test_digits_alone_in_a_margin_are_the_pages_number():
    found = number()
    box = (A4[0] / 2 - 5, 19.9 * MM - 10.5, A4[0] / 2 + 5, 19.9 * MM + 3.5)
    assert found == PageNumber("2", 14, False, True, True, Place("Trang 1", 1, box))
    assert number(y=20 * MM) is None
    assert number(y=A4[1] - 16 * MM) is None
    assert number(y=A4[1] - 15.9 * MM).on_top is False


@each([("2", True), ("1234", True), ("12345", False), ("- 2 -", True), ("Trang 2", True),
     ("TRANG 2/10", True), ("2 / 10", True), ("Trang", False), ("2 của 10", False),
     ("II", False)])  # fmt: skip
def test_a_number_may_have_its_word_its_dashes_and_its_whole(text, is_number):
    assert (number(text) is not None) is is_number


def test_a_number_in_the_middle_is_within_fifteen_millimetres():
    assert number(middle=A4[0] / 2 + 14.9 * MM).centred
    assert not number(middle=A4[0] / 2 + 15.1 * MM).centred
    assert number(italic=True).italic


def test_a_number_is_no_line_of_the_text():
    assert texts(blocks(piece("2", 290, 300, 40), *FULL)) == ["Một dòng Một dòng Một dòng Một dòng"]


def test_each_page_has_its_own_size():
    small = (148 * MM, 210 * MM)
    low = piece("2", 200, 210, 210 * MM - 20, page=2)
    first, second = described(Drawn((A4, small), (*FULL, low)))[0]
    assert (round(first.width), round(second.width), second.number.text) == (210, 148, "2")
    assert first.number is None


def test_a_border_is_as_wide_as_from_its_left_to_its_right():
    border = Border(1, (100, 0, 100 + 59 * MM, 10), "black")
    assert leaf(*FULL, borders=(border,)).has_table is False


# how far lines stand apart


def paragraphs(*steps, size=20):
    """Texts of lines that follow each other in these steps."""
    ys = [300.0]
    for step in steps:
        ys.append(ys[-1] + step)
    return [len(it.text.split()) for it in blocks(*(piece("a", y=y, size=size) for y in ys))]


def test_the_step_of_a_text_is_that_of_its_nearer_lines():
    """The first quarter of all steps from line to line; 1.3 of it parts paragraphs."""
    assert paragraphs(25, 38, 55) == [2, 1, 1]
    assert paragraphs(25, 31, 55) == [3, 1]
    assert paragraphs(50, 50, 60) == [4]
    assert paragraphs(30, 70, 70, 70) == paragraphs(30, 60, 60, 60) == [1, 1, 1, 1, 1]


def test_two_lines_have_no_usual_step_but_that_of_most_papers():
    assert (paragraphs(22, size=10), paragraphs(22.2, size=10)) == ([2], [1, 1])


def test_a_page_of_one_line_has_a_text():
    assert texts(blocks(piece("Một"))) == ["Một"]


def test_the_right_edge_is_that_of_the_wider_lines():
    wide = text(300, 317, 334, 351, x1=400)
    narrow = text(80, 97, 114, 131, x0=500, x1=540)
    assert [it.text.count("Một") for it in blocks(*narrow, *wide) if not it.column][-1] == 4


NATION = piece("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 110 * MM, RIGHT, 60, size=13, bold=True)
NUMBER = piece("Số: 12/UBND-VX", 40 * MM, 80 * MM, 100, size=13)
ABOUT = piece("V/v góp ý", 45 * MM, 75 * MM, 118, size=12)
SHORT_FOOT = (
    piece("Nơi nhận:", LEFT, 55 * MM, 200, size=12),
    piece("CHỦ TỊCH", 140 * MM, 170 * MM, 200, size=13),
)


def is_head(*lines):
    """Which lines of a paper without a long line are read as its head."""
    found = blocks(NATION, NUMBER, ABOUT, *lines, *SHORT_FOOT, sizes=(A4,))
    return [it.text for it in found if it.place.words == "Đầu trang 1"]


@each(
    [
        (LEFT, 58 * MM, 14, 150, True),  # off the axis
        (45 * MM, 75 * MM, 14, 150, True),  # on it, and as large as a text
        (45 * MM, 75 * MM, 12.6, 150, True),
        (45 * MM, 75 * MM, 12.5, 150, False),  # "V/v" goes on
        (60 * MM + 12 - 60, 60 * MM + 12 + 60, 12, 150, False),
        (60 * MM + 12.1 - 60, 60 * MM + 12.1 + 60, 12, 150, True),
        (LEFT + 44.9, 58 * MM, 14, 150, True),
        (LEFT + 45, 58 * MM, 14, 150, False),  # no line of the text begins there
        (LEFT, 58 * MM, 14, 121, False),  # on the level of "V/v"
        (LEFT, 58 * MM, 14, 121.1, True),
    ]
)
def test_a_text_of_one_short_line_ends_the_head(x0, x1, size, y, is_text):
    said = is_head(piece("Nhất trí.", x0, x1, y, size=size))
    assert ("Nhất trí." not in said, NUMBER.run.text in said) == (is_text, True)


def test_without_a_number_the_head_goes_on_as_it_did():
    found = blocks(
        NATION, ABOUT, piece("Nhất trí.", LEFT, 58 * MM, 150, size=14), *SHORT_FOOT, sizes=(A4,)
    )
    assert [it.text for it in found if it.place.words != "Đầu trang 1"] == []


def test_where_a_long_line_ends_the_head_a_short_one_above_it_stays():
    lines = (piece("Nhất trí.", LEFT, 58 * MM, 150, size=14), piece("Dài", y=170))
    assert "Nhất trí." in is_head(*lines)
