"""Anomalies that the nightly examination named: a stored file changed or gone, a torn log."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import aliased

from server.audit.models import LedgerCheck, LedgerFinding
from server.auditing.found import MOST, Found, Span, paper_named
from server.database import db
from server.documents.incoming.models import IncomingDocument as Coming
from server.documents.outgoing.models import OutgoingDocument as Going
from server.documents.outgoing.models import Signature
from server.documents.outgoing.signatures.signed import paper_of
from server.papers.models import PaperFile

Paper = tuple[str, int]
DIGEST = 64
NUMBERS: dict[str, tuple[Any, Any, Any]] = {
    "outgoing": (Going.id, Going.agency_id, Going.code),
    "incoming": (Coming.id, Coming.agency_id, Coming.number),
}


def _first_seen(span: Span) -> Select:
    """A fault stays until it is mended: of the nights that found it, the first one counts."""
    before, other = aliased(LedgerFinding), aliased(LedgerCheck)
    earlier = select(func.max(other.id)).where(other.id < LedgerFinding.check_id)
    last_night = earlier.correlate(LedgerFinding).scalar_subquery()
    known = select(before.id).where(
        before.check_id == last_night, before.words == LedgerFinding.words
    )
    return (
        select(LedgerFinding.id, LedgerFinding.words, LedgerFinding.about, LedgerCheck.at)
        .join(LedgerCheck, LedgerCheck.id == LedgerFinding.check_id)
        .where(span.holds(LedgerCheck.at), ~known.correlate(LedgerFinding).exists())
        .order_by(LedgerFinding.id.desc())
        .limit(MOST)
    )


def _found(span: Span, *, of_files: bool) -> Iterator[Found]:
    length = func.length(LedgerFinding.about)
    which = length == DIGEST if of_files else length != DIGEST
    rows = db.session.execute(_first_seen(span).where(which)).all()
    papers = _papers_with({row.about for row in rows}) if of_files else {}
    named = {row.id: papers.get(row.about) or paper_named(row.about) for row in rows}
    known = _known({paper for paper in named.values() if paper})
    for row in rows:
        paper = named[row.id]
        agency_id, code = known.get(paper, (None, "")) if paper else (None, "")
        yield Found(
            at=row.at, key=f"c{row.id}", who="", agency_id=agency_id, paper=paper, code=code,
            why="examined", said={"words": row.words},
        )  # fmt: skip


def _papers_with(digests: set[str]) -> dict[str, Paper]:
    """Whose files these are: a paper's own, or one that a signature was laid in."""
    files = select(PaperFile.sha256, PaperFile.paper_kind, PaperFile.paper_id)
    signed = select(Signature.output_sha256, Signature.outgoing_id, Signature.about)
    made: Sequence[Row] = db.session.execute(
        signed.where(Signature.output_sha256.in_(digests))
    ).all()
    own: Sequence[Row] = db.session.execute(files.where(PaperFile.sha256.in_(digests))).all()
    named = {row.output_sha256: paper_named(paper_of(row)) for row in made}
    return {sha256: paper for sha256, paper in named.items() if paper} | {
        sha256: (kind, id) for sha256, kind, id in own
    }


def _known(papers: set[Paper]) -> dict[Paper, tuple[int, str]]:
    """Each paper's agency, and the number that it bears."""
    found = {}
    for kind, (id, agency, number) in NUMBERS.items():
        ids = {one for name, one in papers if name == kind}
        for row in db.session.execute(select(id, agency, number).where(id.in_(ids))):
            found[kind, row[0]] = row[1], row[2] or ""
    return found


def _finder(*, of_files: bool) -> Callable[[Span], Iterator[Found]]:
    return partial(_found, of_files=of_files)


stored_files = _finder(of_files=True)
torn_log = _finder(of_files=False)
