"""The calendar as official notices make it: days off, make-up days, and notices taken back."""

import datetime as dt

import holidays

from server.admin.changes import require_admin, said_day
from server.audit.changes import changed
from server.clock import today
from server.database import db, transaction
from server.org.actor import Actor
from server.org.models import CalendarDay
from workflows import Refused

OFF, WORK, PLAIN = "off", "work", "plain"
WORDS = {OFF: "ngày nghỉ", WORK: "ngày làm bù", PLAIN: "ngày thường"}
SATURDAY = 5


def mark(actor: Actor, day: dt.date, *, kind: str, name: str, notice: str) -> None:
    """A day is off, or worked, by a notice; every deadline reckons with it from now on (CAL-05).

    Deadlines set by hand stay (CAL-09): only what is still to be computed changes.
    """
    require_admin(actor)
    with transaction():
        _write(actor, day, (kind, name.strip(), notice.strip()))


def load_year(actor: Actor, year: int, *, notice: str) -> int:
    """The public holidays of a year and their swaps, as far as this program's table knows them.

    A day that stands in the calendar already stays as it was written. Gives how many came.
    """
    require_admin(actor)
    found = _statutory(year)
    with transaction():
        new = [one for one in found if db.session.get(CalendarDay, one[0]) is None]
        new = [one for one in new if one[0] >= today()]
        for day, kind, name in new:
            _write(actor, day, (kind, name, notice.strip()))
        if not new:
            raise Refused("nothing_changes")
    return len(new)


def _statutory(year: int) -> list[tuple[dt.date, str, str]]:
    """From the table of the package, lunar days included (CAL-03)."""
    table = holidays.country_holidays("VN", years=[year], language="vi")
    off = [(day, OFF, name) for day, name in table.items()]
    work = [(day, WORK, "Ngày làm bù") for day in table.weekend_workdays if day.year == year]
    return sorted(off + work)


def _write(actor: Actor, day: dt.date, said: tuple[str, str, str]) -> None:
    kind, name, notice = said
    if day < today():
        raise Refused("end_is_backdated", "day")
    if kind == WORK and day.weekday() < SATURDAY:
        raise Refused("weekday_is_work", "kind")
    row = db.session.get(CalendarDay, day, with_for_update=True)
    old = (row.kind, row.name, row.notice) if row else (PLAIN, "", "")
    if kind == old[0] == PLAIN:
        raise Refused("day_is_plain", "kind")
    if said == old:
        raise Refused("same_day_already", "day")
    if row is None:
        row = CalendarDay(day=day)
        db.session.add(row)
    row.kind, row.name, row.notice = said
    words = f"Lịch ngày {said_day(day)}: {WORDS[old[0]]} → {WORDS[kind]}, {name} ({notice})"
    subject = f"calendar/{day:%Y%m%d}"
    changed(actor, "day_marked", subject, words, ({"kind": old[0]}, {"kind": kind}), kind=kind)
