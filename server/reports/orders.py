"""Reports for each period, a week to a year: ordered, ended, made in the morning after it."""

from collections.abc import Sequence
from functools import partial

from sqlalchemy import exists, func, select

from server import outbox, repeats, rota
from server.clock import today
from server.database import db, transaction
from server.desks.queries import REPORTS
from server.org.actor import Actor, the_server
from server.org.queries import actors_among, calendar
from server.papers.telling import REPORT_MADE, tell_person
from server.reports import keeping
from server.reports.conditions import Asked
from server.reports.models import KeptReport, ReportOrder
from server.reports.rights import may_read
from workflows import Refused
from workflows.deadlines import OPENS
from workflows.periods import Every, last_whole

ROUND = "reports:orders"
MOST = 12
"""Reports that one orders; each is a letter."""


def order(actor: Actor, of: str, by: str, every: Every) -> ReportOrder:
    """From the next working morning on: first the period that is just over."""
    keeping.require_maker(actor)
    if not may_read(actor, of):
        raise Refused("not_allowed")
    what = {"of": of, "by": by, "every": str(every)}
    mine = select(func.count()).select_from(ReportOrder).filter_by(person_id=actor.person_id)
    with transaction() as session:
        if session.scalar(mine.filter_by(appointment_id=actor.appointment_id, **what)):
            raise Refused("order_is_there")
        if (session.scalar(mine) or 0) >= MOST:
            raise Refused("too_many_orders", most=MOST)
        row = ReportOrder(
            agency_id=actor.agency_id, person_id=actor.person_id,
            appointment_id=actor.appointment_id, **what,
        )  # fmt: skip
        session.add(row)
        session.flush()
        repeats.remember("order", row.id)
    return row


def end(actor: Actor, order_id: int) -> ReportOrder:
    """No more are made; those that were stay."""
    with transaction() as session:
        row = found(actor, order_id)
        session.delete(row)
        repeats.remember("order", order_id)
    return row


def found(actor: Actor, order_id: int) -> ReportOrder:
    """One's own."""
    row = next((one for one in orders_of(actor) if one.id == order_id), None)
    if row is None:
        raise Refused("no_such_row")
    return row


def orders_of(actor: Actor) -> Sequence[ReportOrder]:
    """In this post, in the order in which they were ordered."""
    mine = select(ReportOrder).filter_by(
        person_id=actor.person_id, appointment_id=actor.appointment_id
    )
    return db.session.scalars(mine.order_by(ReportOrder.id)).all()


@rota.daily(ROUND, OPENS)
def make_all() -> None:
    """What is due and not made yet, on a working day; each alone, so that none waits for another.

    Of a post that ended, or that has no such report any more, none is made.
    """
    if not calendar().is_working(today()):
        return
    due = {one.id: one for one in _due()}
    rota.each(
        partial(_make, actor, one.id)
        for actor in actors_among({one.person_id for one in due.values()})
        for one in due.values()
        if one.appointment_id == actor.appointment_id and may_have(actor, one.of)
    )


def may_have(actor: Actor, of: str) -> bool:
    """Whether this post still has such a report."""
    return bool(keeping.MAKERS & actor.roles) and may_read(actor, of)


def _due() -> list[ReportOrder]:
    """Orders whose last whole period has no report yet."""
    found: list[ReportOrder] = []
    for every in Every:
        first, _last = last_whole(every, today())
        made = exists().where(KeptReport.order_id == ReportOrder.id, KeptReport.first == first)
        found += db.session.scalars(select(ReportOrder).filter_by(every=every).where(~made))
    return found


def _make(actor: Actor, order_id: int) -> None:
    """The report, and word of it behind the bell and to the post; a letter holds no figure."""
    with transaction() as session:
        one = session.get(ReportOrder, order_id, with_for_update=True)
        if one is None:
            return
        asked = Asked(last_whole(Every(one.every), today()), {}, one.of)
        row = keeping.keep_in(actor, asked, one.by, one)
        about = {"kind": REPORTS, "id": row.id, "seq": 1}
        tell_person(the_server(), about, one.person_id, REPORT_MADE)
        words = f"{row.figures['title']} ({row.figures['way']}). {row.figures['span']}"
        outbox.made("reports/kept", row.id, f"p:{actor.position_id}", words)
