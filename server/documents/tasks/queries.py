"""Tasks read: the list, its colours as conditions, and what a meeting or a paper gave out."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, String, and_, cast, func, or_, select
from sqlalchemy.orm import joinedload

from server.clock import midnight, now, today
from server.database import db
from server.documents.tasks.models import Task
from server.org.actor import Actor
from server.org.queries import calendar
from server.papers.listing import page_of
from server.papers.services import may_read
from server.shapes import whole
from server.words import each_in
from workflows.deadlines import Colour, due_within, leader_due, soon_until
from workflows.schedule import monday
from workflows.task import OPEN, RUNNING
from workflows.task import Task as State

_COLUMNS = (
    Task.id, Task.state, Task.version, Task.subject, Task.lead, Task.lead_name, Task.due_at,
    Task.extensions, Task.overdue_days, Task.progress, Task.reported_at, Task.source,
    Task.source_part, Task.notice_id, Task.parent_id,
)  # fmt: skip
TO_RETURN = 1
"""Working days in which a task may be returned (TK-T02)."""
MINE, HELPED, GIVEN = "lead", "helps", "given"
UNREPORTED = tuple(state for state in RUNNING if state != State.REPORTED)


def listed(
    actor: Actor, filters: Mapping[str, Any], cursor: str | None
) -> tuple[Sequence[Row], str | None]:
    """A page of the tasks that this actor may read, newest first, as the conditions say."""
    return page_of(Task, actor, _COLUMNS, _wanted(actor, filters), cursor)


MOST = 10_000
"""Of a list that is taken along; more is a narrower question's answer."""


def every(actor: Actor, filters: Mapping[str, Any]) -> list[Task]:
    """All of them, the newest first, with who gave each."""
    asked = select(Task).options(joinedload(Task.giver)).where(may_read(Task, actor))
    rows = asked.where(*_wanted(actor, filters)).order_by(Task.id.desc()).limit(MOST)
    return list(db.session.scalars(rows))


def _wanted(actor: Actor, filters: Mapping[str, Any]) -> list[ColumnElement[bool]]:
    asked = {name: value for name, value in filters.items() if value}
    return [one for name, value in asked.items() for one in WANTED[name](actor, value)]


def of_colour(colour: Colour) -> list[ColumnElement[bool]]:
    """A colour of §11.4 as conditions, so that figures and lists are counted alike; as
    `colour_of` tells it of one task."""
    moment = now()
    soon = soon_until(calendar(), moment)
    return {
        Colour.GREY: [
            Task.state.in_(OPEN), or_(Task.due_at.is_(None), Task.state == State.SUSPENDED)
        ],
        Colour.RED: [
            Task.state.in_(RUNNING), Task.due_at < moment,
            or_(Task.state != State.REPORTED, Task.due_at < Task.reported_at),
        ],
        Colour.YELLOW: [Task.state.in_(UNREPORTED), Task.due_at >= moment, Task.due_at < soon],
        Colour.GREEN: [
            or_(
                and_(Task.state.in_(UNREPORTED), Task.due_at >= soon),
                and_(Task.state == State.REPORTED, Task.due_at >= Task.reported_at),
            )
        ],
        Colour.BLUE: [
            Task.state == State.DONE, or_(Task.due_at.is_(None), Task.reported_at <= Task.due_at)
        ],
        Colour.PURPLE: [Task.state == State.DONE, Task.reported_at > Task.due_at],
    }[colour]  # fmt: skip


THIS_WEEK = "week"
"""Beside the colours of a list: part of what is yellow or green."""


def due_this_week() -> list[ColumnElement[bool]]:
    """Somebody is at work on it, it is not late yet, and its day is no later than Sunday."""
    next_week = midnight(monday(today()) + dt.timedelta(7))
    return [Task.state.in_(UNREPORTED), Task.due_at >= now(), Task.due_at < next_week]


def by_day(name: str) -> list[ColumnElement[bool]]:
    """By its colour, or due this week."""
    return due_this_week() if name == THIS_WEEK else of_colour(Colour(name))


ALL_OPEN = "open"
"""Beside the states of a list: whichever of them is no end."""


def in_state(name: str) -> list[ColumnElement[bool]]:
    return [Task.state.in_(OPEN) if name == ALL_OPEN else Task.state == name]


AGES = {"1": (0, 3), "4": (3, 7), "8": (7, 30), "31": (30, None)}
"""How many days late, from the first and up to the second, under the name of the first."""
Span = tuple[dt.date | None, dt.date | None]
"""Days from, and to before."""


def of_age(name: str) -> list[ColumnElement[bool]]:
    """Late, for so many days."""
    least, most = AGES[name]
    late, moment = of_colour(Colour.RED), now()
    late.append(Task.due_at < moment - dt.timedelta(least))
    return late if most is None else [*late, Task.due_at >= moment - dt.timedelta(most)]


def extended(times: str) -> list[ColumnElement[bool]]:
    """Got more time, at least so often (TK-T06)."""
    return [Task.extensions >= int(times)]


def reported_in(span: Span) -> list[ColumnElement[bool]]:
    """Reported from that day on, before that day."""
    return _within(Task.reported_at, span)


def given_in(span: Span) -> list[ColumnElement[bool]]:
    """The same of when it was given."""
    return _within(Task.given_at, span)


def _within(column: Any, span: Span) -> list[ColumnElement[bool]]:
    moments = [midnight(one) if one else None for one in span]
    return [
        *([column >= moments[0]] if moments[0] else []),
        *([column < moments[1]] if moments[1] else []),
    ]


def of_agency(agency_id: int | None) -> ColumnElement[bool]:
    """What an agency gave, and what the one above gave it."""
    return or_(Task.agency_id == agency_id, Task.lead_agency_id == agency_id)


def at_place(actor: Actor, place: str) -> list[ColumnElement[bool]]:
    """`all` of my agency; `u5`: a unit of mine; `a7`: a lower agency, or mine: given from above;
    `other`: whoever belongs to no unit; `sp:12`: who leads, by seat."""
    given = [of_agency(actor.agency_id), Task.given_at.is_not(None)]
    if place == "all":
        return given
    if place == "other":
        return [*given, Task.lead_unit_id.is_(None), Task.lead_agency_id.is_(None)]
    if place[:1] == "s":
        return [*given, Task.lead_seat == place[1:]]
    column = {"u": Task.lead_unit_id, "a": Task.lead_agency_id}.get(place[:1])
    number = whole(place[1:])
    return [Task.id.is_(None)] if column is None or number is None else [*given, column == number]


def _part(actor: Actor, part: str) -> list[ColumnElement[bool]]:
    """What I owe, what I help with, or what I gave."""
    if part == GIVEN:
        return [Task.giver_post_id.in_(actor.positions)]
    if part == HELPED:
        named = cast(Task.helpers, String)
        return [or_(*(named.contains(f'"{seat}"', autoescape=True) for seat in actor.seats))]
    return [Task.lead_seat.in_(actor.seats)]


def _by_words(_actor: Actor, said: str) -> list[ColumnElement[bool]]:
    return each_in(Task.sought, said, most=6)


WANTED: Mapping[str, Callable[[Actor, Any], list[ColumnElement[bool]]]] = {
    "state": lambda _actor, state: in_state(state),
    "due": lambda _actor, _overdue: of_colour(Colour.RED),
    "colour": lambda _actor, name: by_day(name),
    "part": _part,
    "place": at_place,
    "age": lambda _actor, name: of_age(name),
    "extended": lambda _actor, times: extended(times),
    "reported": lambda _actor, span: [*reported_in(span), Task.state == State.DONE],
    "given": lambda actor, span: [of_agency(actor.agency_id), *given_in(span)],
    "source": lambda _actor, source: [Task.source == source],
    "item": lambda _actor, item: [
        Task.source.startswith("meetings/"),
        Task.source_part == int(item),
    ],
    "q": _by_words,
}
"""What a list may be asked for, and what each means."""


def of_source(source: str) -> list[Task]:
    """What was announced in a meeting, in its order."""
    mine = select(Task).filter_by(source=source).order_by(Task.id)
    return list(db.session.scalars(mine))


def from_paper(actor: Actor, source: str) -> list[Task]:
    """What was given because of a document, as far as this one may read it."""
    mine = select(Task).where(Task.source == source, may_read(Task, actor))
    return list(db.session.scalars(mine.order_by(Task.id)))


def due_by(agency_id: int | None, wished: dt.datetime | None) -> dt.datetime | None:
    """The day that a giver sets, by the hours of his agency (CAL-01)."""
    return leader_due(calendar(agency_id), wished) if wished else None


def returned_until(task: Task) -> dt.datetime:
    """Until when whoever leads may give it back (TK-T02)."""
    return due_within(calendar(task.agency_id), task.given_at or task.created_at, TO_RETURN)


def whole_due(task: Task) -> dt.datetime | None:
    """Until when the task is due that this one is a part of (§11.3)."""
    whole = db.session.get(Task, task.parent_id) if task.parent_id else None
    return whole.due_at if whole else None


def open_parts(task: Task) -> int:
    """How many of its parts are not done, of those too that who looks may not read: a whole that is
    reported or accepted leaves them on somebody's desk."""
    mine = select(func.count()).where(Task.parent_id == task.id, Task.state.in_(OPEN))
    return db.session.scalar(mine) or 0


def parts_of(actor: Actor, task: Task) -> list[Task]:
    """The tasks that this one was divided into, as far as this one may read them."""
    mine = select(Task).where(Task.parent_id == task.id, may_read(Task, actor))
    return list(db.session.scalars(mine.order_by(Task.id)))
