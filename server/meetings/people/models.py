"""Who sits in a meeting: as what, in the words of the day, and his attendance."""

import datetime as dt

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.audit.bound import Said, bind, heed
from server.audit.services import Fact
from server.database import Base, Moment
from server.org.dated import Salted
from workflows import Role
from workflows.attendance import Seat


class Delegate(Salted, Base):
    """Somebody who sits in a meeting, and his attendance (§10.6), in the words of the day."""

    __tablename__ = "meeting_people"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), primary_key=True)
    position_id: Mapped[int] = mapped_column(ForeignKey("positions.id"))
    n: Mapped[int]
    part: Mapped[str]
    presents: Mapped[bool] = mapped_column(default=False)
    writes: Mapped[bool] = mapped_column(default=False)
    """One more secretary beside the first, who may do all that he may (§10.3)."""
    account: Mapped[str]
    name: Mapped[str]
    post: Mapped[str]
    delegation: Mapped[str] = mapped_column(default="")
    """The agency or unit that he came with; "" where he leads the own one."""
    confirmed_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    excuse: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    came_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    left_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    remote: Mapped[bool] = mapped_column(default=False)
    site: Mapped[int | None]
    stands_for_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    stands_for: Mapped[str] = mapped_column(default="")
    seen_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    placed: Mapped[str] = mapped_column(default="")
    """The seat in the room that a hand gave him; "" where his rank does."""

    @property
    def seat(self) -> Seat:
        """His attendance as the law looks at it."""
        return Seat(
            member=self.part == Role.MEMBER,
            confirmed=self.confirmed_at is not None,
            excused=bool(self.excuse),
            came_at=self.came_at,
            left_at=self.left_at,
            remote=self.remote,
            seen_at=self.seen_at,
        )


def _person(row: Said) -> dict[str, Fact]:
    return {"person": row["person_id"]}


heed(bind("delegate", Delegate, _person))
