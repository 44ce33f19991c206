"""What the second person says to a proposed post: yes, no, or that an alarm was seen (SOD-04)."""

from sqlalchemy import select

from server.admin.models import ALARM, CONFIRMED, OPEN, REJECTED, SEEN, Grant
from server.admin.queries import place_words
from server.admin.staff.people import locked
from server.admin.staff.posts import Terms, enter, grant_changed, hear_terms, locked_position
from server.clock import now
from server.database import db, transaction
from server.org.actor import Actor
from server.org.models import Appointment
from workflows import Refused, Role


def confirm(actor: Actor, grant_id: int) -> Appointment:
    """The second person's word: the post is given, if the rules still hold."""
    with transaction():
        return _confirm(actor, grant_id)


def confirm_batch(actor: Actor, batch: str) -> int:
    """Everything that one import proposed, together or not at all; gives how many."""
    with transaction() as session:
        mine = select(Grant.id).where(Grant.batch == batch, Grant.state == OPEN)
        waiting = list(session.scalars(mine.order_by(Grant.id)))
        if not batch or not waiting:
            raise Refused("grant_is_settled")
        for grant_id in waiting:
            _confirm(actor, grant_id)
    return len(waiting)


def _confirm(actor: Actor, grant_id: int) -> Appointment:
    grant = _unsettled(grant_id, OPEN)
    _be_second(actor, grant)
    person, position = locked(grant.person.account), locked_position(grant.position_id)
    terms = Terms(
        valid_from=grant.valid_from,
        valid_to=grant.valid_to,
        decision_code=grant.decision_code,
        kind=grant.kind,
        main=grant.main,
    )
    hear_terms(person, position, terms)
    _settle(actor, grant, CONFIRMED)
    return enter(actor, person, position, terms)


def reject(actor: Actor, grant_id: int, *, reason: str) -> None:
    """The second person says no, or the first takes the proposal back."""
    with transaction():
        grant = _unsettled(grant_id, OPEN)
        if actor.person_id != grant.by_person_id:
            _be_second(actor, grant)
        grant.reason = reason
        _settle(actor, grant, REJECTED)
        words = f"Không xác nhận chức vụ {place_words(grant.position)}: {reason}"
        grant_changed(actor, "post_rejected", grant, words)


def acknowledge(actor: Actor, grant_id: int) -> None:
    """Somebody else has seen the alarm: it leaves the list, and stays in the history."""
    with transaction():
        grant = _unsettled(grant_id, ALARM)
        _be_second(actor, grant)
        _settle(actor, grant, SEEN)
        words = f"Đã xem cảnh báo: tự cấp chức vụ {place_words(grant.position)}"
        grant_changed(actor, "alarm_seen", grant, words)


def may_decide(actor: Actor, grant: Grant) -> bool:
    """Another administrator, or a leader of the agency whose post it is."""
    leads = Role.LEADER in actor.roles and actor.agency_id == grant.position.agency_id
    return Role.ADMIN in actor.roles or leads


def _be_second(actor: Actor, grant: Grant) -> None:
    if not may_decide(actor, grant):
        raise Refused("no_such_grant")
    if actor.person_id == grant.person_id:
        raise Refused("confirms_own_grant")
    if actor.person_id == grant.by_person_id:
        raise Refused("same_person")


def _unsettled(grant_id: int, state: str) -> Grant:
    grant = db.session.get(Grant, grant_id, with_for_update=True)
    if grant is None:
        raise Refused("no_such_grant")
    if grant.state != state:
        raise Refused("grant_is_settled")
    return grant


def _settle(actor: Actor, grant: Grant, state: str) -> None:
    grant.state, grant.settled_by, grant.settled_at = state, actor.account or "", now()
