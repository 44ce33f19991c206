"""A plan of reorganisation, what it closes, who takes over which post; what was handed over."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.database import Base, Moment
from server.documents.lists.models import SignedList
from server.org.models import Agency, Person, Position, Unit
from workflows.reorganising import Plan as Stage


class Plan(Base):
    """Phương án sắp xếp. `trouble`: why its midnight waits; `sums`: what moved, by agency and kind.

    `rehearsed`: what moved when it was last carried out and rolled back.
    """

    __tablename__ = "reorganisations"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    decision_code: Mapped[str]
    effective_on: Mapped[dt.date] = mapped_column(index=True)
    drafted_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    drafted_at: Mapped[dt.datetime] = mapped_column(Moment)
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    proposed_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    approved_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    withdrawn_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    took_effect_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    said: Mapped[str] = mapped_column(Text, default="")
    """Why it was sent back or withdrawn."""
    sums: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    rehearsed: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    trouble: Mapped[list[str]] = mapped_column(JSON, default=list)
    mail: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """Of one that was withdrawn: whose mail it led where, for whoever takes it up again."""
    drafted_by: Mapped[Person] = relationship(foreign_keys=drafted_by_id)
    proposed_by: Mapped[Person | None] = relationship(foreign_keys=proposed_by_id)
    approved_by: Mapped[Person | None] = relationship(foreign_keys=approved_by_id)
    closings: Mapped[list["Closing"]] = relationship(
        order_by="Closing.agency_id", cascade="all, delete-orphan"
    )
    posts: Mapped[list["PostHeir"]] = relationship(
        order_by="PostHeir.position_id", cascade="all, delete-orphan"
    )
    founded: Mapped[list["Founded"]] = relationship(order_by="Founded.agency_id")
    things: Mapped[list["ThingHeir"]] = relationship(cascade="all, delete-orphan")
    partings: Mapped[list["Parting"]] = relationship(
        order_by="Parting.id", cascade="all, delete-orphan"
    )

    @property
    def state(self) -> Stage:
        """Told by what happened to it when."""
        if self.withdrawn_at:
            return Stage.WITHDRAWN
        if self.took_effect_at:
            return Stage.IN_EFFECT
        if self.approved_at:
            return Stage.APPROVED
        return Stage.PROPOSED if self.proposed_at else Stage.DRAFT


class Closing(Base):
    """An agency that ends with the plan, and who takes over what no post of it held. `renamed`: it
    is the same one under a new name, so its numbers go on and who stood under it stays there."""

    __tablename__ = "reorganisation_closings"

    plan_id: Mapped[int] = mapped_column(ForeignKey("reorganisations.id"), primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), primary_key=True)
    heir_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"))
    renamed: Mapped[bool] = mapped_column(default=False)
    agency: Mapped[Agency] = relationship(foreign_keys=agency_id)
    heir: Mapped[Agency | None] = relationship(foreign_keys=heir_id)


class Parting(Base):
    """An agency that lives on, and what of it goes to another (chia tách, chuyển đơn vị): a unit
    with its posts and its work; without one only the work that is ticked (`ThingHeir`).

    `new_unit_id`: the same unit there, where the plan sets it up.
    """

    __tablename__ = "reorganisation_partings"

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("reorganisations.id"), index=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    heir_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    new_unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    agency: Mapped[Agency] = relationship(foreign_keys=agency_id)
    unit: Mapped[Unit | None] = relationship(foreign_keys=unit_id)
    heir: Mapped[Agency] = relationship(foreign_keys=heir_id)
    new_unit: Mapped[Unit | None] = relationship(foreign_keys=new_unit_id)


class PostHeir(Base):
    """Which post takes over the work of one that ends, and in which post its holder goes on."""

    __tablename__ = "reorganisation_posts"

    plan_id: Mapped[int] = mapped_column(ForeignKey("reorganisations.id"), primary_key=True)
    position_id: Mapped[int] = mapped_column(ForeignKey("positions.id"), primary_key=True)
    heir_id: Mapped[int | None] = mapped_column(ForeignKey("positions.id"))
    goes_to_id: Mapped[int | None] = mapped_column(ForeignKey("positions.id"))
    position: Mapped[Position] = relationship(foreign_keys=position_id)
    heir: Mapped[Position | None] = relationship(foreign_keys=heir_id)
    goes_to: Mapped[Position | None] = relationship(foreign_keys=goes_to_id)


class ThingHeir(Base):
    """One open thing of an agency that ends (`from_id`) goes to another successor than the work of
    its post does: a district's work is split by field and by area (ORG-10)."""

    __tablename__ = "reorganisation_things"

    plan_id: Mapped[int] = mapped_column(ForeignKey("reorganisations.id"), primary_key=True)
    paper_kind: Mapped[str] = mapped_column(primary_key=True)
    paper_id: Mapped[int] = mapped_column(primary_key=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    heir_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    from_agency: Mapped[Agency] = relationship(foreign_keys=from_id)
    heir: Mapped[Agency] = relationship(foreign_keys=heir_id)


class Founded(Base):
    """An agency that was set up for the plan: it never was, where the plan is withdrawn."""

    __tablename__ = "reorganisation_founded"

    plan_id: Mapped[int] = mapped_column(ForeignKey("reorganisations.id"), primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), primary_key=True)
    agency: Mapped[Agency] = relationship()


class HandedOver(Base):
    """A line of the handover list (biên bản bàn giao): one thing, one successor (ORG-12).

    `called` names it without its content; `post` and `heir` in the words of that day.
    """

    __tablename__ = "handed_over"
    __table_args__ = (Index("ix_handed_over_list", "plan_id", "from_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("reorganisations.id"))
    paper_kind: Mapped[str]
    paper_id: Mapped[int]
    from_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    called: Mapped[str]
    heir: Mapped[str]
    due_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    from_agency: Mapped[Agency] = relationship(foreign_keys=from_id)
    to_agency: Mapped[Agency] = relationship(foreign_keys=to_id)


class AgencyHandover(Base):
    """Biên bản bàn giao of an agency that ended to one that came after it (ORG-12).

    `giver_id`: who led the one on its last day, `taker_id`: who leads the other, each with his post
    in that day's words; nobody where the chair was empty. `list_id`: what they sign.
    """

    __tablename__ = "agency_handovers"

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("reorganisations.id"), index=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), index=True)
    at: Mapped[dt.datetime] = mapped_column(Moment)
    giver_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    giver_post: Mapped[str]
    taker_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    taker_post: Mapped[str]
    list_id: Mapped[int | None] = mapped_column(ForeignKey("signed_lists.id"))
    plan: Mapped[Plan] = relationship()
    from_agency: Mapped[Agency] = relationship(foreign_keys=from_id)
    to_agency: Mapped[Agency] = relationship(foreign_keys=to_id)
    giver: Mapped[Person | None] = relationship(foreign_keys=giver_id)
    taker: Mapped[Person | None] = relationship(foreign_keys=taker_id)
    signed_list: Mapped[SignedList | None] = relationship()
