"""/tasks: what somebody owes somebody by a day, by list, by task, by step (CONTRACT §2.14)."""

import datetime as dt
from typing import Annotated, Literal

from flask import Response, request
from pydantic import BaseModel, Field, ValidationError
from sqlalchemy import Row

from server import perform
from server.api.counter import Api, Operation, as_json, read_form, read_json
from server.api.papers import ID, Cursor, Kind, open_papers
from server.api.parts import moment
from server.api.problems import invalid
from server.api.repeated import key_of, once
from server.api.things import File, file_of
from server.clock import now
from server.documents.tasks import creating, queries, services
from server.documents.tasks.doors import Given
from server.documents.tasks.models import Task
from server.documents.tasks.steps import STEPS
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.org.queries import calendar
from server.papers.actions import offered
from server.papers.intake import take_each
from server.papers.services import Ref, files_of, find
from server.shapes import Id, Nothing, Subject
from workflows import TASK
from workflows.deadlines import Colour
from workflows.task import Task as State
from workflows.task import colour_of

Source = Annotated[
    str, Field(max_length=30, pattern=r"^(meetings|incoming|outgoing)/[1-9][0-9]{0,14}$")
]


class TaskFilter(Cursor):
    """Filters are named as the fields; `due`: open and late."""

    state: State | None = None
    due: Literal["overdue"] | None = None
    part: Literal["lead", "helps", "given"] | None = Field(
        default=None, description="Tôi hoặc đơn vị tôi chủ trì, phối hợp, hoặc tôi giao"
    )
    colour: Colour | None = None
    source: Source | None = None
    item: Id | None = Field(default=None, description="Nội dung của cuộc họp đã kết luận")
    q: Subject | None = None


class TaskRow(BaseModel):
    """A line of the list; the thing itself has the rest. `item`: the matter of the meeting in
    `source` that it was concluded of."""

    id: int
    state: str
    version: int
    title: str
    lead: str
    due_at: dt.datetime | None
    progress: int
    source: str
    item: int | None
    notice: int | None
    parent: int | None


class TaskList(BaseModel):
    items: list[TaskRow]
    next_cursor: str | None = None


class TaskThing(TaskRow):
    """Nhiệm vụ. `lead` and `cooperate` are a unit's or an agency's code, or an account; `source`:
    what it was concluded in, or the document it comes from; `parent`: what it is a part of;
    `colour` as DOMAIN.md §11.4 has it; `result` in words, `document` the one that answers it,
    `files` its evidence."""

    actions: list[str]
    giver: str
    cooperate: list[str]
    wanted: str
    urgency: str
    given_at: dt.datetime | None
    first_due_at: dt.datetime | None
    extensions: int
    overdue_days: int = Field(description="Đã quá hạn bao nhiêu ngày trước khi gia hạn")
    extension_until: dt.datetime | None
    note: str
    result: str
    document: int | None
    reported_at: dt.datetime | None
    suspended_until: dt.datetime | None
    files: list[File]
    colour: Colour


def open_tasks(api: Api) -> None:
    """List, and the doors of a task."""

    @api.call("GET", "/tasks", query=TaskFilter, gives=TaskList)
    def list_tasks(query: TaskFilter) -> TaskList:
        """Nhiệm vụ mà người gọi được đọc, mới nhất trước."""
        filters = query.model_dump(exclude_none=True, exclude={"cursor"})
        rows, after = queries.listed(current_actor(), filters, query.cursor)
        return TaskList(items=[row(one) for one in rows], next_cursor=after)

    api.open(
        Operation(
            method="POST",
            rule="/tasks",
            view=_give,
            summary="Giao nhiệm vụ: từ văn bản, từ nhiệm vụ lớn hơn, hoặc tự đặt",
            gives=TaskThing,
            status=201,
            body=Given,
            refuses=(403, 404, 409),
            raw=True,
        )
    )
    api.open(
        Operation(
            method="POST",
            rule=f"/tasks/{ID}/files",
            view=_hand_in,
            summary="Đưa tệp minh chứng",
            gives=TaskThing,
            status=201,
            form=Nothing,
            files=("file",),
            refuses=(403, 409, 503),
            raw=True,
        )
    )
    open_papers(api, KIND)


def _give() -> Response:
    actor = current_actor()

    def act() -> Response:
        TASK.knows("create", actor.roles)
        try:
            said = read_json(Given)
        except ValidationError as error:
            raise invalid(error) from None
        return _shown(creating.create(actor, said.wish()).id)

    return once(key_of(request.path), act, lambda _kind, task_id: _shown(task_id))


def _hand_in(id: int) -> Response:
    actor = current_actor()
    task = find(Task, actor, id)

    def act() -> Response:
        perform.require(actor, "attach", task)
        try:
            given = read_form(Nothing, ("file",))["file"]
        except ValidationError as error:
            raise invalid(error) from None
        taken = take_each(given, "minh-chung")
        return _shown(services.attach_evidence(actor, Ref(id), files=taken).id)

    return once(key_of(request.path), act, lambda _kind, task_id: _shown(task_id))


def _shown(task_id: int) -> Response:
    actor = current_actor()
    return as_json(thing(find(Task, actor, task_id), actor), 201)


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
        item=one.source_part or None,
        notice=one.notice_id,
        parent=one.parent_id,
    )


def thing(task: Task, actor: Actor) -> TaskThing:
    """The task as it stands, with what this actor may do now."""
    days = ("given_at", "first_due_at", "reported_at", "suspended_until")
    return TaskThing(
        **dict(row(task)),
        actions=offered(actor, task, STEPS),
        giver=task.giver.account,
        cooperate=[one["code"] for one in task.helpers],
        wanted=task.wanted,
        urgency=task.urgency,
        files=[file_of(one) for one in files_of("tasks", task.id)],
        extensions=task.extensions,
        overdue_days=task.overdue_days,
        extension_until=moment(task.wanted_until),
        note=task.note,
        result=task.result,
        document=task.result_id,
        colour=colour_of(task, now(), calendar()),
        **{name: moment(getattr(task, name)) for name in days},
    )


KIND = Kind("tasks", Task, STEPS, thing, TaskThing)
