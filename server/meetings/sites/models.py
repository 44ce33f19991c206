"""Where else a meeting is attended: a screen, many people, who looks after them (§10.12).

The room of the meeting itself is no site. Sites form a tree, as deep as the district has levels.
"""

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from server.database import Base, Moment
from workflows.attendance import GRACE


class Site(Base):
    """A site (điểm cầu). `under`: the number of the site above it, none where that is the room.

    `expected`: how many were to sit there, its own people among them; 0 where nobody said.
    `others`: how many sit there who are nobody's account, as its head counted them; `seen_at`: when
    the line of the head was last heard of, for the screen is his; `muted`: the chair turned off its
    sound, until it is turned on again or somebody there is given the floor.
    """

    __tablename__ = "meeting_sites"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    under: Mapped[int | None]
    head_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    expected: Mapped[int] = mapped_column(default=0)
    others: Mapped[int] = mapped_column(default=0)
    seen_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    muted: Mapped[bool] = mapped_column(default=False)

    def line_at(self, moment: dt.datetime) -> str:
        """How its line stands: never there yet, there, or lost (§10.13)."""
        if self.seen_at is None:
            return "WAITING"
        return "JOINED" if moment - self.seen_at <= GRACE else "LOST"
