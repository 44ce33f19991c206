"""What an agency that ends leaves besides work: rooms, cars, hours, reports it gets (chapter 2).

A successor that has hours of its own keeps them; what counts as of the plan's midnight counts from
that day, what the old one kept stands in its rows.
"""

import datetime as dt
from collections.abc import Iterator

from sqlalchemy import select

from server import audit
from server.admin.changes import said_day
from server.audit.changes import changed
from server.database import db
from server.meetings.hall_models import Shared
from server.org.actor import Actor
from server.org.models import Agency, Appointment, OfficeHours, Position
from server.reorganising.models import Plan
from server.reports.models import ReportOrder
from server.words import keyed


def pass_on(server: Actor, plan: Plan) -> dict[str, int]:
    """How many sets of hours and ordered reports go on elsewhere; a step."""
    heirs = _heirs(plan)
    return {
        "hours": sum(_hours(server, plan, old, heir) for old, heir in heirs),
        "orders": _orders(plan),
    }


def _heirs(plan: Plan) -> list[tuple[Agency, Agency]]:
    return [(one.agency, one.heir) for one in plan.closings if one.heir]


def rooms(server: Actor, plan: Plan) -> dict[tuple[int, str, str], str]:
    """Rooms and cars go over under their names; of two of one name the second says whose it was.
    Each as `Line.rooms` has it, so that what is planned stands in it still; a step."""
    return {
        (old.id, kind, keyed(name)): now_called
        for old, heir in _heirs(plan)
        for kind, name, now_called in _rooms(server, old, heir)
    }


def _rooms(server: Actor, old: Agency, heir: Agency) -> Iterator[tuple[str, str, str]]:
    there = {(one.kind, one.name) for one in _things(heir)}
    for one in _things(old):
        taken = (one.kind, one.name) in there
        name = f"{one.name} ({old.short_name})" if taken else one.name
        row = Shared(
            agency_id=heir.id, kind=one.kind, name=name, rows=one.rows, seats=one.seats
        )  # fmt: skip
        db.session.add(row)
        db.session.flush()
        there.add((row.kind, row.name))
        audit.append("shared_thing_added", f"shared_things/{row.id}", agency=heir.id, **server.by)
        yield one.kind, one.name, name


def _things(agency: Agency) -> list[Shared]:
    mine = select(Shared).filter_by(agency_id=agency.id).order_by(Shared.id)
    return list(db.session.scalars(mine))


def _hours(server: Actor, plan: Plan, old: Agency, heir: Agency) -> int:
    """The set that counts on that day, and those that come later."""
    if _sets(heir):
        return 0
    sets = _sets(old)
    first = max((one.since for one in sets if one.since <= plan.effective_on), default=None)
    counting = [one for one in sets if first is None or one.since >= first]
    for one in counting:
        since = max(one.since, plan.effective_on)
        db.session.add(
            OfficeHours(
                agency_id=heir.id, since=since, sessions=one.sessions, notice=one.notice
            )
        )  # fmt: skip
        words = (
            f"{heir.short_name}: giờ làm việc từ {said_day(since)}: {one.sessions},"
            f" theo {old.short_name}"
        )
        facts: tuple[dict[str, str], dict[str, str]] = ({"hours": ""}, {"hours": one.sessions})
        changed(server, "hours_set", f"agency/{heir.id}", words, facts, since=f"{since}")
    db.session.flush()
    return len(counting)


def _sets(agency: Agency) -> list[OfficeHours]:
    mine = select(OfficeHours).filter_by(agency_id=agency.id).order_by(OfficeHours.since)
    return list(db.session.scalars(mine))


def _orders(plan: Plan) -> int:
    """Whoever goes on in a new post gets what he ordered there; each report is made by the rights
    of its morning."""
    posts = {one.position_id: one.goes_to for one in plan.posts if one.goes_to}
    asked = (
        select(ReportOrder, Appointment)
        .join(Appointment, Appointment.id == ReportOrder.appointment_id)
        .where(Appointment.position_id.in_(posts), Appointment.valid_to == plan.effective_on)
    )
    moved = 0
    for order, held in db.session.execute(asked.order_by(ReportOrder.id)).all():
        moved += _order_to(order, posts[held.position_id], plan.effective_on)
    return moved


def _order_to(order: ReportOrder, post: Position, day: dt.date) -> bool:
    """False where he has the same there already."""
    new = select(Appointment.id).filter_by(
        person_id=order.person_id, position_id=post.id, valid_from=day
    )
    there = db.session.scalar(new.limit(1))
    same = select(ReportOrder.id).filter_by(
        appointment_id=there, of=order.of, by=order.by, every=order.every
    )
    if there is None or post.agency_id is None or db.session.scalar(same) is not None:
        return False
    order.appointment_id, order.agency_id = there, post.agency_id
    db.session.flush()
    return True
