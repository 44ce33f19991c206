"""What is asked beforehand of whoever presents a matter, and what he answers (DOMAIN §10.4)."""

import datetime as dt

from sqlalchemy import ForeignKey, Index, Text, bindparam, select
from sqlalchemy.orm import Mapped, mapped_column

from server.clock import now
from server.database import Base, Moment, db


class MeetingQuestion(Base):
    """Câu hỏi trước phiên họp, in the words of the day; `answer` is empty until there is one.

    One that was taken back keeps its number, so that an answer on its way meets no other question.
    """

    __tablename__ = "meeting_questions"
    __table_args__ = (Index("ix_meeting_questions_meeting_id", "meeting_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("meeting_items.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    name: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[dt.datetime] = mapped_column(Moment, default=now)
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_by: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    withdrawn_at: Mapped[dt.datetime | None] = mapped_column(Moment)


_STANDS = (
    select(MeetingQuestion)
    .where(
        MeetingQuestion.meeting_id == bindparam("meeting_id"),
        MeetingQuestion.withdrawn_at.is_(None),
    )
    .order_by(MeetingQuestion.id)
)


def questions_of(meeting_id: int) -> list[MeetingQuestion]:
    """All that was asked and not taken back, in order, in one statement."""
    return list(db.session.scalars(_STANDS, {"meeting_id": meeting_id}))


def unanswered(meeting_id: int) -> set[int]:
    """The matters of which something asked waits for its answer."""
    waits = select(MeetingQuestion.item_id).filter_by(meeting_id=meeting_id, withdrawn_at=None)
    return set(db.session.scalars(waits.filter_by(answered_at=None)))
