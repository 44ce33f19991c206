"""A job that this very process does at once, because what it needs is told to no other: a PIN.

Its row is like any job's: progress, result, a lease that is renewed while this process lives. But
nobody rings for it, and the secret is in no row: it is an argument of the work, in the memory of
the process in which it was typed. After a kill -9 the lease runs out, the sweep finds the row, and
the consumer calls what `@job` registered for its kind: not the work, which without the secret
nobody can go on with, but the reckoning of what was done and what is given back.
"""

import threading
from collections.abc import Callable

import structlog
from flask import Flask, current_app

from server.clock import now
from server.database import db
from server.jobs import DONE, LEASE, RUNNING, Claim, Job, Payload, leased, settle

Say = Callable[[int, Payload], bool]
"""How far the work is, and what is known so far; False where another hand has the job now."""

log = structlog.get_logger()


def take(kind: str, payload: Payload, person_id: int | None) -> Claim:
    """Write the job into the open act, as one that this process already has; a step."""
    moment = now()
    row = Job(
        kind=kind,
        payload=payload,
        person_id=person_id,
        state=RUNNING,
        tries=1,
        created_at=moment,
        lease_until=moment + LEASE,
    )
    db.session.add(row)
    db.session.flush()
    return Claim(row.id, kind, payload, tries=1)


def start(claim: Claim, work: Callable[[Say], Payload]) -> None:
    """Do the work beside the request that asked for it, which need not wait; after the commit."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    threading.Thread(target=_do, args=(app, claim, work), daemon=True).start()


def _do(app: Flask, claim: Claim, work: Callable[[Say], Payload]) -> None:
    """A fault of ours leaves the row to its lease, as a kill would."""
    with app.app_context():
        try:
            with leased(claim):
                result = work(lambda percent, so_far: _say(claim, percent, so_far))
            settle(claim, state=DONE, progress=100, result=result)
        except Exception:
            log.exception("work at hand broke off", job=claim.id, kind=claim.kind)


def _say(claim: Claim, percent: int, so_far: Payload) -> bool:
    return settle(claim, progress=percent, result=so_far)
