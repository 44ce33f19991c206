"""A task is planned with a notice, given when that is dispatched, and ends with it (§10.10).

Steps of the acts upon the notice: they open no transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from server import perform
from server.clock import now
from server.database import db
from server.documents.tasks import parts
from server.documents.tasks.leading import Lead, as_kept, columns
from server.documents.tasks.models import Task
from server.documents.tasks.queries import due_by
from server.org.actor import Actor, the_server
from server.papers import telling
from server.words import fold
from workflows.task import OPEN, Doing
from workflows.task import Task as State


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be done, by whom, until when; from which item of what it was concluded, and by
    which words of that it is found."""

    source: str
    part: int
    text: str
    matter: str = ""
    lead: str
    seat: str
    lead_name: str
    helpers: Sequence[Lead] = ()
    due_at: datetime | None
    giver_id: int
    giver_post_id: int


def plan(actor: Actor, notice_id: int, one: Plan) -> Task:
    """Announced, and a draft until the notice is dispatched."""
    due = due_by(actor.agency_id, one.due_at)
    task = Task(
        agency_id=actor.agency_id,
        subject=one.text,
        sought=fold(f"{one.text} {one.matter}".strip()),
        source=one.source,
        source_part=one.part,
        notice_id=notice_id,
        giver_id=one.giver_id,
        giver_post_id=one.giver_post_id,
        planner_post_id=actor.position_id,
        **columns(one.lead, one.seat, one.lead_name),
        helpers=as_kept(one.helpers),
        due_at=due,
        first_due_at=due,
    )
    perform.enter(actor, "plan", task, Doing(named=bool(one.text.strip() and one.seat)))
    return task


def give_out(notice_id: int) -> None:
    """The notice is dispatched: each task is its lead's from now on, and who helps hears of it."""
    given = of_notice(notice_id, [State.PLANNED])
    for task in given:
        task.given_at = now()
        perform.perform(the_server(task.agency_id), "give", task, Doing())
        telling.tell(the_server(task.agency_id), task, task.helper_seats, telling.HELPS)
    if given:
        perform.lend("outgoing", notice_id, _hands_here(given), "task")


def _hands_here(tasks: Sequence[Task]) -> list[str]:
    """Notice and task lead to one another (§10.10), so whoever has the task reads the notice; a
    lower agency has a copy of its own."""
    hands = {seat for task in tasks for seat in (task.lead_seat, *task.helper_seats)}
    return sorted(seat for seat in hands if not seat.startswith("a:"))


def drop_planned(notice_id: int) -> None:
    """The notice was given up before it went out: what it announced was never given."""
    for task in of_notice(notice_id, [State.PLANNED]):
        perform.perform(the_server(task.agency_id), "drop", task, Doing())


def cancel_given(notice_id: int, reason: str) -> None:
    """The notice was recalled, by the leader's order and the clerk's hand: its tasks end too."""
    for task in of_notice(notice_id, list(OPEN)):
        perform.perform(the_server(task.agency_id), "cancel", task, Doing(reason=reason))
        parts.end_with(task, parts.CANCELLED, reason)


def of_notice(notice_id: int, states: Sequence[str] = ()) -> list[Task]:
    """What a notice announced, in its order."""
    mine = select(Task).filter_by(notice_id=notice_id).order_by(Task.id)
    return list(db.session.scalars(mine.where(Task.state.in_(states)) if states else mine))
