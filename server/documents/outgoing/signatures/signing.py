"""The two signatures: the person's first, the agency's over it (art. 13, 17; OUT-T10, T14)."""

from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from functools import partial
from typing import Any

from server import perform, pool, press, repeats
from server.database import db
from server.documents.outgoing import capacity
from server.documents.outgoing.checking import approve, void_approval
from server.documents.outgoing.models import OutgoingDocument
from server.documents.outgoing.signatures.marking import (
    Annex,
    Made,
    Mark,
    Taken,
    Way,
    claim,
    mark_of,
    record,
)  # fmt: skip
from server.files import store
from server.office import office
from server.org.actor import Actor
from server.org.models import Agency, Person
from server.papers.services import Ref, find, taking
from server.signatures import claims
from server.signatures.keys import key_of
from server.signatures.pins import refuse, require_pin
from signing import PERSON, SEAL, SealFailed, numbered
from workflows import Refused
from workflows.outgoing import Outgoing

PATIENCE = claims.LEASE.total_seconds() - 5
"""Seconds: what is not signed by then is given up while the claim still holds the paper."""


def sign(actor: Actor, ref: Ref, *, pin: str) -> OutgoingDocument:
    """The approver himself signs what he approved (OUT-T10, SIG-02)."""
    mark = ready_to_sign(actor, ref)
    require_pin(actor, mark.key, pin)
    return bring_down(OUTGOING, actor, ref, mark, pin)


def ready_to_sign(actor: Actor, ref: Ref) -> Mark:
    """The mark of whoever approved it, where everything but the key's own word is given."""
    paper = _ready(actor, ref, "sign")
    _refuse_ended_capacity(actor, ref, paper)
    field = _field(PERSON, paper, paper.signatures)
    how = paper.awaited.capacity if paper.awaited else paper.capacity
    return mark_of(db.session.get_one(Person, actor.person_id), "sign", field, how)


def seal(actor: Actor, ref: Ref, *, pin: str) -> OutgoingDocument:
    """The clerk in person seals what a person signed, with number and date (OUT-T14, SIG-01)."""
    mark = ready_to_seal(actor, ref)
    require_pin(actor, mark.key, pin)
    return bring_down(OUTGOING, actor, ref, mark, pin)


def ready_to_seal(actor: Actor, ref: Ref) -> Mark:
    """The agency's mark, where everything but the key's own word is given."""
    paper = _ready(actor, ref, "seal")
    agency = db.session.get_one(Agency, (paper.awaited or paper).agency_id)
    if actor.person_id in {paper.signed_by, *paper.co_signed_by}:
        raise Refused("sealer_did_not_sign")
    field = _field(SEAL, paper, paper.signatures - paper.issuers)
    return mark_of(agency, "seal", field)


def _field(name: str, paper: OutgoingDocument, made: int) -> str:
    """Its own field for each agency, in their turn (§5.5)."""
    return numbered(name, 1 + made) if paper.awaited else name


def approve_and_sign(actor: Actor, ref: Ref, *, pin: str, within: str = "") -> OutgoingDocument:
    """ "Duyệt và ký": one PIN; signs at once where both checks stand, else only approves (T05b).

    A wrong PIN does neither.
    """
    _ready(actor, ref, "approve")
    require_pin(actor, key_of(db.session.get_one(Person, actor.person_id)), pin)
    paper = approve(actor, ref, within=within)
    if paper.state != Outgoing.READY_TO_SIGN:
        return paper
    return sign(actor, Ref(ref.id, paper.version), pin=pin)


def go_on(actor: Actor, ref: Ref, *, pin: str | None) -> OutgoingDocument:
    """The approval took effect before its answer was lost: what is left of it, the signature."""
    paper = find(OutgoingDocument, actor, ref.id)
    mine = paper.approved_by == actor.person_id
    if pin is not None and mine and paper.state == Outgoing.READY_TO_SIGN:
        return sign(actor, Ref(ref.id, paper.version), pin=pin)
    return paper


def _ready(actor: Actor, ref: Ref, step: str) -> OutgoingDocument:
    """Rights, version and state, asked before a PIN is tried (CONTRACT §2.8)."""
    paper = find(OutgoingDocument, actor, ref.id)
    perform.require(actor, step, paper)
    if ref.seen is not None and ref.seen != paper.version:
        raise Refused("stale")
    for lack in paper.workflow.permit(paper.state, step, actor.roles).lacks(paper):
        raise Refused(lack)
    return paper


def _refuse_ended_capacity(actor: Actor, ref: Ref, paper: OutgoingDocument) -> None:
    """The right to sign ended since: no signature, and the approval is void (ORG-06). What lies
    with his own machine meanwhile is given back: its answer would count for nothing."""
    why = capacity.refusal_to_sign(paper)
    if not why:
        return
    if paper.awaited:  # the others have signed: that stands until somebody takes it back
        raise Refused(why, "capacity")
    seen = Ref(ref.id, paper.version)
    with repeats.apart(), taking(OutgoingDocument, actor, seen, "sign", recording=True) as fresh:
        void_approval(fresh, why)
        claims.give_back(f"outgoing/{fresh.id}")
    raise Refused(why, "capacity")


def _record(actor: Actor, ref: Ref, mark: Mark, made: Made) -> OutgoingDocument:
    """What ended while the key was at work, as at midnight, is said and voided as before it."""
    try:
        return record(actor, ref, mark, made)
    except Refused as no:
        if no.reason == "capacity_holds":
            _refuse_ended_capacity(actor, ref, find(OutgoingDocument, actor, ref.id))
        raise


def bring_down(way: Way, actor: Actor, ref: Ref, mark: Mark, pin: str) -> Any:
    """Put the mark on the paper and take its step: claim → sign → record."""
    taken = way.claim(actor, ref, mark, way.lease)
    made = partial(put_down, taken, mark, pin, way.patience)
    return bring_back(way, actor, mark, taken, made)


def put_down(taken: Taken, mark: Mark, pin: str, patience: float = PATIENCE) -> Made:
    """The mark is made and on the disk; no row is asked or written meanwhile."""
    impression = press.Impression(
        mark.key.address, pin, taken.held.serials, mark.key.owner, mark.ink
    )
    call = partial(_call(taken, mark), impression=impression, cabinet=office().cabinet)
    signed, read = pool.submit(call, timeout=patience)
    beside = _seal_annexes(taken, impression, mark)
    return Made(taken.held, taken.before, store().keep(signed), read, beside)


def bring_back(way: Way, actor: Actor, mark: Mark, taken: Taken, made: Callable[[], Made]) -> Any:
    """Record what `made` gives, or give the paper back and say in words why it has no mark."""
    try:
        done = made()
    except SealFailed as failure:
        claims.release(taken.held)
        refuse(actor, mark.key, failure)
    except (TimeoutError, BrokenProcessPool):
        claims.release(taken.held)
        raise Refused("took_too_long") from None
    return way.record(actor, taken.ref, mark, done)


def _call(taken: Taken, mark: Mark) -> Callable[..., tuple[bytes, dict[str, Any]]]:
    pdf = store().fetch(taken.before)
    if mark.kind == "person":
        return partial(press.sign_and_read, pdf, field=mark.field)
    return partial(press.seal_and_read, pdf, taken.printed, field=mark.field)


def _seal_annexes(taken: Taken, impression: press.Impression, mark: Mark) -> list[Annex]:
    """Each annex in a file of its own bears the agency's signature too (Annex I, III.1d)."""
    if not taken.annexes:
        return []
    spare = replace(impression, serials=impression.serials[mark.stamps :])
    files = [store().fetch(sha256) for sha256, _ in taken.annexes]
    call = partial(press.seal_annexes, files, taken.said, impression=spare, field=mark.field)
    sealed = pool.submit(partial(call, cabinet=office().cabinet), timeout=PATIENCE)
    return [
        Annex(sha256, store().keep(pdf), pages, read)
        for (sha256, pages), (pdf, read) in zip(taken.annexes, sealed, strict=True)
    ]


OUTGOING = Way("outgoing", {"sign": ready_to_sign, "seal": ready_to_seal}, claim, _record)
