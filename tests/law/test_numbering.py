"""Number and notation: `15/QĐ-UBND`, `2374/UBND-VHTT`."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.law.rows import each
from workflows.kinds import KINDS, kind
from workflows.numbering import (
    as_written,
    code,
    in_order,
    notation,
    printed_number,
    split,
    year_of,
)

NEW_YEARS_EVE, NEW_YEAR = date(2023, 12, 31), date(2024, 1, 1)


@each([(1, "01"), (9, "09"), (10, "10"), (100, "100"), (2374, "2374")])
def test_a_number_below_ten_has_a_leading_zero(number, printed):
    """NUM-03."""
    assert printed_number(number) == printed
    assert code(number, "BC-UBND") == f"{printed}/BC-UBND"


@each(
    [
        ("1829", "QĐ-UBND", "1829/QĐ-UBND"),
        ("15", "", "15"),
        (None, "QĐ-UBND", "QĐ-UBND"),
        ("", None, ""),
    ]
)
def test_what_a_paper_lacks_leaves_no_slash_behind(number, rest, written):
    assert as_written(number, rest) == written


@each(
    [
        ("Quyết định", "VHTT", "QĐ-UBND"),
        ("Quy định", "", "QyĐ-UBND"),
        ("Chương trình", "VP", "CTr-UBND"),
        ("Công văn", "VHTT", "UBND-VHTT"),
        ("Công văn", "", "UBND"),
        ("Thư công", "VP", "UBND-VP"),
    ]
)
def test_a_named_type_stands_before_the_agency_and_a_letter_before_its_unit(
    doc_type, unit, written
):
    assert notation(kind(doc_type), "UBND", unit) == written


@each(
    [
        ("1829 /QĐ-UBND", "1829", "QĐ-UBND"),
        (" 05/BC-UBND ", "05", "BC-UBND"),
        ("Số: 15/QĐ-UBND", "15", "QĐ-UBND"),
        ("Số 15 / QĐ - UBND", "15", "QĐ-UBND"),
        ("05/2025/QĐ-UBND", "05", "2025/QĐ-UBND"),
        ("05 / 2025 / QĐ-UBND", "05", "2025/QĐ-UBND"),
        ("7816/VPCP-TTĐT", "7816", "VPCP-TTĐT"),
        ("12a/TTr-HĐND", "12a", "TTr-HĐND"),
        ("03/QyĐ-UBND", "03", "QyĐ-UBND"),
        ("/QĐ-UBND", "", "QĐ-UBND"),
        ("15/", "15", ""),
        (" 15 ", "15", ""),
        ("5 bis", "5 bis", ""),
        ("QĐ-UBND", "", "QĐ-UBND"),
        ("", "", ""),
    ]
)
def test_a_code_is_read_as_others_write_it(said, number, rest):
    assert split(said) == (number, rest)


@given(st.integers(1, 99_999), st.sampled_from(KINDS), st.sampled_from(["UBND", "HĐND", "VP"]))
def test_what_is_put_together_is_read_apart(number, doc_type, unit):
    symbol = notation(doc_type, "UBND", unit)
    assert split(code(number, symbol)) == (printed_number(number), symbol)


WRITTEN = st.sampled_from("0123456789/\\|-–—.,:;()[] \t\n\0\u00a0\u200b\u202e№ABĐđƯưộ٣²Ⅳ😀")
"""What stands in a number as it is written, and what should not."""


@given(st.text(WRITTEN, max_size=30))
def test_whatever_a_sender_writes_can_be_read(said):
    number, rest = split(said)
    assert "/" not in number
    assert len(number) + len(rest) <= len(said)


def test_numbers_begin_anew_with_the_year():
    """NUM-01: from 1 January to 31 December."""
    assert (year_of(NEW_YEARS_EVE), year_of(NEW_YEAR)) == (2023, 2024)


def test_a_book_in_order_has_no_gap_and_no_date_going_back():
    """NUM-08, NUM-10."""
    assert in_order([])
    assert in_order([(2, NEW_YEAR), (1, NEW_YEARS_EVE), (3, NEW_YEAR)])


@each(
    [
        [(1, NEW_YEAR), (3, NEW_YEAR)],
        [(2, NEW_YEAR)],
        [(0, NEW_YEAR), (1, NEW_YEAR)],
        [(1, NEW_YEAR), (1, NEW_YEAR)],
        [(1, NEW_YEAR), (2, NEW_YEARS_EVE)],
        [(1, NEW_YEARS_EVE), (2, NEW_YEAR), (3, NEW_YEARS_EVE)],
    ]
)
def test_a_gap_or_a_date_going_back_is_seen(book):
    assert not in_order(book)
