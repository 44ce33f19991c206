"""Appointments: given for a time, roles only by two persons, ended on a day (SOD-04)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select

from server.admin.changes import require_admin, require_end, require_span, said_day, span
from server.admin.models import ALARM, Grant
from server.admin.queries import administrators, place_words, proposed_for
from server.admin.staff.left_behind import refuse_left
from server.admin.staff.people import locked
from server.audit.changes import changed
from server.clock import now
from server.database import db, transaction
from server.org.actor import Actor
from server.org.dated import Dated
from server.org.models import Appointment, Person, Position
from server.org.queries import lasts_beyond
from workflows import Refused, Role

KEPT_FROM_ADMIN = frozenset({Role.CLERK, Role.LEADER, Role.AUDITOR})
"""An administrator holds none of these, at no time (SOD-04)."""
NO_GRANT = frozenset({Role.CITIZEN})
"""A role that opens nothing of the office."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """From when, until when, by which decision, and how a post is held."""

    valid_from: dt.date
    valid_to: dt.date | None = None
    decision_code: str
    kind: str = "regular"
    main: bool = True


def appoint(actor: Actor, account: str, *, position_id: int, terms: Terms) -> Appointment | None:
    """Appoint at once where no role is added; else propose it to a second person and give None."""
    require_admin(actor)
    _never_oneself(actor, account, position_id, terms)
    with transaction():
        return propose(actor, locked(account), locked_position(position_id), terms)


def propose(
    actor: Actor, person: Person, position: Position, terms: Terms, batch: str = ""
) -> Appointment | None:
    """The same for one who is held; a step. Proposals of one `batch` are decided together."""
    hear_terms(person, position, terms)
    if not _adds_roles(person, position, terms):
        return enter(actor, person, position, terms)
    if any(one.position_id == position.id for one in proposed_for(person.id)):
        raise Refused("is_proposed_already", "position_id")
    grant = _proposal(actor, person, position, terms)
    grant.batch = batch
    db.session.add(grant)
    words = f"Đề nghị bổ nhiệm {place_words(position)}, {span(terms.valid_from, terms.valid_to)}"
    grant_changed(actor, "post_proposed", grant, words)
    return None


def _never_oneself(actor: Actor, account: str, position_id: int, terms: Terms) -> None:
    """Refused, and told to the others until one of them has seen it (SOD-04, H02)."""
    if account != actor.account:
        return
    with transaction() as session:
        person, position = locked(account), locked_position(position_id)
        grant = _proposal(actor, person, position, terms)
        grant.state = ALARM
        session.add(grant)
        words = f"Tự cấp cho mình chức vụ {place_words(position)}: đã bị từ chối"
        grant_changed(actor, "own_grant_refused", grant, words)
    raise Refused("grants_himself")


def locked_position(position_id: int) -> Position:
    """Held for this act: two appointments to one post follow each other."""
    position = db.session.get(Position, position_id, with_for_update=True)
    if position is None:
        raise Refused("post_is_closed", "position_id")
    return position


def _proposal(actor: Actor, person: Person, position: Position, terms: Terms) -> Grant:
    return Grant(
        person=person,
        position=position,
        kind=terms.kind,
        main=terms.main,
        decision_code=terms.decision_code,
        valid_from=terms.valid_from,
        valid_to=terms.valid_to,
        by_person_id=actor.person_id,
        by_account=actor.account or "",
        at=now(),
    )


def grant_changed(actor: Actor, act: str, grant: Grant, words: str) -> None:
    db.session.flush()
    subject = f"person/{grant.person_id}"
    changed(actor, act, subject, words, grant=grant.id, post=grant.position_id)


def hear_terms(person: Person, position: Position, terms: Terms) -> None:
    """Everything that an appointment must keep, at the proposal and again at the confirmation."""
    require_span(terms.valid_from, terms.valid_to)
    if not person.active:
        raise Refused("person_is_inactive")
    if not _within(terms, position):
        raise Refused("post_is_closed", "position_id")
    if terms.kind == "acting" and not position.is_head:
        raise Refused("acting_needs_head_post", "kind")
    held = _overlapping(Appointment.person_id == person.id, terms)
    if any(one.position_id == position.id for one in held):
        raise Refused("holds_it_already", "position_id")
    _hear_single_holder(position, terms)
    keep_apart([position.roles, *(one.position.roles for one in held)])


def _within(terms: Terms, position: Position) -> bool:
    if terms.valid_from < position.valid_from:
        return False
    end = position.valid_to
    return end is None or (terms.valid_to is not None and terms.valid_to <= end)


def _hear_single_holder(position: Position, terms: Terms) -> None:
    """Two at once in a post for one are refused; a gap is allowed, and shown (DOMAIN §2.4)."""
    if not position.single_holder:
        return
    for one in _overlapping(Appointment.position_id == position.id, terms):
        held = span(one.valid_from, one.valid_to)
        raise Refused("post_is_held", "position_id", name=one.person.full_name, span=held)


def keep_apart(roles: Iterable[list[str]]) -> None:
    """ADMIN never meets CLERK, LEADER or AUDITOR in one person (SOD-04)."""
    everything = {Role(role) for some in roles for role in some}
    if Role.ADMIN in everything and everything & KEPT_FROM_ADMIN:
        raise Refused("admin_holds_no_desk", "position_id")


def _overlapping(whose: ColumnElement[bool], terms: Terms) -> list[Appointment]:
    rows = select(Appointment).where(whose, lasts_beyond(Appointment, terms.valid_from))
    if terms.valid_to is not None:
        rows = rows.where(Appointment.valid_from < terms.valid_to)
    return list(db.session.scalars(rows))


def _adds_roles(person: Person, position: Position, terms: Terms) -> bool:
    """Whether a role is given, in a place where it is not held for all of that time."""
    held = {
        place
        for one in _overlapping(Appointment.person_id == person.id, terms)
        if _covers(one, terms)
        for place in _role_places(one.position)
    }
    return bool(_role_places(position) - held)


def _covers(held: Dated, terms: Terms) -> bool:
    begins = held.valid_from <= terms.valid_from
    end = held.valid_to
    return begins and (end is None or (terms.valid_to is not None and terms.valid_to <= end))


def _role_places(position: Position) -> set[tuple[int | None, int | None, str]]:
    """What a post opens, and where; to head the place is more than to hold its role."""
    roles = set(position.roles) - NO_GRANT
    if position.is_head:
        roles.add("is_head")
    return {(position.agency_id, position.unit_id, role) for role in roles}


def enter(actor: Actor, person: Person, position: Position, terms: Terms) -> Appointment:
    """Give the post, without asking anybody more; a step."""
    others = _overlapping(Appointment.person_id == person.id, terms)
    post = Appointment(
        person_id=person.id,
        position_id=position.id,
        kind=terms.kind,
        main=terms.main or not others,
        decision_code=terms.decision_code,
        valid_from=terms.valid_from,
        valid_to=terms.valid_to,
    )
    if post.main:
        for one in others:
            one.main = False
    db.session.add(post)
    db.session.flush()
    words = f"Bổ nhiệm {place_words(position)} theo {terms.decision_code}"
    changed(
        actor, "appointed", f"person/{person.id}",
        f"{words}, {span(terms.valid_from, terms.valid_to)}",
        ({}, {"position": position.title, "roles": list(position.roles)}),
        appointment=post.id, post=position.id,
    )  # fmt: skip
    return post


def end(actor: Actor, appointment_id: int, *, on: dt.date, decision_code: str = "") -> Appointment:
    """Not held any more from `on`: the buttons go with the next request, without a sign-out.

    Refused where work would be nobody's from then on; the act of handing over ends the post itself.
    """
    require_admin(actor)
    with transaction() as session:
        post = session.get(Appointment, appointment_id, with_for_update=True)
        if post is None:
            raise Refused("no_such_appointment", "appointment_id")
        require_end(post.valid_from, post.valid_to, on)
        left = [one for one in administrators(on) if one.id != post.id]
        if Role.ADMIN in post.position.roles and not left:
            raise Refused("last_administrator", "appointment_id")
        refuse_left([post], on)
        before = {"valid_to": str(post.valid_to or "")}
        post.valid_to = on
        by = f" theo {decision_code}" if decision_code else ""
        words = f"Thôi giữ chức vụ {place_words(post.position)} từ {said_day(on)}{by}"
        changed(
            actor, "appointment_ended", f"person/{post.person_id}", words,
            (before, {"valid_to": str(on)}), appointment=post.id,
        )  # fmt: skip
    return post
