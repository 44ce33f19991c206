"""Claim → sign with no transaction open → record.

A seal may sit in an HSM or on a person's telephone and take half a minute; the database must not
wait for it, and no second hand may touch the paper meanwhile. A claim ends by itself: when its
lease is over the next hand takes it, so a crash at any moment harms nobody (DESIGN §5.6).
"""

import datetime as dt
import secrets
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from server import repeats
from server.clock import now
from server.database import db, run, table, transaction
from server.rota import nightly
from server.signatures.models import Serial, SigningJob
from workflows import Refused

LEASE = dt.timedelta(seconds=30)
"""Longer than the pool's children may take over one signature."""

ELSEWHERE = dt.timedelta(minutes=5)
"""So long a person has to look at what is signed and type a PIN on the own machine."""

TSA = "tsa"

_jobs, _serials = table(SigningJob), table(Serial)
_CLAIMED = _jobs.c.state == "claimed"
_OVERTAKING = (
    update(_jobs)
    .where(
        _jobs.c.paper == bindparam("_paper"),
        _jobs.c.field == bindparam("_field"),
        _jobs.c.input_sha256 == bindparam("_input_sha256"),
        _CLAIMED,
        _jobs.c.lease_until < bindparam("_now"),
    )
    .returning(_jobs.c.id)
)
_OPENING = insert(_jobs).returning(_jobs.c.id)
_NUMBERING = (
    update(_serials)
    .where(_serials.c.name == TSA)
    .values(last=_serials.c.last + bindparam("_count"))
    .returning(_serials.c.last)
)
_FINISHING = (
    update(_jobs)
    .where(_jobs.c.id == bindparam("_id"), _jobs.c.token == bindparam("_token"), _CLAIMED)
    .values(state="done", prepared=None)
    .returning(_jobs.c.id)
)
_GIVING_BACK = delete(_jobs).where(_jobs.c.paper == bindparam("_paper"), _CLAIMED)
_HELD = select(_jobs.c.id).where(
    _jobs.c.paper == bindparam("_paper"),
    _CLAIMED,
    _jobs.c.lease_until >= bindparam("_now"),
)
"""Kept: a batch asks each of them hundreds of times (SPEED.md 1f)."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to put one signature on one revision, for a while; with serials for its stamps."""

    job_id: int
    token: str
    serials: tuple[int, ...]


def claim(
    key: tuple[str, str, str], person_id: int | None, stamps: int, lease: dt.timedelta = LEASE
) -> Claim:
    """Take (paper, field, digest of the input) to this desk; a step of the claiming act.

    Raises `being_signed` while another hand holds it.
    """
    token = secrets.token_hex(16)
    found = dict(zip(("paper", "field", "input_sha256"), key, strict=True))
    terms = {"token": token, "person_id": person_id, "lease_until": now() + lease, "prepared": None}
    of_it = {f"_{name}": value for name, value in found.items()}
    job_id = run(_OVERTAKING, terms | of_it | {"_now": now()}).scalar()
    if job_id is None:
        job_id = _open_job(found | terms)
    return Claim(job_id, token, serials(stamps))


def _open_job(columns: dict[str, Any]) -> int:
    """A first claim; where two come at one moment the unique key decides."""
    try:
        with db.session.begin_nested():
            opened = run(_OPENING, {"state": "claimed", "output_sha256": "", **columns})
            return int(opened.scalar_one())
    except IntegrityError:
        raise Refused("being_signed") from None


def serials(count: int) -> tuple[int, ...]:
    """So many serial numbers that no time stamp had before, a step; a lost signature wastes
    them."""
    last = run(_NUMBERING, {"_count": count}).scalar()
    if last is None:
        db.session.execute(insert(Serial).values(name=TSA, last=count))
        last = count
    return tuple(range(last - count + 1, last + 1))


def stamps_for_a_copy() -> tuple[int, ...]:
    """Serials without a claim, in an act of its own: a copy changes nothing of its paper, and two
    hands that copy at one moment make two copies, each with its number."""
    with transaction():
        return serials(2)


def finish(held: Claim, output_sha256: str) -> None:
    """Close the job in the recording act, or `being_signed` where another hand took it over."""
    mine = {"_id": held.job_id, "_token": held.token, "output_sha256": output_sha256}
    if run(_FINISHING, mine).scalar() is None:
        raise Refused("being_signed")


def release(held: Claim) -> None:
    """Give the paper back: the signature failed, and was never shown to anybody."""
    mine = delete(SigningJob).where(
        SigningJob.id == held.job_id, SigningJob.token == held.token, SigningJob.state == "claimed"
    )
    with transaction() as session:
        session.execute(mine)


def give_back(paper: str) -> None:
    """Whatever holds that paper holds it no more; a step. A signature that comes yet finds that its
    claim is gone."""
    run(_GIVING_BACK, {"_paper": paper})


def keep(held: Claim, prepared: bytes) -> None:
    """What phase 2 needs, beside the claim: a key elsewhere signs meanwhile."""
    mine = update(SigningJob).where(SigningJob.id == held.job_id, SigningJob.token == held.token)
    with transaction() as session:
        session.execute(mine.values(prepared=prepared))
        repeats.remember("claim", held.job_id)


def kept(which: tuple[int, str], person_id: int | None, paper: str) -> bytes:
    """What was kept for this signer and paper under (job, token); `answer_too_late` once the lease
    is over or another hand took it."""
    job_id, token = which
    mine = select(SigningJob.prepared).where(
        SigningJob.id == job_id,
        SigningJob.token == token,
        SigningJob.person_id == person_id,
        SigningJob.paper == paper,
        SigningJob.state == "claimed",
        SigningJob.lease_until >= now(),
    )
    found = db.session.scalar(mine)
    if found is None:
        raise Refused("answer_too_late", "answer")
    return found


@nightly("signatures:ended")
def clear_ended() -> None:
    """Claims that nobody came back for: a token that was lost, a page that was closed."""
    over = delete(SigningJob).where(SigningJob.state == "claimed", SigningJob.lease_until < now())
    with transaction() as session:
        session.execute(over)


def held_by_another(paper: str) -> bool:
    """Whether it lies in the cabinet now: nobody changes it meanwhile."""
    return run(_HELD, {"_paper": paper, "_now": now()}).scalar() is not None
