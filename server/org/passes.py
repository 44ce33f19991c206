"""A seat of one person alone, until a moment: what is lent for a term is read from it.

Reader rows name seats; a pass is one more, `g:7`, on which its holder sits in the post in which it
was given, until its term ends by the clock. So nothing has to be taken away in time, and no right
that he has otherwise goes with it.
"""

import datetime as dt

from sqlalchemy import ForeignKey, Index, ScalarSelect, Text, bindparam, cast, func, select
from sqlalchemy.orm import Mapped, mapped_column

from server.clock import now
from server.database import Base, Moment
from server.org.models import Appointment


class Pass(Base):
    """Who sits there, in which post, until when."""

    __tablename__ = "passes"
    __table_args__ = (Index("ix_passes_person", "person_id", "position_id", "until"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    position_id: Mapped[int] = mapped_column(ForeignKey("positions.id"))
    until: Mapped[dt.datetime] = mapped_column(Moment)

    @property
    def seat(self) -> str:
        return seat_of(self.id)


def seat_of(pass_id: int | str) -> str:
    return f"g:{pass_id}"


def held() -> ScalarSelect[str]:
    """The passes that the holder of an appointment has at this moment, as `7,9`; None without."""
    mine = select(func.aggregate_strings(cast(Pass.id, Text), ",")).where(
        Pass.person_id == Appointment.person_id,
        Pass.position_id == Appointment.position_id,
        Pass.until > bindparam("moment", callable_=now, type_=Moment),
    )
    return mine.correlate(Appointment).scalar_subquery()


def seats_of(passes: str | None) -> tuple[str, ...]:
    return tuple(seat_of(one) for one in sorted((passes or "").split(",")) if one)
