"""The plan of a room with who sits where, and the cards that stand before them (DOMAIN §10.11).

A seat shows whether somebody is there, raises his hand, speaks, has voted; never how he voted.
"""

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server import pool, press
from server.archive.sheets import sent
from server.clock import now
from server.documents import forms
from server.documents.counter import ID
from server.documents.forms import field
from server.door.visitor import current_actor
from server.meetings.fitting import open_vote_of
from server.meetings.floor import dealing
from server.meetings.models import Meeting
from server.meetings.people import seating
from server.meetings.people.models import Delegate
from server.meetings.plan import clashes
from server.meetings.services import seated
from server.meetings.steps import STEPS
from server.meetings.votes.voting import cast_in, is_hushed, voters_of
from server.office import office
from server.org.actor import Actor
from server.pages import fresh_op, when
from server.papers.actions import offered
from server.papers.services import find
from server.typesetting.cards import Card
from server.words_of.meetings import ATTENDANCE
from workflows import Refused
from workflows.attendance import state_of
from workflows.ballot import VoteKind
from workflows.seats import Grid, places

PATIENCE = 60.0
MOVE = "move_seat"


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
    return page(current_actor(), _found(paper_id))


def page(
    actor: Actor, meeting: Meeting, wrong: str = "", errors: Any = None, above: str = ""
) -> str:
    """The plan; a move that was refused is shown again below it, with what was typed."""
    grid, given = _given(meeting)
    taken = replace(clashes.slot_of(meeting), people=())
    return render_template(
        "meetings/seats.html",
        meeting=meeting,
        at=when(meeting.starts_at),
        grid=grid,
        rows=_rows(meeting, grid, given) if grid else [],
        mine=given.get(actor.person_id or 0, ""),
        left=[one for one in seating.sitting(meeting) if one.person_id not in given],
        people=len(seating.in_the_room(meeting)),
        warnings=clashes.words_for(actor, taken),
        move=_move(actor, meeting, grid, given, (errors or {}, above)) if grid else None,
        refused=bool(wrong),
        version=meeting.version,
        op_id=fresh_op(),
    )


def _move(
    actor: Actor, meeting: Meeting, grid: Grid, given: dict[int, str], no: tuple[Any, str]
) -> dict[str, Any] | None:
    """The form by which secretary and technician put somebody elsewhere; None to all others."""
    if not offered(seated(actor, meeting), meeting, (MOVE,)):
        return None
    errors, above = no
    people = [(one.account, _called(one, given)) for one in seating.sitting(meeting)]
    sits = {given[one.person_id]: one.name for one in meeting.people if one.person_id in given}
    named = [(place, f"{place} · {sits.get(place) or _('trống')}") for place in places(grid)]
    fields = [
        field("person", _("Người dự họp"), "select", options=[("", ""), *people], required=True),
        field("seat", _("Sang ghế"), "select", options=[("", ""), *named], required=True,
              hint=_("ghế đã có người thì hai người đổi chỗ cho nhau")),
    ]  # fmt: skip
    if errors or above:
        fields = forms.kept(fields, request.form, errors)
    href = url_for("meetings.act", paper_id=meeting.id, name=MOVE)
    shown = {"name": MOVE, "label": STEPS[MOVE].label, "href": href, "explain": "", "tone": ""}
    return shown | {"form": fields, "error": above}


def _called(one: Delegate, given: dict[int, str]) -> str:
    seat = given.get(one.person_id)
    return f"{one.name} ({seat})" if seat else one.name


def _given(meeting: Meeting) -> tuple[Grid | None, dict[int, str]]:
    """How the room is laid out, and whose each seat is."""
    grid = seating.grid_of(meeting)
    return grid, seating.seats_of(meeting, grid) if grid else {}


def _rows(meeting: Meeting, grid: Grid, given: dict[int, str]) -> list[list[dict[str, Any]]]:
    people = {one.person_id: one for one in meeting.people}
    sits = {place: people[person] for person, place in given.items()}
    hands, voted = _hands(meeting), _voted(meeting)
    shown = [_seat(meeting, place, sits.get(place)) for place in places(grid)]
    for one in shown:
        who = one["who"].person_id if one["who"] else None
        one |= {"hand": hands.get(who, ""), "voted": who in voted}
    return [shown[at : at + grid.seats] for at in range(0, len(shown), grid.seats)]


def _seat(meeting: Meeting, place: str, one: Delegate | None) -> dict[str, Any]:
    state = state_of(one.seat, meeting.sitting, now()).value if one else ""
    return {"place": place, "who": one, "state": state, "word": ATTENDANCE.get(state, "")}


def _hands(meeting: Meeting) -> dict[int | None, str]:
    """Who speaks, and who raises his hand, as the how manieth."""
    hands: dict[int | None, str] = {
        one.person_id: _("chờ phát biểu: %(n)s", n=n)
        for n, one in enumerate(dealing.queue(meeting), 1)
    }
    speaks = [one.person_id for one in meeting.requests if one.turn == "SPEAKING"]
    return hands | dict.fromkeys(speaks, _("đang phát biểu"))


def _voted(meeting: Meeting) -> set[int]:
    """Who has voted in the vote that is open; of few in secret it is not told who did so when."""
    vote = open_vote_of(meeting)
    if vote is None or vote.kind == VoteKind.CARD:
        return set()
    if is_hushed(vote, cast_in(vote)[1]):
        return set()
    return voters_of(vote)


def cards(paper_id: int) -> Response:
    """A card for each, in the order of the seats; without a plan in that of the list."""
    meeting = _found(paper_id)
    given = _given(meeting)[1]
    order = {person: n for n, person in enumerate(given)}
    there = sorted(seating.sitting(meeting), key=lambda one: order.get(one.person_id, len(order)))
    made = [Card(one.name, one.post, given.get(one.person_id, "")) for one in there]
    pdf = pool.submit(press.print_cards, made, office().cabinet, timeout=PATIENCE)
    return sent(pdf, f"the-ten-{meeting.id}.pdf")
