"""Whose names stand on the minutes: who chaired, who wrote them, who signs (DOMAIN §10.10)."""

import datetime as dt
from collections.abc import Iterable

from server.meetings.live.event_models import MeetingEvent
from server.meetings.live.events import of_kinds
from server.meetings.models import Meeting
from server.meetings.people.models import Delegate


def in_the_chair(meeting: Meeting) -> list[tuple[Delegate, dt.datetime | None]]:
    """Who chaired, one after another, and since when each but the first; whoever signs in the last
    one's place since it was closed did not (§10.3, §10.10)."""
    changes = of_kinds(meeting.id, {"chair.changed"}) if meeting.opened_at else []
    turns = [one for one in changes if "gone" not in one.payload and _is_in_session(meeting, one)]
    first = turns[0].payload.get("before", "") if turns else _at_the_end(meeting, changes)
    named = [(first, None), *((one.payload["person"], one.at) for one in turns)]
    seats = {one.account: one for one in meeting.people}
    return [(seats[account], at) for account, at in named if account in seats]


def _is_in_session(meeting: Meeting, event: MeetingEvent) -> bool:
    return meeting.opened_at is not None and event.at >= meeting.opened_at


def _at_the_end(meeting: Meeting, changes: Iterable[MeetingEvent]) -> str:
    """Of a session that one chaired alone: him, whoever signs since."""
    return next((one.payload["gone"] for one in changes if "gone" in one.payload), "") or (
        meeting.chair.account
    )


def signer_of(meeting: Meeting) -> int:
    """Of several secretaries, whose name stands on the minutes: who signs them (§10.10)."""
    return meeting.minutes[0].secretary_id if meeting.minutes else meeting.secretary_id


def beside(meeting: Meeting) -> Iterable[Delegate]:
    """The secretaries who kept them with him: who wrote something down is there."""
    others = meeting.secretaries - {signer_of(meeting)}
    wrote = {one.person_id for one in of_kinds(meeting.id, {"remark"})} if others else set()
    there = (one for one in meeting.people if one.person_id in others)
    return (one for one in there if one.came_at is not None or one.person_id in wrote)
