"""The registers against themselves: numbers without a gap, and each in its paper (NUM-10)."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, and_, func, select

from server.database import db
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.models import OutgoingDocument
from server.org.models import Agency
from server.registers.models import Register, RegisterRow
from server.registers.queries import lines_of, numbers_in
from workflows.kinds import COPY_SERIES


def book_findings() -> Iterator[str]:
    for code, book in db.session.execute(_books()):
        words = f"sổ {book.book} năm {book.year} của {code}"
        count, lowest, highest = db.session.execute(_numbers(book)).one()
        expected = book.last - (lowest or 1) + 1
        if count != expected or (highest or 0) != book.last:
            yield f"{words}: {_gap(book)}"
    yield from _strangers()
    yield from _numbers_of(OutgoingDocument, "OUT", OutgoingDocument.number)
    yield from _numbers_of(IncomingDocument, "IN", IncomingDocument.arrival_no)


def _books() -> Select:
    return select(Agency.code, Register).join(Agency, Agency.id == Register.agency_id)


def _numbers(book: Register) -> Select:
    number = RegisterRow.number
    return select(func.count(), func.min(number), func.max(number)).where(lines_of(book))


def _gap(book: Register) -> str:
    """The first number that is not as it should be.

    A book taken over from paper goes on where that one ended; a first line that was taken out is
    missed by the paper which has its number.
    """
    seen = numbers_in(book)
    first = seen[0] if seen else 1
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


def _numbers_of(paper: Any, direction: str, number: Any) -> Iterator[str]:
    """A document's number is the one that its line has, in the book of the agency that has it:
    what was handed over has a line in a closed book too (ORG-12)."""
    line = RegisterRow
    own = line.book != f"OUT:{COPY_SERIES}"  # a copy has a line, and a number of its own
    here = line.agency_id == paper.agency_id
    mine = and_(line.direction == direction, line.paper_id == paper.id, own, here)
    rows = (
        select(paper.id, number, line.number)
        .outerjoin(line, mine)
        .where(number.is_not(None), number.is_distinct_from(line.number))
        .order_by(paper.id)
    )
    for id, has, written in db.session.execute(rows):
        yield f"{paper.workflow.name}/{id}: mang số {has} nhưng sổ ghi {written or 'không có'}"
