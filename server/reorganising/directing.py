"""One thing goes to another successor than the work of its post does (ORG-10, ORG-12)."""

from collections.abc import Sequence

from sqlalchemy import delete, select

from server.database import db, transaction
from server.open_work.kinds import KINDS
from server.org.actor import Actor
from server.org.heirs_mail import heir_by_words
from server.org.models import Agency
from server.papers.models import Paper
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


def by_fields(actor: Actor, plan_id: int, agency_id: int) -> int:
    """What is open there and says a place or field that goes to somebody goes to that one, as its
    letters will (ORG-10, ORG-13); what was directed already stays. How many."""
    with transaction() as session:
        plan = taking(actor, plan_id, "change")
        agency = next((one.agency for one in plan.closings if one.agency_id == agency_id), None)
        if agency is None:
            raise Refused("no_such_row")
        known = {(one.paper_kind, one.paper_id) for one in plan.things}
        found = [
            ThingHeir(
                plan_id=plan.id, paper_kind=kind, paper_id=paper.id, from_id=agency_id,
                heir_id=heir.id,
            )
            for kind in KINDS
            for paper in db.session.scalars(open_there(plan, agency_id, kind))
            if (kind, paper.id) not in known and (heir := _of_field(agency, paper))
        ]  # fmt: skip
        if not found:
            raise Refused("no_thing_of_a_field")
        session.add_all(found)
        session.flush()
        session.expire(plan, ["things"])
        words = f"Bàn giao {len(found)} việc của {agency.short_name} theo địa bàn, lĩnh vực"
        keep(actor, "reorganisation_changed", plan, words)
    return len(found)


def _of_field(agency: Agency, paper: Paper) -> Agency | None:
    """Of what may be a secret no word is looked at (SEC-02)."""
    named = heir_by_words(agency, paper.subject) if paper.is_findable else None
    return named[0] if named else None


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
