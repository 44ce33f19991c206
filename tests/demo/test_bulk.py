"""Many papers at once, in order, each with its own number."""

from collections import defaultdict
from datetime import date
from itertools import islice

from server.demo.bulk import bulk
from server.demo.calendar import office_time

TODAY = date(2026, 11, 24)
ROWS = list(bulk(TODAY, 1, 20_000))


def test_as_many_as_were_asked_for() -> None:
    assert len(ROWS) == 20_000
    assert len(list(bulk(TODAY, 1, 7))) == 7


def test_rows_come_in_order_of_arrival_before_today() -> None:
    moments = [row[4] for row in ROWS]
    assert moments == sorted(moments)
    assert moments[-1].date() == date(2026, 11, 23)


def test_none_has_the_number_of_another() -> None:
    keys = {(row[0], row[1], row[2], row[3].year) for row in ROWS}
    assert len(keys) == len(ROWS)


def test_numbers_begin_anew_each_year_and_grow_with_the_day() -> None:
    books = defaultdict(list)
    for issuer, number, notation, issued, *_ in ROWS:
        digits, _, party = number.partition("-")
        books[issuer, party + notation, issued.year].append((int(digits), issued))
    for rows in books.values():
        assert [day for _, day in sorted(rows)] == sorted(day for _, day in rows)


def test_rows_lie_on_working_days() -> None:
    hours = office_time(TODAY)
    assert all(hours.is_working(day) for day in {row[4].date() for row in ROWS})
    assert all(hours.is_working(day) for day in {row[3] for row in ROWS})


def test_rows_are_worded_as_the_smaller_year_is() -> None:
    assert len({row[6] for row in ROWS}) > 500
    assert not [row for row in ROWS if "{" in row[6] or len(row[6]) > 500]
    assert {row[7] for row in ROWS} <= {"NORMAL", "KHAN", "THUONG_KHAN", "HOA_TOC"}


def test_the_same_seed_gives_the_same_rows() -> None:
    assert list(islice(bulk(TODAY, 1, 20_000), 500)) == ROWS[:500]
