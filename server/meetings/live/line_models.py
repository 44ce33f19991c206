"""Who is connected to a meeting, and the screens on its walls (DOMAIN §10.6, §10.9).

A line says that a page is open somewhere; attendance is another thing, and never written by it.
"""

import datetime as dt

from sqlalchemy import ForeignKey, Index, bindparam, exists, func, select
from sqlalchemy.orm import Mapped, mapped_column

from server.clock import now
from server.database import Base, Moment, db
from workflows.attendance import GRACE


class Line(Base):
    """An open page of somebody's, or of a screen: since when, last heard of, how fast it answers.

    `call`: whether it is in the embedded call, with `video` or with `audio` alone.
    `gone`: it was closed; `seen_at` is then the moment of that.
    """

    __tablename__ = "meeting_lines"
    __table_args__ = (Index("ix_meeting_lines_meeting_id", "meeting_id", "person_id"),)

    sid: Mapped[str] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    screen_id: Mapped[int | None] = mapped_column(ForeignKey("meeting_screens.id"))
    address: Mapped[str]
    device: Mapped[str]
    since: Mapped[dt.datetime] = mapped_column(Moment)
    seen_at: Mapped[dt.datetime] = mapped_column(Moment)
    rtt: Mapped[int | None]
    call: Mapped[str] = mapped_column(default="")
    gone: Mapped[bool] = mapped_column(default=False)


class Screen(Base):
    """A screen on a wall: what it carries as its cookie, the code it shows until somebody of the
    meeting types it in, and for which meeting it then hangs."""

    __tablename__ = "meeting_screens"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(unique=True)
    code: Mapped[str] = mapped_column(index=True)
    address: Mapped[str]
    at: Mapped[dt.datetime] = mapped_column(Moment)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"), index=True)
    paired_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    ended_at: Mapped[dt.datetime | None] = mapped_column(Moment)


_LAST = select(func.max(Line.seen_at)).where(
    Line.meeting_id == bindparam("meeting_id"), Line.person_id == bindparam("person_id")
)
"""Of each room's chair it is asked each second."""


def last_heard(meeting_id: int, person_id: int) -> dt.datetime | None:
    """When somebody's page was heard of last; None where he never had one open."""
    return db.session.scalar(_LAST, {"meeting_id": meeting_id, "person_id": person_id})


def heard_before(meeting_id: int, moment: dt.datetime) -> dt.datetime | None:
    """When any page of the room was heard of last, before that moment."""
    there = (Line.meeting_id == meeting_id, Line.seen_at < moment)
    return db.session.scalar(select(func.max(Line.seen_at)).where(*there))


_SCREENS = (
    select(Screen)
    .where(Screen.meeting_id == bindparam("meeting_id"), Screen.ended_at.is_(None))
    .order_by(Screen.id)
)


def screens_of(meeting_id: int) -> list[Screen]:
    """The screens that hang for a meeting now."""
    return list(db.session.scalars(_SCREENS, {"meeting_id": meeting_id}))


_ITS = exists().where(Line.screen_id == Screen.id)
_DARK = select(func.count(Screen.id)).where(
    Screen.meeting_id == bindparam("meeting_id"),
    Screen.ended_at.is_(None),
    _ITS,
    ~_ITS.where(Line.gone.is_(False), Line.seen_at >= bindparam("since", type_=Moment)),
)
"""Asked each second of each room."""


def dark_screens(meeting_id: int) -> int:
    """How many of the screens that hang have lost their line: what is shown, nobody reads there.
    One whose code was typed in just now has none yet, and is not missed."""
    asked = {"meeting_id": meeting_id, "since": now() - GRACE}
    return db.session.scalar(_DARK, asked) or 0


def standing(meeting_id: int, dark: int | None = None) -> dict[str, int]:
    """What the room hears of its screens: how many hang, and how many of them have lost it, `dark`
    where that was asked already."""
    lost = dark_screens(meeting_id) if dark is None else dark
    return {"screens": len(screens_of(meeting_id)), "screens_lost": lost}
