"""The end of a post: the appointment, his own absences, and, where he leaves, his key."""

import datetime as dt
from typing import Any

from sqlalchemy import select

from server.admin.changes import said_day
from server.admin.keys.revoking import take_off
from server.admin.queries import administrators, place_words
from server.audit.changes import changed
from server.clock import today
from server.database import db
from server.handing_over.models import WorkHandover
from server.org.actor import Actor
from server.org.models import Absence, Appointment
from server.org.queries import lasts_beyond
from workflows import Refused, Role


def end(actor: Actor, one: WorkHandover) -> dict[str, Any]:
    """The post is not his any more; a step. What ended, for the list."""
    leaver = one.appointment
    if leaver.valid_to is None or leaver.valid_to > today():
        end_appointment(actor, one, today())
    goes = one.leaves and not _holds_another(leaver)
    return {"key": _end_key(actor, one) if goes else "", "absences": _end_absences(actor, one)}


def _keep_an_administrator(leaver: Appointment, on: dt.date) -> None:
    others = [it for it in administrators(on) if it.id != leaver.id]
    if Role.ADMIN in leaver.position.roles and not others:
        raise Refused("last_administrator")


def end_appointment(actor: Actor, one: WorkHandover, on: dt.date) -> None:
    """From that day on it is not his; a step."""
    leaver = one.appointment
    _keep_an_administrator(leaver, on)
    before = {"valid_to": str(leaver.valid_to or "")}
    leaver.valid_to = max(on, leaver.valid_from)
    by = f" theo {one.decision_code}"
    words = f"Thôi giữ chức vụ {place_words(leaver.position)} từ {said_day(on)}{by}"
    moved = (before, {"valid_to": str(leaver.valid_to)})
    subject = f"person/{leaver.person_id}"
    changed(actor, "appointment_ended", subject, words, moved, appointment=leaver.id)


def _holds_another(leaver: Appointment) -> bool:
    """Another post of his, today or to come: he goes on signing there (ORG-07)."""
    ahead = lasts_beyond(Appointment, today())
    others = select(Appointment.id).where(
        Appointment.person_id == leaver.person_id, Appointment.id != leaver.id, ahead
    )
    return db.session.scalar(others.limit(1)) is not None


def _end_key(actor: Actor, one: WorkHandover) -> str:
    person = one.appointment.person
    words = f"Thu hồi khóa ký của {person.full_name}: {one.decision_code}"
    return take_off(actor, person, person.account, words, today())


def _end_absences(actor: Actor, one: WorkHandover) -> int:
    """Nobody stands in for a desk that is nobody's."""
    person = one.appointment.person
    if _holds_another(one.appointment):
        return 0
    ahead = lasts_beyond(Absence, today())
    rows = db.session.scalars(select(Absence).where(Absence.person_id == person.id, ahead)).all()
    for row in rows:
        row.valid_to = max(today(), row.valid_from)
        words = f"{person.full_name} thôi giữ chức vụ, không còn người nhận việc thay"
        changed(actor, "absence_ended", f"person/{person.id}", words, absence=row.id)
    return len(rows)
