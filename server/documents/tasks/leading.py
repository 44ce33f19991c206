"""Who may lead a task, and who may give it to whom (DOMAIN §11.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from server.database import db
from server.documents.outgoing.models import OutgoingDocument, Recipient
from server.documents.tasks.models import Task
from server.names import parts
from server.org import house, queries
from server.org.actor import Actor
from server.org.models import Agency, Position, Unit
from workflows import Refused, Role
from workflows.task import HANDS

GIVE_TO_ALL = frozenset({Role.LEADER, Role.OFFICE_CHIEF})
"""Whose word goes to every unit; a head gives within the unit, an officer to himself."""


@dataclass(frozen=True, slots=True)
class Lead:
    """Who leads or helps: the seat, the name on the page, and the agency it must be sent to."""

    code: str
    seat: str
    name: str
    agency: str = ""


def lead_of(
    agency_id: int | None, code: str, field: str = "lead", units: Sequence[int | None] = ()
) -> Lead:
    """A unit or a person of the agency, in his post at these units where he has one there, or a
    lower agency, which a document reaches (§11.1)."""
    for unit in queries.units(agency_id):
        if unit.code == code:
            return Lead(code, f"u:{unit.id}:UNIT_HEAD", unit.name)
    lower = house.known(code)
    if lower is not None:
        if lower.parent_id != agency_id or lower.external:
            raise Refused("lead_is_not_ours", field)
        return Lead(code, f"a:{lower.id}:LEADER", lower.name, lower.code)
    person, post = queries.colleague(agency_id, code, field, units)
    return Lead(code, f"p:{post.id}", f"{post.title} {person.full_name}")


def near(actor: Actor) -> tuple[int | None, ...]:
    """At which units a colleague's post is looked for first: whoever may give no work beyond them
    means the one that is held there."""
    return () if actor.roles & GIVE_TO_ALL else (actor.unit_id, *actor.headed)


def place_of(seat: str) -> tuple[int | None, int | None]:
    """(agency, unit) that a seat belongs to; an agency where it is another's leaders'."""
    letter, number = seat.split(":")[:2]
    if letter == "u":
        return None, int(number)
    if letter == "a":
        return int(number), None
    return None, db.session.scalar(select(Position.unit_id).where(Position.id == int(number)))


def of_seat(seat: str) -> Lead:
    """Who sits there now: the seat is known, and not by whose account or under which name."""
    letter, number = seat.split(":")[:2]
    if letter == "u":
        unit = db.session.get_one(Unit, int(number))
        return Lead(unit.code, seat, unit.name)
    if letter == "a":
        agency = db.session.get_one(Agency, int(number))
        return Lead(agency.code, seat, agency.short_name, agency.code)
    post, person = db.session.get_one(Position, int(number)), queries.holder(int(number))
    named = f"{post.title} {person.full_name}" if person else post.title
    return Lead(person.account if person else "", seat, named)


def columns(code: str, seat: str, name: str) -> dict[str, Any]:
    """What a task keeps of whoever leads it."""
    agency_id, unit_id = place_of(seat)
    return {
        "lead": code,
        "lead_seat": seat,
        "lead_name": name,
        "lead_agency_id": agency_id,
        "lead_unit_id": unit_id,
    }


def require_may_give(actor: Actor, lead: Lead, source: OutgoingDocument | None) -> None:
    """To whom this one may give it; a lower agency by a document that reached it alone (§11.1)."""
    if lead.agency:
        if source is None or not reaches(source, lead.agency):
            raise Refused("lead_needs_a_document", "lead")
    elif not actor.roles & GIVE_TO_ALL and not _is_within(actor, lead):
        raise Refused("lead_is_beyond_you", "lead")


def _is_within(actor: Actor, lead: Lead) -> bool:
    if lead.seat == f"p:{actor.position_id}":
        return True
    return actor.heads(place_of(lead.seat)[1])


def letter_of(task: Task) -> OutgoingDocument | None:
    """The document by which it reaches a lower agency: its source, or the notice it stands in."""
    kind, id = parts(task.source) if task.source else ("", 0)
    paper_id = id if kind == "outgoing" else task.notice_id
    return db.session.get(OutgoingDocument, paper_id) if paper_id else None


def reaches(source: OutgoingDocument, code: str) -> bool:
    """Whether a dispatched document names the agency among those who get it."""
    mine = select(Recipient.id).where(Recipient.outgoing_id == source.id, Recipient.code == code)
    return source.dispatched_at is not None and db.session.scalar(mine.limit(1)) is not None


def helpers_of(agency_id: int | None, codes: Sequence[str], leads: Sequence[Lead]) -> list[Lead]:
    """Who cooperates, each once, and nobody who leads: units and people of the own agency, for a
    lower one does nothing without a document (§11.1)."""
    found = [lead_of(agency_id, one, "cooperate") for one in dict.fromkeys(codes)]
    if any(one.agency for one in found):
        raise Refused("lead_needs_a_document", "cooperate")
    return [one for one in found if one.seat not in {lead.seat for lead in leads}]


def as_kept(helpers: Sequence[Lead]) -> list[dict[str, str]]:
    """As a task keeps them, by the names of the day."""
    return [{"code": one.code, "seat": one.seat, "name": one.name} for one in helpers]


def choices(actor: Actor, source: OutgoingDocument | None = None) -> Sequence[tuple[str, str]]:
    """Whom this one may name on the page: units, people, then those the document reached."""
    units = [(one.code, one.name) for one in queries.units(actor.agency_id)]
    if not actor.roles & GIVE_TO_ALL:
        headed = [_people(actor, one) for one in actor.headed]
        own = [one for one in _people(actor, actor.unit_id) if one[0] == actor.account]
        return list(dict.fromkeys([*own, *(one for people in headed for one in people)]))
    people = _people(actor)
    below = [(one.code, one.short_name) for one in house.below(actor.agency_id)]
    return [*units, *people, *(one for one in below if source and reaches(source, one[0]))]


def everybody(actor: Actor) -> Sequence[tuple[str, str]]:
    """Whom a lead may ask to cooperate: every unit, and everybody who works on tasks."""
    units = [(one.code, one.name) for one in queries.units(actor.agency_id)]
    return [*units, *_people(actor)]


def _people(actor: Actor, within: int | None = None) -> list[tuple[str, str]]:
    """Who works on tasks in the agency, or in one of its units: account, and name with post."""
    pairs = queries.people_with(actor.agency_id, HANDS, within)
    found: dict[str, str] = {}
    for one, post in pairs:  # of who holds several, the main post
        found.setdefault(one.account, f"{one.full_name} ({post.title})")
    return [*found.items()]
