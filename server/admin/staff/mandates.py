"""Mandates to sign (KT, TL, TUQ): in writing, for a time, for some kinds."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from server.admin.changes import ended, require_admin, require_span, said_day, span
from server.admin.queries import place_words
from server.audit.changes import changed
from server.database import db, transaction
from server.org.actor import Actor
from server.org.models import Agency, Appointment, Delegation, Position
from server.org.queries import as_of
from workflows import Refused
from workflows.capacity import AS_HEAD, SigningCapacity
from workflows.kinds import ARRIVING

KT, TL, TUQ = SigningCapacity.KT, SigningCapacity.TL, SigningCapacity.TUQ
KNOWN_TYPES = frozenset(kind.name for kind in ARRIVING)
"""What arrives too: who signs a type signs the copies of it (art. 27.1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """What is written in the paper that gives the right to sign (ORG-01)."""

    kind: SigningCapacity
    document_code: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    doc_types: Sequence[str] = ()
    subjects: str = ""
    giver: SigningCapacity = SigningCapacity.DIRECT


def delegate(actor: Actor, *, position_id: int, mandate: Mandate) -> Delegation:
    """Write a mandate down; what article 13 asks of its kind must be there."""
    require_admin(actor)
    begins = _hear_mandate(mandate)
    with transaction() as session:
        position = session.get(Position, position_id, with_for_update=True)
        if position is None or position.agency_id is None or not position.holds_on(begins):
            raise Refused("post_is_closed", "position_id")
        _hear_holder(mandate, position)
        _never_for_oneself(actor, position)
        row = Delegation(
            agency_id=_given_by(mandate, position), position_id=position.id,
            kind=str(mandate.kind),
            giver=str(mandate.giver), document_code=mandate.document_code.strip(),
            doc_types=[str(one) for one in mandate.doc_types], subjects=mandate.subjects.strip(),
            valid_from=begins, valid_to=mandate.valid_to,
        )  # fmt: skip
        session.add(row)
        session.flush()
        days = span(begins, mandate.valid_to)
        words = f"{mandate.kind} cho {place_words(position)} theo {row.document_code}, {days}"
        changed(actor, "delegated", f"delegation/{row.id}", words, post=position.id)
    return row


def _hear_mandate(mandate: Mandate) -> dt.date:
    """What must be written whatever the post; gives the first day."""
    if not mandate.document_code.strip():
        raise Refused("mandate_needs_document", "document_code")
    if mandate.valid_from is None:
        raise Refused("mandate_needs_beginning", "valid_from")
    _hear_scope(mandate)
    require_span(mandate.valid_from, mandate.valid_to)
    return mandate.valid_from


def _hear_scope(mandate: Mandate) -> None:
    """TUQ is limited in time and content, TL to the kinds it lists (article 13.3–4)."""
    if not set(mandate.doc_types) <= KNOWN_TYPES:
        raise Refused("unknown_arriving_type", "doc_types")
    if mandate.kind is TUQ and mandate.valid_to is None:
        raise Refused("mandate_needs_end", "last_day")
    if mandate.kind is TUQ and not (mandate.doc_types or mandate.subjects.strip()):
        raise Refused("mandate_needs_scope", "doc_types")
    if mandate.kind is TL and not mandate.doc_types:
        raise Refused("mandate_needs_types", "doc_types")


def _hear_holder(mandate: Mandate, position: Position) -> None:
    """KT to a deputy, TL and TUQ to the head of a unit; no chain but TL to KT (ORG-03)."""
    within_unit = position.unit_id is not None
    if mandate.kind is KT and not position.is_deputy:
        raise Refused("not_deputy", "position_id")
    below = mandate.kind is TUQ and agency_above(position) is not None
    if mandate.kind is not KT and not (position.is_head and (within_unit or below)):
        raise Refused("not_unit_head", "position_id")
    handed_on = mandate.kind is KT and within_unit
    if mandate.giver in (KT, TUQ):
        raise Refused("capacity_never_chains", "giver")
    if handed_on != (mandate.giver is TL) or not (handed_on or mandate.giver in AS_HEAD):
        raise Refused("not_from_the_head", "giver")


def agency_above(position: Position) -> Agency | None:
    """Of the head of an agency: the one above it that works here, and may entrust him (13.3)."""
    heads = position.is_head and position.unit_id is None and position.agency is not None
    above = position.agency.parent if heads and position.agency else None
    return above if above is not None and not above.external else None


def _given_by(mandate: Mandate, position: Position) -> int | None:
    above = agency_above(position) if mandate.kind is TUQ else None
    return above.id if above else position.agency_id


def _never_for_oneself(actor: Actor, position: Position) -> None:
    """An administrator opens no right to himself, by whatever post (SOD-04)."""
    held = as_of(select(Appointment.id), Appointment).where(
        Appointment.position_id == position.id, Appointment.person_id == actor.person_id
    )
    if db.session.scalar(held.limit(1)):
        raise Refused("own_mandate", "position_id")


def end_delegation(actor: Actor, delegation_id: int, *, on: dt.date) -> Delegation:
    """Not in force from `on`: a signature on that day is refused already (ORG-06)."""
    require_admin(actor)
    with transaction():
        row = ended(Delegation, delegation_id, on)
        words = f"Chấm dứt {row.kind} theo {row.document_code} từ {said_day(on)}"
        changed(actor, "delegation_ended", f"delegation/{row.id}", words, post=row.position_id)
    return row
