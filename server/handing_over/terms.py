"""Terms that run out, and agencies that close, by themselves: what would be nobody's (ORG-12).

Who ends a post by hand is refused while something lies there. A day that was set before comes
whether anybody looks or not, so each morning looks ahead of it: while something would be left, it
stands on the desks of whoever it falls to, and it goes from there once it has an owner. Of a post
that somebody else holds, or the same one anew, nothing is left: the rule hands it on.
"""

import datetime as dt
from collections.abc import Collection
from typing import NamedTuple, TypeVar

from sqlalchemy import ColumnElement, select

from server import rota
from server.clock import today
from server.database import db, transaction
from server.desks.models import Desk, Mention
from server.desks.queries import CLOSINGS, TERMS
from server.open_work import owning
from server.org import house
from server.org.actor import Actor, the_server
from server.org.models import Agency, Appointment, Position
from server.org.queries import head_position, in_force
from server.papers.telling import CONFIRMING, bring, tell_person, untell
from workflows import Role

Row = TypeVar("Row", Appointment, Agency)
ROUND = "handing_over:terms"
AHEAD, BEHIND = dt.timedelta(days=14), dt.timedelta(days=366)
"""Two weeks to name somebody [PRODUCT]; what was left is told for a year."""


class Left(NamedTuple):
    """What lies with a post whose term is over that day, or in an agency that closes then."""

    row: Appointment | Agency
    day: dt.date
    things: str


def terms(*wanted: ColumnElement[bool]) -> list[Left]:
    """Of these terms those that leave something, the earliest first."""
    posts = _ending(Appointment, *wanted)
    found = []
    for post in posts:
        day = post.valid_to or today()
        left = owning.left_by([post], max(day, today()))
        if left and not _goes_on(post, max(day, today())):
            found.append(Left(post, day, owning.said(left)))
    return found


def closings() -> list[Left]:
    """Agencies of this server that close on a day that was set, and hold something still; of one
    that a plan ended nothing lies on a desk."""
    found = []
    for agency in _ending(Agency, Agency.external.is_(False)):
        day = agency.valid_to or today()
        held = owning.lying_in(agency.id) if day > today() or _lies(agency) else None
        if held:
            found.append(Left(agency, day, owning.said(held)))
    return found


def _ending(model: type[Row], *wanted: ColumnElement[bool]) -> list[Row]:
    span = model.valid_to.between(today() - BEHIND, today() + AHEAD)
    asked = select(model).where(span, model.valid_to > model.valid_from, *wanted)
    return list(db.session.scalars(asked.order_by(model.valid_to, model.id)))


def _goes_on(post: Appointment, day: dt.date) -> bool:
    """Whether the same one holds the same post by another decision."""
    again = select(Appointment.id).where(
        Appointment.person_id == post.person_id, Appointment.position_id == post.position_id,
        Appointment.id != post.id, in_force(Appointment, day),
    )  # fmt: skip
    return db.session.scalar(again.limit(1)) is not None


def _lies(agency: Agency) -> bool:
    """On a seat that nobody has from it: what lies before its heirs is theirs."""
    lying = set(db.session.scalars(select(Desk.seat).filter_by(agency_id=agency.id).distinct()))
    return bool(lying and lying - owning.inherited(today()))


@rota.daily(ROUND, dt.time(0, 5))
def look() -> None:
    """Whom it falls to is told once; what has an owner meanwhile is told no more."""
    with transaction():
        _tell(TERMS, {one.row.id: _whose(one.row) for one in terms()})
        admins = house.administrators()
        _tell(CLOSINGS, {one.row.id: (admins, None) for one in closings()})


def _whose(post: Appointment | Agency) -> tuple[Collection[str], int | None]:
    """The head of the unit and of the agency, the administrators, and the one whose term it is."""
    assert isinstance(post, Appointment)
    place, head = post.position, head_position(post.position.agency_id)
    seats = {*house.administrators(), *([f"p:{head.id}"] if head else [])}
    if place.unit_id:
        seats.add(f"u:{place.unit_id}:{Role.UNIT_HEAD}")
    return seats, post.person_id


def _tell(kind: str, found: dict[int, tuple[Collection[str], int | None]]) -> None:
    known = select(Mention.paper_id).where(Mention.paper_kind == kind, Mention.what == CONFIRMING)
    told = set(db.session.scalars(known.distinct()))
    for row_id in told - found.keys():
        untell(kind, row_id)
    for row_id in found.keys() - told:
        seats, person_id = found[row_id]
        about = {"kind": kind, "id": row_id, "seq": 1}
        bring(the_server(), about, seats, CONFIRMING)
        if person_id is not None:
            _tell_once(about, person_id)


def _tell_once(about: dict[str, object], person_id: int) -> None:
    """Who is the head himself was told as such."""
    mine = select(Mention.id).filter_by(
        paper_kind=about["kind"], paper_id=about["id"], person_id=person_id
    )
    if db.session.scalar(mine.limit(1)) is None:
        tell_person(the_server(), dict(about), person_id, CONFIRMING)


def seen_by(actor: Actor) -> list[Left]:
    """The terms that this one is told of, as they stand at this moment."""
    if Role.ADMIN in actor.roles:
        return terms()
    mine: ColumnElement[bool] = Appointment.person_id == actor.person_id
    if actor.is_head and Role.LEADER in actor.roles:
        mine = Position.agency_id == actor.agency_id
    elif Role.UNIT_HEAD in actor.roles and actor.unit_id:
        mine = Position.unit_id == actor.unit_id
    posts = select(Appointment.id).join(Position).where(mine)
    return terms(Appointment.id.in_(posts))
