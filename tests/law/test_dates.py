"""Days as documents write them."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.law.rows import each
from workflows.dates import WEEKDAYS, read, weekday, written

WRITTEN = [
    (date(2023, 3, 5), "ngày 05 tháng 3 năm 2023"),
    (date(2023, 1, 5), "ngày 05 tháng 01 năm 2023"),
    (date(2024, 2, 29), "ngày 29 tháng 02 năm 2024"),
    (date(2025, 9, 10), "ngày 10 tháng 9 năm 2025"),
    (date(2025, 12, 9), "ngày 09 tháng 12 năm 2025"),
    (date(2025, 10, 31), "ngày 31 tháng 10 năm 2025"),
]


@each(WRITTEN)
def test_a_zero_stands_before_days_below_ten_and_months_1_and_2_only(day, words):
    assert written(day) == words


@given(st.dates())
def test_a_written_day_is_read_back(day):
    assert read(f"Hoằng Hóa, {written(day)}") == day


@each(
    [
        "Hoằng Hóa, ngày 5 tháng 03 năm 2023",
        "NGÀY 05 THÁNG 3 NĂM 2023",
        "ngày  05\ntháng 3 năm 2023.",
        "từ ngày 05 tháng 3 năm 2023 đến ngày 06 tháng 3 năm 2023",
    ]
)
def test_a_day_is_read_whatever_its_zeros_and_spaces(words):
    assert read(words) == date(2023, 3, 5)


@each(
    [
        "",
        "05/3/2023",
        "ngày … tháng 3 năm 2023",
        "ngày 30 tháng 02 năm 2014",
        "ngày 05 tháng 3 năm 20231",
        "ngày 105 tháng 3 năm 2023",
        "hôm nay",
    ]
)
def test_no_day_that_exists_is_read_from_other_words(words):
    assert read(words) is None


def test_the_days_of_the_week_begin_with_monday():
    assert weekday(date(2023, 3, 6)) == "thứ Hai"
    assert weekday(date(2023, 3, 12)) == "Chủ nhật"
    assert WEEKDAYS[1:6] == ("thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy")
