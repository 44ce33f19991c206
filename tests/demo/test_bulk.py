"""Many papers at once, in order, each with its own number."""

from collections import defaultdict
from datetime import date
from itertools import islice

import pytest

from server.demo.bulk import bulk
from server.demo.calendar import office_time

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def rows() -> list:
    return list(bulk(TODAY, 1, 20_000))


def test_as_many_as_were_asked_for(rows) -> None:
    assert len(rows) == 20_000
    assert len(list(bulk(TODAY, 1, 7))) == 7


def test_rows_come_in_order_of_arrival_before_today(rows) -> None:
    moments = [row[4] for row in rows]
    assert moments == sorted(moments)
    assert moments[-1].date() == date(2026, 11, 23)


def test_none_has_the_number_of_another(rows) -> None:
    keys = {(row[0], row[1], row[2], row[3].year) for row in rows}
    assert len(keys) == len(rows)


def test_numbers_begin_anew_each_year_and_grow_with_the_day(rows) -> None:
    books = defaultdict(list)
    for issuer, number, notation, issued, *_ in rows:
        digits, _, party = number.partition("-")
        books[issuer, party + notation, issued.year].append((int(digits), issued))
    for book in books.values():
        assert [day for _, day in sorted(book)] == sorted(day for _, day in book)


def test_rows_lie_on_working_days(rows) -> None:
    hours = office_time(TODAY)
    assert all(hours.is_working(day) for day in {row[4].date() for row in rows})
    assert all(hours.is_working(day) for day in {row[3] for row in rows})


def test_rows_are_worded_as_the_smaller_year_is(rows) -> None:
    assert len({row[6] for row in rows}) > 500
    assert not [row for row in rows if "{" in row[6] or len(row[6]) > 500]
    assert {row[7] for row in rows} <= {"NORMAL", "KHAN", "THUONG_KHAN", "HOA_TOC"}


def test_the_same_seed_gives_the_same_rows(rows) -> None:
    assert list(islice(bulk(TODAY, 1, 20_000), 500)) == rows[:500]
