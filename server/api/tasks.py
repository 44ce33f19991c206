"""/tasks: what somebody owes somebody by a day, by list, by task, by step (CONTRACT §2.14)."""

import datetime as dt
from typing import Literal

from pydantic import BaseModel, Field
from sqlalchemy import Row

from server.api.counter import Api
from server.api.papers import Cursor, Kind, open_papers
from server.api.things import moment
from server.clock import now
from server.documents.tasks import queries
from server.documents.tasks.models import Task
from server.documents.tasks.steps import STEPS
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.org.queries import calendar
from server.papers.actions import offered
from workflows.deadlines import Colour, colour
from workflows.task import Task as State


class TaskFilter(Cursor):
    """Filters are named as the fields; `due`: open and late."""

    state: State | None = None
    due: Literal["overdue"] | None = None


class TaskRow(BaseModel):
    """A line of the list; the thing itself has the rest."""

    id: int
    state: str
    version: int
    title: str
    lead: str
    due_at: dt.datetime | None
    progress: int
    source: str
    notice: int


class TaskList(BaseModel):
    items: list[TaskRow]
    next_cursor: str | None = None


class TaskThing(TaskRow):
    """Nhiệm vụ. `lead` is a unit's or an agency's code, or an account; `source`: what it was
    concluded in; `colour` as DOMAIN.md §11.4 has it; `result` in words, `document` the one that
    answers it."""

    actions: list[str]
    giver: str
    given_at: dt.datetime | None
    first_due_at: dt.datetime | None
    extensions: int
    overdue_days: int = Field(description="Đã quá hạn bao nhiêu ngày trước khi gia hạn")
    extension_until: dt.datetime | None
    note: str
    result: str
    document: int | None
    reported_at: dt.datetime | None
    colour: Colour


def open_tasks(api: Api) -> None:
    """List, and the doors of a task."""

    @api.call("GET", "/tasks", query=TaskFilter, gives=TaskList)
    def list_tasks(query: TaskFilter) -> TaskList:
        """Nhiệm vụ mà người gọi được đọc, mới nhất trước."""
        filters = query.model_dump(exclude_none=True, exclude={"cursor"})
        rows, after = queries.listed(current_actor(), filters, query.cursor)
        return TaskList(items=[row(one) for one in rows], next_cursor=after)

    open_papers(api, KIND)


def row(one: Row | Task) -> TaskRow:
    """A task as a list has it."""
    return TaskRow(
        id=one.id,
        state=one.state,
        version=one.version,
        title=one.subject,
        lead=one.lead,
        due_at=moment(one.due_at),
        progress=one.progress,
        source=one.source,
        notice=one.notice_id,
    )


def thing(task: Task, actor: Actor) -> TaskThing:
    """The task as it stands, with what this actor may do now."""
    days = ("given_at", "first_due_at", "reported_at")
    return TaskThing(
        **dict(row(task)),
        actions=offered(actor, task, STEPS),
        giver=task.giver.account,
        extensions=task.extensions,
        overdue_days=task.overdue_days,
        extension_until=moment(task.wanted_until),
        note=task.note,
        result=task.result,
        document=task.result_id,
        colour=colour(task.due_at, task.done_at, now(), calendar()),
        **{name: moment(getattr(task, name)) for name in days},
    )


KIND = Kind("tasks", Task, STEPS, thing, TaskThing, has_files=False)
