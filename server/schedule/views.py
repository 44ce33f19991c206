"""A week as page, sheet and programs show it: seven days, entries and meetings in their order."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from sqlalchemy import select

from server.clock import local, now
from server.database import db
from server.meetings.models import Meeting
from server.org.actor import Actor
from server.org.models import CalendarDay
from server.pages import WEEKDAYS, when
from server.papers.services import may_read as reads_paper
from server.schedule import changes, clashes, gathered
from server.schedule.gathered import CALLED_OFF, Gathered
from server.schedule.models import ScheduleEntry, WeeklySchedule
from workflows import Role
from workflows.meeting import Meeting as State
from workflows.schedule import SCHEDULE, Stage, until

STATES = {
    Stage.DRAFT: ("draft", later("Đang lập")),
    Stage.REVIEWED: ("", later("Chờ lãnh đạo duyệt")),
    Stage.PUBLISHED: ("done", later("Đã ban hành")),
}
SIX = dt.timedelta(days=6)
MORNING_ENDS = 12
"""Before noon it is the morning's (§11.5: sáng, chiều)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the week. `mark`: `struck`, `new`, `proposed` or `left_out`; `href` leads to its
    paper; `people`: whose it is; `is_mine`: who looks on proposed it; `shows`: a mark of
    its text; `fate`: how it was struck, and `becomes`: what stands in its place now."""

    begins_at: dt.datetime
    ends_at: dt.datetime | None
    content: str
    presides: str
    attends: str
    place: str
    car: str
    unit: str
    mark: str = ""
    why: str = ""
    href: str = ""
    entry_id: int | None = None
    internal: bool = False
    people: frozenset[int] = frozenset()
    is_mine: bool = False
    shows: str = ""
    fate: str = ""
    becomes: str = ""

    @property
    def is_over(self) -> bool:
        return until(self.begins_at, self.ends_at) <= now()

    @property
    def hours(self) -> str:
        return changes.hours(self.begins_at, self.ends_at)

    @property
    def half(self) -> str:
        return "AM" if local(self.begins_at).hour < MORNING_ENDS else "PM"


def rows(actor: Actor, week: WeeklySchedule | None, monday: dt.date) -> list[Row]:
    """What this one may see of the week; a citizen nothing internal and nothing struck."""
    public = actor.roles <= {Role.CITIZEN}
    lines = week.lines if week else []
    posts = clashes.holders(
        [post for one in lines for post in (one.presides_id, one.substitute_id)], monday
    )
    me = actor.person_id
    after = changes.next_of(lines, week.agency_id) if week else {}
    found = [
        _entry(one, after.get(one.id), posts, me)
        for one in lines
        if not _is_kept_from(one, me, public=public)
    ]
    found += _meetings(actor, monday, week) if not public else []
    return sorted(found, key=lambda row: (row.begins_at, row.entry_id or 0))


def _is_kept_from(one: ScheduleEntry, person_id: int | None, *, public: bool) -> bool:
    """What was turned down is read, with the reason, by who proposed it alone."""
    anothers = _is_left_out(one) and one.proposed_by_id != person_id
    return anothers or (public and (one.internal or one.struck_at is not None))


def _is_left_out(one: ScheduleEntry) -> bool:
    return one.struck_at is not None and one.settled_at is None


def _entry(
    one: ScheduleEntry,
    new: ScheduleEntry | None,
    posts: Mapping[int, int],
    person_id: int | None,
) -> Row:
    """`new`: what stands in its place, where it was changed."""
    fate, becomes = _fate(one, new)
    there = (posts.get(one.presides_id or 0), posts.get(one.substitute_id or 0))
    return Row(
        people=frozenset(it for it in there if it),
        begins_at=one.begins_at, ends_at=one.ends_at, content=one.content, presides=one.led_by,
        attends=one.attends, place=one.place, car=one.car, unit=one.unit.name if one.unit else "",
        mark=_mark(one), why=one.struck_why, href=f"/{one.link}" if one.link else "",
        entry_id=one.id, internal=one.internal, is_mine=one.proposed_by_id == person_id,
        shows=one.shows, fate=fate, becomes=becomes,
    )  # fmt: skip


def _fate(one: ScheduleEntry, new: ScheduleEntry | None) -> tuple[str, str]:
    """Of a line that was struck: called off, or changed, and to what."""
    if not one.struck_at or _is_left_out(one):
        return "", ""
    return (_("đã thay đổi"), changes.words(one, new)) if new else (_("đã hủy"), "")


def _mark(one: ScheduleEntry) -> str:
    if one.struck_at:
        return "left_out" if _is_left_out(one) else "struck"
    if one.added_at:
        return "new"
    return "" if one.settled_at else "proposed"


def _meetings(actor: Actor, monday: dt.date, week: WeeklySchedule | None) -> list[Row]:
    """Those called to by the agency, and those elsewhere that its leaders are called to; what one
    may not read is there without a word of it."""
    found = gathered.of_week(actor.agency_id, monday, week)
    mine = select(Meeting.id).where(
        Meeting.id.in_([one.meeting.id for one in found]), reads_paper(Meeting, actor)
    )
    known, leaders = set(db.session.scalars(mine)), gathered.leaders_of(actor.agency_id)
    return [_meeting(one, leaders, known=one.meeting.id in known) for one in found]


def _meeting(one: Gathered, leaders: Mapping[int, str], *, known: bool) -> Row:
    meeting = one.meeting
    chair = meeting.person(meeting.chair_id)
    fate, becomes = _fate_of(one)
    go = [name for it, name in leaders.items() if it in one.people and it != meeting.chair_id]
    return Row(
        begins_at=one.begins_at, ends_at=one.ends_at,
        content=meeting.subject if known else _("Họp"),
        presides=f"{chair.post.split(',')[0]} {chair.name}" if chair else "",
        attends="; ".join([*go, _("theo giấy mời")] if go else [_("Theo giấy mời")]),
        place=meeting.room, car="", unit="", mark=one.mark, why=one.why if known else "",
        href=f"/meetings/{meeting.id}" if known else "", people=one.people, fate=fate,
        becomes=becomes,
    )  # fmt: skip


def _fate_of(one: Gathered) -> tuple[str, str]:
    """Of a meeting: called off, put off until nobody knows when, or held at another time."""
    if one.mark != "struck":
        return "", ""
    if one.meeting.state in CALLED_OFF:
        return _("đã hủy") if one.meeting.state == State.CANCELLED else _("đã hoãn"), ""
    begins, ends = one.meeting.starts_at, one.meeting.ends_at
    return _("đã dời"), changes.moved_to(begins, ends, one.begins_at)


def of_person(found: Sequence[Row], person_id: int | None) -> list[Row]:
    """What he presides over, or is called to; all of it where nobody is chosen."""
    return [row for row in found if person_id is None or person_id in row.people]


Days = list[tuple[dt.date, str, list[Row]]]


def by_day(found: Sequence[Row], monday: dt.date) -> Days:
    """Seven days, the empty ones too."""
    days = [monday + dt.timedelta(days=n) for n in range(7)]
    return [
        (day, f"{WEEKDAYS[n]}, {day:%d/%m}",
         [row for row in found if local(row.begins_at).date() == day])
        for n, day in enumerate(days)
    ]  # fmt: skip


def named(monday: dt.date) -> dict[dt.date, str]:
    """Days of the week that are not what their weekday says, and what they are (CAL-03..05)."""
    asked = select(CalendarDay).where(CalendarDay.day.between(monday, monday + SIX))
    words = {"off": _("nghỉ: %(name)s"), "work": _("làm việc: %(name)s")}
    return {
        one.day: words[one.kind] % {"name": one.name}
        for one in db.session.scalars(asked)
        if one.kind in words
    }


def steps(actor: Actor, week: WeeklySchedule | None) -> set[str]:
    """What this one may do with the week now."""
    if week is None:
        return {"propose"} if SCHEDULE.entries[0].roles & actor.roles else set()
    return {it.name for it in SCHEDULE.open_to(week, actor.roles)}


def title(monday: dt.date) -> str:
    sunday = monday + SIX
    year, number, _day = monday.isocalendar()
    return _("Tuần %(n)s năm %(year)s (từ %(first)s đến %(last)s)", n=number, year=year,
             first=f"{monday:%d/%m}", last=f"{sunday:%d/%m/%Y}")  # fmt: skip


def state(week: WeeklySchedule | None) -> dict[str, str]:
    if week is None:
        return {"state": "draft", "word": _("Chưa lập")}
    tone, word = STATES[week.state]
    return {"state": tone, "word": str(word)}


def published(week: WeeklySchedule | None) -> str:
    """Since when and by whom; and when it last changed, for whoever holds a sheet of before."""
    if week is None or week.published_at is None:
        return ""
    said = _("Ban hành lúc %(at)s, %(who)s", at=when(week.published_at), who=week.published_by)
    changed = _("Thay đổi lần cuối lúc %(at)s", at=when(week.amended_at))
    return f"{said}. {changed}." if week.amended_at else said
