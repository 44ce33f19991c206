"""Rules that were set aside with a reason, whatever they are of (DOMAIN §3.4)."""

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, Index, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from server import audit
from server.audit.bound import Said, bind, heed
from server.audit.services import Fact
from server.clock import now
from server.database import Base, Moment, db
from server.org.actor import Actor


class ExceptionRecord(Base):
    """A rule that was set aside with a reason; shown where it was, counted (DOMAIN §3.4).

    Of a document, or of the agency alone where it names none (its key, article 32.2b). `approver`:
    the written permission, where one is asked for. `ended_at`: a rule of layout that was mended
    since, or whose draft was sent back (OUT-T03).
    """

    __tablename__ = "exception_records"
    __table_args__ = (Index("ix_exception_records_at", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    rule_id: Mapped[str]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    outgoing_id: Mapped[int | None] = mapped_column(ForeignKey("outgoing_documents.id"), index=True)
    incoming_id: Mapped[int | None] = mapped_column(ForeignKey("incoming_documents.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    name: Mapped[str]
    reason: Mapped[str] = mapped_column(Text)
    approver: Mapped[str] = mapped_column(default="")
    at: Mapped[dt.datetime] = mapped_column(Moment)
    ended_at: Mapped[dt.datetime | None] = mapped_column(Moment)


def record(
    actor: Actor, rule: str, reason: str, *, of: tuple[str, int], agency_id: int | None
) -> None:
    """Of a document (`("incoming", 12)`); a step of the act that sets the rule aside."""
    kind, id = of
    _add(
        rule, reason, agency_id=agency_id, person_id=actor.person_id, name=actor.name,
        **{f"{kind}_id": id},
    )  # fmt: skip
    audit.append("rule_waived", f"{kind}/{id}", rule=rule, **actor.by)


def record_of_agency(rule: str, reason: str, *, agency_id: int, who: Any, approver: str) -> None:
    """Of what no document says: `who` did it, `approver` names the written permission; a step."""
    _add(rule, reason, agency_id=agency_id, person_id=who.id, name=who.full_name, approver=approver)


def _add(rule: str, reason: str, **more: Any) -> None:
    db.session.add(ExceptionRecord(rule_id=rule, reason=reason, at=now(), **more))


def exceptions_of(kind: str, paper_id: int) -> list[ExceptionRecord]:
    """The rules that were set aside for this document, with their reasons."""
    mine = select(ExceptionRecord).filter_by(**{f"{kind}_id": paper_id})
    return list(db.session.scalars(mine.order_by(ExceptionRecord.id)))


def paper_of(outgoing_id: int | None, incoming_id: int | None) -> str:
    """Which document it is of, as the log names it; empty where it is of none."""
    if outgoing_id:
        return f"outgoing/{outgoing_id}"
    return f"incoming/{incoming_id}" if incoming_id else ""


def _waiver(row: Said) -> dict[str, Fact]:
    return {name: row[f"{name}_id"] for name in ("outgoing", "incoming")} | {"rule": row["rule_id"]}


heed(bind("waiver", ExceptionRecord, _waiver))
