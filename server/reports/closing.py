"""A month that is over is closed in every agency with registers: its reports are kept (DOMAIN §13).

In its first working morning, whether anybody ordered them or not: what comes later is a correction.
"""

from datetime import date
from functools import partial

from sqlalchemy import exists, select

from server import rota
from server.clock import today
from server.database import db, transaction
from server.desks.queries import REPORTS
from server.org.actor import Actor, the_server
from server.org.house import agencies_here
from server.org.queries import actors_among, calendar, head_position, holder, people_with
from server.papers.telling import MONTH_CLOSED, bring
from server.registers.models import Register
from server.reports import keeping
from server.reports.conditions import Asked
from server.reports.models import KeptReport
from workflows import Role
from workflows.deadlines import OPENS
from workflows.periods import Every, last_whole

CLOSED, BY = ("incoming", "outgoing"), "unit"
"""What is closed, and how its page first tells it."""


@rota.daily("reports:close", OPENS)
def close_all() -> None:
    """What is not kept yet, each in an act of its own; harmless twice, and late."""
    if not calendar().is_working(today()):
        return
    month = last_whole(Every.MONTH, today())
    agencies = [one.id for one in agencies_here()]
    rota.each(
        partial(_close, agency_id, of, month)
        for agency_id in agencies
        if _has_registers(agency_id, month[0].year)
        for of in CLOSED
    )


def _has_registers(agency_id: int, year: int) -> bool:
    there = exists().where(Register.agency_id == agency_id, Register.year == year)
    return bool(db.session.scalar(select(there)))


def _close(agency_id: int, of: str, month: tuple[date, date]) -> None:
    """Kept by the clock, for the head of the agency to sign; leaders and clerks hear of it."""
    signer, (first, last) = _signer(agency_id), month
    same = {"agency_id": agency_id, "unit_id": None, "of": of, "by": BY}
    with transaction() as session:
        mine = select(KeptReport.id).filter_by(**same, first=first, last=last).limit(1)
        if signer is None or session.scalar(mine) is not None:
            return
        hand = the_server(agency_id)
        row = keeping.keep_in(signer, Asked(month, {}, of), BY, hand=hand)
        seats = {f"a:{agency_id}:{role}" for role in (Role.LEADER, Role.CLERK)}
        bring(hand, {"kind": REPORTS, "id": row.id, "seq": 1}, seats, MONTH_CLOSED)


def _signer(agency_id: int) -> Actor | None:
    """Who heads the agency, in that post; a clerk where it is vacant."""
    head = head_position(agency_id)
    posts = [(holder(head.id), head)] if head else []
    for person, position in [*posts, *people_with(agency_id, {Role.CLERK})]:
        found = actors_among({person.id}) if person else []
        mine = [one for one in found if one.position_id == position.id]
        if mine and mine[0].roles & keeping.MAKERS:
            return mine[0]
    return None
