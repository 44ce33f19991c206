"""Who asked to speak in a meeting, and spoke (§10.7)."""

import datetime as dt

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from server.database import Base, Moment
from workflows.speaking import Request, Turn


class SpeakingRequest(Base):
    """A request to speak (§10.7). `place`: where the chair put it; `delegation` as the speaker's
    row has it, for turns go round by it; `item_id`: the matter that it was asked in; `registered`:
    handed in before that matter was taken up."""

    __tablename__ = "meeting_requests"
    __table_args__ = (Index("ix_meeting_requests_meeting_id", "meeting_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("meeting_items.id"))
    asked_at: Mapped[dt.datetime] = mapped_column(Moment)
    of_order: Mapped[bool] = mapped_column(default=False)
    registered: Mapped[bool] = mapped_column(default=False)
    returns: Mapped[bool] = mapped_column(default=False)
    skipped: Mapped[bool] = mapped_column(default=False)
    began_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    ends_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    ended_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    withdrawn: Mapped[bool] = mapped_column(default=False)
    place: Mapped[int | None]
    delegation: Mapped[str] = mapped_column(default="")

    @property
    def turn(self) -> Turn:
        if self.withdrawn:
            return Turn.WITHDRAWN
        if self.skipped:
            return Turn.SKIPPED
        if self.ended_at is not None:
            return Turn.DONE
        return Turn.WAITING if self.began_at is None else Turn.SPEAKING

    @property
    def request(self) -> Request:
        """The request as the law looks at it."""
        return Request(
            n=self.id,
            person_id=self.person_id,
            state=self.turn,
            of_order=self.of_order,
            registered=self.registered,
            returns=self.returns,
            place=self.place,
            group=self.delegation,
            matter=self.item_id,
        )
