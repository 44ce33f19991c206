"""A week of an agency and its entries."""

import datetime as dt
from hashlib import sha256

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.database import Base, Moment
from server.org.models import Agency, Person, Unit
from workflows.schedule import Stage


class WeeklySchedule(Base):
    """Lịch công tác tuần of an agency; `monday` is its first day. `amended_at`: last changed after
    it was published."""

    __tablename__ = "weekly_schedules"
    __table_args__ = (UniqueConstraint("agency_id", "monday"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    monday: Mapped[dt.date]
    reviewed_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    reviewed_by: Mapped[str] = mapped_column(default="")
    published_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    published_by: Mapped[str] = mapped_column(default="")
    amended_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    said: Mapped[str] = mapped_column(Text, default="")
    """Why it was sent back."""
    agency: Mapped[Agency] = relationship()
    lines: Mapped[list["ScheduleEntry"]] = relationship(
        back_populates="week", order_by="ScheduleEntry.begins_at, ScheduleEntry.id"
    )

    @property
    def state(self) -> Stage:
        """Told by what happened to it when."""
        if self.published_at:
            return Stage.PUBLISHED
        return Stage.REVIEWED if self.reviewed_at else Stage.DRAFT

    @property
    def unsettled(self) -> int:
        return sum(not it.settled_at for it in self.standing)

    @property
    def entries(self) -> int:
        return len(self.standing)

    @property
    def shows(self) -> str:
        """A mark of what somebody reads of it: another one once a line was put in, taken out or put
        right, so that nobody publishes a week that he has not seen."""
        return _mark([one.shows for one in self.lines])

    @property
    def standing(self) -> list["ScheduleEntry"]:
        """Those that were neither turned down nor struck."""
        return [it for it in self.lines if it.struck_at is None]


class ScheduleEntry(Base):
    """One line: when, what, who presides and who attends, where, with which car.

    `settled_at`: the office took it in; `struck_at`: turned down, or struck after publication, with
    `struck_why`; `added_at`: set after publication, in place of `replaces_id` where it is a change.
    `link` is a paper that it is about (`incoming/12`); `internal`: not for the public.
    """

    __tablename__ = "schedule_entries"
    __table_args__ = (Index("ix_schedule_entries_week", "week_id", "begins_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    week_id: Mapped[int] = mapped_column(ForeignKey("weekly_schedules.id"))
    begins_at: Mapped[dt.datetime] = mapped_column(Moment)
    ends_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    content: Mapped[str] = mapped_column(Text)
    presides_id: Mapped[int | None] = mapped_column(ForeignKey("positions.id"))
    presides: Mapped[str] = mapped_column(default="")
    """Name and post as on that day."""
    substitute_id: Mapped[int | None] = mapped_column(ForeignKey("positions.id"))
    substitute: Mapped[str] = mapped_column(default="")
    """Dự thay: who goes in his place, likewise."""
    attends: Mapped[str] = mapped_column(Text, default="")
    place: Mapped[str] = mapped_column(default="")
    car: Mapped[str] = mapped_column(default="")
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    link: Mapped[str] = mapped_column(default="")
    internal: Mapped[bool] = mapped_column(default=False)
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    proposed_at: Mapped[dt.datetime] = mapped_column(Moment)
    settled_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    added_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    struck_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    struck_why: Mapped[str] = mapped_column(Text, default="")
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("schedule_entries.id"))
    week: Mapped[WeeklySchedule] = relationship(back_populates="lines")
    unit: Mapped[Unit | None] = relationship()
    proposed_by: Mapped[Person] = relationship()

    @property
    def shows(self) -> str:
        """A mark of what it says."""
        return _mark([str(getattr(self, name)) for name in SAYS])

    @property
    def led_by(self) -> str:
        """As a schedule words it (§11.5): whose place it is, and who goes in it."""
        if not self.substitute:
            return self.presides
        return f"{self.presides} (đ/c {self.substitute} dự thay)"

    @property
    def taken_id(self) -> int | None:
        """The post whose holder is there."""
        return self.substitute_id or self.presides_id


SAYS = ("id", "begins_at", "ends_at", "content", "presides", "substitute", "attends", "place",
        "car", "unit_id", "link", "internal", "settled_at", "struck_at")  # fmt: skip


def _mark(parts: list[str]) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()[:16]
