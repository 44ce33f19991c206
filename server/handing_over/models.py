"""A handing over of somebody's work, its list line by line, and who said that the list is right."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.clock import today
from server.database import Base, Moment
from server.documents.lists.models import SignedList
from server.org.models import Appointment, Person
from workflows.handing_over import Stage


class WorkHandover(Base):
    """Bàn giao công việc of one appointment. `rest`: who takes what no line of its own names.

    `only_key`: he stays, and another gets the agency's key alone (art. 32.2b, SIG-03). `leaves`: he
    leaves the office, so his key is taken off; otherwise he moves and keeps it. `absent`: why he
    cannot confirm the list himself; empty where he can. `signed_list`: what goes before those who
    have a key, from when it is presented.
    """

    __tablename__ = "work_handovers"

    id: Mapped[int] = mapped_column(primary_key=True)
    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointments.id"), index=True)
    leaves_on: Mapped[dt.date]
    leaves: Mapped[bool]
    only_key: Mapped[bool] = mapped_column(default=False)
    decision_code: Mapped[str]
    absent: Mapped[str] = mapped_column(Text, default="")
    rest_id: Mapped[int | None] = mapped_column(ForeignKey("appointments.id"))
    drafted_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    drafted_at: Mapped[dt.datetime] = mapped_column(Moment)
    presented_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    done_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    withdrawn_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    said: Mapped[str] = mapped_column(Text, default="")
    """Why it was taken back or withdrawn."""
    sums: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    list_id: Mapped[int | None] = mapped_column(ForeignKey("signed_lists.id"))
    appointment: Mapped[Appointment] = relationship(foreign_keys=appointment_id)
    rest: Mapped[Appointment | None] = relationship(foreign_keys=rest_id)
    drafted_by: Mapped[Person] = relationship()
    signed_list: Mapped[SignedList | None] = relationship()
    lines: Mapped[list["WorkLine"]] = relationship(
        order_by="WorkLine.id", cascade="all, delete-orphan"
    )
    confirmations: Mapped[list["Confirmation"]] = relationship(
        order_by="Confirmation.id", cascade="all, delete-orphan"
    )

    @property
    def free_from(self) -> dt.date:
        """From when another may have the post and what lies there; no day of the past."""
        return max(self.leaves_on, today())

    @property
    def state(self) -> Stage:
        """Told by what happened to it when."""
        if self.withdrawn_at:
            return Stage.WITHDRAWN
        if self.done_at:
            return Stage.DONE
        return Stage.PRESENTED if self.presented_at else Stage.DRAFT


class WorkLine(Base):
    """One thing and who takes it; where nobody is named it ends with the post (a mandate).

    `called` names it without its content, in the words of that day.
    """

    __tablename__ = "work_lines"
    __table_args__ = (
        UniqueConstraint("handover_id", "kind", "thing_id"),
        Index("ix_work_lines_taker", "taker_id", "handover_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    handover_id: Mapped[int] = mapped_column(ForeignKey("work_handovers.id"))
    kind: Mapped[str]
    thing_id: Mapped[int]
    taker_id: Mapped[int | None] = mapped_column(ForeignKey("appointments.id"))
    called: Mapped[str] = mapped_column(default="")
    due_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    taker: Mapped[Appointment | None] = relationship()


class Confirmation(Base):
    """Somebody said that the list is right: the digest is that of the list he saw. `by_key`: with
    his signature on it."""

    __tablename__ = "work_confirmations"
    __table_args__ = (UniqueConstraint("handover_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    handover_id: Mapped[int] = mapped_column(ForeignKey("work_handovers.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    position: Mapped[str]
    at: Mapped[dt.datetime] = mapped_column(Moment)
    list_sha256: Mapped[str]
    by_key: Mapped[bool] = mapped_column(default=False)
    person: Mapped[Person] = relationship()
