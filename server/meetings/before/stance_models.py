"""What a member thinks of a matter before the session; the last word counts."""

import datetime as dt
from collections.abc import Sequence, Set

from sqlalchemy import ForeignKey, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from server.database import Base, Moment, db


class MarkedStance(Base):
    """Ý kiến trước phiên họp: one for each matter and member."""

    __tablename__ = "meeting_stances"

    item_id: Mapped[int] = mapped_column(ForeignKey("meeting_items.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), primary_key=True)
    stance: Mapped[str]
    text: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[dt.datetime] = mapped_column(Moment)


def owing(items: Sequence[int], members: Set[int]) -> set[int | None]:
    """Of these members, who lacks a stance on one of these matters."""
    if not items or not members:
        return set()
    found = select(MarkedStance.item_id, MarkedStance.person_id)
    given = {(*row,) for row in db.session.execute(found.where(MarkedStance.item_id.in_(items)))}
    return {one for one in members if any((item, one) not in given for item in items)}
