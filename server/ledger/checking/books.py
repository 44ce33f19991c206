"""The registers against themselves: numbers without a gap, and each in its paper (NUM-10).

A line's words are bound; so those of a document that the line says too are held to it.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, and_, func, or_, select

from server.database import db, table
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.models import OutgoingDocument
from server.org.models import Agency
from server.registers.lines import COLUMNS
from server.registers.models import Register, RegisterRow
from server.registers.queries import lines_of, numbers_in
from workflows.kinds import COPY_SERIES

SHARED = ("issuer", "code", "issued_on", "doc_type", "subject")
"""What a document says of itself and its line says too."""


def book_findings() -> Iterator[str]:
    """What of the books does not agree with itself, or with their papers; a sentence each."""
    for code, book in db.session.execute(_books()):
        words = f"sổ {book.book} năm {book.year} của {code}"
        count, lowest, highest = db.session.execute(_numbers(book)).one()
        begins = book.begins(lowest)
        whole = count == book.last - begins + 1 and lowest in (None, begins)
        if not whole or (highest or book.after) != book.last:
            yield f"{words}: {_gap(book)}"
    yield from _strangers()
    yield from _numbers_of(OutgoingDocument, "OUT", OutgoingDocument.number)
    yield from _numbers_of(IncomingDocument, "IN", IncomingDocument.arrival_no)
    yield from _words_of(OutgoingDocument, "OUT")
    yield from _words_of(IncomingDocument, "IN")


def _books() -> Select:
    return select(Agency.code, Register).join(Agency, Agency.id == Register.agency_id)


def _numbers(book: Register) -> Select:
    number = RegisterRow.number
    return select(func.count(), func.min(number), func.max(number)).where(lines_of(book))


def _gap(book: Register) -> str:
    """The first number that is not as it should be.

    A book of the demo's years goes on where its paper ended, one that was continued (`after`) where
    the older system's ended; a first line that was taken out is
    missed by the paper which has its number.
    """
    seen = numbers_in(book)
    first = book.begins(seen[0] if seen else None)
    for expected, number in enumerate(seen, first):
        if number != expected:
            return f"thiếu số {expected}"
    end = first + len(seen)
    if end <= book.last:
        return f"thiếu số {end}"
    return f"có số {end - 1} nhưng sổ mới cấp đến {book.last}"


def _strangers() -> Iterator[str]:
    """Lines of a book that was never opened."""
    same = and_(
        Register.agency_id == RegisterRow.agency_id,
        Register.book == RegisterRow.book,
        Register.year == RegisterRow.year,
    )
    lost = select(RegisterRow.book, RegisterRow.year).outerjoin(Register, same)
    for book, year in db.session.execute(lost.where(Register.book.is_(None)).distinct()):
        yield f"sổ {book} năm {year}: có dòng nhưng sổ chưa được mở"


def _own_line(paper: Any, direction: str) -> Any:
    """In the book of the agency that has it: what was handed over has a line in a closed book too
    (ORG-12), and a copy has a line and a number of its own."""
    line = RegisterRow
    own = line.book != f"OUT:{COPY_SERIES}"
    here = line.agency_id == paper.agency_id
    return and_(line.direction == direction, line.paper_id == paper.id, own, here)


def _numbers_of(paper: Any, direction: str, number: Any) -> Iterator[str]:
    """A document's number is the one that its line has."""
    line = RegisterRow
    rows = (
        select(paper.id, number, line.number)
        .outerjoin(line, _own_line(paper, direction))
        .where(number.is_not(None), number.is_distinct_from(line.number))
        .order_by(paper.id)
    )
    for id, has, written in db.session.execute(rows):
        yield f"{paper.workflow.name}/{id}: mang số {has} nhưng sổ ghi {written or 'không có'}"


def _words_of(paper: Any, direction: str) -> Iterator[str]:
    """A correction writes both; what a closed volume says stands, whatever is corrected later."""
    line = RegisterRow
    names = [name for name in SHARED if name in table(paper).columns]
    pairs = [(getattr(paper, name), getattr(line, name)) for name in names]
    other = [here.is_distinct_from(there) for here, there in pairs]
    rows = (
        select(paper.id, *other)
        .join(line, _own_line(paper, direction))
        .where(line.volume_id.is_(None), or_(*other))
        .order_by(paper.id)
    )
    for id, *differ in db.session.execute(rows):
        where = ", ".join(
            COLUMNS[name] for name, is_other in zip(names, differ, strict=True) if is_other
        )
        yield f"{paper.workflow.name}/{id}: ghi khác dòng sổ của văn bản này ở: {where}"
