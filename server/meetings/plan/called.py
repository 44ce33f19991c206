"""Who is called to which matter by name, and which sites are part of it (MT-04, §10.12)."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from server.meetings.models import AgendaItem, Meeting
from workflows import Refused


def call_to_matters(
    meeting: Meeting, said: Sequence[Mapping[str, Any]], whole: Collection[int]
) -> None:
    """A guest of the whole meeting who is named at a matter besides, or presents one, is called to
    the open ones too; a step."""
    people = {one.account: one.person_id for one in meeting.people}
    for item, row in zip(meeting.agenda, said, strict=True):
        _call(meeting, item, row, people)
    named = {one for item in meeting.agenda for one in (*item.guests, item.rapporteur_id)}
    for item in meeting.agenda:
        if not item.closed:
            item.guests = list(dict.fromkeys([*item.guests, *(o for o in whole if o in named)]))


def call_to(meeting: Meeting, item: AgendaItem, said: Mapping[str, Any]) -> None:
    """The same of a matter that comes later: of those who sit there already; a step."""
    _call(meeting, item, said, {one.account: one.person_id for one in meeting.attendees})


def _call(
    meeting: Meeting, item: AgendaItem, said: Mapping[str, Any], people: Mapping[str, int]
) -> None:
    sites = {one.name: one.n for one in meeting.at_sites}
    wanted, places = said.get("guests") or [], said.get("sites") or []
    if not {*wanted} <= people.keys():
        raise Refused("not_in_the_meeting", f"item.{item.n}.guests")
    if not {*places} <= sites.keys():
        raise Refused("no_such_site", f"item.{item.n}.sites")
    item.guests = list(dict.fromkeys(people[one] for one in wanted))
    item.at_sites = sorted(sites[one] for one in places)
