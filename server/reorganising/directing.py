"""One thing goes to another successor than the work of its post does (ORG-10, ORG-12)."""

from collections.abc import Sequence

from sqlalchemy import delete, select

from server.database import db, transaction
from server.open_work.kinds import KINDS
from server.org.actor import Actor
from server.org.models import Agency
from server.reorganising.looking import closing_ids, open_there, parting_ids
from server.reorganising.models import Plan, ThingHeir
from server.reorganising.planning import keep, named, taking
from workflows import Refused


def direct(
    actor: Actor, plan_id: int, whose: tuple[int, str], *, things: Sequence[int], heir: str
) -> int:
    """These open things of an agency and kind (`whose`) go to that agency; without an `heir` where
    the work of their posts goes, again. What was finished meanwhile is passed over; how many."""
    agency_id, kind = whose
    with transaction() as session:
        plan = taking(actor, plan_id, "change")
        if agency_id not in closing_ids(plan) | parting_ids(plan) or kind not in KINDS:
            raise Refused("no_such_row")
        there = open_there(plan, agency_id, kind).subquery()
        found = db.session.scalars(select(there.c.id).where(there.c.id.in_(things))).all()
        if not found:
            raise Refused("no_thing_chosen", "things")
        to = _heir(plan, agency_id, heir) if heir else None
        _forget(plan, kind, found)
        if to is not None:
            session.add_all(
                ThingHeir(
                    plan_id=plan.id, paper_kind=kind, paper_id=one, from_id=agency_id, heir_id=to.id
                )
                for one in found
            )
        session.flush()
        session.expire(plan, ["things"])
        where = f"cho {to.short_name}" if to else "theo chức vụ"
        keep(actor, "reorganisation_changed", plan, f"Bàn giao riêng {len(found)} việc {where}")
    return len(found)


def _heir(plan: Plan, agency_id: int, code: str) -> Agency:
    """It works here on that day, does not end by the same plan, and is another one."""
    agency = named(code, "heir", plan.effective_on)
    if agency.external:
        raise Refused("agency_works_elsewhere", "heir")
    if agency.id == agency_id:
        raise Refused("succeeds_itself", "heir")
    if agency.id in closing_ids(plan):
        raise Refused("heir_ends_too", "heir", name=agency.short_name)
    return agency


def _forget(plan: Plan, kind: str, things: Sequence[int]) -> None:
    said = delete(ThingHeir).where(
        ThingHeir.plan_id == plan.id, ThingHeir.paper_kind == kind, ThingHeir.paper_id.in_(things)
    )
    db.session.execute(said)
