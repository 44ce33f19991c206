"""Whose post ends by an approved plan: told once it is approved, until its midnight (ORG-12).

Whoever comes to such a post meanwhile is told the next morning; who leaves it is told no more.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from flask_babel import gettext as _
from sqlalchemy import Row, select

from server import rota
from server.admin.changes import said_day
from server.admin.organisation.places import Post, heard_before_a_post
from server.clock import today
from server.database import db, transaction
from server.desks.models import Mention
from server.desks.queries import ENDINGS
from server.documents.outgoing.models import OutgoingDocument
from server.org.actor import Actor, the_server
from server.org.models import Agency, Position
from server.papers.services import may_read
from server.papers.telling import CALLED_OFF, CONFIRMING, bring, sitting, tell_person, untell
from server.reorganising import came_over, without_post
from server.reorganising.looking import closing_ids, closing_posts, holders, leaving_units, place
from server.reorganising.models import Plan, PostHeir
from workflows import Refused
from workflows.outgoing import HALF_ISSUED

ROUND = "reorganising:forewarning"
MOST = 50


class Ending(NamedTuple):
    """One post of mine that ends: when, by what, who has its work, where I go on; `is_last`:
    nowhere, and I hold no other."""

    post: str
    plan: Plan
    heir: str
    goes_to: str
    is_last: bool = False


def warn(plan: Plan) -> None:
    """It is decided; a step."""
    bring(the_server(), _about(plan.id), _seats(plan), CONFIRMING)


def warn_no_more(plan: Plan) -> None:
    """It lies ahead of nobody any more; a step."""
    untell(ENDINGS, plan.id)


def call_off(plan: Plan) -> None:
    """It was taken back: whoever had the word of it hears that his post stays; a step."""
    warn_no_more(plan)
    if plan.approved_at is not None:
        bring(the_server(), _about(plan.id), _seats(plan), CALLED_OFF)


@rota.daily(ROUND, dt.time(0, 5))
def look() -> None:
    """Harmless twice."""
    with transaction():
        for plan in _ahead():
            there = {one.person_id for one in sitting(_seats(plan)) if one.person_id}
            mine = select(Mention.person_id).filter_by(paper_kind=ENDINGS, paper_id=plan.id)
            told = set(db.session.scalars(mine))
            for person_id in there - told:
                tell_person(the_server(), _about(plan.id), person_id, CONFIRMING)
            for person_id in told - there:
                untell(ENDINGS, plan.id, person_id)
        came_over.fade()


@heard_before_a_post
def refuse_a_post_without_heir(agency: Agency, post: Post) -> None:
    """Two persons agreed who has the work of each post (ORG-12): of one that comes afterwards
    nobody said it, and at midnight the whole plan would wait for it."""
    for plan in _ahead():
        if agency.id in closing_ids(plan) or post.unit_id in leaving_units(plan):
            raise Refused("post_has_no_heir", day=said_day(plan.effective_on), title=plan.title)


def of_person(actor: Actor) -> list[Ending]:
    """The posts of this one that end by plans that were approved, the earliest first."""
    found = []
    for plan in _ahead():
        heirs = {one.position_id: one for one in plan.posts}
        for position_id, held in holders(plan).items():
            mine = next((one for one in held if one.person_id == actor.person_id), None)
            if mine is not None:
                one = _ending(plan, mine.position, heirs.get(position_id))
                is_last = not one.goes_to and mine in without_post.found(plan)
                found.append(one._replace(is_last=is_last))
    return found


def _ending(plan: Plan, post: Position, heir: PostHeir | None) -> Ending:
    goes_to = place(heir.goes_to) if heir and heir.goes_to else ""
    if heir is None or heir.heir is None:
        return Ending(place(post), plan, "", goes_to)
    return Ending(place(post), plan, "; ".join([place(heir.heir), *_aside(plan, heir)]), goes_to)


def _aside(plan: Plan, post: PostHeir) -> Iterator[str]:
    """Where the agency is split: that some of it was ticked for somebody else (ORG-10)."""
    whose, goes = post.position.agency_id, post.heir.agency_id if post.heir else None
    others = {it.heir for it in plan.things if it.from_id == whose and it.heir_id != goes}
    if others:
        yield _("một phần: %(names)s", names=", ".join(sorted(it.short_name for it in others)))


def half_issued(actor: Actor) -> Sequence[Row[int, str, str]]:
    """What has a number of an agency that ends and is not out yet: the midnight waits for it. Of
    these what one may read."""
    one = OutgoingDocument
    ending = {post.agency_id for plan in _ahead() for post in closing_posts(plan)}
    if actor.agency_id not in ending:
        return []
    asked = select(one.id, one.code, one.subject).where(
        one.agency_id == actor.agency_id, one.state.in_(HALF_ISSUED), may_read(one, actor)
    )
    return db.session.execute(asked.order_by(one.id).limit(MOST)).all()


def _ahead() -> Sequence[Plan]:
    """Approved, and not carried out yet; one whose day came waits for what holds it up."""
    ready = select(Plan).where(
        Plan.approved_at.is_not(None), Plan.took_effect_at.is_(None), Plan.withdrawn_at.is_(None)
    )
    return db.session.scalars(ready.order_by(Plan.effective_on, Plan.id)).all()


def _seats(plan: Plan) -> set[str]:
    return {f"p:{post.id}" for post in closing_posts(plan) if post.holds_on(today())}


def _about(plan_id: int) -> dict[str, Any]:
    return {"kind": ENDINGS, "id": plan_id, "seq": 1}
