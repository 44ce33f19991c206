"""Everything that somebody has in a post: open work, mandates, desks he minds, a seal."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString
from sqlalchemy import select

from server.admin.queries import place_words
from server.database import db
from server.handing_over import fitness
from server.handing_over.fitness import MANDATES
from server.handing_over.models import WorkHandover, WorkLine
from server.open_work import owning
from server.open_work.kinds import KINDS
from server.org.models import Absence, Agency, Appointment, Delegation, Position
from server.org.queries import in_force, lasts_beyond
from server.signatures.keys import keeper_of
from workflows import Role

ABSENCES, SEALS = "absences", "seals"
OWED = {name: kind for name, kind in KINDS.items() if kind.names_somebody}
WORDS: dict[str, LazyString | str] = {
    **{name: kind.words for name, kind in OWED.items()},
    MANDATES: _("Giao quyền ký"),
    ABSENCES: _("Nhận việc thay người vắng"),
    SEALS: _("Con dấu, khóa bí mật của cơ quan"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One line of the list. `ends`: it is given to nobody, and ends with the post.

    `unfit`: the key of the words for why its taker may not have it; `busy`: why it cannot go now.
    """

    kind: str
    id: int
    called: str
    due_at: dt.datetime | None
    what: Any
    taker: Appointment | None
    ends: bool
    unfit: str = ""
    busy: str = ""

    @property
    def key(self) -> str:
        return f"{self.kind}/{self.id}"

    @property
    def is_named(self) -> bool:
        return self.taker is not None or self.ends


def things(one: WorkHandover) -> list[Thing]:
    """What he has at this moment, each with who is named for it; the order of the list."""
    named = {(line.kind, line.thing_id): line for line in one.lines}
    return [_thing(one, kind, what, named) for kind, what in _found(one)]


def _found(one: WorkHandover) -> Iterator[tuple[str, Any]]:
    if not one.only_key:
        yield from owning.his(one.appointment)
        yield from ((MANDATES, row) for row in _mandates(one))
        yield from ((ABSENCES, row) for row in _absences(one))
    if agency := sealed_by(one.appointment):
        yield SEALS, agency


def sealed_by(held: Appointment) -> Agency | None:
    """The agency whose key he keeps in this post, if any: by minutes, or as its clerk where there
    are none (art. 32.2)."""
    post, agency = held.position, held.position.agency
    if Role.CLERK not in post.roles or agency is None or not agency.seal:
        return None
    keeper = keeper_of(agency)
    return agency if keeper is None or keeper.person_id == held.person_id else None


def _mandates(one: WorkHandover) -> Iterable[Delegation]:
    """Those that run beyond his last day."""
    ahead = lasts_beyond(Delegation, one.leaves_on)
    mine = select(Delegation).where(Delegation.position_id == one.appointment.position_id, ahead)
    return db.session.scalars(mine.order_by(Delegation.id))


def _absences(one: WorkHandover) -> Iterable[Absence]:
    """Somebody's desk is his while that one is away (ORG-04)."""
    ahead = lasts_beyond(Absence, one.leaves_on)
    mine = select(Absence).where(Absence.substitute_id == one.appointment.person_id, ahead)
    return db.session.scalars(mine.order_by(Absence.id))


def _thing(one: WorkHandover, kind: str, what: Any, named: dict[Any, WorkLine]) -> Thing:
    line = named.get((kind, what.id))
    taker = line.taker if line else (None if kind == MANDATES else one.rest)
    ends = line is not None and line.taker_id is None
    paper = kind in KINDS
    return Thing(
        kind=kind, id=what.id, called=CALLED[kind](what), what=what, taker=taker, ends=ends,
        due_at=getattr(what, "due_at", None),
        unfit=fitness.unfit(kind, what, one, taker) if taker else "",
        busy=fitness.busy(kind, what, one.appointment) if paper else "",
    )  # fmt: skip


def _mandate(row: Delegation) -> str:
    return f"{row.kind} theo {row.document_code}"


def _absence(row: Absence) -> str:
    return f"nhận việc thay {row.person.full_name}"


CALLED: dict[str, Callable[[Any], str]] = {
    **{name: kind.called for name, kind in OWED.items()},
    MANDATES: _mandate,
    ABSENCES: _absence,
    SEALS: lambda agency: f"con dấu, thiết bị lưu khóa bí mật của {agency.short_name}",
}


def takers(leaver: Appointment, day: dt.date) -> list[Appointment]:
    """Who may be named: whoever works in the same agency on that day, himself in no post."""
    agency_id = leaver.position.agency_id
    held = (
        select(Appointment)
        .join(Position)
        .where(Position.agency_id == agency_id, in_force(Appointment, day))
        .where(Appointment.person_id != leaver.person_id)
    )
    found = db.session.scalars(held.order_by(Position.rank, Appointment.id))
    out = {Role.ADMIN, Role.AUDITOR, Role.CITIZEN}
    return [it for it in found if it.person.active and not out & set(it.position.roles)]


def taker_words(taker: Appointment) -> str:
    return f"{taker.person.full_name}, {place_words(taker.position)}"


def uncovered(one: WorkHandover) -> list[str]:
    """Duties of the post on which something lies and which nobody else holds on that day; none
    where he stays in it."""
    if one.only_key:
        return []
    post = one.appointment.position
    empty = owning.empty_duties(post, {one.appointment_id}, one.free_from)
    return list(dict.fromkeys(f"{place_words(post)} ({count} việc)" for count in empty.values()))
