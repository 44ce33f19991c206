"""Working days, office hours and what is late (DOMAIN §4.5, §11.3, §11.4, §14)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from workflows.urgency import LEVELS, Clock, Urgency, is_urgent, runs_on_days_off

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
OPENS, CLOSES = time(7, 30), time(17, 0)
Sessions = tuple[tuple[time, time], ...]
SESSIONS: Sessions = ((OPENS, time(11, 30)), (time(13, 30), CLOSES))
"""Office hours where an agency set none of its own (CAL-01)."""


def sessions_said(words: str) -> Sessions:
    """`07:30-11:30 13:30-17:00`, as a set of hours is kept."""
    spans = (span.split("-") for span in words.split())
    return tuple((time.fromisoformat(opens), time.fromisoformat(ends)) for opens, ends in spans)


_DAY = timedelta(days=1)
_SOON = 2
"""Working days left at which a deadline turns yellow (§11.4)."""
_UNSIGNED = 3
"""Working days for which a draft may wait for one word."""


class DayKind(StrEnum):
    """Why a day is not what its weekday says, by an official notice (CAL-03 to CAL-05)."""

    HOLIDAY = "nghỉ lễ"
    COMPENSATED = "nghỉ bù"
    SWAPPED_OFF = "nghỉ hoán đổi"
    MADE_UP = "làm bù"


@dataclass(frozen=True, slots=True)
class Calendar:
    """Monday to Friday without the days `off`, and with the make-up days at `work` (CAL-05).

    `hours`: the sets of an agency, summer and winter, each with its first day, in order (CAL-01).
    `patience`: minutes that an urgent paper may lie there, where the agency set its own (§4.4).
    """

    off: frozenset[date] = frozenset()
    work: frozenset[date] = frozenset()
    hours: tuple[tuple[date, Sessions], ...] = ()
    patience: tuple[tuple[Urgency, int], ...] = ()

    def is_working(self, day: date) -> bool:
        return day in self.work or (day.weekday() < 5 and day not in self.off)

    def next_working(self, day: date) -> date:
        """The first working day after `day`."""
        return self._seek(day, _DAY)

    def previous_working(self, day: date) -> date:
        """The last working day before `day`."""
        return self._seek(day, -_DAY)

    def add_working(self, day: date, days: int) -> date:
        """`days` working days on; the day of receipt is day 0 (CAL-06)."""
        for _ in range(days):
            day = self.next_working(day)
        return day

    def sessions(self, day: date) -> Sessions:
        """The office hours of that day, by the set that counts then (CAL-01)."""
        return next((set_ for since, set_ in reversed(self.hours) if since <= day), SESSIONS)

    def opening_of(self, day: date) -> datetime:
        return datetime.combine(day, self.sessions(day)[0][0], ZONE)

    def end_of(self, day: date) -> datetime:
        """The end of the office hours of that day (§4.5)."""
        return datetime.combine(day, self.sessions(day)[-1][1], ZONE)

    def patience_with(self, urgency: Urgency) -> int | None:
        """Minutes until a paper of that urgency was left lying; None for an ordinary one (§4.4)."""
        return dict(self.patience).get(urgency, LEVELS[urgency].escalate_after)

    def _seek(self, day: date, stride: timedelta) -> date:
        day += stride
        while not self.is_working(day):
            day += stride
        return day


def calendar_of(rows: Iterable[tuple[date, DayKind]]) -> Calendar:
    """The calendar that the notices make; CAL-05: a made-up day counts whatever else it is."""
    days = list(rows)
    work = frozenset(day for day, kind in days if kind is DayKind.MADE_UP)
    return Calendar(off=frozenset(day for day, _ in days) - work, work=work)


def local_day(moment: datetime) -> date:
    """The date in Viet Nam at that moment."""
    return moment.astimezone(ZONE).date()


def end_of(day: date) -> datetime:
    """17:00 of that day: what a due date without an hour means (§4.5)."""
    return datetime.combine(day, CLOSES, ZONE)


def in_office_hours(calendar: Calendar, moment: datetime) -> bool:
    """Whether an office is open at that moment (CAL-01, CAL-05)."""
    there = moment.astimezone(ZONE)
    if not calendar.is_working(there.date()):
        return False
    hours = calendar.sessions(there.date())
    return any(opens <= there.time() <= closes for opens, closes in hours)


def leader_due(calendar: Calendar, moment: datetime) -> datetime:
    """A deadline that a leader set on a day off falls due the working day before (§11.3)."""
    return _off_day_moved(calendar, moment, calendar.previous_working)


def rule_due(calendar: Calendar, moment: datetime) -> datetime:
    """A deadline computed by rule on a day off waits for the next working day (§11.3)."""
    return _off_day_moved(calendar, moment, calendar.next_working)


def _off_day_moved(calendar: Calendar, moment: datetime, moved: Callable[[date], date]) -> datetime:
    day = local_day(moment)
    return moment if calendar.is_working(day) else calendar.end_of(moved(day))


def start_of_clock(calendar: Calendar, received: datetime, urgency: Urgency) -> datetime:
    """When the time for handling begins: after hours at the next opening, Hỏa tốc now (CAL-08)."""
    if runs_on_days_off(urgency):
        return received
    day = local_day(received)
    if not calendar.is_working(day) or received > calendar.end_of(day):
        return calendar.opening_of(calendar.next_working(day))
    return max(received, calendar.opening_of(day))


def due_within(
    calendar: Calendar, received: datetime, days: int, urgency: Urgency = Urgency.NORMAL
) -> datetime:
    """The end of the `days`-th working day; the day the clock starts is day 0 (CAL-06, CAL-08)."""
    start = local_day(start_of_clock(calendar, received, urgency))
    return rule_due(calendar, calendar.end_of(calendar.add_working(start, days)))


def left_unsigned_at(calendar: Calendar, since: datetime) -> datetime:
    """When a draft that somebody else is to check, approve or sign has lain there too long: the
    end of the third working day. The decree has no term for it, so the days are the product's."""
    return calendar.end_of(calendar.add_working(local_day(since), _UNSIGNED))


def escalates_at(calendar: Calendar, since: datetime, urgency: Urgency) -> datetime | None:
    """When an untouched paper is brought to higher notice; None for an ordinary one (§4.4)."""
    minutes = calendar.patience_with(urgency)
    if minutes is None:
        return None
    left, day = timedelta(minutes=minutes), local_day(since)
    while True:
        for start, end in _hours(calendar, day, LEVELS[urgency].clock):
            begin = max(start, since)
            if begin + left <= end:
                return begin + left
            left -= max(end - begin, timedelta())
        day += _DAY


def _hours(calendar: Calendar, day: date, clock: Clock) -> tuple[tuple[datetime, datetime], ...]:
    """The stretches of `day` that count for `clock`."""
    if clock is not Clock.ALWAYS and not calendar.is_working(day):
        return ()
    if clock is Clock.OFFICE:
        return tuple(
            (datetime.combine(day, start, ZONE), datetime.combine(day, end, ZONE))
            for start, end in calendar.sessions(day)
        )
    midnight = datetime.combine(day, time(), ZONE)
    return ((midnight, midnight + _DAY),)


class Colour(StrEnum):
    """How a deadline stands; colour is never the only sign, so each has its words (§11.4)."""

    GREY = "grey"
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    BLUE = "blue"
    PURPLE = "purple"


WORDS: Mapping[Colour, str] = {
    Colour.GREY: "không hạn",
    Colour.GREEN: "còn hạn",
    Colour.YELLOW: "sắp đến hạn",
    Colour.RED: "quá hạn",
    Colour.BLUE: "hoàn thành đúng hạn",
    Colour.PURPLE: "hoàn thành quá hạn",
}


def colour(
    due: datetime | None, done: datetime | None, now: datetime, calendar: Calendar
) -> Colour:
    """The colour of a deadline; `done` is when the result was reported (TK-T05)."""
    if due is None:
        return Colour.GREY
    if done is not None:
        return Colour.PURPLE if is_late(due, done, now) else Colour.BLUE
    if is_late(due, done, now):
        return Colour.RED
    return Colour.YELLOW if due < soon_until(calendar, now) else Colour.GREEN


def soon_until(calendar: Calendar, now: datetime) -> datetime:
    """The midnight from which a deadline is no longer soon (§11.4)."""
    return datetime.combine(calendar.add_working(local_day(now), _SOON + 1), time(), ZONE)


def reminded_until(calendar: Calendar, now: datetime) -> datetime:
    """The same as it stood when an office last opened: nobody is reminded at midnight, and a day
    off brings no deadline nearer."""
    day = local_day(now)
    return soon_until(calendar, now if now >= calendar.opening_of(day) else now - _DAY)


def is_late(by: datetime, done: datetime | None, now: datetime) -> bool:
    """Done after `by`, or still not done after it; on the minute is on time (§11.3)."""
    return (done or now) > by


def latest_register_day(calendar: Calendar, arrived: datetime) -> date:
    """The last day to register it: the working day after it arrived (IN-04, article 4.2c)."""
    return calendar.next_working(local_day(arrived))


def register_by(calendar: Calendar, arrived: datetime, urgency: Urgency) -> datetime:
    """An ordinary paper by the end of the next working day, an urgent one at once (article 22)."""
    return (
        arrived if is_urgent(urgency) else calendar.end_of(latest_register_day(calendar, arrived))
    )


def present_by(calendar: Calendar, registered: datetime, urgency: Urgency) -> datetime:
    """When it must have been laid before the leader (IN-T08, article 23.1)."""
    return _same_or_next_day(calendar, registered, urgency)


def dispatch_by(calendar: Calendar, signed: datetime, urgency: Urgency) -> datetime:
    """When it must have left: the day it was signed, latest the next working day (article 18.1)."""
    return _same_or_next_day(calendar, signed, urgency)


def leaves_by(calendar: Calendar, signed: datetime, urgency: Urgency) -> datetime:
    """From when on a report calls its dispatch late: "at once" has no hour, so an urgent one has
    the day that it was signed."""
    if is_urgent(urgency):
        return datetime.combine(local_day(signed) + _DAY, time(), ZONE)
    return dispatch_by(calendar, signed, urgency)


def _same_or_next_day(calendar: Calendar, moment: datetime, urgency: Urgency) -> datetime:
    if is_urgent(urgency):
        return moment
    return calendar.end_of(calendar.next_working(local_day(moment)))
