"""A lost telephone or key: one administrator proposes, another one takes the factors off."""

from sqlalchemy import select, update

from server.admin.changes import require_admin
from server.admin.models import FactorReset
from server.admin.staff.people import locked, put_out
from server.audit.changes import changed
from server.clock import now
from server.database import db, transaction
from server.door.models import Factor
from server.org.actor import Actor
from workflows import Refused
from workflows.law import WINDOW


def end_factors(actor: Actor, account: str, *, reason: str) -> bool:
    """Whether it is done: the first word proposes, a second administrator's does it.

    One alone, who can also give a new password, could come in as anybody. Its owner reads both
    in the own history, is signed out everywhere, and sets a factor up anew where a post demands it.
    """
    require_admin(actor)
    with transaction() as session:
        person = locked(account)
        if person.id == actor.person_id:
            raise Refused("not_oneself")
        live = (Factor.person_id == person.id, Factor.ended_at.is_(None))
        if session.scalar(select(Factor.id).where(*live).limit(1)) is None:
            raise Refused("has_no_factor")
        first = session.get(FactorReset, person.id, with_for_update=True)
        if first is None or first.at < now() - WINDOW:
            _propose(actor, person.id, reason)
            return False
        if first.by_person_id == actor.person_id:
            raise Refused("same_person")
        session.delete(first)
        session.execute(update(Factor).where(*live).values(ended_at=now()))
        put_out(person)
        words = f"Gỡ các lớp xác thực thứ hai của {account}: {reason}"
        changed(actor, "factors_ended", f"person/{person.id}", words)
    return True


def _propose(actor: Actor, person_id: int, reason: str) -> None:
    row = FactorReset(
        person_id=person_id, by_person_id=actor.person_id, by_account=actor.account or "",
        reason=reason, at=now(),
    )  # fmt: skip
    db.session.merge(row)
    words = f"Đề nghị gỡ các lớp xác thực thứ hai: {reason}"
    changed(actor, "factors_end_proposed", f"person/{person_id}", words)


def open_resets() -> list[FactorReset]:
    """What waits for a second administrator, the oldest first."""
    within = FactorReset.at >= now() - WINDOW
    return list(db.session.scalars(select(FactorReset).where(within).order_by(FactorReset.at)))


def open_reset(person_id: int) -> FactorReset | None:
    """What was proposed for this person and still counts."""
    return next((one for one in open_resets() if one.person_id == person_id), None)
