"""Which matters of an agenda somebody hears nothing of: closed ones, where he is only a guest."""

from typing import Any

from flask_babel import lazy_gettext as _

from server.meetings.models import Meeting
from workflows.offices import is_mere_guest

CLOSED = _("Nội dung họp kín")
"""What a guest reads in a title's place."""
CLOSED_ON_PAPER = "Nội dung họp kín (thành phần riêng)"
"""The same in an invitation, which guests get too; official words."""


def hidden_from(meeting: Meeting, person_id: int | None) -> frozenset[int]:
    """The closed matters that this person was not called to (MT-01, MT-04); a screen is nobody."""
    if person_id is not None and not is_mere_guest(meeting.parts_of(person_id)):
        return frozenset()
    return frozenset(
        one.id
        for one in meeting.agenda
        if one.closed and (person_id is None or one.rapporteur_id != person_id)
    )


def shown_to(meeting: Meeting, person_id: int | None) -> dict[str, Any] | None:
    """The page that is shown just now, for who may hear its matter; a screen is nobody."""
    shown = meeting.shown
    return shown if shown and shown["item"] not in hidden_from(meeting, person_id) else None


def sits_out(meeting: Meeting, person_id: int | None) -> bool:
    """Whether a closed matter is dealt with now that this person is not called to."""
    hidden = hidden_from(meeting, person_id)
    return any(one.runs and one.id in hidden for one in meeting.agenda)
