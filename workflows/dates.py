"""A day as it is written in a Vietnamese document (FMT-15), and read from one."""

import re
from datetime import date

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
"""From Monday, with the capitals of Annex II, V.7 (TXT-06)."""

_WRITTEN = re.compile(r"\bngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})\b", re.IGNORECASE)


def written(day: date) -> str:
    """`ngày 05 tháng 3 năm 2023`: a zero before days below ten and before months 1 and 2 only."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year:04d}"


def read(text: str) -> date | None:
    """The first day written out in `text`, zeros or not; None where there is none that exists."""
    found = _WRITTEN.search(text)
    if found is None:
        return None
    day, month, year = (int(part) for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def weekday(day: date) -> str:
    """`thứ Hai` … `Chủ nhật`."""
    return WEEKDAYS[day.weekday()]
