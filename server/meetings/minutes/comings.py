"""Who came and went, as the minutes tell it: at his hour, and no sign-in that was taken back."""

import datetime as dt
from collections.abc import Iterable, Sequence

from server.clock import local
from server.meetings.live.event_models import MeetingEvent
from workflows.dates import written

KIND = "presence.changed"


def clock_words(moment: dt.datetime) -> str:
    """`08 giờ 05 phút`."""
    return f"{local(moment):%H giờ %M phút}"


def moment_words(moment: dt.datetime) -> str:
    """`08 giờ 05 phút, ngày 05 tháng 3 năm 2026` (template 1.9)."""
    return f"{clock_words(moment)}, {written(local(moment).date())}"


def moment(event: MeetingEvent) -> dt.datetime:
    """When it happened: what was written down later says so itself (§10.6)."""
    hour = event.payload.get("hour") if event.kind == KIND else None
    return dt.datetime.fromisoformat(hour) if hour else event.at


def in_their_time(events: Iterable[MeetingEvent]) -> list[MeetingEvent]:
    """In their order; what was written down later stands where it happened."""
    placed: list[MeetingEvent] = []
    for one in events:
        n = len(placed)
        while moment(one) != one.at and n and moment(placed[n - 1]) > moment(one):
            n -= 1
        placed.insert(n, one)
    return placed


def undone(events: Sequence[MeetingEvent]) -> list[MeetingEvent]:
    """What tells of a sign-in that was taken back since, up to that."""
    here = [one for one in events if one.kind == KIND]
    until = {one.payload["person"]: one.seq for one in here if one.payload.get("undone")}
    return [one for one in here if one.seq <= until.get(one.payload.get("person"), 0)]


def told(event: MeetingEvent) -> str:
    said = event.payload
    if not said.get("who") or not (said["came"] or said.get("left")):
        return ""  # excused, and was never there
    what = "vào họp" if said["came"] else "ra về"
    why = f" ({said['why']})" if said.get("why") else ""
    return f"{clock_words(moment(event))}: {said['who']} {what}{why}."
