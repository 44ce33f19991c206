"""Acts upon a week: an entry proposed, taken in or turned down; the week published, changed."""

import datetime as dt
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import select

from server import audit, repeats
from server.clock import local, now
from server.database import db, transaction
from server.org import queries
from server.org.actor import Actor
from server.papers.telling import CHANGED, NOT_TAKEN, PUBLISHED
from server.schedule.clashes import doubled_by
from server.schedule.models import ScheduleEntry, WeeklySchedule
from server.schedule.telling import (
    lay_before_leaders,
    lay_before_office,
    take_from_leaders,
    tell,
    tell_doubled,
    tell_proposer,
)
from workflows import Refused, Role
from workflows.schedule import OFFICE, PROPOSERS, SCHEDULE, Arranging, Stage, monday, until

READERS = PROPOSERS
"""Who sees a week before it is published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line as it is written: `presides` is the account of a leader of the agency, `substitute`
    of whoever goes in his place."""

    begins_at: dt.datetime
    content: str
    ends_at: dt.datetime | None = None
    presides: str = ""
    substitute: str = ""
    attends: str = ""
    place: str = ""
    car: str = ""
    unit: str = ""
    link: str = ""
    internal: bool = False


def week_of(agency_id: int | None, day: dt.date) -> WeeklySchedule | None:
    asked = select(WeeklySchedule).filter_by(agency_id=agency_id, monday=monday(day))
    return db.session.scalar(asked)


def propose(actor: Actor, new: Entry) -> ScheduleEntry:
    """A unit says what its week holds; what the office writes itself is taken in at once."""
    with transaction() as session:
        week = _week(actor, local(new.begins_at).date())
        SCHEDULE.decide(week, _fits(week, new), "propose", actor.roles)
        line = _line(actor, week, new)
        if Role.OFFICE_CHIEF in actor.roles:
            line.settled_at = now()
        session.add(line)
        session.flush()
        session.refresh(week, ["lines"])
        _keep(actor, "schedule_proposed", week, entry=line.id)
        if line.settled_at is None:
            lay_before_office(actor, week)
    return line


def correct(actor: Actor, entry_id: int, new: Entry) -> ScheduleEntry:
    """While the week is written a line is put right where it stands."""
    with transaction():
        line = the_entry(actor, entry_id)
        act = replace(_fits(line.week, new), is_ones_own=may_correct(actor, line))
        SCHEDULE.decide(line.week, act, "correct", actor.roles)
        if line.struck_at:
            raise Refused("entry_is_struck")
        _write(actor, line, new)
        _keep(actor, "schedule_corrected", line.week, entry=line.id)
        tell_proposer(actor, line, CHANGED)
    return line


def may_correct(actor: Actor, line: ScheduleEntry) -> bool:
    """The office each line; a unit its own, until the office has answered."""
    is_open = line.proposed_by_id == actor.person_id and line.settled_at is None
    return may_arrange(actor) or is_open


def settle(
    actor: Actor, entry_id: int, *, taken: bool, reason: str = "", shown: str = ""
) -> ScheduleEntry:
    """The office takes a line in, or leaves it out with a reason, also one that it took in; as it
    reads it, where the page says which mark that had."""
    with transaction():
        line = the_entry(actor, entry_id)
        SCHEDULE.decide(line.week, Arranging(), "settle", actor.roles)
        if line.struck_at or (taken and line.settled_at):
            raise Refused("entry_is_settled")
        _require_shown(line, shown)
        if not taken and not reason.strip():
            raise Refused("has_reason", "reason")
        line.settled_at = now() if taken else None
        line.struck_at, line.struck_why = (None, "") if taken else (now(), reason.strip())
        _keep(actor, "schedule_settled", line.week, entry=line.id)
        if not taken:
            tell_proposer(actor, line, NOT_TAKEN)
    return line


def review(actor: Actor, day: dt.date) -> WeeklySchedule:
    """Nothing is left open: it goes before a leader."""
    with transaction():
        week = _held(actor, day, "review")
        SCHEDULE.decide(week, Arranging(), "review", actor.roles)
        week.reviewed_at, week.reviewed_by, week.said = now(), actor.name, ""
        _keep(actor, "schedule_reviewed", week)
        lay_before_leaders(actor, week)
    return week


def send_back(actor: Actor, day: dt.date, *, reason: str) -> WeeklySchedule:
    """Not like this: the office arranges it again."""
    with transaction():
        week = _held(actor, day, "send_back")
        SCHEDULE.decide(week, Arranging(reason=reason), "send_back", actor.roles)
        week.reviewed_at, week.said = None, reason.strip()
        _keep(actor, "schedule_sent_back", week)
        take_from_leaders(actor, week, back=True)
    return week


def publish(actor: Actor, day: dt.date, *, shown: str = "") -> WeeklySchedule:
    """From now on everybody in the agency reads it, and each change is seen."""
    with transaction():
        week = _held(actor, day, "publish")
        SCHEDULE.decide(week, Arranging(), "publish", actor.roles)
        _require_shown(week, shown)
        week.published_at, week.published_by = now(), actor.name
        _keep(actor, "schedule_published", week)
        take_from_leaders(actor, week)
        tell(actor, week, week.standing, PUBLISHED)
    return week


def _require_shown(it: WeeklySchedule | ScheduleEntry, shown: str) -> None:
    """Sent back, changed and laid before again, or put right by its unit, it is another one than
    lies open at whoever decides."""
    if shown not in ("", it.shows):
        raise Refused("stale")


def amend(actor: Actor, new: Entry, *, reason: str, replaces: int | None = None) -> ScheduleEntry:
    """After publication: a line beside, or in the place of one that is struck and stays legible."""
    with transaction() as session:
        week = _held(actor, local(new.begins_at).date(), "amend")
        old = None if replaces is None else the_entry(actor, replaces)
        act = replace(_fits(week, new, reason), is_ahead=old is None or _is_ahead(old))
        SCHEDULE.decide(week, act, "amend", actor.roles)
        line = _line(actor, week, new)
        line.settled_at = line.added_at = now()
        if old is not None:
            _strike(old, reason)
            line.replaces_id = old.id
            line.unit_id = line.unit_id if new.unit else old.unit_id
        week.amended_at = now()
        session.add(line)
        session.flush()
        session.refresh(week, ["lines"])
        _keep(actor, "schedule_amended", week, entry=line.id)
        tell(actor, week, [one for one in week.lines if one.id in (line.id, replaces)], CHANGED)
        tell_doubled(actor, week, doubled_by(line))
    return line


def strike(actor: Actor, entry_id: int, *, reason: str) -> ScheduleEntry:
    """It does not take place; the line stays, struck through, and says why."""
    with transaction():
        line = the_entry(actor, entry_id)
        act = Arranging(reason=reason, is_ahead=_is_ahead(line))
        SCHEDULE.decide(line.week, act, "strike", actor.roles)
        _strike(line, reason)
        line.week.amended_at = now()
        _keep(actor, "schedule_struck", line.week, entry=line.id)
        tell(actor, line.week, [line], CHANGED)
    return line


def _is_ahead(line: ScheduleEntry) -> bool:
    """Or under way: what has begun may still be broken off."""
    return until(line.begins_at, line.ends_at) > now()


def _strike(line: ScheduleEntry, reason: str) -> None:
    if line.struck_at:
        raise Refused("entry_is_struck")
    line.struck_at, line.struck_why = now(), reason.strip()


def the_entry(actor: Actor, entry_id: int) -> ScheduleEntry:
    """Of one's own agency; another's does not exist."""
    line = db.session.get(ScheduleEntry, entry_id, with_for_update=True)
    if line is None or line.week.agency_id != actor.agency_id:
        raise Refused("no_such_row")
    return line


def _week(actor: Actor, day: dt.date) -> WeeklySchedule:
    """The week of that day, begun where it was not."""
    week = week_of(actor.agency_id, day)
    if week is None:
        SCHEDULE.permit("", "open", actor.roles)
        week = WeeklySchedule(agency_id=actor.agency_id, monday=monday(day))
        db.session.add(week)
        db.session.flush()
    return week


def _held(actor: Actor, day: dt.date, step: str) -> WeeklySchedule:
    """Held for this act; who may take the step in no week at all is told so first."""
    SCHEDULE.knows(step, actor.roles)
    week = week_of(actor.agency_id, day)
    if week is None:
        raise Refused("no_such_week")
    db.session.refresh(week, with_for_update=True)
    return week


def _fits(week: WeeklySchedule, new: Entry, reason: str = "") -> Arranging:
    day = local(new.begins_at).date()
    ends = new.ends_at
    return Arranging(
        reason=reason,
        is_in_week=monday(day) == week.monday and (ends is None or local(ends).date() == day),
        ends_after=ends is None or ends > new.begins_at,
        stands_for_another=not new.substitute or new.presides not in ("", new.substitute),
    )


def _line(actor: Actor, week: WeeklySchedule, new: Entry) -> ScheduleEntry:
    line = ScheduleEntry(
        week_id=week.id, proposed_by_id=actor.person_id, proposed_at=now(), unit_id=actor.unit_id
    )
    _write(actor, line, new)
    return line


def _write(actor: Actor, line: ScheduleEntry, new: Entry) -> None:
    said: dict[str, Any] = asdict(new)
    account, other, code = said.pop("presides"), said.pop("substitute"), said.pop("unit")
    for name, value in said.items():
        setattr(line, name, value)
    line.presides_id, line.presides = post_named(actor.agency_id, account, "presides")
    line.substitute_id, line.substitute = post_named(actor.agency_id, other, "substitute")
    if code:
        line.unit_id = queries.unit_by_code(actor.agency_id, code, "unit").id


def post_named(agency_id: int | None, account: str, field: str) -> tuple[int | None, str]:
    """Of a colleague the post, and both by name; of nobody nothing."""
    if not account:
        return None, ""
    person, post = queries.colleague(agency_id, account, field)
    return post.id, f"{post.title} {person.full_name}"


def _keep(actor: Actor, event: str, week: WeeklySchedule, **facts: int) -> None:
    repeats.remember("weekly_schedules", week.id)
    audit.append(event, f"weekly_schedules/{week.id}", agency=week.agency_id, **actor.by, **facts)


def may_arrange(actor: Actor) -> bool:
    """The office: it takes proposals in, and keeps the rooms and cars."""
    return bool(OFFICE & actor.roles)


def may_read(actor: Actor, week: WeeklySchedule | None) -> bool:
    """Published it is everybody's; before, of those who write it."""
    if week is None:
        return False
    return week.state == Stage.PUBLISHED or bool(READERS & actor.roles)
