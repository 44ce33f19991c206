"""Work for later: the row is the truth, Huey only rings the bell (DEPENDENCIES §5.2).

Huey forgets a job when it takes it, so a consumer killed in the middle would lose it. Here a row
stays until it is done, and a lease says who has it: work is done at least once, and every
function registered with `@job` must not mind being called twice.
"""

import contextlib
import datetime as dt
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from typing import Any

import structlog
from flask import Flask, current_app
from huey import RedisHuey, SqliteHuey
from huey.api import Huey
from redis.exceptions import RedisError
from sqlalchemy import JSON, ColumnElement, Index, UniqueConstraint, select, update
from sqlalchemy.orm import Mapped, mapped_column

from server.clock import now
from server.config import Settings
from server.database import Base, Moment, after_commit, db, transaction
from workflows import Refused

QUEUED, RUNNING, DONE, FAILED = "queued", "running", "done", "failed"
OPEN = (QUEUED, RUNNING)

LEASE = dt.timedelta(seconds=30)
"""How long a job belongs to a consumer that says nothing more; it renews it each third."""

TRIES = 5
PAUSE = dt.timedelta(seconds=10)
"""After a failed try, doubled each time."""

AT_ONCE = 100

Payload = dict[str, Any]
Call = Callable[..., Payload | None]

log = structlog.get_logger()
_calls: dict[str, Call] = {}


class Job(Base):
    """Something to be done after an act, and how far it is: what `GET /jobs/{id}` shows."""

    __tablename__ = "jobs"
    __table_args__ = (Index(None, "state", "lease_until"), UniqueConstraint("kind", "slot"))

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    slot: Mapped[str | None]
    payload: Mapped[Payload] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(default=QUEUED)
    progress: Mapped[int] = mapped_column(default=0)
    result: Mapped[Payload | None] = mapped_column(JSON)
    tries: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[dt.datetime] = mapped_column(Moment)
    person_id: Mapped[int | None]
    created_at: Mapped[dt.datetime] = mapped_column(Moment)


@dataclass(frozen=True, slots=True)
class Claim:
    """One try at a job, by one consumer."""

    id: int
    kind: str
    payload: Payload
    tries: int


_current: ContextVar[Claim] = ContextVar("job")


@dataclass(frozen=True, slots=True)
class Bell:
    """Huey, and the one thing it is asked to do."""

    huey: Huey
    ring: Callable[[int], object]


def job(kind: str) -> Callable[[Call], Call]:
    """Register what does jobs of `kind`: called with the payload, its answer is the result."""

    def register(call: Call) -> Call:
        if kind in _calls:
            raise ValueError(f"two functions for the job {kind}")
        _calls[kind] = call
        return call

    return register


def later(
    kind: str,
    payload: Payload | None = None,
    *,
    person_id: int | None = None,
    slot: str | None = None,
) -> Job:
    """Write a job into the open act; the bell rings after the commit. A slot is taken once."""
    moment = now()
    row = Job(
        kind=kind,
        payload=payload or {},
        person_id=person_id,
        slot=slot,
        created_at=moment,
        lease_until=moment,
    )
    db.session.add(row)
    db.session.flush()
    after_commit(partial(ring, row.id))
    return row


def owned(job_id: int, person_id: int | None) -> Job:
    """A job of this person's; whosever else it is, it does not exist (DESIGN §5.8)."""
    row = db.session.get(Job, job_id)
    if row is None or row.person_id != person_id:
        raise Refused("not_found")
    return row


def install(app: Flask, settings: Settings) -> None:
    """Hang up the bell: a file beside the database, or Redis for several machines."""
    huey = _huey(settings)

    @huey.task()
    def answer(job_id: int) -> None:
        with app.app_context():
            work(job_id)

    app.extensions["bell"] = Bell(huey, answer)


def _huey(settings: Settings) -> Huey:
    if settings.redis_url:
        return RedisHuey("congso", url=settings.redis_url, results=False)
    settings.bell.parent.mkdir(parents=True, exist_ok=True)
    return SqliteHuey("congso", filename=str(settings.bell), fsync=True, results=False)


def bell() -> Bell:
    """The bell of the current application."""
    return current_app.extensions["bell"]


def hears() -> bool:
    """Whether the bell answers, for `/readyz`."""
    try:
        bell().huey.pending_count()
    except (RedisError, sqlite3.Error, OSError):
        return False
    return True


def ring(job_id: int) -> None:
    """Ringing twice is ringing once; a committed act does not fail because the bell does."""
    try:
        bell().ring(job_id)
    except (RedisError, sqlite3.Error, OSError):
        log.warning(
            "the bell is out of order, the sweep will find the job", job=job_id, exc_info=True
        )


def is_under_way(kind: str, *which: ColumnElement[bool]) -> bool:
    """Whether a job of this kind waits or is at work, and needs not be asked for again."""
    mine = select(Job.id).where(Job.kind == kind, Job.state.in_(OPEN), *which)
    return db.session.scalar(mine.limit(1)) is not None


def sweep() -> None:
    """Ring for what waits, or was left by a consumer that died; a bell still busy has no need."""
    if bell().huey.pending_count():
        return
    waiting = select(Job.id).where(Job.state.in_(OPEN), Job.lease_until <= now())
    for job_id in db.session.scalars(waiting.order_by(Job.id).limit(AT_ONCE)).all():
        ring(job_id)


def work(job_id: int) -> None:
    """Do a job, unless somebody has it or it is done."""
    claim = _claim(job_id)
    if claim is None:
        return
    token = _current.set(claim)
    try:
        with leased(claim):
            outcome = _outcome(claim)
    finally:
        _current.reset(token)
    settle(claim, **outcome)


def progress(percent: int) -> None:
    """Say how far the job at hand is; not inside an act."""
    with transaction() as session:
        session.execute(update(Job).where(Job.id == _current.get().id).values(progress=percent))


def is_last_try() -> bool:
    """Whether the job at hand is given up if it fails once more."""
    return _current.get().tries >= TRIES


def _claim(job_id: int) -> Claim | None:
    moment = now()
    mine = (Job.id == job_id, Job.state.in_(OPEN), Job.lease_until <= moment)
    taken = {"state": RUNNING, "tries": Job.tries + 1, "lease_until": moment + LEASE}
    with transaction() as session:
        row = session.execute(
            update(Job)
            .where(*mine)
            .values(taken)
            .returning(Job.id, Job.kind, Job.payload, Job.tries)
            .execution_options(synchronize_session=False)
        ).one_or_none()
    return row and Claim(*row)


def _outcome(claim: Claim) -> dict[str, Any]:
    """What the row shall say; a job that kills its consumers is not tried for ever."""
    if claim.tries > TRIES:
        return {"state": FAILED, "result": {"error": "consumer died"}}
    try:
        result = _calls[claim.kind](**claim.payload)
    except Exception as wrong:
        log.exception("a job failed", job=claim.id, kind=claim.kind, tries=claim.tries)
        return _failure(claim, wrong)
    return {"state": DONE, "result": result, "progress": 100}


def _failure(claim: Claim, wrong: Exception) -> dict[str, Any]:
    pause = PAUSE * 2 ** (claim.tries - 1)
    return {
        "state": QUEUED if claim.tries < TRIES else FAILED,
        "result": {"error": f"{type(wrong).__name__}: {wrong}"},
        "lease_until": now() + pause,
    }


def settle(claim: Claim, **values: Any) -> bool:
    """Change the row if the try is still ours; whether it was."""
    ours = (Job.id == claim.id, Job.tries == claim.tries, Job.state == RUNNING)
    with transaction() as session:
        done = session.execute(update(Job).where(*ours).values(values))
        return bool(done.rowcount)  # type: ignore[attr-defined]


@contextlib.contextmanager
def leased(claim: Claim) -> Iterator[None]:
    """Keep the claim alive while it is worked on, so that nobody else takes it."""
    over = threading.Event()
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    keeper = threading.Thread(target=_renew, args=(app, claim, over), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join()


def _renew(app: Flask, claim: Claim, over: threading.Event) -> None:
    while not over.wait(LEASE.total_seconds() / 3):
        with app.app_context():
            if not settle(claim, lease_until=now() + LEASE):
                return
