"""One outgoing paper's way through its office, and what each act writes besides the step."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from server.demo.loader_directory import Directory
from server.demo.loader_outgoing import document_id
from server.demo.loader_pages import Kept
from server.demo.loader_walk import Walk
from server.demo.papers_shape import OutgoingPaper, Step
from server.documents.outgoing.models import OutgoingDocument, Signature, SignOff
from server.documents.outgoing.printing import file_name
from server.documents.outgoing.signatures.sealed import keep_up
from signing import GOOD
from workflows.kinds import kind, series_of
from workflows.lines import voided
from workflows.numbering import code

SECOND_HAND = dt.timedelta(minutes=3)
"""How soon the second person of a two-person act is there."""


class Issuing:
    """One paper's walk; `line` is its line in the register, `file` its main file's row."""

    def __init__(self, directory: Directory, given: OutgoingPaper, paper: OutgoingDocument) -> None:
        self.directory, self.given, self.paper = directory, given, paper
        self.walk = Walk(paper)
        self.kept: Kept | None = None
        self.line: dict[str, Any] = {}
        self.file: dict[str, Any] = {}

    def go(self, kept: Kept | None) -> Walk:
        self.kept = kept
        for given in self.given.history:
            step = self._proposed(given) if given.name in TWO_PERSONS else given
            BEFORE.get(step.name, _nothing)(self, step)
            actor = self.directory.actor(self.given.agency, step.account)
            self.walk.take(actor, step.name, step.at, step.text)
            AFTER.get(step.name, _nothing)(self, step)
        return self.walk

    def _proposed(self, step: Step) -> Step:
        """The first hand proposes, the second performs (DESIGN §11.4)."""
        first = self.directory.actor(self.given.agency, step.account)
        self.walk.propose(first, step.name, step.at, step.text)
        return Step(step.at + SECOND_HAND, step.to, step.name, step.text)


def _nothing(_one: Issuing, _step: Step) -> None:
    pass


def _hang(one: Issuing, _step: Step) -> None:
    """The page is set at `submit` (DESIGN §11.18)."""
    assert one.kept
    one.paper.current.page_sha256 = one.kept.revisions[0].sha256
    one.paper.current.pages = one.kept.pages
    one.paper.notation = one.given.notation
    _main(one, 0)


def _main(one: Issuing, revision: int) -> None:
    assert one.kept
    kept = one.kept.revisions[revision]
    one.paper.file_sha256 = kept.sha256
    one.file = {
        "paper_kind": "outgoing",
        "paper_id": one.paper.id,
        "n": 1,
        "name": file_name(one.paper),
        "media_type": "application/pdf",
        "sha256": kept.sha256,
        "size": kept.size,
        "pages": one.kept.pages,
    }


def _check(one: Issuing, step: Step) -> None:
    actor = one.directory.actors[step.account]
    one.paper.sign_offs.append(
        SignOff(
            version_n=1,
            digest=one.paper.current.digest,
            kind=step.name,
            person_id=actor.person_id,
            name=actor.name,
            position=actor.post,
            at=step.at,
        )
    )


def _void(one: Issuing, step: Step) -> None:
    for given in one.paper.sign_offs:
        given.voided_at = given.voided_at or step.at


def _forget(one: Issuing, _step: Step) -> None:
    one.paper.file_sha256 = ""


def _sign(one: Issuing, step: Step) -> None:
    one.paper.signed_at = step.at
    _put(one, step, ("NguoiKy", "person", 1))


def _seal(one: Issuing, step: Step) -> None:
    _put(one, step, ("CoQuan", "seal", 2))


def _put(one: Issuing, step: Step, mark: tuple[str, str, int]) -> None:
    """A signature where the file has one: of old papers only a scan is kept."""
    field, what, place = mark
    if one.kept is None or len(one.kept.revisions) <= place:
        return
    _main(one, place)
    who = one.kept.identities[place - 1]
    mine = next(said for said in one.kept.read["signatures"] if said["field"] == field)
    one.paper.signatures_made.append(
        Signature(
            version_n=1,
            version_sha256=one.paper.current.digest,
            n=place,
            field=field,
            kind=what,
            person_id=one.directory.actors[step.account].person_id,
            signer=who.common_name,
            account=step.account,
            agency_id=one.paper.agency_id,
            position=one.directory.actors[step.account].post,
            capacity=one.paper.capacity if what == "person" else "",
            serial=str(who.serial),
            issuer=who.issuer,
            certificate_sha256=who.sha256,
            input_sha256=one.kept.revisions[place - 1].sha256,
            output_sha256=one.kept.revisions[place].sha256,
            verdict=mine["verdict"],
            claimed_at=mine["signing_time"] or "",
            trusted_at=mine["timestamp"] or "",
            revocation=GOOD,
            at=step.at,
        )
    )
    if what == "seal":
        keep_up(one.paper, [(one.kept.revisions[place].sha256, one.kept.read)])


def _number(one: Issuing, _step: Step) -> None:
    paper, given = one.paper, one.given
    assert given.number and given.issued_on
    paper.issued_on, paper.year, paper.number = given.issued_on, given.issued_on.year, given.number
    paper.series = series_of(kind(paper.doc_type))
    paper.code = code(paper.number, paper.notation)
    one.line = {
        "agency_id": paper.agency_id,
        "direction": "OUT",
        "book": f"OUT:{paper.series}",
        "year": paper.year,
        "numbered_on": paper.issued_on,
        "number": paper.number,
        "paper_id": paper.id,
        "unit_id": paper.unit_id,
        "entered_on": paper.issued_on,
        "code": paper.code,
        "issued_on": paper.issued_on,
        "doc_type": paper.doc_type,
        "subject": paper.subject,
    }


def _register(one: Issuing, _step: Step) -> None:
    paper = one.paper
    one.line |= {
        "signer": paper.signer.full_name,
        "recipients": "; ".join(each.name for each in paper.recipients),
        "kept_by": "VT" + (f", {paper.unit.abbreviation}" if paper.unit else ""),
        "copies": len(paper.recipients),
    }


def _send(one: Issuing, step: Step) -> None:
    one.paper.dispatched_at, one.paper.document_id = step.at, document_id(one.given.key)
    one.line["handed_on"] = step.at.date()


def _cancel(one: Issuing, step: Step) -> None:
    one.line["note"] = voided(step.text)


def _recall(one: Issuing, step: Step) -> None:
    one.line["note"] = f"Thu hồi theo ý kiến chỉ đạo ngày {step.at:%d/%m/%Y}"


TWO_PERSONS = frozenset({"void_number", "recall"})
Effect = Callable[[Issuing, Step], None]
BEFORE: Mapping[str, Effect] = {
    "submit": _hang,
    "content_check": _check,
    "form_check": _check,
    "approve": _check,
    "send_back": _void,
    "sign": _sign,
    "number": _number,
    "seal": _seal,
}
AFTER: Mapping[str, Effect] = {
    "send_back": _forget,
    "register": _register,
    "dispatch": _send,
    "void_number": _cancel,
    "recall": _recall,
}
"""What each act writes besides the step: before it is heard, and after."""
