"""A task that waits for somebody outside: its clock stands still, and goes on again (TK-T08)."""

import datetime as dt

from sqlalchemy import select

from server import perform
from server.clock import now
from server.database import db, transaction
from server.documents.tasks.models import Task
from server.documents.tasks.parts import tell_who_works
from server.documents.tasks.queries import whole_due
from server.org.actor import Actor, the_server
from server.org.queries import calendar
from server.papers import telling
from server.papers.services import Ref, taking
from server.rota import every
from workflows import TASK
from workflows.task import Doing
from workflows.task import Task as State
from workflows.tasking import moved_by


def suspend(actor: Actor, ref: Ref, *, due_at: dt.datetime, reason: str) -> Task:
    """Somebody outside is waited for, until that day at most; the clock stands still."""
    with taking(Task, actor, ref, "suspend") as task:
        task.suspended_at, task.suspended_until = now(), due_at
        perform.perform(actor, "suspend", task, Doing(reason=reason, is_ahead=due_at > now()))
        tell_who_works(actor, task, telling.LAID_ASIDE)
    return task


def resume(actor: Actor, ref: Ref) -> Task:
    """Work goes on; the deadline moves by the working days that went by, a part's never beyond the
    whole's (§11.3)."""
    return _resume(actor, ref, "resume")


def resume_new(actor: Actor, ref: Ref) -> Task:
    """Nobody had taken it on: it waits for that again."""
    return _resume(actor, ref, "resume_new")


def resume_reported(actor: Actor, ref: Ref) -> Task:
    """Its result is there: the giver looks at it."""
    return _resume(actor, ref, "resume_reported")


def resume_returned(actor: Actor, ref: Ref) -> Task:
    """Its lead had given it back: the giver gives it to somebody else."""
    return _resume(actor, ref, "resume_returned")


def _resume(actor: Actor, ref: Ref, name: str) -> Task:
    with taking(Task, actor, ref, name) as task:
        perform.perform(actor, name, task, Doing(), lambda: _goes_on(task))
    return task


def _goes_on(task: Task) -> None:
    """What was reported late stays late; nothing stands still for longer than was said."""
    settled = task.reported_at and task.due_at and task.reported_at > task.due_at
    if task.due_at and task.suspended_at and not settled:
        until = min(now(), task.suspended_until or now())
        moved = moved_by(calendar(), task.due_at, task.suspended_at, until)
        whole = whole_due(task)
        task.due_at = min(moved, max(whole, task.due_at)) if whole else moved
    task.suspended_at = task.suspended_until = None


@every(15, "tasks:resume")
def resume_all() -> None:
    """What was said at most is over: the clock goes on by itself, and whoever has it hears so."""
    over = select(Task.id).where(Task.state == State.SUSPENDED, Task.suspended_until < now())
    for task_id in db.session.scalars(over.order_by(Task.id)).all():
        with transaction():
            _time_is_up(db.session.get_one(Task, task_id, with_for_update=True))


def _time_is_up(task: Task) -> None:
    if task.state == State.SUSPENDED:
        server = the_server(task.agency_id)
        name = next(it.name for it in TASK.open_to(task, server.roles) if it.id == "TK-T08")
        perform.perform(server, name, task, Doing(), lambda: _goes_on(task))
