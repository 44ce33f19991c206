"""Who and which room is wanted twice at one time (MT-T02, §10.11): looked at before it is kept."""

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Select, or_, select

from server.clock import local
from server.database import db
from server.meetings.models import Meeting
from server.meetings.people.models import Delegate
from server.org.actor import Actor
from server.org.models import Absence, Person
from server.org.queries import in_force
from server.papers.services import may_read
from server.words import keyed
from workflows.meeting import Meeting as State
from workflows.meeting_kinds import IN_WRITING

STANDS = (
    State.SCHEDULED, State.INVITED, State.CHECK_IN, State.IN_SESSION, State.PAUSED,
)  # fmt: skip
"""What has its place in the calendar; a draft takes no room from anybody."""
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Slot:
    """A room and people for a time; `but` is the meeting itself."""

    agency_id: int
    room: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    people: Collection[int] = ()
    but: int | None = None


BESIDE: list[Callable[[Actor, Slot], list[str]]] = []
"""What the rooms above know to be wanted then, in words: the weekly schedule (§11.5)."""


def slot_of(meeting: Meeting) -> Slot:
    return Slot(
        meeting.agency_id,
        meeting.room,
        meeting.starts_at,
        meeting.ends_at,
        [one.person_id for one in meeting.people],
        meeting.id,
    )


def of_room(asked: Slot) -> list[Meeting]:
    """The meetings that have this room then; rooms are one's own agency's."""
    if not asked.room.strip():
        return []
    mine = _at_that_time().where(Meeting.agency_id == asked.agency_id)
    return [one for one in _meeting(asked, mine) if keyed(one.room) == keyed(asked.room)]


def of_people(asked: Slot) -> list[tuple[Delegate, Meeting]]:
    """Who sits elsewhere then, and where; who has excused himself there is free."""
    busy = select(Delegate.meeting_id).where(
        Delegate.person_id.in_(asked.people), Delegate.excuse == ""
    )
    found = _meeting(asked, _at_that_time().where(Meeting.id.in_(busy)))
    return [
        (one, meeting)
        for meeting in found
        for one in meeting.people
        if one.person_id in asked.people and not one.excuse
    ]


def _at_that_time() -> Select[Any]:
    stands = Meeting.state.in_(STANDS) & Meeting.kind.not_in(IN_WRITING)
    return select(Meeting).where(stands).order_by(Meeting.starts_at)


def _meeting(asked: Slot, wanted: Select[Any]) -> list[Meeting]:
    """Those that overlap; one that ends when the other begins does not."""
    near = wanted.where(
        Meeting.starts_at > asked.starts_at - DAY, Meeting.starts_at < asked.ends_at,
    )  # fmt: skip
    found = [one for one in db.session.scalars(near) if one.id != asked.but]
    return [one for one in found if one.ends_at > asked.starts_at]


def words_for(actor: Actor, asked: Slot) -> list[str]:
    """A sentence for the room, one for all whom another meeting wants, one for each line of the
    weekly schedule, and one for whoever is away; what somebody may not read is not named to him,
    nor why a colleague is away."""
    rooms, people = of_room(asked), _by_meeting(of_people(asked))
    ids = {one.id for one in (*rooms, *people)}
    mine = select(Meeting.id).where(Meeting.id.in_(ids), may_read(Meeting, actor))
    known = set(db.session.scalars(mine))
    taken = [
        _("%(room)s đã có %(meeting)s.", room=asked.room, meeting=_said(one, known))
        for one in rooms
    ]
    wanted = [
        _("%(name)s đã có %(meeting)s.", name=", ".join(names), meeting=_said(one, known))
        for one, names in people.items()
    ]
    beside = [words for told in BESIDE for words in told(actor, asked)]
    return taken + wanted + beside + _away(asked)


def _away(asked: Slot) -> list[str]:
    """Who is written down as away on that day, or on one that it reaches into (ORG-04)."""
    first, last = local(asked.starts_at).date(), local(asked.ends_at).date()
    then = or_(*(in_force(Absence, day) for day in {first, last}))
    theirs = select(Person.full_name).join(Absence, Absence.person_id == Person.id)
    found = theirs.where(Person.id.in_(asked.people), then).order_by(Person.sort_key)
    names = ", ".join(dict.fromkeys(db.session.scalars(found)))
    if not names:
        return []
    return [_("%(name)s vắng mặt ngày %(day)s.", name=names, day=f"{first:%d/%m/%Y}")]


def _by_meeting(people: list[tuple[Delegate, Meeting]]) -> dict[Meeting, list[str]]:
    names: dict[Meeting, list[str]] = {}
    for one, meeting in people:
        names.setdefault(meeting, []).append(one.name)
    return names


def _said(meeting: Meeting, known: set[int]) -> str:
    named = f"“{meeting.subject}”" if meeting.id in known else _("một cuộc họp khác")
    begins, ends = local(meeting.starts_at), local(meeting.ends_at)
    return _(
        "%(meeting)s từ %(begins)s đến %(ends)s ngày %(day)s", meeting=named,
        begins=f"{begins:%H:%M}", ends=f"{ends:%H:%M}", day=f"{begins:%d/%m/%Y}",
    )  # fmt: skip
