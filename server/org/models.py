"""Agencies, units, positions and persons, each as it stood from day to day (DOMAIN §2)."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.database import Base, Moment
from server.org.dated import Dated, Salted
from server.words import fold


def _sought(row: DefaultExecutionContext) -> str:
    """What an agency is found by; a row's names never change, so it is written once with it."""
    said = row.get_current_parameters()
    return " " + fold(" ".join(said[name] for name in ("code", "short_name", "name", "organ_id")))


class Agency(Dated, Base):
    """Cơ quan: issues documents; has its own registers, numbers and seal (DOMAIN §2.1)."""

    __tablename__ = "agencies"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(index=True)
    organ_id: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    short_name: Mapped[str]
    abbreviation: Mapped[str]
    level: Mapped[str]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"))
    place_name: Mapped[str]
    superior: Mapped[str] = mapped_column(default="")
    regime: Mapped[str] = mapped_column(default="collective")
    external: Mapped[bool] = mapped_column(default=False)
    flagged: Mapped[bool] = mapped_column(default=False)
    has_units: Mapped[bool] = mapped_column(default=False)
    prints_qr: Mapped[bool] = mapped_column(default=True)
    silence_agrees: Mapped[bool] = mapped_column(default=False)
    """Whether its working rules take an unanswered poll in writing for agreement (§10.5)."""
    seal: Mapped[str] = mapped_column(default="")
    certificate: Mapped[str] = mapped_column(default="")
    sought: Mapped[str] = mapped_column(default=_sought)
    """Code, names and identifier without marks, a space before each word."""
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"))
    keeper_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    """Who got the key with signed minutes; nobody's before the first: the clerks' (art. 32.2b)."""
    parent: Mapped["Agency | None"] = relationship(
        remote_side="Agency.id", foreign_keys="Agency.parent_id"
    )
    keeper: Mapped["Person | None"] = relationship()


class Unit(Dated, Base):
    """Đơn vị: a department of an agency, without a seal of its own."""

    __tablename__ = "units"

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), index=True)
    code: Mapped[str]
    name: Mapped[str]
    abbreviation: Mapped[str]
    rank: Mapped[int] = mapped_column(default=0)
    agency: Mapped[Agency] = relationship()


class Position(Dated, Base):
    """Chức vụ: the chair that has duties; its roles are those of DOMAIN §3.1."""

    __tablename__ = "positions"

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    title: Mapped[str]
    roles: Mapped[list[str]] = mapped_column(JSON)
    rank: Mapped[int] = mapped_column(default=0)
    is_head: Mapped[bool] = mapped_column(default=False)
    is_deputy: Mapped[bool] = mapped_column(default=False)
    single_holder: Mapped[bool] = mapped_column(default=False)
    second_factor: Mapped[str] = mapped_column(default="")
    """What whoever holds it signs in with besides (DESIGN §9): nothing, `any`, or `passkey`."""
    key_kind: Mapped[str] = mapped_column(default="")
    """Which kind of key whoever holds it signs with (SIG-02): any, or the one named here."""
    inherits: Mapped[list[str]] = mapped_column(JSON, default=list)
    """The seats of the posts of closed agencies whose work came to this one (ORG-12)."""
    agency: Mapped[Agency | None] = relationship()
    unit: Mapped[Unit | None] = relationship()


class Person(Base):
    """Somebody who can sign in; what they may do comes from their appointments."""

    __tablename__ = "persons"

    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(unique=True)
    full_name: Mapped[str]
    sort_key: Mapped[bytes] = mapped_column(default=b"")
    password_hash: Mapped[str]
    password_by: Mapped[str] = mapped_column(default="")
    """Who else set the password, and so knows it: it is changed at the next sign-in."""
    seal: Mapped[str] = mapped_column(default="")
    """The address of the key (docs/keys.md)."""
    certificate: Mapped[str] = mapped_column(default="")
    """What that key must show (PEM, its chain after it), as an administrator registered it."""
    email: Mapped[str] = mapped_column(default="")
    active: Mapped[bool] = mapped_column(default=True)
    language: Mapped[str] = mapped_column(default="vi")
    appointments: Mapped[list["Appointment"]] = relationship(back_populates="person")
    names: Mapped[list["PersonName"]] = relationship(order_by="PersonName.valid_from")

    def names_until(self, day: dt.date) -> list[str]:
        """Every name that was borne up to that day: a certificate may still be made out to one."""
        return [one.full_name for one in self.names if one.valid_from <= day] or [self.full_name]


class PersonName(Dated, Base):
    """How a person is called from one day to another; papers keep the name of their own day."""

    __tablename__ = "person_names"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    full_name: Mapped[str]


class Appointment(Salted, Dated, Base):
    """Bổ nhiệm: a person in a position for a time; `acting` is "quyền" (Q., DOMAIN §2.3)."""

    __tablename__ = "appointments"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    position_id: Mapped[int] = mapped_column(ForeignKey("positions.id"), index=True)
    kind: Mapped[str] = mapped_column(default="regular")
    main: Mapped[bool] = mapped_column(default=True)
    decision_code: Mapped[str] = mapped_column(default="")
    person: Mapped[Person] = relationship(back_populates="appointments")
    position: Mapped[Position] = relationship()


class Delegation(Salted, Dated, Base):
    """A right to sign for another: KT, TL or TUQ, written, for a time, for some kinds (ORG-01)."""

    __tablename__ = "delegations"

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), index=True)
    kind: Mapped[str]
    position_id: Mapped[int] = mapped_column(ForeignKey("positions.id"), index=True)
    giver: Mapped[str] = mapped_column(default="DIRECT")
    document_code: Mapped[str]
    doc_types: Mapped[list[str]] = mapped_column(JSON)
    subjects: Mapped[str] = mapped_column(default="")
    position: Mapped[Position] = relationship()


class Absence(Salted, Dated, Base):
    """Vắng mặt: routes the inbox to a substitute; never gives the power to sign (ORG-04)."""

    __tablename__ = "absences"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    substitute_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    kind: Mapped[str] = mapped_column(default="")
    """`workflows.absence.AbsenceKind`; empty where it was written before there was a choice."""
    person: Mapped[Person] = relationship(foreign_keys=person_id)
    substitute: Mapped[Person] = relationship(foreign_keys=substitute_id)


class CalendarDay(Base):
    """A day off, or a make-up day that is worked, each from an official notice (CAL-03–05)."""

    __tablename__ = "calendar_days"

    day: Mapped[dt.date] = mapped_column(primary_key=True)
    kind: Mapped[str]
    """`off`, `work`, or `plain`: a notice taken back, and the day is what its weekday says."""
    name: Mapped[str]
    notice: Mapped[str] = mapped_column(default="")


class OfficeHours(Base):
    """Giờ làm việc: a set of an agency, summer or winter, from a day until its next one (CAL-01).

    `sessions`: morning and afternoon, `07:30-11:30 13:30-17:00`.
    """

    __tablename__ = "office_hours"
    __table_args__ = (UniqueConstraint("agency_id", "since"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    since: Mapped[dt.date]
    sessions: Mapped[str]
    notice: Mapped[str] = mapped_column(default="")


class KindRule(Dated, Base):
    """What an agency settled for a type of document, from a day on (art. 15.1c; DOMAIN §4.5).

    `what` is `offered` (`0`: not written here), `series` (which numbers it takes), or `due_days`
    (working days to handle one that arrives); of a level of urgency, which stands in the place of
    the type, `minutes` (that it may be left lying, §4.4). Without a row the law's table counts.
    """

    __tablename__ = "kind_rules"
    __table_args__ = (Index("ix_kind_rules_agency", "agency_id", "what"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    doc_type: Mapped[str]
    what: Mapped[str]
    value: Mapped[str]


class DraftTemplate(Dated, Base):
    """Mẫu dự thảo: what an agency writes again and again, with its words and its recipients.

    Its words may be changed in place: a draft has its own from the moment it begins.
    """

    __tablename__ = "draft_templates"

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), index=True)
    name: Mapped[str]
    doc_type: Mapped[str]
    subject: Mapped[str]
    bases: Mapped[list[str]] = mapped_column(JSON)
    body: Mapped[list[str]] = mapped_column(JSON)
    to: Mapped[list[str]] = mapped_column(JSON)
    for_info: Mapped[list[str]] = mapped_column(JSON)


class RecipientGroup(Base):
    """Nhóm nơi nhận: a name for agencies that get the same papers.

    Its members are codes, looked up when it is chosen, not when it is kept (ORG-16). `person_id`:
    whose own it is; nobody's where the agency keeps it for all who draft.
    """

    __tablename__ = "recipient_groups"

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    name: Mapped[str]
    members: Mapped[list[str]] = mapped_column(JSON)


class Phrase(Base):
    """Câu mẫu: a sentence for directives or opinions; `person_id` as with a group."""

    __tablename__ = "phrases"

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    place: Mapped[str]
    text: Mapped[str]


class PersonChange(Salted, Base):
    """What was changed in people, posts and rights, by whom (PL.VI III.3c)."""

    __tablename__ = "person_changes"
    __table_args__ = (Index("ix_person_changes_subject", "subject"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(Moment)
    by_account: Mapped[str]
    act: Mapped[str]
    subject: Mapped[str]
    words: Mapped[str]
    before: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    after: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    address: Mapped[str | None]
