"""What an auditor opens of content, and for which inspection: each time an event (DOMAIN §3.2).

An inspection is ordered by a decision and has a reason; without one that runs an auditor sees
registers, signatures and the log, and no paper's content. The log keeps who, what and the number
of the inspection; its words stand here.
"""

import datetime as dt
from collections.abc import Callable

from sqlalchemy import ForeignKey, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from server import audit
from server.audit.bound import Said, bind, heed
from server.audit.services import Fact
from server.database import Base, Moment, db, transaction
from server.org.actor import Actor
from workflows import Refused, Role

OPENED = "audit_read"


BY_PASS: list[Callable[[Actor, str, int], None]] = []
"""Rooms above that write down what somebody opened by a pass alone: who lent it tells of it."""


class Inspection(Base):
    """Đợt kiểm tra: by which decision, of what, from when to when its auditor opens papers."""

    __tablename__ = "inspections"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    order_code: Mapped[str]
    about: Mapped[str] = mapped_column(Text)
    began_at: Mapped[dt.datetime] = mapped_column(Moment)
    ended_at: Mapped[dt.datetime | None] = mapped_column(Moment)


def _inspection(row: Said) -> dict[str, Fact]:
    return {"person": row["person_id"]}


heed(bind("inspection", Inspection, _inspection))


def running(person_id: int | None) -> Inspection | None:
    """The inspection that this auditor now works under."""
    mine = select(Inspection).filter_by(person_id=person_id, ended_at=None)
    return db.session.scalar(mine.order_by(Inspection.id.desc()).limit(1))


def inspections_of(person_id: int | None) -> list[Inspection]:
    mine = select(Inspection).filter_by(person_id=person_id)
    return list(db.session.scalars(mine.order_by(Inspection.id.desc()).limit(50)))


def note_opening(actor: Actor, subject: str, sha256: str | None) -> None:
    """Write down that an auditor opened a paper, or refuse: `no_inspection`.

    Whoever is no auditor opens it by his duty, which the history tells.
    """
    if Role.AUDITOR not in actor.roles:
        return
    ordered = running(actor.person_id)
    if ordered is None:
        raise Refused("no_inspection")
    why = ordered.id
    with transaction():
        audit.append(
            OPENED,
            subject,
            **actor.by,
            inspection=why,
            revision_sha256=sha256,
        )
