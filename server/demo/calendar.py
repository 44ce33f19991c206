"""Days off and make-up days as rows, and the reckoning in office hours that the demo needs."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import holidays

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
OPENS, CLOSES = time(7, 30), time(17, 0)
HALVES = ((time(7, 30), time(11, 30)), (time(13, 30), time(17, 0)))
"""Office hours [PRODUCT] (CAL-01)."""

STATUTE = "Bộ luật Lao động 2019, Điều 112"
CULTURE_DAY = "Nghị quyết số 80-NQ/TW"
NOTICES = {2024: "2450/VPCP-KGVX", 2025: "6150/TB-BLĐTBXH"}
"""The notice that swapped a working day, by year; of other years we know the days, not the code."""
UNNUMBERED = "Thông báo về việc hoán đổi ngày làm việc"


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day that is not what its weekday says (CAL-03..05)."""

    day: date
    kind: Literal["off", "work"]
    name: str
    notice: str


def _notice(day: date, name: str) -> str:
    if "thay cho ngày" in name:
        return NOTICES.get(day.year, UNNUMBERED)
    return CULTURE_DAY if "Văn hóa" in name else STATUTE


def calendar_days(years: Iterable[int]) -> tuple[CalendarDay, ...]:
    """Public holidays, days in lieu and make-up Saturdays of some years, in order of date."""
    wanted = sorted(set(years))
    table = holidays.country_holidays("VN", years=wanted, language="vi")
    off = [CalendarDay(day, "off", name, _notice(day, name)) for day, name in table.items()]
    work = [
        CalendarDay(day, "work", "Ngày làm bù", NOTICES.get(day.year, UNNUMBERED))
        for day in table.weekend_workdays
        if day.year in wanted
    ]
    return tuple(sorted((*off, *work), key=lambda row: row.day))


def demo_calendar(today: date) -> tuple[CalendarDay, ...]:
    """The rows a demo world starts with: last year, this one and the next."""
    return calendar_days(range(today.year - 1, today.year + 2))


@dataclass(frozen=True, slots=True)
class OfficeTime:
    """Counts in working days and working minutes over a table of calendar rows."""

    rows: tuple[CalendarDay, ...]
    off: frozenset[date] = field(init=False)
    work: frozenset[date] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "off", frozenset(x.day for x in self.rows if x.kind == "off"))
        object.__setattr__(self, "work", frozenset(x.day for x in self.rows if x.kind == "work"))

    def is_working(self, day: date) -> bool:
        if day in self.work:
            return True
        return day.weekday() < 5 and day not in self.off

    def shift(self, day: date, count: int) -> date:
        """The day `count` working days away; the day itself is day 0 (CAL-06)."""
        step = timedelta(days=1 if count > 0 else -1)
        for _ in range(abs(count)):
            day += step
            while not self.is_working(day):
                day += step
        return day

    def between(self, first: date, last: date) -> list[date]:
        """The working days from `first` to `last`, both counted."""
        span = (last - first).days + 1
        days = (first + timedelta(days=offset) for offset in range(span))
        return [day for day in days if self.is_working(day)]

    def distance(self, first: date, last: date) -> int:
        """How many working days lie after `first`, up to and with `last`."""
        return len(self.between(first + timedelta(days=1), last))

    def later(self, moment: datetime, minutes: int) -> datetime:
        """The moment that many minutes of office hours later."""
        day, left = moment.date(), minutes
        start = moment
        while True:
            for opens, closes in HALVES:
                begin = max(start, at(day, opens))
                room = int((at(day, closes) - begin).total_seconds() // 60)
                if 0 <= left <= room and room > 0:
                    return begin + timedelta(minutes=left)
                left -= max(room, 0)
            day = self.shift(day, 1)
            start = at(day, OPENS)


def at(day: date, clock: time) -> datetime:
    """A moment on the wall clock of the office."""
    return datetime.combine(day, clock, tzinfo=ZONE)


def closing(day: date) -> datetime:
    """A due date means the end of office hours of that day (DOMAIN §4.5)."""
    return at(day, CLOSES)


def office_time(today: date) -> OfficeTime:
    """The reckoning for a year of papers that ends today, and for the real ones of 2022–2023."""
    return OfficeTime(calendar_days({2022, 2023, *range(today.year - 2, today.year + 2)}))
