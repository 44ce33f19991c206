"""The midnight comes: each plan whose day it is, is carried out, or says what holds it up."""

import structlog
from sqlalchemy import select

from server import jobs, outbox, rota
from server.admin.changes import require_admin
from server.admin.keys import revoking  # noqa: F401  (its job comes with the room)
from server.answers import words_of
from server.clock import now, today
from server.database import db, transaction
from server.org.actor import Actor
from server.pages import when
from server.reorganising.models import Plan
from server.reorganising.planning import found_plan
from server.reorganising.taking_effect import rehearse, take_effect
from workflows import Refused

log = structlog.get_logger()


@rota.every(1, "reorganising:take_effect")
def begin() -> None:
    """Repeated it changes nothing: what is in effect is not due."""
    for plan_id in _due():
        try:
            take_effect(plan_id)
        except Refused as no:
            _wait(plan_id, words_of(no.reason, no.said))


def _due() -> list[int]:
    db.session.rollback()
    ready = select(Plan.id).where(
        Plan.approved_at.is_not(None), Plan.took_effect_at.is_(None),
        Plan.withdrawn_at.is_(None), Plan.effective_on <= today(),
    )  # fmt: skip
    return list(db.session.scalars(ready.order_by(Plan.effective_on, Plan.id)))


def _wait(plan_id: int, words: str) -> None:
    """What holds it up stands on its page, and rings at the administrators' once."""
    with transaction() as session:
        plan = session.get_one(Plan, plan_id, with_for_update=True)
        if plan.trouble == [words]:
            return
        plan.trouble = [words]
        seen = {"kind": "reorganisations", "id": plan.id, "seq": len(words)}
        outbox.announce("notice", {"r:ADMIN"}, seen)
    log.warning("a reorganisation waits", plan=plan_id)


REHEARSE = "reorganising:rehearse"


def ask(actor: Actor, plan_id: int) -> None:
    """Have the whole of it carried out and rolled back, beside the day's work."""
    require_admin(actor)
    found_plan(plan_id)
    with transaction():
        jobs.later(REHEARSE, {"plan_id": plan_id}, person_id=actor.person_id)


def is_rehearsing(plan_id: int) -> bool:
    """It was asked for, and its outcome does not stand on the plan's page yet."""
    mine = jobs.Job.payload["plan_id"].as_integer() == plan_id
    under_way = jobs.Job.state.in_((jobs.QUEUED, jobs.RUNNING))
    asked = select(jobs.Job.id).where(jobs.Job.kind == REHEARSE, under_way, mine)
    return db.session.scalar(asked.limit(1)) is not None


@jobs.job(REHEARSE)
def rehearsed(plan_id: int) -> None:
    """What would move, or what would hold it up, stands on the plan's page."""
    said = rehearse(plan_id)
    with transaction() as session:
        plan = session.get_one(Plan, plan_id, with_for_update=True)
        plan.rehearsed = said | {"at": when(now())}
