"""Who is in a week hears of it when it is published and when it changes (§11.5)."""

from collections.abc import Iterable

from server import outbox
from server.desks.queries import WEEK
from server.org import queries
from server.org.actor import Actor
from server.papers.telling import STANDS_IN, bring
from server.schedule.models import ScheduleEntry, WeeklySchedule


def tell(actor: Actor, week: WeeklySchedule, lines: Iterable[ScheduleEntry], what: str) -> None:
    """Behind the bell, and by a letter where letters go; whoever goes in another's place hears
    just that. A step."""
    found = list(lines)
    goes = [one for one in found if one.substitute_id and not one.struck_at]
    stands_in = {f"p:{one.substitute_id}" for one in goes}
    seats = {seat for one in found for seat in _concerned(one)} - stands_in
    about = {"kind": WEEK, "id": week.id, "seq": len(week.lines)}
    bring(actor, about, seats, what)
    bring(actor, about, stands_in, STANDS_IN)
    outbox.scheduled(WEEK, week.id, sorted(seats | stands_in), actor.person_id)


def _concerned(line: ScheduleEntry) -> list[str]:
    """Who presides or goes in that place, whose unit prepares it, and who asked for it."""
    posts = [one.position for one in queries.posts_of(line.proposed_by_id)]
    asked = [one.id for one in posts if one.agency_id == line.week.agency_id]
    there = [one for one in (line.presides_id, line.substitute_id, *asked) if one]
    heads = [f"u:{line.unit_id}:UNIT_HEAD"] if line.unit_id else []
    return [*(f"p:{one}" for one in there), *heads]
