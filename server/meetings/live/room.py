"""What the live room is given to begin with: the picture, whose view it is, and its words."""

from typing import Any

from flask import current_app

from server.meetings.calls.engines import engine
from server.meetings.live.said import words
from server.meetings.models import Meeting
from server.meetings.views import MeetingThing
from server.meetings.votes import voting
from server.org.actor import Actor
from workflows import Role
from workflows.meeting_states import GATHERED
from workflows.offices import is_mere_guest

VIEWS = ((Role.CHAIR, "chair"), (Role.SECRETARY, "secretary"), (Role.TECH, "tech"))
"""Whose view of the room somebody has, by what he is in it; the others are delegates."""

LIVE = frozenset(
    ("check_in", "start_item", "end_item", "request_floor", "withdraw_request", "give_floor",
     "move_request", "end_turn", "extend_turn", "open_vote", "cast", "close_vote", "take_chair",
     "remark", "open", "resume", "pause", "close", "pair_screen", "record_card_vote", "show_page",
     "adopt_unopposed", "count_site", "mute_site", "tell_secretary", "move_item", "undo_check_in")
)  # fmt: skip
"""Acts that the live room has buttons for; the forms of the others stand below it."""


def room_of(
    meeting: Meeting, actor: Actor, shown: MeetingThing, seat: str
) -> dict[str, Any] | None:
    """The live room for this person, who sits on that seat; there is none before people gather and
    after they part."""
    if meeting.state not in GATHERED:
        return None
    parts = meeting.parts_of(actor.person_id)
    return {
        "snapshot": shown.model_dump(mode="json"),
        "me": actor.account,
        "seat": seat,
        "view": next((view for part, view in VIEWS if part in parts), "delegate"),
        "heads": [one.n for one in meeting.at_sites if one.head_id == actor.person_id],
        "call": engine(current_app.config["SETTINGS"]).door(meeting),
        "few": voting.FEW,
        "guest": is_mere_guest(parts),
        "words": words(),
    }
