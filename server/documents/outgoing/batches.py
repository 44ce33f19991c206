"""Many documents under one PIN: a leader's signatures; a clerk's numbers, seals, dispatches.

Each document goes through the very services that its own page calls, by the version that was seen,
in acts of its own: one that will not do stops no other. The PIN stays in the memory of the web
process (an argument, until the last document) and of the pool's children, which keep the opened
key; no row, queue or log has it. So the work is done here (`at_once`), and what a kill -9 leaves
undone is given back, to be signed again (SIGNING §9).
"""

import os
import time
from collections.abc import Callable, Sequence, Set
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import partial

import structlog
from flask import Flask, current_app
from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError

from server import at_once, audit, repeats
from server.at_once import Say
from server.database import db, transaction
from server.documents.outgoing import issuing, signing
from server.documents.outgoing.models import OutgoingDocument, Signature
from server.jobs import Payload, job
from server.org.actor import Actor
from server.org.models import Agency, Person
from server.papers.services import Ref, find
from server.signatures.keys import key_of
from server.signatures.pins import require_pin
from workflows import Refused, Role
from workflows.outgoing import SIGNERS, Outgoing

KIND = "outgoing:batch"
MOST = 200
HANDS = (os.cpu_count() or 1) + 1
"""One more than the children that sign, so that none of them waits for the database."""

PAUSE = 0.2
"""Seconds between two words about how far a batch is: each is a commit, and names every paper."""

KINDS = {"sign": "person", "seal": "seal"}
IN_TURN = {Outgoing.SIGNED: issuing.number, Outgoing.NUMBERED: issuing.register}
"""The clerk's steps before the seal: in the order of the list, for they give out numbers."""

Act = Callable[[Actor, Ref], OutgoingDocument]

log = structlog.get_logger()


def sign(actor: Actor, refs: Sequence[Ref], *, pin: str) -> int:
    """The leader signs what he approved; what he saw last of all, he approves and signs.

    The job's id. Raises `wrong_role`, or what the PIN is refused with, before anything begins.
    """
    _require(actor, SIGNERS)
    require_pin(actor, key_of(db.session.get_one(Person, actor.person_id)), pin)
    return _begin(actor, refs, "sign", partial(_sign, pin=pin))


def seal(actor: Actor, refs: Sequence[Ref], *, pin: str, dispatch: bool = False) -> int:
    """The clerk numbers and registers in the order of the list, then seals, and may dispatch."""
    _require(actor, {Role.CLERK})
    require_pin(actor, key_of(db.session.get_one(Agency, actor.agency_id)), pin)
    return _begin(actor, refs, "seal", partial(_seal, pin=pin, dispatch=dispatch))


def _require(actor: Actor, roles: Set[Role]) -> None:
    if not actor.roles & roles:
        raise Refused("wrong_role")


def _sign(actor: Actor, ref: Ref, *, pin: str) -> OutgoingDocument:
    """Who names no version signs only what he approved before (CONTRACT §2)."""
    paper = find(OutgoingDocument, actor, ref.id)
    if ref.seen is not None and paper.state == Outgoing.SUBMITTED:
        return signing.approve_and_sign(actor, ref, pin=pin)
    return signing.sign(actor, ref, pin=pin)


def _seal(actor: Actor, ref: Ref, *, pin: str, dispatch: bool) -> OutgoingDocument:
    paper = find(OutgoingDocument, actor, ref.id)
    if not dispatch or paper.state != Outgoing.SEALED:
        paper = signing.seal(actor, ref, pin=pin)
        ref = Ref(paper.id, paper.version)
    return issuing.dispatch(actor, ref) if dispatch and not paper.awaited else paper


def _number(onward: dict[int, Ref], actor: Actor, ref: Ref) -> OutgoingDocument:
    """Number and register, where they lack; a paper that is further on is left as it is."""
    paper = find(OutgoingDocument, actor, ref.id)
    while act := IN_TURN.get(Outgoing(paper.state)):
        paper = act(actor, ref)
        ref = Ref(paper.id, paper.version)
    onward[ref.id] = ref
    return paper


def _begin(actor: Actor, refs: Sequence[Ref], name: str, act: Act) -> int:
    listed = {ref.id: ref for ref in refs}
    with transaction():
        payload = {"act": name, "ids": list(listed), "person_id": actor.person_id}
        claim = at_once.take(KIND, payload, actor.person_id)
        repeats.remember("job", claim.id)
    work = partial(_work, actor, listed, act)
    at_once.start(claim, partial(_worked, claim.id, actor, name, work))
    return claim.id


def _worked(
    job_id: int, actor: Actor, name: str, work: Callable[[bool, Say], Payload], say: Say
) -> Payload:
    """The work, and its result in the log; each document's own steps are there already."""
    result = work(name == "seal", say)
    done = sum(one["done"] for one in result["items"])
    facts = {"act": name, "total": len(result["items"]), "done": done}
    by = {"by": actor.person_id, "position": actor.position_id}
    with transaction():
        audit.append("batch", f"job/{job_id}", **facts, **by)
    return result


def _work(actor: Actor, refs: dict[int, Ref], act: Act, numbers: bool, say: Say) -> Payload:
    """A row for each document; what is done is written down a few times a second."""
    rows = {paper_id: row(paper_id, code="waiting") for paper_id in refs}
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    if numbers:
        refs = _numbered(actor, refs, rows)
    with ThreadPoolExecutor(HANDS) as hands:
        promised = [hands.submit(_one, app, act, actor, ref) for ref in refs.values()]
        said = time.monotonic()
        for n, done in enumerate(as_completed(promised)):
            outcome = done.result()
            rows[outcome["id"]] = outcome
            if time.monotonic() < said + PAUSE:
                continue
            said = time.monotonic()
            if not say(100 * n // len(promised), as_result(rows)):
                hands.shutdown(cancel_futures=True)  # another hand has the job: it gives back
                break
    return as_result(rows)


def _numbered(actor: Actor, refs: dict[int, Ref], rows: dict[int, Payload]) -> dict[int, Ref]:
    """The papers that go on, as they then stand; why the others do not is in their rows."""
    onward: dict[int, Ref] = {}
    for ref in refs.values():
        outcome = _outcome(partial(_number, onward), actor, ref)
        rows[ref.id] = outcome | ({"done": False, "code": "waiting"} if outcome["done"] else {})
    return onward


def _one(app: Flask, act: Act, actor: Actor, ref: Ref) -> Payload:
    with app.app_context():
        return _outcome(act, actor, ref)


def _outcome(act: Act, actor: Actor, ref: Ref) -> Payload:
    """What became of one document; a fault of ours is logged, and stops no other."""
    try:
        return row(ref.id, done=True, state=str(act(actor, ref).state))
    except Refused as no:
        why, said = no.reason, no.said
    except StaleDataError:
        why, said = "stale", {}
    except Exception:
        log.exception("a document of a batch", paper=ref.id)
        why, said = "broke_off", {}
    db.session.rollback()
    return row(ref.id, state=_state(actor, ref.id), code=why, said=said)


def _state(actor: Actor, paper_id: int) -> str | None:
    """Where it stands now, for whoever may read it."""
    try:
        return str(find(OutgoingDocument, actor, paper_id).state)
    except Refused:
        return None


@job(KIND)
def give_back(act: str, ids: list[int], person_id: int) -> Payload:
    """The process that knew the PIN is gone: what it signed stands, the rest is given back."""
    made = select(Signature.outgoing_id, OutgoingDocument.state).join(OutgoingDocument)
    mine = made.where(
        Signature.outgoing_id.in_(ids),
        Signature.kind == KINDS[act],
        Signature.person_id == person_id,
    )
    stands = {paper_id: str(state) for paper_id, state in db.session.execute(mine)}
    rows = {
        n: row(n, done=True, state=stands[n]) if n in stands else row(n, code="given_back")
        for n in ids
    }
    return as_result(rows)


def row(paper_id: int, *, done: bool = False, state: str | None = None, **why: object) -> Payload:
    return {"id": paper_id, "done": done, "state": state, "code": "", "said": {}} | why


def as_result(rows: dict[int, Payload]) -> Payload:
    return {"items": list(rows.values())}
