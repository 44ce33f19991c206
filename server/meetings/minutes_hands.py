"""Whose names stand on the minutes: who chaired, who wrote them, who signs (DOMAIN §10.10)."""

from collections.abc import Iterable

from server.meetings.events import of_kinds
from server.meetings.models import Meeting
from server.meetings.people_models import Delegate


def chaired(meeting: Meeting) -> Delegate | None:
    """Who was in the chair at the end, whoever signs in his place since (§10.10)."""
    after = of_kinds(meeting.id, {"chair.changed"}) if meeting.closed_at else []
    gone = next((one.payload["gone"] for one in after if "gone" in one.payload), "")
    left = next((one for one in meeting.people if one.account == gone), None)
    return left or meeting.person(meeting.chair_id)


def signer_of(meeting: Meeting) -> int:
    """Of several secretaries, whose name stands on the minutes: who signs them (§10.10)."""
    return meeting.minutes[0].secretary_id if meeting.minutes else meeting.secretary_id


def beside(meeting: Meeting) -> Iterable[Delegate]:
    """The secretaries who kept them with him: who wrote something down is there."""
    others = meeting.secretaries - {signer_of(meeting)}
    wrote = {one.person_id for one in of_kinds(meeting.id, {"remark"})} if others else set()
    there = (one for one in meeting.people if one.person_id in others)
    return (one for one in there if one.came_at is not None or one.person_id in wrote)
