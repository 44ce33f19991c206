"""A mark on its way onto the paper: what is claimed, what came of it, and its row in the log."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from server import perform
from server.clock import local, now
from server.documents.outgoing import capacity
from server.documents.outgoing.in_name_of import hanging
from server.documents.outgoing.models import OutgoingDocument
from server.documents.outgoing.printing import file_name, hang_annexes
from server.documents.outgoing.signatures.sealed import is_last, is_sealed_well, keep_up
from server.documents.outgoing.signatures.signature_rows import row_of, said_of
from server.org.actor import Actor
from server.org.models import Agency, Person
from server.papers.intake import hang_main
from server.papers.lasting import lacks_only_data
from server.papers.services import Ref, files_of, taking
from server.signatures import claims
from server.signatures.keys import Key, ink_of, key_of, picture_given
from signing import PERSON
from workflows.dates import written
from workflows.numbering import printed_number
from workflows.outgoing import Going


@dataclass(frozen=True, slots=True)
class Mark:
    """What a step puts on the paper: under which field, from which key, with which picture."""

    step: str
    field: str
    kind: str
    key: Key
    picture: str
    capacity: str = ""

    @property
    def ink(self) -> bytes:
        return ink_of(self.key.owner.name, self.kind, self.picture)

    @property
    def stamps(self) -> int:
        """A seal has the archive's besides its own (SIGNING §1)."""
        return 1 if self.kind == "person" else 2


def mark_of(holder: Person | Agency, step: str, field: str, capacity: str = "") -> Mark:
    """A person's signature, or an agency's seal, as it is put on now."""
    kind = "person" if isinstance(holder, Person) else "seal"
    return Mark(step, field, kind, key_of(holder), picture_given(holder), capacity)


@dataclass(frozen=True, slots=True)
class Taken:
    """A paper that lies in the cabinet: as it was then, and what puts the mark on it.

    `printed`: number and date that the agency's mark writes; `annexes` are the files beside it
    that the agency signs too, `said` what stands on them.
    """

    ref: Ref
    before: str
    printed: tuple[str, str]
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
    def all_files(self) -> list[tuple[str, dict[str, Any]]]:
        """The paper and everything beside it, each with the verdict on it."""
        return [(self.after, self.read), *((one.after, one.read) for one in self.annexes)]


@dataclass(frozen=True, slots=True)
class Way:
    """How a paper of one kind gets its mark: who may, what is claimed, what is recorded.

    `kind` is the paper's name in the log. The key in between is the same matter for all; it may
    take as long as the `lease` of the claim, less what recording takes.
    """

    kind: str
    ready: Mapping[str, Callable[[Actor, Ref], Mark]]
    claim: Callable[[Actor, Ref, Mark, dt.timedelta], Taken]
    record: Callable[[Actor, Ref, Mark, Made], Any]
    lease: dt.timedelta = claims.LEASE

    @property
    def patience(self) -> float:
        """Seconds: what is not signed by then is given up while the claim still holds."""
        return self.lease.total_seconds() - 5


def claim(actor: Actor, ref: Ref, mark: Mark, lease: dt.timedelta = claims.LEASE) -> Taken:
    """All that the cabinet needs is read in the claiming act: nothing is asked again after it."""
    with taking(OutgoingDocument, actor, ref, mark.step) as paper:
        before, version = paper.file_sha256, paper.version
        annexes = _beside(paper) if mark.kind == "seal" else []
        stamps = mark.stamps + 2 * len(annexes)
        held = claims.claim(
            (f"outgoing/{paper.id}", mark.field, before), actor.person_id, stamps, lease
        )
        printed = (
            printed_number(paper.number or 0),
            written(paper.issued_on or now().date()),
        )
        said = f"{paper.code}; {local(now()).isoformat(timespec='seconds')}"
    return Taken(Ref(ref.id, version), before, printed, held, annexes, said)


def _beside(paper: OutgoingDocument) -> list[tuple[str, int]]:
    """The annexes in files of their own, as those before this agency signed them (§5.5)."""
    if not paper.current.annexes:
        return []
    return [(one.sha256, one.pages) for one in files_of("outgoing", paper.id)[1:]]


def record(actor: Actor, ref: Ref, mark: Mark, made: Made) -> OutgoingDocument:
    """Keep the signed file and take the step; the claim has done its work."""
    with taking(OutgoingDocument, actor, ref, mark.step, recording=True) as paper:
        claims.finish(made.held, made.after)
        mine = said_of(made.read, mark.field)
        act = Going(
            reason=hanging(paper) if mark.kind == "seal" else "",
            person_id=actor.person_id or 0,
            same_hash=_is_what_was_approved(paper, mark, made),
            capacity_refused=capacity.refusal_to_sign(paper) if mark.kind == "person" else "",
            signature_is_sound=bool(mine) and lacks_only_data(mine),
            seal_is_sound=is_sealed_well(paper, made.read, (one.read for one in made.annexes)),
        )

        row = row_of(actor, paper, mark, made)

        def written_down() -> None:
            name, count = file_name(paper), paper.current.pages
            hang_main("outgoing", paper.id, name, (made.after, count))
            if mark.kind == "seal" and is_last(paper):
                keep_up(paper, made.all_files)
            paper.file_sha256 = made.after
            if mark.kind == "person":
                paper.signed_at = now()
            paper.signatures_made.append(row)
            if made.annexes:
                _hang_annexes(actor, paper, mark, made)

        perform.perform(actor, mark.step, paper, act, written_down)
    return paper


def _hang_annexes(actor: Actor, paper: OutgoingDocument, mark: Mark, made: Made) -> None:
    """The signed annexes in place of the plain ones, each signature in the log."""
    hang_annexes(paper, [(one.after, one.pages) for one in made.annexes])
    turn = paper.signatures - paper.issuers
    for n, one in enumerate(made.annexes, start=1):
        row = row_of(actor, paper, mark, Made(made.held, one.before, one.after, one.read, []))
        row.field, row.n = f"{mark.field}-PL{n}", turn
        paper.signatures_made.append(row)


def _is_what_was_approved(paper: OutgoingDocument, mark: Mark, made: Made) -> bool:
    """The person signs the page of the approved version; the seal goes over what he signed.

    Of several agencies each signs over what those before it signed (§5.5).
    """
    wanted = paper.current.page_sha256 if mark.field == PERSON else paper.file_sha256
    return made.before == wanted
