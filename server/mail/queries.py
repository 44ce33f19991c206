"""Reading how the mail stands, for those who look after the installation."""

from dataclasses import dataclass

from sqlalchemy import Row, func, select

from server.database import db
from server.mail.models import QUEUED, Mail, MailChoice
from server.org.models import Person

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Standing:
    """How many letters wait, and what the mail server said last to one of them."""

    waiting: int
    trouble: str


def standing() -> Standing:
    """Of all letters together: whose they are is nobody's concern here."""
    waits = Mail.state == QUEUED
    waiting = db.session.scalar(select(func.count(Mail.id)).where(waits)) or 0
    troubles = select(Mail.error).where(waits, Mail.error != "").order_by(Mail.due_at.desc())
    return Standing(waiting, db.session.scalar(troubles.limit(1)) or "")


def refused() -> list[Row]:
    """(account, full_name, address, at, words) of addresses refused for good, the last first."""
    columns = (
        Person.account,
        Person.full_name,
        MailChoice.refused.label("address"),
        MailChoice.refused_at.label("at"),
        MailChoice.refusal.label("words"),
    )
    rows = select(*columns).join(MailChoice, MailChoice.person_id == Person.id)
    newest = rows.where(MailChoice.refused != "").order_by(MailChoice.refused_at.desc())
    return list(db.session.execute(newest.limit(SHOWN)))
