"""What came of each meeting of a period: who came, what was late, voted on, given (RP-09)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import case, func, select

from server.clock import local, within
from server.database import db
from server.documents.tasks.models import Task
from server.meetings.models import AgendaItem, Meeting
from server.meetings.people.models import Delegate
from server.meetings.votes.models import Vote
from server.names import parts
from server.org import queries
from server.org.actor import Actor
from server.papers.services import may_read
from workflows import Role
from workflows.beforehand import is_late
from workflows.meeting_kinds import RULES, MeetingKind
from workflows.stances import saved_of
from workflows.task import Task as State

IN_WRITING = [kind for kind, rules in RULES.items() if rules.in_writing]


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting that was opened. `seats`: came, excused, neither; of who was called, without who
    minds the devices. `saved`: minutes, by adopting at once what nobody opposed, as its own page
    says. `tasks`: given by its conclusions, and done."""

    id: int
    kind: MeetingKind
    starts_at: datetime
    subject: str
    open: bool
    seats: tuple[int, int, int]
    late: int
    votes: int
    saved: int
    tasks: tuple[int, int]


def held(actor: Actor, days: tuple[date, date]) -> list[Held]:
    """Those of the actor's agency, the newest first: six statements, however many."""
    mine = (
        Meeting.agency_id == actor.agency_id, *within(Meeting.starts_at, days),
        Meeting.opened_at.is_not(None), Meeting.kind.not_in(IN_WRITING),
    )  # fmt: skip
    columns = Meeting.id, Meeting.kind, Meeting.starts_at, Meeting.subject, Meeting.urgent
    reads = may_read(Meeting, actor).label("open")
    newest = select(*columns, reads).where(*mine).order_by(Meeting.starts_at.desc(), Meeting.id)
    rows = db.session.execute(newest).all()
    ids = [row.id for row in rows]
    seats, late, votes, tasks = _seats(ids), _late(rows), _votes(ids), _tasks(ids)
    saved = _saved(ids)
    return [
        Held(
            row.id, MeetingKind(row.kind), row.starts_at, row.subject, row.open,
            seats.get(row.id, (0, 0, 0)), late[row.id], votes.get(row.id, 0),
            saved.get(row.id, 0), tasks.get(row.id, (0, 0)),
        )
        for row in rows
    ]  # fmt: skip


def _seats(ids: Sequence[int]) -> dict[int, tuple[int, int, int]]:
    came = Delegate.came_at.is_not(None)
    said = func.sum(case((~came & (Delegate.excuse != ""), 1), else_=0))
    counted = select(Delegate.meeting_id, func.count(), func.sum(case((came, 1), else_=0)), said)
    mine = counted.where(Delegate.meeting_id.in_(ids), Delegate.part != Role.TECH)
    rows = db.session.execute(mine.group_by(Delegate.meeting_id))
    return {id: (here, excused, n - here - excused) for id, n, here, excused in rows}


def _late(meetings: Iterable[Any]) -> Counter[int]:
    """Papers that came too late to be read (MT-03); who is called at once has no days for it."""
    days, found = queries.calendar(), Counter[int]()
    begins = {one.id: local(one.starts_at).date() for one in meetings if not one.urgent}
    items = select(AgendaItem.meeting_id, AgendaItem.released)
    for id, released in db.session.execute(items.where(AgendaItem.meeting_id.in_(begins))):
        moments = (local(datetime.fromisoformat(at)).date() for at in released.values())
        found[id] += sum(is_late(one, begins[id], days) for one in moments)
    return found


def _votes(ids: Sequence[int]) -> dict[int, int]:
    counted = select(Vote.meeting_id, func.count()).where(Vote.meeting_id.in_(ids))
    return {id: n for id, n in db.session.execute(counted.group_by(Vote.meeting_id))}


def _saved(ids: Sequence[int]) -> dict[int, int]:
    planned = select(AgendaItem.meeting_id, func.sum(AgendaItem.minutes))
    mine = planned.where(AgendaItem.meeting_id.in_(ids), AgendaItem.adopted)
    rows = db.session.execute(mine.group_by(AgendaItem.meeting_id))
    return {id: saved_of(minutes) for id, minutes in rows}


def _tasks(ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """What was taken back counts for nothing."""
    given, done = Task.given_at.is_not(None), func.sum(case((Task.state == State.DONE, 1), else_=0))
    mine = Task.source.in_([f"meetings/{id}" for id in ids]), Task.state != State.CANCELLED
    rows = select(Task.source, func.count(), done).where(*mine, given).group_by(Task.source)
    return {parts(at)[1]: (n, over) for at, n, over in db.session.execute(rows)}
