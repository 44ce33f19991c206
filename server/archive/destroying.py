"""Expired files are listed, reviewed by a council, decided upon by the head, destroyed (AR-07)."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from server import audit, policy
from server.archive import wiping
from server.archive.destruction_models import Destruction, DestructionLine
from server.clock import now
from server.database import after_commit, db, transaction
from server.desks.queries import DESTRUCTIONS
from server.documents.casefiles.lent import signed
from server.documents.casefiles.models import CaseFile
from server.documents.outgoing.models import OutgoingDocument
from server.org.actor import Actor
from server.org.queries import head_position
from server.papers.services import find
from server.papers.telling import CONFIRMING, DESTROYING, bring, sitting, untell
from workflows import Refused, Role
from workflows.casefile import CaseFile as State
from workflows.destroying import DESTROYING as LAW
from workflows.destroying import Deed
from workflows.outgoing import Outgoing

EVENTS = {
    "list": "destruction_list",
    "review": "destruction_review",
    "decide": "destruction_decide",
    "reject": "destruction_reject",
    "withdraw": "destruction_withdraw",
    "carry_out": "destruction_carry_out",
}
HEADS_OWN = frozenset({"decide", "reject"})
SEES = frozenset({Role.ARCHIVIST, Role.LEADER, Role.OFFICE_CHIEF, Role.AUDITOR})


def listed(actor: Actor, *, files: Sequence[int]) -> Destruction:
    """An archivist lists files that have expired; nothing happens to them by it."""
    LAW.knows("list", actor.roles)
    with transaction() as session:
        one = Destruction(
            agency_id=actor.agency_id, listed_by=signed(actor), listed_at=now(), stage="",
        )  # fmt: skip
        for case_id in dict.fromkeys(files):
            case = find(CaseFile, actor, case_id)
            if case.agency_id not in actor.agencies:
                raise Refused("not_found")
            one.lines.append(DestructionLine(case_file=case, case_file_id=case.id))
        session.add(one)
        _move(actor, one, "list", Deed())
    return one


def of(actor: Actor, row_id: int) -> Destruction:
    """Of my agency, for who keeps the archive, heads or inspects it; else it does not exist."""
    if not SEES & actor.roles:
        raise Refused("wrong_role")
    row = db.session.get(Destruction, row_id)
    mine = row is not None and (row.agency_id in actor.agencies or Role.AUDITOR in actor.roles)
    if row is None or not mine:
        raise Refused("not_found")
    return row


def review(  # noqa: PLR0913 - what a council leaves behind
    actor: Actor,
    row_id: int,
    *,
    members: str,
    minutes: str,
    reason: str,
    kept: Sequence[int] = (),
) -> Destruction:
    """What the council said, and which files it wants kept."""
    with transaction():
        one = _open(actor, row_id, "review")
        named = [name.strip() for name in members.splitlines() if name.strip()]
        for line in one.lines:
            line.is_kept = line.case_file_id in kept
        act = Deed(members=len(set(named)), minutes=minutes, reason=reason)
        one.members, one.minutes, one.opinion = named, minutes.strip(), reason.strip()
        one.reviewed_at = now()
        _move(actor, one, "review", act)
        _wait_for(actor, one, _heads(one))
    return one


def decide(actor: Actor, row_id: int, *, decision: str) -> Destruction:
    """The head himself, by a decision in writing; one that was drafted here must have gone out."""
    with transaction():
        one = _open(actor, row_id, "decide")
        code = decision.strip()
        act = Deed(decision=code, decision_is_issued=_is_issued(one.agency_id, code))
        one.decision, one.decided_by, one.decided_at = code, signed(actor), now()
        _move(actor, one, "decide", act)
        _wait_for(actor, one, [f"a:{one.agency_id}:ARCHIVIST"])
    return one


def _is_issued(agency_id: int, code: str) -> bool:
    """A decision on paper has no row here; of one that has, the last word counts."""
    mine = select(OutgoingDocument.state).where(
        OutgoingDocument.agency_id == agency_id, OutgoingDocument.code == code
    )
    states = set(db.session.scalars(mine))
    return not states or Outgoing.DISPATCHED in states


def reject(actor: Actor, row_id: int, *, reason: str) -> Destruction:
    return _ended(actor, row_id, "reject", reason)


def withdraw(actor: Actor, row_id: int, *, reason: str) -> Destruction:
    return _ended(actor, row_id, "withdraw", reason)


def _ended(actor: Actor, row_id: int, step: str, reason: str) -> Destruction:
    with transaction():
        one = _open(actor, row_id, step)
        one.why = reason.strip()
        _move(actor, one, step, Deed(reason=reason))
        bring(actor, _about(one), [f"a:{one.agency_id}:ARCHIVIST"], DESTROYING)
    return one


def carry_out(actor: Actor, row_id: int, *, reason: str) -> Destruction:
    """All of them or none; the bytes go after the commit, and again by a round after a crash."""
    with transaction():
        one = _open(actor, row_id, "carry_out")
        cases = one.going
        one.how, one.done_by, one.done_at = reason.strip(), signed(actor), now()
        _move(actor, one, "carry_out", Deed(reason=reason))
        for case in cases:
            wiping.wipe(actor, "destroy", case, one.decision)
        after_commit(lambda: wiping.finish(one.id))
    return one


def require(actor: Actor, step: str) -> None:
    """Role and right, before a list is looked for: the head himself decides."""
    LAW.knows(step, actor.roles)
    if not may(actor, step):
        raise Refused("not_yours")


def may(actor: Actor, step: str) -> bool:
    """The word on it is the head's own (AR-07)."""
    return step not in HEADS_OWN or policy.heads_the_agency(actor, None)


def _open(actor: Actor, row_id: int, step: str) -> Destruction:
    require(actor, step)
    one = of(actor, row_id)
    db.session.refresh(one, with_for_update=True)
    return one


def _move(actor: Actor, one: Destruction, step: str, act: Deed) -> None:
    law = LAW.decide(one, act, step, actor.roles)
    one.stage = law.target
    untell(DESTRUCTIONS, one.id)
    db.session.flush()
    said: dict[str, Any] = {"agency": one.agency_id, "files": len(one.going)}
    audit.append(EVENTS[step], f"destruction/{one.id}", **actor.by, **said)


def _wait_for(actor: Actor, one: Destruction, seats: list[str]) -> None:
    """On their desks and behind their bells until somebody has done it; nothing goes by itself."""
    bring(actor, _about(one), seats, CONFIRMING)


def _heads(one: Destruction) -> list[str]:
    """Whose word it is; over an empty chair the other leaders see that it waits."""
    head = head_position(one.agency_id)
    return [f"p:{head.id}"] if head and sitting([f"p:{head.id}"]) else [f"a:{one.agency_id}:LEADER"]


def _about(one: Destruction) -> dict[str, Any]:
    return {"kind": DESTRUCTIONS, "id": one.id, "seq": 1}


def may_be_listed(actor: Actor) -> list[CaseFile]:
    """Accepted, expired, not frozen, on no list that still runs; the oldest first."""
    running = select(DestructionLine.case_file_id).join(Destruction).where(
        Destruction.stage.not_in(LAW.final), DestructionLine.is_kept.is_(False)
    )  # fmt: skip
    asked = select(CaseFile).where(
        CaseFile.agency_id.in_(actor.agencies), CaseFile.state == State.ACCEPTED,
        CaseFile.years > 0, CaseFile.frozen_at.is_(None), CaseFile.id.not_in(running),
    )  # fmt: skip
    rows = db.session.scalars(asked.order_by(CaseFile.ended_on, CaseFile.id).limit(2000))
    return [one for one in rows if one.has_expired]
