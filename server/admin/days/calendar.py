"""The calendar as official notices make it: days off, make-up days, and notices taken back."""

import datetime as dt
from collections import Counter
from importlib import import_module
from typing import NamedTuple

from server.admin.changes import require_admin, said_day
from server.audit.changes import changed
from server.clock import today
from server.database import db, transaction
from server.documents.incoming.recomputing import recompute, shifts
from server.org.actor import Actor
from server.org.models import CalendarDay
from workflows import Refused

OFF, WORK, PLAIN = "off", "work", "plain"
WORDS = {OFF: "ngày nghỉ", WORK: "ngày làm bù", PLAIN: "ngày thường"}
SATURDAY = 5
SHOWN = 12
"""Days of an agency that are named before they move."""


class Marked(NamedTuple):
    """What a notice makes of a day."""

    kind: str
    name: str
    notice: str


def mark(actor: Actor, day: dt.date, said: Marked, *, moves: str = "") -> None:
    """A day is off, or worked, by a notice; every deadline reckons with it from now on (CAL-05).

    Days that a rule set for what is still open move with it, those set by hand stay (CAL-09);
    `moves`: how many, as the administrator saw before.
    """
    require_admin(actor)
    with transaction():
        _write(actor, day, said)
        move_deadlines(moves, f"{said.name} ({said.notice})")


def load_year(actor: Actor, year: int, *, notice: str, moves: str = "") -> int:
    """The public holidays of a year and their swaps, as far as this program's table knows them.

    A day that stands in the calendar already stays as it was written. Gives how many came.
    """
    require_admin(actor)
    found = _statutory(year)
    with transaction():
        new = [one for one in found if db.session.get(CalendarDay, one[0]) is None]
        new = [one for one in new if one[0] >= today()]
        for day, kind, name in new:
            _write(actor, day, Marked(kind, name, notice.strip()))
        if not new:
            raise Refused("nothing_changes")
        move_deadlines(moves, f"Ngày lễ năm {year} ({notice.strip()})")
    return len(new)


def move_deadlines(seen: str, why: str) -> None:
    """Shown first, by agency and day, and done once their number is said back; none, then none is
    asked."""
    db.session.flush()
    moved = shifts()
    if moved and seen.strip() != str(len(moved)):
        which = Counter(f"{one.agency}: {one.words}" for one in moved)
        shown = [f"{words} ({n} văn bản)" for words, n in which.most_common(SHOWN)]
        more = f"; và {len(which) - SHOWN} ngày khác" if len(which) > SHOWN else ""
        raise Refused("deadlines_would_move", "moves", n=len(moved), which="; ".join(shown) + more)
    recompute(moved, why)


def _statutory(year: int) -> list[tuple[dt.date, str, str]]:
    """From the table of the package, lunar days included (CAL-03): four megabytes, which are read
    in where somebody asks, once a year."""
    table = import_module("holidays").country_holidays("VN", years=[year], language="vi")
    off = [(day, OFF, name) for day, name in table.items()]
    work = [(day, WORK, "Ngày làm bù") for day in table.weekend_workdays if day.year == year]
    return sorted(off + work)


def _write(actor: Actor, day: dt.date, said: Marked) -> None:
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
