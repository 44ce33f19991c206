"""The rota: what the office does every few minutes, every night, and all the time in between.

A round is a job whose slot (its minute, its day) is taken once, so that a consumer that
restarts within the minute, or a second consumer, does not do it again.
"""

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import structlog
from sqlalchemy import Row, delete, select
from sqlalchemy.exc import IntegrityError

from server import jobs
from server.clock import local, now
from server.database import db, transaction

NIGHT = 2
"""The hour in Hà Nội when nightly work is due; a machine that slept then does it on waking."""

KEPT = dt.timedelta(days=30)
ROUNDS_KEPT = dt.timedelta(days=2)
UNMENDED = dt.timedelta(days=7)
"""So long administrators are told of a job that was given up."""

Slot = Callable[[dt.datetime], str]
Act = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Round:
    """Something that comes back: its job, and the name of the slot that a moment lies in; `last`:
    behind the others of its moment, for it tells what they found."""

    kind: str
    slot: Slot
    last: bool = False


log = structlog.get_logger()
_rounds: list[Round] = []
_unceasing: list[Act] = []


def every(minutes: int, kind: str) -> Callable[[jobs.Call], jobs.Call]:
    """Do this once in each span of `minutes`."""
    span = dt.timedelta(minutes=minutes)

    def slot(moment: dt.datetime) -> str:
        midnight = local(moment).replace(hour=0, minute=0, second=0, microsecond=0)
        return (midnight + (local(moment) - midnight) // span * span).isoformat(timespec="minutes")

    return _round(Round(kind, slot))


def nightly(kind: str) -> Callable[[jobs.Call], jobs.Call]:
    """Do this once a day, after two in the morning."""
    return daily(kind, dt.time(NIGHT))


def daily(kind: str, at: dt.time, *, last: bool = False) -> Callable[[jobs.Call], jobs.Call]:
    """Do this once a day, after that time in Hà Nội; what must not be late looks at the clock."""
    past = dt.timedelta(hours=at.hour, minutes=at.minute)
    return _round(Round(kind, lambda moment: str((local(moment) - past).date()), last))


def unceasing(act: Act) -> Act:
    """Do this each second in the consumer, and once more when it leaves; it must be cheap."""
    _unceasing.append(act)
    return act


def _round(one: Round) -> Callable[[jobs.Call], jobs.Call]:
    def register(call: jobs.Call) -> jobs.Call:
        _rounds.append(one)
        return jobs.job(one.kind)(call)

    return register


def call_rounds() -> None:
    """Enter the job of each round whose slot nobody has taken yet."""
    last = {one.kind for one in _rounds if one.last}
    due = {(one.kind, one.slot(now())) for one in _rounds}
    taken = select(jobs.Job.kind, jobs.Job.slot).where(jobs.Job.slot.in_({slot for _, slot in due}))
    missing = due - {(kind, slot) for kind, slot in db.session.execute(taken)}
    for kind, slot in sorted(missing, key=lambda one: (one[0] in last, one)):
        _enter(kind, slot)


def _enter(kind: str, slot: str) -> None:
    try:
        with transaction():
            jobs.later(kind, slot=slot)
    except IntegrityError:
        return  # another consumer took the slot at this moment


def each(acts: Iterable[Act]) -> None:
    """One after another: what fails in one keeps none of the others waiting; it is told behind
    them, so that the job is tried again."""
    broken: Exception | None = None
    for act in acts:
        try:
            act()
        except Exception as wrong:
            log.exception("one of a round was not done")
            db.session.rollback()
            broken = wrong
    if broken is not None:
        raise broken


def is_over(kind: str) -> bool:
    """Whether the round of this moment's slot has been done."""
    slots = [one.slot(now()) for one in _rounds if one.kind == kind]
    done = select(jobs.Job.id).where(
        jobs.Job.kind == kind, jobs.Job.slot.in_(slots), jobs.Job.state == jobs.DONE
    )
    return db.session.scalar(done.limit(1)) is not None


def unceasing_acts() -> list[Act]:
    """What is done about once a second."""
    return list(_unceasing)


@nightly("jobs:tidy")
def tidy() -> None:
    """Let finished jobs go: people's after a month, the rota's own after two days."""
    done = jobs.Job.state == jobs.DONE
    with transaction() as session:
        session.execute(delete(jobs.Job).where(done, jobs.Job.created_at < now() - KEPT))
        old_rounds = (jobs.Job.slot.is_not(None), jobs.Job.created_at < now() - ROUNDS_KEPT)
        session.execute(delete(jobs.Job).where(done, *old_rounds))


def given_up() -> dict[str, int]:
    """How many jobs of each kind were left after their last try within a week, and were not done
    since either: what asks for one of them may be closed, and then nobody sees it."""
    left = jobs.Job.state == jobs.FAILED, jobs.Job.lease_until > now() - UNMENDED
    asked = select(jobs.Job.id, jobs.Job.kind, jobs.Job.payload).order_by(jobs.Job.id)
    failed = db.session.execute(asked.where(*left).limit(jobs.AT_ONCE)).all()
    if not failed:
        return {}
    same = jobs.Job.kind.in_({row.kind for row in failed}), jobs.Job.id > failed[0].id
    done = db.session.execute(asked.where(*same, jobs.Job.state == jobs.DONE)).all()
    last = {_what(row): row.id for row in done}
    return Counter(row.kind for row in failed if last.get(_what(row), 0) < row.id)


def _what(row: Row) -> tuple[str, str]:
    """The same for one that is asked for anew, by whichever post, and for each turn of a round."""
    asked = {name: said for name, said in row.payload.items() if name != "post"}
    return row.kind, json.dumps(asked, sort_keys=True)
