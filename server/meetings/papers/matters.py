"""Which matters of an agenda somebody hears nothing of: closed ones, where he is only a guest."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import false, select

from server.database import db
from server.meetings.models import AgendaItem, Meeting
from server.meetings.people.models import Delegate
from workflows.invited import Matter, Sitter, not_given, unheard
from workflows.offices import GUESTS

CLOSED = _("Nội dung họp kín")
"""What a guest reads in a title's place."""
CLOSED_ON_PAPER = "Nội dung họp kín (thành phần riêng)"
"""The same in an invitation, which guests get too; official words."""


def hidden_from(meeting: Meeting, person_id: int | None) -> frozenset[int]:
    """The closed matters that this person was not called to (MT-01, MT-04); a screen is nobody."""
    return unheard(_matters(meeting), _sitter(meeting, person_id))


def unread_by(meeting: Meeting, person_id: int | None) -> frozenset[int]:
    """The matters whose papers he is not given, though he may hear of them (MT-04, §10.12)."""
    return not_given(_matters(meeting), _sitter(meeting, person_id))


def unread_by_each(meeting: Meeting, people: Iterable[int]) -> dict[int, frozenset[int]]:
    """The same of many at once: the matters are looked through once."""
    matters = _matters(meeting)
    return {one: not_given(matters, _sitter(meeting, one)) for one in people}


def of_some(meeting: Meeting, item: AgendaItem) -> dict[str, bool]:
    """The mark of a matter whose papers somebody in the room is not given, on what is said of them.

    Asked at each page that is turned, so of those alone who might not be: guests who are called to
    some matter, and whoever sits at a site where this one names some.
    """
    called = {person for one in _matters(meeting) for person in one.called}
    if not called and not item.at_sites:
        return {}
    named = Delegate.person_id.in_(called) & Delegate.part.in_([part.value for part in GUESTS])
    at_others = Delegate.site.is_not(None) if item.at_sites else false()
    rows = select(Delegate).where(Delegate.meeting_id == meeting.id, named | at_others)
    asked = [one.person_id for one in db.session.scalars(rows)]
    unread = unread_by_each(meeting, asked).values()
    return {"some": True} if any(item.id in one for one in unread) else {}


def _matters(meeting: Meeting) -> list[Matter]:
    return [
        Matter(id=one.id, closed=one.closed, sites={*one.at_sites},
               called={*one.guests, one.rapporteur_id or 0} - {0})
        for one in meeting.agenda
    ]  # fmt: skip


def _sitter(meeting: Meeting, person_id: int | None) -> Sitter | None:
    """With his parts; who only reads of it, a clerk, a leader, is no guest and sits at no site."""
    if person_id is None:
        return None
    row = meeting.person(person_id)
    parts = meeting.parts_of(person_id)
    return Sitter(person_id=person_id, parts=parts, site=row.site if row else None)


def shown_to(meeting: Meeting, person_id: int | None) -> dict[str, Any] | None:
    """The page that is shown just now, for who is given its matter's papers; a screen is nobody."""
    shown = meeting.shown
    return shown if shown and shown["item"] not in unread_by(meeting, person_id) else None


def sits_out(meeting: Meeting, person_id: int | None) -> bool:
    """Whether a closed matter is dealt with now that this person is not called to."""
    hidden = hidden_from(meeting, person_id)
    return any(one.runs and one.id in hidden for one in meeting.agenda)
