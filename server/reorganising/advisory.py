"""Councils, committees and teams at a midnight (DOMAIN §2.1, §2.5).

A decision of the agency set them up, so they end with it. An agency that only gets another name is
the same one: there they go on, led by the posts that come after, under the same symbol and book.
"""

from sqlalchemy import select

from server.admin.changes import said_day
from server.audit.changes import changed
from server.database import db
from server.org.actor import Actor
from server.org.bodies import HEAD, AdvisoryBody
from server.org.models import Agency
from server.org.queries import lasts_beyond
from server.reorganising.models import Plan


def pass_on(server: Actor, plan: Plan) -> int:
    """How many go on; every one of an agency whose row is closed ends. A step."""
    heirs = {one.position_id: one.heir_id for one in plan.posts if one.heir_id}
    went = 0
    for closing in plan.closings:
        running = select(AdvisoryBody).where(
            AdvisoryBody.agency_id == closing.agency_id,
            lasts_beyond(AdvisoryBody, plan.effective_on),
        )
        for body in db.session.scalars(running.order_by(AdvisoryBody.id)).all():
            _end(server, plan, body)
            members = [
                one | {"post_id": heirs[int(one["post_id"])]}
                for one in body.members
                if int(one["post_id"]) in heirs
            ]
            if closing.renamed and closing.heir and any(one["part"] == HEAD for one in members):
                _go_on(server, plan, body, closing.heir, members)
                went += 1
    return went


def _end(server: Actor, plan: Plan, body: AdvisoryBody) -> None:
    body.valid_to = max(plan.effective_on, body.valid_from)
    words = f"{body.name} thôi hoạt động từ {said_day(body.valid_to)}: {plan.decision_code}"
    changed(server, "body_ended", f"body/{body.id}", words, agency=body.agency_id)


def _go_on(
    server: Actor,
    plan: Plan,
    old: AdvisoryBody,
    heir: Agency,
    members: list[dict[str, str | int]],
) -> None:
    """Its name has the agency's mostly, and an administrator settles it when a decision says so."""
    row = AdvisoryBody(
        agency_id=heir.id, name=old.name, short_name=old.short_name,
        abbreviation=old.abbreviation, may_use_seal=old.may_use_seal,
        decision_code=old.decision_code, valid_from=plan.effective_on, members=members,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    words = f"{row.name} tiếp tục ở {heir.short_name}, theo {row.decision_code}"
    changed(server, "body_settled", f"body/{row.id}", words, agency=heir.id)
