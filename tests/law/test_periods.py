"""The period that a report of this morning is about is the last one that is over."""

from datetime import date

from tests.law.rows import each
from workflows.periods import MONTHS, Every, begin, last_whole


@each(
    [
        (Every.WEEK, date(2026, 11, 23), (date(2026, 11, 16), date(2026, 11, 22))),
        (Every.WEEK, date(2026, 11, 29), (date(2026, 11, 16), date(2026, 11, 22))),
        (Every.WEEK, date(2026, 11, 30), (date(2026, 11, 23), date(2026, 11, 29))),
        (Every.WEEK, date(2027, 1, 1), (date(2026, 12, 21), date(2026, 12, 27))),
        (Every.MONTH, date(2026, 11, 1), (date(2026, 10, 1), date(2026, 10, 31))),
        (Every.MONTH, date(2026, 10, 31), (date(2026, 9, 1), date(2026, 9, 30))),
        (Every.MONTH, date(2028, 3, 2), (date(2028, 2, 1), date(2028, 2, 29))),
        (Every.MONTH, date(2027, 1, 4), (date(2026, 12, 1), date(2026, 12, 31))),
        (Every.QUARTER, date(2026, 11, 26), (date(2026, 7, 1), date(2026, 9, 30))),
        (Every.QUARTER, date(2026, 4, 1), (date(2026, 1, 1), date(2026, 3, 31))),
        (Every.QUARTER, date(2026, 6, 30), (date(2026, 1, 1), date(2026, 3, 31))),
        (Every.QUARTER, date(2027, 1, 4), (date(2026, 10, 1), date(2026, 12, 31))),
        (Every.HALF, date(2026, 6, 30), (date(2025, 7, 1), date(2025, 12, 31))),
        (Every.HALF, date(2026, 7, 1), (date(2026, 1, 1), date(2026, 6, 30))),
        (Every.HALF, date(2027, 1, 4), (date(2026, 7, 1), date(2026, 12, 31))),
        (Every.YEAR, date(2026, 12, 31), (date(2025, 1, 1), date(2025, 12, 31))),
        (Every.YEAR, date(2029, 1, 2), (date(2028, 1, 1), date(2028, 12, 31))),
    ]
)
def test_the_last_whole_one(every: Every, day: date, span: tuple[date, date]) -> None:
    assert last_whole(every, day) == span


def test_the_one_that_is_still_running_begins_with_its_first_day() -> None:
    """Of the calendar year (CAL-10)."""
    day = date(2026, 11, 29)
    months = {every: begin(every, day).month for every in MONTHS}
    assert months == {Every.MONTH: 11, Every.QUARTER: 10, Every.HALF: 7, Every.YEAR: 1}
    assert begin(Every.WEEK, day) == date(2026, 11, 23)


def test_a_year_has_two_halves_four_quarters_and_twelve_months() -> None:
    months = MONTHS[Every.YEAR]
    each = [MONTHS[every] for every in (Every.HALF, Every.QUARTER, Every.MONTH)]
    assert [divmod(months, one) for one in each] == [(2, 0), (4, 0), (12, 0)]
