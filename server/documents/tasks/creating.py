"""A task given at once: from a document, as a part of a bigger one, or by hand (DOMAIN §11.1)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from server import perform
from server.clock import now
from server.database import transaction
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.models import OutgoingDocument
from server.documents.tasks.leading import (
    Lead,
    as_kept,
    columns,
    helpers_of,
    lead_of,
    letter_of,
    near,
    require_may_give,
)
from server.documents.tasks.models import Task
from server.documents.tasks.queries import due_by, whole_due
from server.names import parts, typed
from server.org.actor import Actor
from server.papers import telling
from server.papers.services import Ref, find, taking
from server.words import fold
from workflows import TASK, Refused
from workflows.task import Doing
from workflows.task import Task as State

KINDS: dict[str, type[Any]] = {"incoming": IncomingDocument, "outgoing": OutgoingDocument}
"""What a task can come from, besides a conclusion and a bigger task."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked for: `source` is `incoming/12` or empty, `lead` and `helpers` are codes."""

    title: str
    lead: str
    helpers: Sequence[str] = ()
    due_at: dt.datetime | None = None
    urgency: str = "NORMAL"
    wanted: str = ""
    source: str = ""
    parent: int | None = None


def create(actor: Actor, wish: Wish) -> Task:
    """Given and on the lead's desk; who leads and who helps may read the document it comes from.

    Who helps has no desk line, for nothing of it waits for him alone: he hears of it."""
    TASK.knows("create", actor.roles)
    with transaction():
        source = source_of(actor, wish.source)
        parent_of(actor, wish.parent)
        lead = lead_of(actor.agency_id, wish.lead, units=near(actor))
        require_may_give(actor, lead, source if isinstance(source, OutgoingDocument) else None)
        helpers = helpers_of(actor.agency_id, wish.helpers, [lead])
        task = _made(actor, wish, lead, helpers)
        perform.enter(actor, "create", task, _act(task))
        _lend(source, (lead, *helpers))
        telling.tell(actor, task, task.helper_seats, telling.HELPS)
    return task


def give_again(
    actor: Actor, ref: Ref, *, lead: str, due_at: dt.datetime | None = None, reason: str = ""
) -> Task:
    """What came back is given once more, to whom and until when it should have been (TK-T02)."""
    with taking(Task, actor, ref, "give_again") as task:
        source = source_of(actor, task.source) if _is_document(task.source) else None
        found = lead_of(actor.agency_id, lead, units=near(actor))
        require_may_give(actor, found, letter_of(task))
        due = due_by(task.agency_id, due_at)
        task.given_at, task.due_at, task.first_due_at = now(), due, due
        act = replace(_act(task), reason=reason)
        new = columns(found.code, found.seat, found.name)
        perform.perform(actor, "give_again", task, act, lambda: _set(task, new))
        _lend(source, (found,))
    return task


def _set(task: Task, new: Mapping[str, Any]) -> None:
    for name, value in new.items():
        setattr(task, name, value)


def _lend(source: Any, leads: Sequence[Lead]) -> None:
    """Who leads and who helps may read the document that it comes from."""
    if source is not None:
        seats = [one.seat for one in leads if not one.agency]
        perform.lend(source.workflow.name, source.id, seats, "task")


def source_of(actor: Actor, said: str) -> Any:
    """The document, which the giver must be able to read; of a possible secret no task is given."""
    if not said:
        return None
    kind, id = typed(said) or ("", 0)
    if kind not in KINDS:
        raise Refused("invalid", "source")
    paper = find(KINDS[kind], actor, id)
    if paper.is_veiled_for(frozenset()) or not paper.is_findable:
        raise Refused("not_found")
    return paper


def _is_document(source: str) -> bool:
    return bool(source) and parts(source)[0] in KINDS


def parent_of(actor: Actor, task_id: int | None) -> Task | None:
    """The task it is a part of: who leads or helps with that one divides it, while he has it."""
    if task_id is None:
        return None
    parent = find(Task, actor, task_id)
    if parent.state in (*TASK.final, State.RETURNED):
        raise Refused("wrong_state")
    if not {parent.lead_seat, *parent.helper_seats} & {*actor.seats}:
        raise Refused("not_yours")
    return parent


def _made(actor: Actor, wish: Wish, lead: Lead, helpers: Sequence[Lead]) -> Task:
    due = due_by(actor.agency_id, wish.due_at)
    return Task(
        agency_id=actor.agency_id,
        subject=" ".join(wish.title.split()),
        sought=fold(wish.title),
        source=wish.source,
        source_part=0,
        parent_id=wish.parent,
        giver_id=actor.person_id,
        giver_post_id=actor.position_id,
        planner_post_id=actor.position_id,
        **columns(lead.code, lead.seat, lead.name),
        helpers=as_kept(helpers),
        urgency=wish.urgency,
        wanted=wish.wanted.strip(),
        given_at=now(),
        due_at=due,
        first_due_at=due,
    )


def _act(task: Task) -> Doing:
    whole = whole_due(task)
    return Doing(
        named=bool(task.subject and task.lead_seat),
        is_ahead=task.due_at is None or task.due_at > now(),
        fits=whole is None or (task.due_at is not None and task.due_at <= whole),
    )
