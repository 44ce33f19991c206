"""The list of meetings as it is asked for: by kind and state, by day, by who sits in them."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, exists, or_, select

from server.clock import midnight
from server.meetings.models import Meeting
from server.meetings.people.models import Delegate
from server.meetings.plan import asking
from server.org.actor import Actor
from server.org.models import Position
from server.papers.listing import page_of
from server.papers.searching import Wanted, list_of

Conditions = list[ColumnElement[bool]]

_COLUMNS = (
    Meeting.id, Meeting.state, Meeting.version, Meeting.subject.label("title"), Meeting.kind,
    Meeting.starts_at, Meeting.room,
)  # fmt: skip
SITS, MINDS = "sits", "minds"


def listed(
    actor: Actor, filters: Mapping[str, Any], cursor: str | None
) -> tuple[Sequence[Row], str | None]:
    """A page of the meetings that this actor may read, newest first, as the conditions say."""
    asked = {name: value for name, value in filters.items() if value}
    said = asked.pop("q", "")
    wanted = [one for name, value in asked.items() for one in WANTED[name](actor, value)]
    if said:
        return list_of(Meeting, actor, _COLUMNS, Wanted(said, wanted), cursor)
    return page_of(Meeting, actor, _COLUMNS, wanted, cursor)


def _part(actor: Actor, part: str) -> Conditions:
    """I sit in it; or I chair it, or keep its minutes."""
    mine = _sitting(Delegate.person_id == actor.person_id)
    if part == SITS:
        return [mine]
    writes = _sitting(Delegate.person_id == actor.person_id, Delegate.writes.is_(True))
    me = actor.person_id
    return [or_(Meeting.chair_id == me, Meeting.secretary_id == me, writes)]


def _place(_actor: Actor, place: str) -> Conditions:
    """`u5`: somebody of that unit sits in it; `a7`: of that agency."""
    column = Position.unit_id if place.startswith("u") else Position.agency_id
    there = select(Position.id).where(column == int(place[1:]))
    return [_sitting(Delegate.position_id.in_(there))]


def _sitting(*who: Any) -> ColumnElement[bool]:
    return exists(select(Delegate.person_id).where(Delegate.meeting_id == Meeting.id, *who))


WANTED: Mapping[str, Callable[[Actor, Any], Conditions]] = {
    "state": lambda _actor, state: [Meeting.state == state],
    "kind": lambda _actor, kind: [Meeting.kind == kind],
    "session": lambda _actor, id: [asking.is_for(id)],
    "part": _part,
    "place": _place,
    "starts_from": lambda _actor, day: [Meeting.starts_at >= midnight(day)],
    "starts_to": lambda _actor, day: [Meeting.starts_at < midnight(day + dt.timedelta(1))],
}
"""What a list may be asked for besides words, and what each means."""
