"""What the server draws for the few who keep a room: record, messages, lines."""

from collections.abc import Set

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from server.clock import local
from server.documents.counter import ID
from server.door.visitor import current_actor
from server.meetings.floor import messages
from server.meetings.live import lines, record
from server.meetings.models import Meeting
from server.papers.services import find
from server.words_of.meetings import COLOURS, DEVICES, QUALITIES
from workflows import Refused, Role
from workflows.meeting import MINDS


def open_desk(room: Blueprint) -> None:
    """Give the room of meetings the parts that its script fetches."""
    room.get(f"/{ID}/record")(show_record)
    room.get(f"/{ID}/messages")(show_messages)
    room.get(f"/{ID}/lines")(show_lines)


def show_record(paper_id: int) -> ResponseReturnValue:
    """The record as it grows: for whoever keeps it, and the chair."""
    meeting = _minded(paper_id, {Role.SECRETARY, Role.CHAIR})
    return render_template("meetings/record.html", lines=record.lines(meeting))


def show_messages(paper_id: int) -> ResponseReturnValue:
    """What people told the secretary: for the secretary alone."""
    meeting = _minded(paper_id, {Role.SECRETARY})
    return render_template("meetings/messages.html", messages=messages.messages(meeting))


def show_lines(paper_id: int) -> ResponseReturnValue:
    """Who is connected: for whoever minds the devices."""
    meeting = _minded(paper_id, MINDS)
    rows = [
        one | {"since": f"{local(one['since']):%H:%M}", "seen": f"{local(one['seen_at']):%H:%M:%S}"}
        for one in lines.board(meeting)
    ]
    return render_template(
        "meetings/lines.html",
        lines=rows,
        never=lines.never(meeting),
        counts={name: sum(one["quality"] == name for one in rows) for name in QUALITIES},
        devices=DEVICES,
        qualities=QUALITIES,
        colours=COLOURS,
    )


def _minded(paper_id: int, parts: Set[Role]) -> Meeting:
    actor = current_actor()
    meeting = find(Meeting, actor, paper_id)
    if not parts & meeting.parts_of(actor.person_id):
        raise Refused("wrong_role")
    return meeting
