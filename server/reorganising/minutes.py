"""Biên bản bàn giao of each agency that ended to each that came after it (ORG-12).

The midnight writes down who gives and who takes; a job sets the sheet beside it, and whoever has a
key signs it (`documents.lists.minutes`).
"""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select

from server.clock import now
from server.database import db, transaction
from server.desks.queries import AGENCIES_HANDED
from server.documents.lists import services as lists
from server.documents.lists.minutes import Minutes
from server.jobs import job, later
from server.org.actor import Actor, the_server
from server.org.ended import name_of
from server.org.models import Appointment, Person, Position
from server.org.queries import actors_among, in_force
from server.reorganising import minutes_sheet
from server.reorganising.looking import eve, place
from server.reorganising.models import AgencyHandover, HandedOver, Plan
from server.reorganising.queries import concerns
from workflows import Refused, Role

JOB = "reorganising:minutes"
KIND = "agency_handover"


def begin(plan: Plan) -> None:
    """One for each agency that ended and each to which anything of it went; a step."""
    went = select(HandedOver.from_id, HandedOver.to_id).filter_by(plan_id=plan.id).distinct()
    pairs = {(one.from_id, one.to_id) for one in db.session.execute(went)}
    pairs |= {(one.agency_id, one.heir_id) for one in plan.closings if one.heir_id}
    pairs |= {(one.agency_id, one.heir_id) for one in plan.partings}
    for from_id, to_id in sorted(pairs):
        gives, takes = _leads(from_id, eve(plan)), _leads(to_id, plan.effective_on)
        row = AgencyHandover(
            plan_id=plan.id, from_id=from_id, to_id=to_id, at=now(),
            giver_id=gives.person_id if gives else None,
            giver_post=place(gives.position) if gives else "",
            taker_id=takes.person_id if takes else None,
            taker_post=place(takes.position) if takes else "",
        )  # fmt: skip
        db.session.add(row)
        db.session.flush()
        later(JOB, {"handover_id": row.id})


def _leads(agency_id: int, day: dt.date) -> Appointment | None:
    """The head of that day; where there is none, who leads next by rank."""
    held = (
        select(Appointment)
        .join(Position)
        .where(Position.agency_id == agency_id, Position.unit_id.is_(None))
        .where(in_force(Appointment, day))
        .order_by(Position.is_head.desc(), Position.rank, Appointment.id)
    )
    return next((it for it in db.session.scalars(held) if Role.LEADER in it.position.roles), None)


@job(JOB)
def lay_out(handover_id: int) -> None:
    """Set it for who has a key and sits in some post still. Harmless twice."""
    row = db.session.get_one(AgencyHandover, handover_id)
    people = [one.id for one in parties(row)]
    signers = _with_keys(people)
    if row.list_id is not None or not signers:
        return
    page = lists.set_out(minutes_sheet.listing(row, signers), people, signers)
    with transaction():
        row = db.session.get_one(AgencyHandover, handover_id, with_for_update=True)
        if row.list_id is None:
            names = f"{name_of(row.from_agency)} bàn giao cho {row.to_agency.short_name}"
            what = f"Biên bản bàn giao, {names}"
            row.signed_list = lists.lay_out(the_server(), row.to_id, what, page)
            MINUTES.tell(row)


def _with_keys(people: Sequence[int]) -> list[int]:
    """Who of them has a key, and sits in some post still."""
    here = {one.person_id for one in actors_among(people)}
    return [one for one in lists.with_keys(people) if one in here]


def is_being_set(row: AgencyHandover) -> bool:
    """Whether somebody will sign it with a key, and its sheet is not there yet."""
    return row.list_id is None and bool(_with_keys([one.id for one in parties(row)]))


def parties(row: AgencyHandover) -> list[Person]:
    """Who gives, then who takes; once where he is the same."""
    known = [one for one in (row.giver, row.taker) if one is not None]
    return list(dict.fromkeys(known))


def for_reader(actor: Actor, row_id: int) -> AgencyHandover:
    """To whom it says nothing it does not exist."""
    mine = select(AgencyHandover).where(AgencyHandover.id == row_id, concerns(actor))
    row = db.session.scalar(mine)
    if row is None:
        raise Refused("not_found")
    return row


MINUTES = Minutes(KIND, AGENCIES_HANDED, for_reader)
"""A place for who gave and a place for who took."""
