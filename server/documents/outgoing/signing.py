"""The two signatures: the person's first, the agency's over it (art. 13, 17; OUT-T10, T14)."""

from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from server import perform, pool, press, repeats
from server.clock import local, now
from server.database import db
from server.documents.outgoing import capacity
from server.documents.outgoing.checking import approve, void_approval
from server.documents.outgoing.models import OutgoingDocument
from server.documents.outgoing.printing import file_name, hang_annexes
from server.documents.outgoing.signature_rows import row_of, said_of
from server.files import store
from server.office import office
from server.org.actor import Actor
from server.org.models import Agency, Person
from server.papers.intake import hang_main
from server.papers.services import Ref, find, taking
from server.signatures import claims
from server.signatures.pins import require_pin
from signing import PERSON, SEAL, SealFailed, ink_of_agency, ink_of_person, numbered
from workflows import Refused
from workflows.dates import written
from workflows.numbering import printed_number
from workflows.outgoing import Going, Outgoing

PATIENCE = claims.LEASE.total_seconds() - 5
"""Seconds: what is not signed by then is given up while the claim still holds the paper."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a step puts on the paper: under which field, from which key, with how many stamps."""

    step: str
    field: str
    kind: str
    address: str
    owner: str
    stamps: int
    capacity: str = ""


def sign(actor: Actor, ref: Ref, *, pin: str) -> OutgoingDocument:
    """The approver himself signs what he approved (OUT-T10, SIG-02)."""
    address = db.session.get_one(Person, actor.person_id).seal
    paper = _ready(actor, ref, "sign")
    _refuse_ended_capacity(actor, ref, paper)
    require_pin(actor, address, pin)
    field = _field(PERSON, paper, paper.signatures)
    how = paper.awaited.capacity if paper.awaited else paper.capacity
    mark = Mark("sign", field, "person", address, actor.name, stamps=1, capacity=how)
    return _bring_down(actor, ref, mark, pin)


def seal(actor: Actor, ref: Ref, *, pin: str) -> OutgoingDocument:
    """The clerk in person seals what a person signed, with number and date (OUT-T14, SIG-01)."""
    paper = _ready(actor, ref, "seal")
    agency = db.session.get_one(Agency, (paper.awaited or paper).agency_id)
    if actor.person_id in {paper.signed_by, *paper.co_signed_by}:
        raise Refused("sealer_did_not_sign")
    require_pin(actor, agency.seal, pin)
    field = _field(SEAL, paper, paper.signatures - paper.issuers)
    mark = Mark("seal", field, "seal", agency.seal, agency.name, stamps=2)
    return _bring_down(actor, ref, mark, pin)


def _field(name: str, paper: OutgoingDocument, made: int) -> str:
    """Its own field for each agency, in their turn (§5.5)."""
    return numbered(name, 1 + made) if paper.awaited else name


def approve_and_sign(actor: Actor, ref: Ref, *, pin: str) -> OutgoingDocument:
    """ "Duyệt và ký": one PIN; signs at once where both checks stand, else only approves (T05b).

    A wrong PIN does neither.
    """
    _ready(actor, ref, "approve")
    require_pin(actor, db.session.get_one(Person, actor.person_id).seal, pin)
    paper = approve(actor, ref)
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
    """The right to sign ended since: no signature, and the approval is void (ORG-06)."""
    why = capacity.refusal(paper)
    if not why:
        return
    if paper.awaited:  # the others have signed: that stands until somebody takes it back
        raise Refused(why, "capacity")
    seen = Ref(ref.id, paper.version)
    with repeats.apart(), taking(OutgoingDocument, actor, seen, "sign") as fresh:
        void_approval(fresh, why)
    raise Refused(why, "capacity")


def _bring_down(actor: Actor, ref: Ref, mark: Mark, pin: str) -> OutgoingDocument:
    """Put the mark on the paper and take its step: claim → sign → record."""
    taken = _claim(actor, ref, mark)
    held = taken.held
    try:
        impression = press.Impression(mark.address, pin, held.serials, _ink(mark))
        signed, read = pool.submit(partial(taken.call, impression=impression), timeout=PATIENCE)
        beside = _seal_annexes(taken, impression, mark)
    except SealFailed as failure:
        claims.release(held)
        raise Refused(failure.reason, "pin") from None
    except (TimeoutError, BrokenProcessPool):
        claims.release(held)
        raise Refused("took_too_long") from None
    after = store().keep(signed)
    return _record(actor, taken.ref, mark, Made(held, taken.before, after, read, beside))


def _seal_annexes(taken: "Taken", impression: press.Impression, mark: Mark) -> "list[Annex]":
    """Each annex in a file of its own bears the agency's signature too (Annex I, III.1d)."""
    if not taken.annexes:
        return []
    spare = replace(impression, serials=impression.serials[mark.stamps :])
    files = [store().fetch(sha256) for sha256, _ in taken.annexes]
    call = partial(press.seal_annexes, files, taken.said, impression=spare)
    sealed = pool.submit(partial(call, cabinet=office().cabinet), timeout=PATIENCE)
    return [
        Annex(sha256, store().keep(pdf), pages, read)
        for (sha256, pages), (pdf, read) in zip(taken.annexes, sealed, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Taken:
    """A paper that lies in the cabinet: as it was then, and what puts the mark on it.

    `annexes` are the files beside it that the agency signs too, `said` what stands on them.
    """

    ref: Ref
    before: str
    call: Callable[..., tuple[bytes, dict[str, Any]]]
    held: claims.Claim
    annexes: list[tuple[str, int]]
    said: str


@dataclass(frozen=True, slots=True)
class Annex:
    """A file beside the paper, before and after the agency signed it."""

    before: str
    after: str
    pages: int
    read: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Made:
    """A signature that was made and is on the disk, before a row names it."""

    held: claims.Claim
    before: str
    after: str
    read: dict[str, Any]
    annexes: list[Annex]

    @property
    def all_read(self) -> list[dict[str, Any]]:
        """The verdicts on the paper and on everything beside it."""
        return [self.read, *(one.read for one in self.annexes)]


def _claim(actor: Actor, ref: Ref, mark: Mark) -> Taken:
    """All that the cabinet needs is read in the claiming act: nothing is asked again after it."""
    with taking(OutgoingDocument, actor, ref, mark.step) as paper:
        before, version = paper.file_sha256, paper.version
        annexes = [(s, n) for s, n in paper.current.annexes] if mark.field == SEAL else []
        stamps = mark.stamps + 2 * len(annexes)
        held = claims.claim((paper.id, mark.field, before), actor.person_id, stamps)
        call = _call(paper, mark)
        said = f"{paper.code}; {local(now()).isoformat(timespec='seconds')}"
    return Taken(Ref(ref.id, version), before, call, held, annexes, said)


def _call(paper: OutgoingDocument, mark: Mark) -> Callable[..., tuple[bytes, dict[str, Any]]]:
    pdf = store().fetch(paper.file_sha256)
    if mark.kind == "person":
        return partial(press.sign_and_read, pdf, cabinet=office().cabinet, field=mark.field)
    number_and_date = (printed_number(paper.number or 0), written(paper.issued_on or now().date()))
    return partial(
        press.seal_and_read, pdf, number_and_date, cabinet=office().cabinet, field=mark.field
    )


def _ink(mark: Mark) -> bytes:
    return ink_of_person(mark.owner) if mark.kind == "person" else ink_of_agency(mark.owner)


def _record(actor: Actor, ref: Ref, mark: Mark, made: Made) -> OutgoingDocument:
    """Keep the signed file and take the step; the claim has done its work."""
    with taking(OutgoingDocument, actor, ref, mark.step, recording=True) as paper:
        claims.finish(made.held, made.after)
        mine = said_of(made.read, mark.field)
        act = Going(
            person_id=actor.person_id or 0,
            same_hash=_is_what_was_approved(paper, mark, made),
            capacity_refused=capacity.refusal(paper) if mark.kind == "person" else "",
            signature_is_sound=mine.get("verdict") == "valid",
            seal_is_sound=_is_sealed_well(paper, made),
        )

        def written_down() -> None:
            paper.file_sha256 = made.after
            name, count = file_name(paper), paper.current.pages
            hang_main("outgoing", paper.id, name, (made.after, count))
            if mark.kind == "person":
                paper.signed_at = now()
            paper.signatures_made.append(row_of(actor, paper, mark, made))
            if made.annexes:
                _hang_annexes(actor, paper, mark, made)

        perform.perform(actor, mark.step, paper, act, written_down)
    return paper


def _is_sealed_well(paper: OutgoingDocument, made: Made) -> bool:
    """Everything read is valid; while others are to seal yet, everything that is there (§5.5)."""
    is_last = paper.signatures + 1 >= 2 * paper.issuers
    rest = made.all_read if is_last else made.all_read[1:]
    so_far = [one["verdict"] for one in made.read["signatures"]]
    whole = made.read["integrity"] == "valid"
    return whole and set(so_far) == {"valid"} and all(r["verdict"] == "valid" for r in rest)


def _hang_annexes(actor: Actor, paper: OutgoingDocument, mark: Mark, made: Made) -> None:
    """The signed annexes in place of the plain ones, each signature in the log."""
    hang_annexes(paper, [(one.after, one.pages) for one in made.annexes])
    for n, one in enumerate(made.annexes, start=1):
        row = row_of(actor, paper, mark, Made(made.held, one.before, one.after, one.read, []))
        row.field, row.n = f"{mark.field}-PL{n}", 1
        paper.signatures_made.append(row)


def _is_what_was_approved(paper: OutgoingDocument, mark: Mark, made: Made) -> bool:
    """The person signs the page of the approved version; the seal goes over what he signed.

    Of several agencies each signs over what those before it signed (§5.5).
    """
    wanted = paper.current.page_sha256 if mark.field == PERSON else paper.file_sha256
    return made.before == wanted
