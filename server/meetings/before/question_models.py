"""What is asked beforehand of whoever presents a matter, and what he answers (DOMAIN §10.4)."""

import datetime as dt

from sqlalchemy import ForeignKey, Index, Text, bindparam, select, update
from sqlalchemy.orm import Mapped, mapped_column

from server.clock import now
from server.database import Base, Moment, db, run, table


class MeetingQuestion(Base):
    """Câu hỏi trước phiên họp, in the words of the day; `answer` is empty until there is one.

    One that was taken back keeps its number, so that an answer on its way meets no other question.
    `given_to_id`: whom the chair handed it on to; else it is its matter's rapporteur's.
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
    given_to_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))


_questions = table(MeetingQuestion)


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


def unanswered(meeting_id: int) -> list[tuple[int, int | None]]:
    """The matter of each question that waits for its answer, and whom it was handed on to."""
    asked = select(MeetingQuestion.item_id, MeetingQuestion.given_to_id)
    waits = asked.filter_by(meeting_id=meeting_id, withdrawn_at=None, answered_at=None)
    return [(item, given) for item, given in db.session.execute(waits)]


def answered_by_another(meeting_id: int, before: int, after: int | None) -> None:
    """What was handed on to one goes with his place; where nobody comes into it, back to whoever
    presents the matter."""
    mine = (_questions.c.meeting_id == meeting_id, _questions.c.given_to_id == before)
    waits = (_questions.c.answered_at.is_(None), _questions.c.withdrawn_at.is_(None))
    run(update(_questions).where(*mine, *waits).values(given_to_id=after))
