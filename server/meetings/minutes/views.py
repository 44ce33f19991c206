"""What the API says of a meeting's minutes (CONTRACT §3)."""

import datetime as dt
from typing import Any

from pydantic import BaseModel

from server.api.counter import Api
from server.api.papers import ID
from server.api.parts import moment
from server.api.tasks import row as task_row
from server.api.things import file_of
from server.documents.tasks.queries import of_source
from server.door.visitor import current_actor
from server.meetings.minutes.models import Minutes
from server.meetings.minutes.writing import lines_of
from server.meetings.models import Meeting
from server.meetings.papers.matters import hidden_from
from server.papers.services import files_of, find
from workflows import Refused


class MinutesThing(BaseModel):
    """Biên bản, or a biên bản bổ sung: `n` is the file's number, `file` null until it is signed."""

    n: int
    file: int | None
    pages: int
    secretary_signed_at: dt.datetime | None
    chair_signed_at: dt.datetime | None


class MinutesLineThing(BaseModel):
    """`line` is what `write_minutes` takes; `by`: who worded it, where it was not the machine."""

    line: str
    text: str
    by: str
    at: dt.datetime | None


class MinutesLines(BaseModel):
    items: list[MinutesLineThing]
    next_cursor: str | None = None


def minutes_thing(one: Minutes) -> MinutesThing:
    return MinutesThing(
        n=one.n,
        file=one.n if one.secretary_signed_at else None,
        pages=one.pages,
        secretary_signed_at=moment(one.secretary_signed_at),
        chair_signed_at=moment(one.chair_signed_at),
    )


def left_of(meeting: Meeting, veiled: bool) -> dict[str, Any]:
    """Minutes, notice and tasks; of a meeting in session there are none, and nothing is asked. They
    tell of all matters, so that they are `veiled` for who hears nothing of some."""
    if meeting.closed_at is None or veiled:
        return {"files": [], "minutes": [], "notice": None, "tasks": []}
    return {
        "files": [file_of(row) for row in files_of("meetings", meeting.id)],
        "minutes": [minutes_thing(one) for one in meeting.minutes],
        "notice": meeting.notice_id,
        "tasks": [task_row(one) for one in of_source(f"meetings/{meeting.id}")],
    }


def open_minutes_door(api: Api) -> None:
    api.call("GET", f"/meetings/{ID}/minutes", gives=MinutesLines)(minutes)


def minutes(id: int) -> MinutesLines:
    """Biên bản theo từng dòng, như đang được ghi."""
    meeting = find(Meeting, current_actor(), id)
    if meeting.opened_at is None or hidden_from(meeting, current_actor().person_id):
        raise Refused("not_found")
    return MinutesLines(
        items=[
            MinutesLineThing(line=one.key, text=one.text, by=one.by, at=moment(one.at))
            for one in lines_of(meeting)
        ]
    )
