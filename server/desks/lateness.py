"""A deadline near or past, a paper left lying: said at once, once (DOMAIN §11.4, §4.4).

The first two to whose desk the paper lies on, and to the head of the unit that leads it; the third
also to the head of that agency and its office chief. Each minute looks at the moments that passed
since the last look. So nothing is said twice, whatever a step does to the desk afterwards, and a
machine that slept says it when it wakes. What came to a desk late already, or near its day, was
told when it came.
"""

import datetime as dt

from sqlalchemy import ColumnElement, Row, select, update
from sqlalchemy.orm import InstrumentedAttribute

from server import outbox, rota
from server.clock import now
from server.database import db, transaction
from server.desks import watching
from server.desks.models import Desk
from server.desks.queries import OWED_BY_UNIT
from server.org.models import Agency
from server.org.queries import calendar, head_position
from workflows import Role
from workflows.deadlines import reminded_until

ROUND = "desks:late"
NEAR = "desks:near"
"""How far ahead deadlines were looked at: days that nobody works on are leapt over."""

Moments = InstrumentedAttribute[dt.datetime | None]


@rota.every(1, ROUND)
def tell() -> None:
    """Announce what turned since the last look; the first look only begins to watch."""
    moment = now()
    with transaction():
        since = watching.since_last_look(ROUND, moment)
        near = _came_near(moment)
        if since is None:
            return
        said = [
            *(one for row in near for one in _told(row, near=True)),
            *(one for row in passed(Desk.due_at, since, moment) for one in _told(row, late=True)),
            *(one for row in passed(Desk.escalates_at, since, moment) for one in _left(row)),
        ]
        if said:
            outbox.announce_all(*said)


def _came_near(moment: dt.datetime) -> list[Row]:
    """What turned yellow as the office opened; noted, so that the bell knows when (§11.4)."""
    until = reminded_until(calendar(), moment)
    since = watching.looked_until(NEAR, until)
    if since is None or since >= until:
        return []
    here = _between(Desk.due_at, max(since, moment), until)
    db.session.execute(update(Desk).where(*here).values(reminded_at=moment))
    return passed(Desk.due_at, max(since, moment), until)


def passed(column: Moments, since: dt.datetime, until: dt.datetime) -> list[Row]:
    """A row for each paper and seat: on the minute is in time (§11.3)."""
    columns = (
        Desk.paper_kind, Desk.paper_id, Desk.seat, Desk.verb, Desk.urgency, Desk.agency_id,
        Desk.unit_id, Desk.id,
    )  # fmt: skip
    passed = select(*columns).where(*_between(column, since, until))
    rows = db.session.execute(passed.order_by(Desk.id.desc()))
    return list({(row.paper_kind, row.paper_id, row.seat): row for row in rows}.values())


def _between(
    column: Moments, since: dt.datetime, until: dt.datetime
) -> tuple[ColumnElement[bool], ...]:
    """Agency by agency, as the index has them."""
    return Desk.agency_id.in_(select(Agency.id)), column >= since, column < until


def _told(row: Row, **what: bool) -> list[outbox.Said]:
    """For the bell; and for the post, where there is one. No word of the paper in either."""
    seats = dict.fromkeys((row.seat, *_lead_of(row)))
    letters = [one for seat in seats for one in outbox.reminder(row, seat, **what)]
    return [*(_bell(row, seat) for seat in seats), *letters]


def _lead_of(row: Row) -> list[str]:
    """Whoever in it has it, the unit answers for the day: its head is told too."""
    owes = row.unit_id is not None and row.verb in OWED_BY_UNIT
    return [f"u:{row.unit_id}:{Role.UNIT_HEAD}"] if owes else []


def _left(row: Row) -> list[outbox.Said]:
    """The same, and to whoever sees to it that urgent papers are not left lying."""
    seats = [row.seat, *(seat for seat in above(row.agency_id) if seat != row.seat)]
    bells = [_bell(row, seat) for seat in seats]
    letters = [outbox.reminder(row, seat, escalated=_where(row, seat)) for seat in seats]
    return [*bells, *(one for letter in letters for one in letter)]


def _bell(row: Row, seat: str) -> outbox.Said:
    return "notice", {seat}, {"kind": row.paper_kind, "id": row.paper_id}


def _where(row: Row, seat: str) -> str:
    """`above`: of what no other seat may read yet only that it waits is told there."""
    return "above" if seat != row.seat and is_unregistered(row) else "there"


def is_unregistered(row: Row) -> bool:
    """Before it is in the register nobody but the clerk reads what came."""
    return (row.paper_kind, row.verb) == ("incoming", "register")


def above(agency_id: int) -> list[str]:
    """The head of the agency, and who runs its office."""
    head = head_position(agency_id)
    return [*([f"p:{head.id}"] if head else []), f"a:{agency_id}:{Role.OFFICE_CHIEF}"]
