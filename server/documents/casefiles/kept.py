"""How each kind of paper reads in a case file: code, day, words, author, pages (Annex V, IV)."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import select

from server.clock import local, today
from server.database import db
from server.documents.casefiles.models import EXHIBITS, CaseFile, CaseFileItem, Exhibit
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.models import OutgoingDocument
from server.org.actor import Actor
from server.papers.models import Paper, PaperFile
from server.papers.services import files_of, may_read
from server.readers import readers_left
from workflows.filing import pages_of
from workflows.incoming import DECIDED_ON, Incoming
from workflows.outgoing import Outgoing


@dataclass(frozen=True, slots=True)
class Kept:
    """A kind of paper that may lie in a file: its model, in which states, and which are at rest."""

    model: type[Paper]
    settled: frozenset[str]
    at_rest: frozenset[str]
    day: Callable[[Any], dt.date]
    author: Callable[[Any], str]
    words: str


def _came(paper: IncomingDocument) -> dt.date:
    return paper.issued_on or local(paper.arrived_at).date()


def _went(paper: OutgoingDocument) -> dt.date:
    return paper.issued_on or local(paper.created_at).date()


_IN_REST = frozenset(
    {Incoming.DONE, Incoming.INFO_ONLY, Incoming.FILED, Incoming.RECALLED, Incoming.SUPERSEDED}
)
_SENT = frozenset({Outgoing.DISPATCHED, Outgoing.RECALLED, Outgoing.REPLACED})

KINDS: dict[str, Kept] = {
    "incoming": Kept(
        IncomingDocument,
        frozenset(DECIDED_ON),
        _IN_REST,
        _came,
        lambda paper: paper.issuer,
        "văn bản đến",
    ),
    "outgoing": Kept(
        OutgoingDocument, _SENT, _SENT, _went, lambda paper: paper.agency.name, "văn bản đi"
    ),
}
"""What may be put in: a draft lies in no file, nor what may be a secret (article 29.4b)."""


def named_in_history(kind: str, paper_id: int) -> str:
    """How the file's history names a paper: without a word of it, for whoever reads the file may
    not read that. A page says its number to who may."""
    return f"{KINDS[kind].words if kind in KINDS else kind} [{paper_id}]"


@dataclass(frozen=True, slots=True)
class Line:
    """A document as the contents list writes it; `hidden` from whoever may not read it."""

    item: CaseFileItem
    paper: Any
    ordinal: int
    first: int
    last: int
    hidden: bool = False

    @property
    def is_exhibit(self) -> bool:
        return self.item.paper_kind == EXHIBITS

    @property
    def day(self) -> dt.date:
        return _day(self.item, self.paper)

    @property
    def author(self) -> str:
        return str(self.paper.author if self.is_exhibit else _kept(self).author(self.paper))

    @property
    def files(self) -> list[PaperFile]:
        """Its computer files; what was laid in by hand is a file of the case file."""
        if not self.is_exhibit:
            return files_of(self.item.paper_kind, self.paper.id)
        rows = files_of("casefiles", self.item.case_file_id)
        return [one for one in rows if one.n == self.paper.n]

    @property
    def words(self) -> str:
        """Type and subject together, as the list has them in one column."""
        return " ".join(filter(None, (self.paper.doc_type, self.paper.subject)))

    @property
    def length(self) -> str:
        """How long a record of sound is; a page says nothing of that (Annex V, IV)."""
        seconds = self.paper.seconds if self.is_exhibit else 0
        minutes, rest = divmod(seconds, 60)
        return f"{minutes:02d}:{rest:02d}" if seconds else ""

    @property
    def pages(self) -> str:
        return f"{self.first}" if self.first == self.last else f"{self.first}-{self.last}"


def _kept(line: Line) -> Kept:
    return KINDS[line.item.paper_kind]


def _day(item: CaseFileItem, paper: Any) -> dt.date:
    if item.paper_kind == EXHIBITS:
        return cast("Exhibit", paper).made_on
    return KINDS[item.paper_kind].day(paper)


def lines_of(case: CaseFile) -> list[Line]:
    """What lies in it, in the course of the matter: by day, then as it was put in (CF-04)."""
    papers = _papers(case)
    found = [(item, papers[item.paper_kind, item.paper_id]) for item in case.items]
    if all(item.ordinal for item, _ in found):
        found.sort(key=lambda one: one[0].ordinal)
        spans = [(item.first_page, item.first_page + item.pages - 1) for item, _ in found]
    else:
        found.sort(key=lambda one: (_day(*one), one[0].id))
        lengths = _lengths(case)
        spans = pages_of([lengths.get((one.paper_kind, one.paper_id), 1) for one, _ in found])
    return [
        Line(item, paper, n, *span)
        for n, ((item, paper), span) in enumerate(zip(found, spans, strict=True), start=1)
    ]


def _ids(case: CaseFile, kind: str) -> list[int]:
    return [one.paper_id for one in case.items if one.paper_kind == kind]


def _papers(case: CaseFile) -> dict[tuple[str, int], Any]:
    """All of them, in a statement for each kind."""
    found: dict[tuple[str, int], Any] = {}
    for kind, kept in KINDS.items():
        mine = select(kept.model).where(kept.model.id.in_(_ids(case, kind)))
        found |= {(kind, paper.id): paper for paper in db.session.scalars(mine)}
    laid = select(Exhibit).where(Exhibit.id.in_(_ids(case, EXHIBITS)))
    return found | {(EXHIBITS, one.id): one for one in db.session.scalars(laid)}


def _lengths(case: CaseFile) -> dict[tuple[str, int], int]:
    """Pages of all its files; one that has none (a table, a picture) counts as one."""
    found: dict[tuple[str, int], int] = {}
    for kind in KINDS:
        rows = select(PaperFile.paper_id, PaperFile.pages).where(
            PaperFile.paper_kind == kind, PaperFile.paper_id.in_(_ids(case, kind))
        )
        for paper_id, pages in db.session.execute(rows):
            found[kind, paper_id] = found.get((kind, paper_id), 0) + max(1, pages)
    laid = select(Exhibit.id, PaperFile.pages).join(
        PaperFile,
        (PaperFile.paper_kind == "casefiles")
        & (PaperFile.paper_id == Exhibit.case_file_id)
        & (PaperFile.n == Exhibit.n),
    )
    shown = db.session.execute(laid.where(Exhibit.id.in_(_ids(case, EXHIBITS))))
    return found | {(EXHIBITS, id): max(1, pages) for id, pages in shown}


def shown_to(actor: Actor, case: CaseFile) -> list[Line]:
    """The same, without the words of what this one may not read: a file opens no paper."""
    readable = {kind: _readable(actor, case, kind) for kind in KINDS}
    readable[EXHIBITS] = set(_ids(case, EXHIBITS))
    return [
        Line(one.item, one.paper, one.ordinal, one.first, one.last,
             hidden=one.item.paper_id not in readable[one.item.paper_kind])
        for one in lines_of(case)
    ]  # fmt: skip


def readable_items(actor: Actor, case: CaseFile) -> list[tuple[str, int]]:
    """What in it this one may read, and nothing that is shut away or hidden by its own law."""
    papers, found = _papers(case), list[tuple[str, int]]()
    for kind in KINDS:
        mine = _readable(actor, case, kind)
        found += [key for key, paper in papers.items() if key[0] == kind and key[1] in mine
                  and paper.is_findable and readers_left(paper.state, paper) is None]  # fmt: skip
    return found


def _readable(actor: Actor, case: CaseFile, kind: str) -> set[int]:
    model, ids = KINDS[kind].model, _ids(case, kind)
    mine = select(model.id).where(model.id.in_(ids), may_read(model, actor))
    return set(db.session.scalars(mine)) if ids else set()


def opened_to(actor: Actor, ids: set[int]) -> set[int]:
    """Of these files, the ones whose page opens to this actor."""
    mine = select(CaseFile.id).where(CaseFile.id.in_(ids), may_read(CaseFile, actor))
    return set(db.session.scalars(mine)) if ids else set()


def may_end_from(case: CaseFile) -> dt.date:
    """The first day on which its work can have ended, which its years with the archive and until
    it may be destroyed are counted from (AR-01, AR-07): not before its last document was made."""
    made = [KINDS[kind].day(it) for (kind, _), it in _papers(case).items() if kind in KINDS]
    return min(max([case.opened_on, *made]), today())


def unfinished(case: CaseFile) -> int:
    """How many of its documents are still worked on (article 29.4a)."""
    papers = [(KINDS[kind], it) for (kind, _), it in _papers(case).items() if kind in KINDS]
    return sum(paper.state not in kept.at_rest for kept, paper in papers)


def fix(case: CaseFile) -> None:
    """Ordinals and page numbers stand from the closing on; a step of the act."""
    for item in case.items:
        item.ordinal = 0
    for line in lines_of(case):
        item = line.item
        item.ordinal, item.first_page, item.pages = (
            line.ordinal, line.first, line.last - line.first + 1,
        )  # fmt: skip


def loosen(case: CaseFile) -> None:
    for item in case.items:
        item.ordinal = item.first_page = item.pages = 0
