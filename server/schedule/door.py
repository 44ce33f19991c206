"""/schedules for programs: the week of one's agency, and what a unit proposes for it."""

import datetime as dt

from flask import Response, request
from pydantic import BaseModel, Field

from server.api.counter import Api, Operation, as_json, read_json
from server.api.parts import moment
from server.api.repeated import key_of, once
from server.clock import today
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.schedule import services, views
from server.schedule.forms import EntryAsked
from server.shapes import Asked, Day
from workflows.schedule import SCHEDULE, monday


class WeekAsked(Asked):
    """Any day of the week; this one where none is named."""

    day: Day | None = None


class EntryThing(BaseModel):
    """A line; `mark` is `struck`, `new`, `proposed`, or of one's own `left_out`. A meeting
    has no `entry`."""

    entry: int | None
    begins_at: dt.datetime | None
    ends_at: dt.datetime | None
    content: str
    presides: str = Field(description="Kèm người dự thay, nếu có")
    attends: str
    place: str
    car: str
    unit: str
    link: str
    mark: str
    why: str
    becomes: str = Field(description="Việc đã thay đổi, dời: nay là gì, trống nếu đã hủy")


class WeekThing(BaseModel):
    """Lịch công tác tuần."""

    monday: dt.date
    state: str | None
    published_at: dt.datetime | None
    amended_at: dt.datetime | None
    entries: list[EntryThing]


def open_schedules(api: Api) -> None:
    """The week, and a line for it."""
    api.call("GET", "/schedules/week", query=WeekAsked, gives=WeekThing)(get_week)
    api.open(
        Operation(
            method="POST",
            rule="/schedules/entries",
            view=_propose,
            summary="Đề nghị đưa một việc vào lịch công tác tuần",
            gives=WeekThing,
            status=201,
            body=EntryAsked,
            refuses=(403, 409, 422),
            raw=True,
        )
    )


def get_week(query: WeekAsked) -> WeekThing:
    """Lịch công tác tuần của cơ quan người gọi."""
    return thing(current_actor(), monday(query.day or today()))


def _propose() -> Response:
    actor = current_actor()

    def act() -> Response:
        SCHEDULE.knows("propose", actor.roles)
        line = services.propose(actor, services.Entry(**read_json(EntryAsked).model_dump()))
        return as_json(thing(actor, line.week.monday), 201)

    again = lambda _kind, _id: as_json(thing(actor, monday(today())), 201)  # noqa: E731
    return once(key_of(request.path), act, again)


def thing(actor: Actor, first: dt.date) -> WeekThing:
    """The week as this one may see it."""
    week = services.week_of(actor.agency_id, first)
    seen = week if services.may_read(actor, week) else None
    return WeekThing(
        monday=first,
        state=str(seen.state) if seen else None,
        published_at=moment(seen.published_at) if seen else None,
        amended_at=moment(seen.amended_at) if seen else None,
        entries=[_entry(row) for row in views.rows(actor, seen, first)],
    )


def _entry(row: views.Row) -> EntryThing:
    said = {name: getattr(row, name) for name in EntryThing.model_fields if hasattr(row, name)}
    said |= {"begins_at": moment(row.begins_at), "ends_at": moment(row.ends_at)}
    return EntryThing(entry=row.entry_id, link=row.href.lstrip("/"), **said)
