"""Many documents under one PIN: a leader's signatures; a clerk's numbers, seals, dispatches.

The PIN stays in the memory of the web process (an argument, until the last document) and of the
pool's children, which keep the opened key; no row, queue or log has it. So the work (`abreast`) is
done here (`at_once`), and what a kill -9 leaves undone is given back, to be signed again
(SIGNING §9).
"""

from collections.abc import Callable, Sequence
from functools import partial

from sqlalchemy import select

from server import at_once, audit, repeats
from server.at_once import Say
from server.database import db, transaction
from server.documents.outgoing.batch import abreast, abreast_away
from server.documents.outgoing.batch.abreast import Batch, ByPin, as_result, row
from server.documents.outgoing.checking import approve
from server.documents.outgoing.models import OutgoingDocument, Signature
from server.documents.outgoing.sending import issuing
from server.documents.outgoing.signatures import signing
from server.documents.outgoing.signatures.marking import Mark
from server.jobs import Payload, job
from server.org.actor import Actor
from server.org.models import Agency, Person
from server.papers.services import Ref, find
from server.signatures.elsewhere import Asked, require_elsewhere
from server.signatures.keys import Key, key_of
from server.signatures.pins import require_pin
from workflows import Refused, Role
from workflows.outgoing import SIGNERS, Outgoing

KIND = "outgoing:batch"
MOST = 200

ACTS = {"sign": SIGNERS, "seal": frozenset({Role.CLERK})}
KINDS = {"sign": "person", "seal": "seal"}
IN_TURN = {Outgoing.SIGNED: issuing.number, Outgoing.NUMBERED: issuing.register}
"""The clerk's steps before the seal: in the order of the list, for they give out numbers."""

After = Callable[[OutgoingDocument], OutgoingDocument]


def sign(actor: Actor, refs: Sequence[Ref], *, pin: str = "", answer: str = "") -> int:
    """The leader signs what he approved; what he saw last of all, he approves and signs.

    The job's id. Raises `wrong_role`, or what the PIN is refused with, before anything begins.
    """
    key = _opened(actor, "sign", pin, answer)
    to = key.over(actor, partial(_to_sign, actor))
    return _start(Batch(actor, "sign", key, to, _as_it_is, _rows(refs)), refs)


def seal(
    actor: Actor, refs: Sequence[Ref], *, pin: str = "", answer: str = "", dispatch: bool = False
) -> int:
    """The clerk numbers and registers in the order of the list, seals, and may dispatch."""
    key = _opened(actor, "seal", pin, answer)
    to = key.over(actor, partial(_to_seal, dispatch, actor))
    after = partial(_dispatched, actor) if dispatch else _as_it_is
    return _start(Batch(actor, "seal", key, to, after, _rows(refs)), refs)


def begin(actor: Actor, refs: Sequence[Ref], act: str, mechanism: str) -> Asked:
    """For a key on the signer's own machine: all are brought up to their marks and made ready.

    What he sees there he signs or not; his approvals, the clerk's numbers stand either way.
    """
    require_elsewhere(actor, key_for(actor, act))
    to = partial(_to_sign, actor) if act == "sign" else partial(_to_seal, False, actor)
    return abreast_away.begin(actor, act, refs, to, mechanism)


def key_for(actor: Actor, act: str) -> Key:
    """Whose key makes the marks of such a batch, of whoever may begin one."""
    if not actor.roles & ACTS[act]:
        raise Refused("wrong_role")
    whose = (Person, actor.person_id) if act == "sign" else (Agency, actor.agency_id)
    return key_of(db.session.get_one(*whose))


def _opened(actor: Actor, act: str, pin: str, answer: str) -> abreast.Key:
    """By the answer of an agent, or by a PIN that is proven first."""
    key = key_for(actor, act)
    if answer:
        require_elsewhere(actor, key)
        return abreast_away.ByAnswer.read(act, answer)
    require_pin(actor, key, pin)
    return ByPin(pin)


def _rows(refs: Sequence[Ref]) -> dict[int, Payload]:
    return {ref.id: row(ref.id, code="waiting") for ref in refs}


def _to_sign(actor: Actor, ref: Ref) -> tuple[Ref, Mark] | None:
    """Who names no version signs only what he approved before (CONTRACT §2)."""
    if ref.seen is not None and find(OutgoingDocument, actor, ref.id).state == Outgoing.SUBMITTED:
        paper = approve(actor, ref)
        if paper.state != Outgoing.READY_TO_SIGN:
            return None
        ref = Ref(paper.id, paper.version)
    return ref, signing.ready_to_sign(actor, ref)


def _to_seal(dispatch: bool, actor: Actor, ref: Ref) -> tuple[Ref, Mark] | None:
    """Number and register, where they lack; what is sealed already only goes out."""
    paper = find(OutgoingDocument, actor, ref.id)
    while act := IN_TURN.get(Outgoing(paper.state)):
        if paper.awaited:
            break
        paper = act(actor, ref)
        ref = Ref(paper.id, paper.version)
    if dispatch and paper.state == Outgoing.SEALED and not paper.awaited:
        issuing.dispatch(actor, ref)
        return None
    return ref, signing.ready_to_seal(actor, ref)


def _as_it_is(paper: OutgoingDocument) -> OutgoingDocument:
    return paper


def _dispatched(actor: Actor, paper: OutgoingDocument) -> OutgoingDocument:
    """Once all who issue it have sealed, by who leads (§5.5)."""
    if paper.awaited or paper.agency_id != actor.agency_id:
        return paper
    return issuing.dispatch(actor, Ref(paper.id, paper.version))


def _start(batch: Batch, refs: Sequence[Ref]) -> int:
    listed = list({ref.id: ref for ref in refs}.values())
    actor = batch.actor
    with transaction():
        payload = {"act": batch.act, "ids": list(batch.rows), "person_id": actor.person_id}
        claim = at_once.take(KIND, payload, actor.person_id)
        repeats.remember("job", claim.id)
    at_once.start(claim, partial(_worked, claim.id, batch, listed))
    return claim.id


def _worked(job_id: int, batch: Batch, refs: Sequence[Ref], say: Say) -> Payload:
    """The work, and its result in the log; each document's own steps are there already."""
    abreast.work(batch, refs, say)
    rows, actor = batch.rows.values(), batch.actor
    facts = {"act": batch.act, "total": len(rows), "done": sum(one["done"] for one in rows)}
    with transaction():
        audit.append("batch", f"job/{job_id}", **facts, **actor.by)
    return as_result(batch.rows)


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
