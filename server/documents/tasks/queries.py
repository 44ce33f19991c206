"""Tasks read: the list, and what a meeting or a notice gave out."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, select

from server.clock import now
from server.database import db
from server.documents.tasks.models import Task
from server.org.actor import Actor
from server.papers.listing import page_of
from workflows.task import OPEN

_COLUMNS = (
    Task.id, Task.state, Task.version, Task.subject, Task.lead, Task.lead_name, Task.due_at,
    Task.extensions, Task.overdue_days, Task.progress, Task.reported_at, Task.source,
    Task.notice_id,
)  # fmt: skip


def listed(
    actor: Actor, filters: Mapping[str, Any], cursor: str | None
) -> tuple[Sequence[Row], str | None]:
    """A page of the tasks that this actor may read, newest first; `due`: those that are late."""
    wanted = [Task.state == filters["state"]] if filters.get("state") else []
    if filters.get("due") == "overdue":
        wanted += [Task.state.in_(OPEN), Task.due_at < now()]
    return page_of(Task, actor, _COLUMNS, wanted, cursor)


def of_source(source: str) -> list[Task]:
    """What was announced in a meeting, in its order."""
    mine = select(Task).filter_by(source=source).order_by(Task.id)
    return list(db.session.scalars(mine))
