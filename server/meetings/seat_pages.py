"""The plan of a room with who sits where, and the cards that stand before them (DOMAIN §10.11)."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from server import pool, press
from server.archive.sheets import sent
from server.clock import now
from server.documents.counter import ID
from server.door.visitor import current_actor
from server.meetings import clashes, seating
from server.meetings.models import Meeting
from server.meetings.people_models import Delegate
from server.office import office
from server.pages import when
from server.papers.services import find
from server.typesetting.cards import Card
from server.words_of_meetings import ATTENDANCE
from workflows import Refused
from workflows.attendance import state_of
from workflows.seats import Grid, places

PATIENCE = 60.0


def open_seats(room: Blueprint) -> None:
    """Give the room of meetings the doors of its seats."""
    room.get(f"/{ID}/seats")(seats)
    room.get(f"/{ID}/seats/cards.pdf")(cards)


def _found(paper_id: int) -> Meeting:
    meeting = find(Meeting, current_actor(), paper_id)
    if meeting.in_writing:
        raise Refused("not_found")
    return meeting


def seats(paper_id: int) -> ResponseReturnValue:
    """Who sits where, whether he is there, and who has no seat."""
    actor, meeting = current_actor(), _found(paper_id)
    grid, given = _given(meeting)
    taken = replace(clashes.slot_of(meeting), people=())
    return render_template(
        "meetings/seats.html",
        meeting=meeting,
        at=when(meeting.starts_at),
        grid=grid,
        rows=_rows(meeting, grid, given) if grid else [],
        mine=given.get(actor.person_id or 0, ""),
        left=[one for one in _sitting(meeting) if one.person_id not in given],
        people=len(seating.in_the_room(meeting)),
        warnings=clashes.words_for(actor, taken),
    )


def _given(meeting: Meeting) -> tuple[Grid | None, dict[int, str]]:
    """How the room is laid out, and whose each seat is."""
    grid = seating.grid_of(meeting)
    return grid, seating.seats_of(meeting, grid) if grid else {}


def _sitting(meeting: Meeting) -> list[Delegate]:
    """Who needs a seat: not who has sent somebody in his stead."""
    sent = {one.stands_for_id for one in meeting.people}
    return [one for one in seating.in_the_room(meeting) if one.person_id not in sent]


def _rows(meeting: Meeting, grid: Grid, given: dict[int, str]) -> list[list[dict[str, Any]]]:
    people = {one.person_id: one for one in meeting.people}
    sits = {place: people[person] for person, place in given.items()}
    shown = [_seat(meeting, place, sits.get(place)) for place in places(grid)]
    return [shown[at : at + grid.seats] for at in range(0, len(shown), grid.seats)]


def _seat(meeting: Meeting, place: str, one: Delegate | None) -> dict[str, Any]:
    state = state_of(one.seat, meeting.sitting, now()).value if one else ""
    return {"place": place, "who": one, "state": state, "word": ATTENDANCE.get(state, "")}


def cards(paper_id: int) -> Response:
    """A card for each, in the order of the seats; without a plan in that of the list."""
    meeting = _found(paper_id)
    _grid, given = _given(meeting)
    order = {person: n for n, person in enumerate(given)}
    there = sorted(_sitting(meeting), key=lambda one: order.get(one.person_id, len(order)))
    made = [Card(one.name, one.post, given.get(one.person_id, "")) for one in there]
    pdf = pool.submit(press.print_cards, made, office().cabinet, timeout=PATIENCE)
    return sent(pdf, f"the-ten-{meeting.id}.pdf")
