"""Who is in a week hears of it when it is published and when it changes (§11.5)."""

from collections.abc import Iterable

from server import outbox
from server.desks.queries import WEEK
from server.org import queries
from server.org.actor import Actor
from server.papers.telling import (
    CONFIRMING,
    DOUBLED,
    PROPOSED,
    STANDS_IN,
    WEEK_RETURNED,
    bring,
    sitting,
    tell_person,
    untell,
)
from server.schedule.models import ScheduleEntry, WeeklySchedule
from workflows import Role


def tell(actor: Actor, week: WeeklySchedule, lines: Iterable[ScheduleEntry], what: str) -> None:
    """Behind the bell, and by a letter where letters go; whoever goes in another's place hears
    just that. A step."""
    found = list(lines)
    goes = [one for one in found if one.substitute_id and not one.struck_at]
    stands_in = {f"p:{one.substitute_id}" for one in goes}
    seats = {seat for one in found for seat in _concerned(one)} - stands_in
    about = _about(week)
    bring(actor, about, seats, what)
    bring(actor, about, stands_in, STANDS_IN)
    outbox.scheduled(WEEK, week.id, sorted(seats | stands_in), actor.person_id)


def tell_doubled(actor: Actor, week: WeeklySchedule, lines: Iterable[ScheduleEntry]) -> None:
    """Their own lines stand as they did, and what they counted on is wanted by another too: the
    page says so, which nobody opens again on the day. A step."""
    seats = {seat for one in lines for seat in _concerned(one)}
    bring(actor, _about(week), seats, DOUBLED)
    outbox.scheduled(WEEK, week.id, sorted(seats), actor.person_id)


def lay_before_leaders(actor: Actor, week: WeeklySchedule) -> None:
    """It waits for a leader's word, on his desk and behind his bell; a step."""
    bring(actor, _about(week), {f"a:{week.agency_id}:LEADER"}, CONFIRMING)


def lay_before_office(actor: Actor, week: WeeklySchedule) -> None:
    """A unit proposes: whoever arranges the week hears it, of many proposals the newest; a step."""
    chief, clerk = (f"a:{week.agency_id}:{role}" for role in (Role.OFFICE_CHIEF, Role.CLERK))
    untell(WEEK, week.id, what=PROPOSED)
    bring(actor, _about(week), {chief} if sitting({chief}) else {clerk}, PROPOSED)


def tell_proposer(actor: Actor, line: ScheduleEntry, what: str) -> None:
    """What became of his line while the week is written; a step."""
    tell_person(actor, _about(line.week), line.proposed_by_id, what)


def take_from_leaders(actor: Actor, week: WeeklySchedule, *, back: bool = False) -> None:
    """It waits for nobody any more; the office hears where it is to arrange it again. A step."""
    untell(WEEK, week.id)
    if back:
        bring(actor, _about(week), {f"a:{week.agency_id}:OFFICE_CHIEF"}, WEEK_RETURNED)


def _about(week: WeeklySchedule) -> dict[str, str | int]:
    return {"kind": WEEK, "id": week.id, "seq": len(week.lines)}


def _concerned(line: ScheduleEntry) -> list[str]:
    """Who presides or goes in that place, whose unit prepares it, and who asked for it."""
    posts = [one.position for one in queries.posts_of(line.proposed_by_id)]
    asked = [one.id for one in posts if one.agency_id == line.week.agency_id]
    there = [one for one in (line.presides_id, line.substitute_id, *asked) if one]
    heads = [f"u:{line.unit_id}:UNIT_HEAD"] if line.unit_id else []
    return [*(f"p:{one}" for one in there), *heads]
