"""/meetings: the meetings that somebody sits in or may read."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.clock import now
from server.door.visitor import current_actor
from server.meetings.door import MeetingFilter, MeetingRow, list_meetings
from server.pages import when
from server.papers.listing import before
from server.words_of_law import state_word
from workflows import MEETING
from workflows.meeting import Meeting as State
from workflows.meeting_kinds import RULES, MeetingKind

OVER = frozenset(State) - {
    State.DRAFT, State.SCHEDULED, State.INVITED, State.CHECK_IN, State.IN_SESSION, State.PAUSED,
    State.POLLING, State.POSTPONED,
}  # fmt: skip


def open_list(room: Blueprint) -> None:
    """Give the room of meetings its list."""

    @room.get("")
    def index() -> ResponseReturnValue:
        """The meetings that I sit in or may read: the next one first, then those that are over."""
        cursor = request.args.get("cursor") or None
        before(cursor)  # a word is refused in words here; the shape would say so to a program alone
        found = list_meetings(MeetingFilter(cursor=cursor))
        after = f"?cursor={found.next_cursor}" if found.next_cursor else None
        rows = sorted(found.items, key=lambda one: one.starts_at or now())
        over = [one for one in rows if one.state in OVER]
        return render_template(
            "meetings/list.html",
            may_plan=any(one.roles & current_actor().roles for one in MEETING.entries),
            coming=[_line(one) for one in rows if one not in over],
            past=[_line(one) for one in reversed(over)],
            next_href=after,
        )


def _line(one: MeetingRow) -> dict[str, Any]:
    return {
        "href": url_for("meetings.show", paper_id=one.id),
        "title": one.title,
        "kind": RULES[MeetingKind(one.kind)].name,
        "at": when(one.starts_at),
        "room": one.room,
        "state": one.state,
        "word": state_word("meetings", one.state),
    }
