"""A drawn page becomes a leaf: its size, its margins, its number, at their edges."""

import pytest

from tests.law.layout_drawn import A4, FULL, blocks, leaf, piece, text, texts
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


@pytest.mark.parametrize(
    ("text", "is_number"),
    [("2", True), ("1234", True), ("12345", False), ("- 2 -", True), ("Trang 2", True),
     ("TRANG 2/10", True), ("2 / 10", True), ("Trang", False), ("2 của 10", False), ("II", False)],
)  # fmt: skip
def test_a_number_may_have_its_word_its_dashes_and_its_whole(text, is_number):
    assert (number(text) is not None) is is_number


def test_a_number_in_the_middle_is_within_fifteen_millimetres():
    assert number(middle=A4[0] / 2 + 14.9 * MM).centred
    assert not number(middle=A4[0] / 2 + 15.1 * MM).centred
    assert number(italic=True).italic


def test_a_number_is_no_line_of_the_text():
    assert texts(blocks(piece("2", 290, 300, 40), *FULL)) == ["Một dòng Một dòng Một dòng Một dòng"]
