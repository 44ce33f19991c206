"""What was planned for after the midnight stands in the successor's week (§11.5, ORG-12).

The line of the one that ends is struck and says where it went; the successor's has the post, unit,
room and car that came after. What its office had not taken in is a proposal there, as long as that
week is being written; into a week that lies before a leader only what was taken in goes.
"""

from collections.abc import Iterator

from sqlalchemy import select

from server import audit
from server.clock import midnight, now
from server.database import db
from server.org.actor import Actor
from server.org.models import Agency, Position
from server.papers.telling import CHANGED
from server.reorganising.line import Line
from server.reorganising.looking import closing_ids, parting_ids
from server.reorganising.models import Plan
from server.schedule.models import ScheduleEntry, WeeklySchedule
from server.schedule.services import week_of
from server.schedule.telling import tell
from workflows.schedule import Stage


def pass_on(server: Actor, plan: Plan, line: Line) -> dict[str, int]:
    """How many lines stand in another agency's week now, and how many proposals were left; a step.

    A new name is the same agency: what was published stays so.
    """
    renamed = {one.agency_id for one in plan.closings if one.renamed}
    counted = {"planned": 0, "proposals": 0}
    for entry in list(_after(plan)):
        into = _home(entry, line)
        if into is not None:
            week = _week(entry.week, into, same=entry.week.agency_id in renamed)
            goes = week.state == Stage.DRAFT or entry.settled_at is not None
            if goes:
                _go_on(server, entry, week, line)
            _strike(server, entry, plan, into, goes=goes)
            counted["planned" if goes else "proposals"] += 1
    return counted


def _after(plan: Plan) -> Iterator[ScheduleEntry]:
    """What begins that day or later and was neither turned down nor struck."""
    whose = closing_ids(plan) | parting_ids(plan)
    ahead = (
        select(ScheduleEntry)
        .join(WeeklySchedule)
        .where(
            WeeklySchedule.agency_id.in_(whose),
            ScheduleEntry.begins_at >= midnight(plan.effective_on),
            ScheduleEntry.struck_at.is_(None),
        )
    )
    yield from db.session.scalars(ahead.order_by(ScheduleEntry.begins_at, ScheduleEntry.id))


def _home(entry: ScheduleEntry, line: Line) -> Agency | None:
    """It goes with whoever presides; where nobody does, with the unit that prepares it."""
    seat = f"p:{entry.presides_id}" if entry.presides_id else f"u:{entry.unit_id or 0}"
    if not line.goes(entry.week.agency_id, seat):
        return None
    return line.into(entry.week.agency_id, seat)


def _week(old: WeeklySchedule, into: Agency, *, same: bool) -> WeeklySchedule:
    """The successor's week of those days, begun where it was not."""
    week = week_of(into.id, old.monday)
    if week is None:
        week = WeeklySchedule(agency_id=into.id, monday=old.monday)
        if same:
            for name in ("reviewed_at", "reviewed_by", "published_at", "published_by"):
                setattr(week, name, getattr(old, name))
        db.session.add(week)
        db.session.flush()
    return week


STAYS = (
    "begins_at", "ends_at", "content", "attends", "link", "internal", "proposed_by_id",
    "proposed_at", "settled_at", "added_at",
)  # fmt: skip


def _go_on(server: Actor, entry: ScheduleEntry, week: WeeklySchedule, line: Line) -> None:
    """The same line among the heirs; in a week that others published before, it is marked."""
    old, into = entry.week, week.agency
    place = line.shared(old.agency_id, "room", entry.place)
    car = line.shared(old.agency_id, "car", entry.car)
    new = ScheduleEntry(
        week_id=week.id, replaces_id=entry.id, place=place, car=car,
        **{name: getattr(entry, name) for name in STAYS},
    )  # fmt: skip
    new.presides_id = line.post(entry.presides_id, into)
    new.presides = _named(new.presides_id, line)
    other = line.posts.get(entry.substitute_id or 0)
    if other and other.agency_id == into.id and other.id != new.presides_id:
        new.substitute_id, new.substitute = other.id, _named(other.id, line)
    new.unit_id = line.unit(entry.unit_id, into, entry.presides_id) if entry.unit_id else None
    if week.state == Stage.PUBLISHED and week.published_at != old.published_at:
        new.added_at = week.amended_at = now()
    db.session.add(new)
    db.session.flush()
    db.session.refresh(week, ["lines"])
    subject = f"weekly_schedules/{week.id}"
    audit.append("schedule_taken_over", subject, agency=into.id, **server.by, entry=new.id)
    if week.state == Stage.PUBLISHED:
        tell(server, week, [new], CHANGED)


def _named(post_id: int | None, line: Line) -> str:
    """As a line of a week names somebody: post and holder."""
    if post_id is None:
        return ""
    holder = line.holders.get(post_id)
    title = db.session.get_one(Position, post_id).title
    return f"{title} {holder.full_name}" if holder else title


def _strike(server: Actor, entry: ScheduleEntry, plan: Plan, into: Agency, *, goes: bool) -> None:
    week = entry.week
    went = "chuyển sang lịch công tác của" if goes else "chưa đưa vào lịch, đề xuất lại với"
    entry.struck_at, entry.struck_why = now(), f"{plan.decision_code}: {went} {into.short_name}"
    if week.state == Stage.PUBLISHED:
        week.amended_at = now()
    facts = {"agency": week.agency_id, "entry": entry.id}
    audit.append("schedule_struck", f"weekly_schedules/{week.id}", **server.by, **facts)
