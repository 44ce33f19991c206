"""One web process at a time minds a meeting, where several hold its pages.

What nobody asks for (how far a vote is, whose line is lost) would else be said by each of them.
Who minds it stands on the meeting's row, for some seconds; whoever dies lets go of it by that, and
the next one reads in the record how far it was said.
"""

import datetime as dt
from dataclasses import dataclass, field

from sqlalchemy import or_, select, update

from server.clock import now
from server.database import db, run, table, transaction
from server.meetings.live import events
from server.meetings.live.event_models import MeetingEvent
from server.meetings.models import Meeting
from server.sockets import here

HOLDS = dt.timedelta(seconds=5)
"""Renewed when half of it is over: what was not said meanwhile, the next one says."""

TOLD = frozenset({"vote.progress", "site.changed", "screens.changed", "chair.lost", "chair.back",
                  "chair.changed"})  # fmt: skip

_meetings = table(Meeting)


@dataclass(slots=True)
class Minded:
    """A meeting that this process minds: until when, and what it last said of it unasked."""

    house: str
    until: dt.datetime
    votes: dict[int, int] = field(default_factory=dict)
    sites: dict[int, str] = field(default_factory=dict)
    dark: int = 0
    """Screens whose line is lost."""
    misses: int | None = None
    """The chair whose line is lost."""

    def hears(self, event: MeetingEvent, chair_id: int) -> None:
        """What was said before this process minded it; whoever is missed last is the chair."""
        said = event.payload
        if event.kind == "vote.progress" and "cast" in said:
            self.votes[said["vote"]] = said["cast"]
        elif event.kind == "site.changed":
            self.sites[said["site"]] = said["line"]
        elif event.kind == "screens.changed":
            self.dark = said.get("screens_lost", 0)
        elif event.kind.startswith("chair."):
            self.misses = chair_id if event.kind == "chair.lost" else None


_minded: dict[int, Minded] = {}


def minded(meeting_id: int) -> Minded | None:
    """What this process knows of a meeting that it minds; nothing where another one does."""
    house, known = here(), _minded.get(meeting_id)
    if known is not None and known.house != house.name:
        known = None
    is_alone = house.queue is None
    if known is not None and (is_alone or known.until > now() + HOLDS / 2):
        return known
    if not is_alone and not _is_taken(meeting_id, house.name):
        _minded.pop(meeting_id, None)
        return None
    known = known or _from_the_record(meeting_id, house.name)
    known.until = now() + HOLDS
    _minded[meeting_id] = known
    return known


def forget(meeting_id: int) -> None:
    """Nobody here hears it any more."""
    _minded.pop(meeting_id, None)


def _is_taken(meeting_id: int, name: str) -> bool:
    """Whether it is this one's from now on. It is only read, while another one minds it."""
    free = or_(
        _meetings.c.minded_until.is_(None),
        _meetings.c.minded_until < now(),
        _meetings.c.minded_by == name,
    )
    mine = (_meetings.c.id == meeting_id, free)
    if db.session.scalar(select(_meetings.c.id).where(*mine)) is None:
        return False
    with transaction():
        taken = update(_meetings).where(*mine).values(minded_by=name, minded_until=now() + HOLDS)
        return run(taken.returning(_meetings.c.id)).first() is not None


def _from_the_record(meeting_id: int, name: str) -> Minded:
    begun, meeting = Minded(name, now()), db.session.get_one(Meeting, meeting_id)
    for event in events.of_kinds(meeting_id, TOLD):
        begun.hears(event, meeting.chair_id)
    return begun
