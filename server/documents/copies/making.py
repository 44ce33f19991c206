"""A copy gets its number and its line in the book: steps of the act that makes it (NUM-07)."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from server import audit, registers
from server.clock import today
from server.database import db
from server.documents.copies.models import Copy
from server.documents.outgoing import capacity
from server.documents.outgoing.capacity import Signs, block_lines
from server.org import queries
from server.papers.lasting import Sealed, lay
from server.registers.lines import given, reword_line
from server.registers.services import open_row
from workflows import Refused
from workflows.capacity import SigningCapacity
from workflows.copies import CopyForm
from workflows.kinds import COPIES, COPY_SERIES
from workflows.numbering import code

BOOK = f"OUT:{COPY_SERIES}"
NO_OUTGOING_PAPER = 0
"""In the outgoing book, for the line of a copy of what others sent: there is no document to open.
"""
_NAMES = {one.abbreviation: one.name for one in COPIES}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a copy is to say: for whom, who signs for the agency and how, from which file."""

    form: CopyForm
    recipients: tuple[str, ...]
    signer: str
    authority: tuple[str, ...]
    file_sha256: str
    sealed_sha256: str = ""
    level: str = ""
    sheets: int = 0


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the copies' series, as it is printed, and the day it was given."""

    n: int
    code: str
    on: dt.date


def places(typed: str) -> tuple[str, ...]:
    """Nơi nhận as it was typed, a place a line."""
    return tuple(line.strip() for line in typed.splitlines() if line.strip())


def signed_by(
    paper: Any, account: str, how: SigningCapacity, *, personal: bool = False
) -> tuple[str, tuple[str, ...]]:
    """Name and lines of whoever signs: who may sign such a document may sign its copy (art. 27.1).

    Raises what keeps him from it (ORG-01 to 06).
    """
    person, post = queries.colleague(paper.agency_id, account, "signer")
    signs = Signs(paper.agency, post, person.id, how, paper.doc_type, personal)
    why = capacity.refused(signs)
    if why:
        raise Refused(why, "capacity")
    return person.full_name, block_lines(signs)


def take_number(paper: Any, form: CopyForm) -> Number:
    """The next of the one series that all three forms share."""
    day = today()
    n = registers.take_number(paper.agency_id, BOOK, day)
    return Number(n, code(n, f"{form}-{paper.agency.abbreviation}"), day)


def enter(paper: Any, number: Number, wanted: Wanted, what: str) -> Copy:
    """The copy and its line in the outgoing book; `what` was copied."""
    kind = paper.workflow.name
    made = Copy(
        paper_kind=kind,
        paper_id=paper.id,
        form=str(wanted.form),
        number=number.n,
        code=number.code,
        made_on=number.on,
        agency=paper.agency.name,
        place=paper.agency.place_name,
        authority=list(wanted.authority),
        signer=wanted.signer,
        recipients=list(wanted.recipients),
        file_sha256=wanted.file_sha256,
        sealed_sha256=wanted.sealed_sha256,
    )
    db.session.add(made)
    _keep_beside(paper, made, wanted.level)
    open_row(
        agency_id=paper.agency_id,
        direction="OUT",
        book=BOOK,
        year=made.made_on.year,
        number=number.n,
        paper_id=paper.id if kind == "outgoing" else NO_OUTGOING_PAPER,
        unit_id=getattr(paper, "unit_id", None),
        entered_on=made.made_on,
        code=made.code,
        issued_on=made.made_on,
        doc_type=_NAMES[made.form],
        subject=what,
        signer=made.signer,
        recipients="; ".join(made.recipients),
        kept_by="VT",
        copies=wanted.sheets,
    )
    return made


def _keep_beside(paper: Any, made: Copy, level: str) -> None:
    """The signed bytes among what must last; and the copy in the log."""
    if made.sealed_sha256:
        lay(Sealed(paper.agency_id, made.paper_kind, made.paper_id), made.sealed_sha256, level)
    audit.append(
        "copy_made",
        f"{made.paper_kind}/{made.paper_id}",
        form=made.form,
        number=given((paper.agency_id, BOOK, made.made_on.year, made.number)),
        file_sha256=made.file_sha256 or None,
        sealed_sha256=made.sealed_sha256 or None,
        agency=paper.agency_id,
    )


def copies_of(kind: str, paper_id: int) -> list[Copy]:
    """The copies that were made of a document, the first one first."""
    mine = select(Copy).where(Copy.paper_kind == kind, Copy.paper_id == paper_id)
    return list(db.session.scalars(mine.order_by(Copy.id)))


def the_copy(kind: str, paper_id: int, n: int) -> Copy:
    """The n-th of them."""
    every = copies_of(kind, paper_id)
    if not 1 <= n <= len(every):
        raise Refused("not_found")
    return every[n - 1]


def reword(paper: Any, **columns: Any) -> None:
    """Other words in the lines of a paper's copies: what is shut away is not told there either."""
    for key in lines_of(paper.workflow.name, paper):
        reword_line(key, **columns)


def lines_of(kind: str, paper: Any) -> list[tuple[int, str, int, int]]:
    """Where a paper's copies stand in the books: agency, book, year, number."""
    made = copies_of(kind, paper.id)
    return [(paper.agency_id, BOOK, one.made_on.year, one.number) for one in made]
