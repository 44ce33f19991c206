"""The registers against themselves: numbers without a gap, and each in its paper (NUM-10)."""

from collections.abc import Iterator

from sqlalchemy import and_, func, select

from server.database import db
from server.documents.outgoing.models import OutgoingDocument
from server.org.models import Agency
from server.registers.models import Register, RegisterRow


def book_findings() -> Iterator[str]:
    for code, book in db.session.execute(_books()):
        words = f"sổ {book.book} năm {book.year} của {code}"
        count, lowest, highest = db.session.execute(_numbers(book)).one()
        if (count, lowest or 1, highest or 0) != (book.last, 1, book.last):
            yield f"{words}: {_gap(book)}"
    yield from _strangers()
    yield from _numbers_of_papers()


def _books():
    return select(Agency.code, Register).join(Agency, Agency.id == Register.agency_id)


def _lines_of(book: Register):
    return and_(
        RegisterRow.agency_id == book.agency_id,
        RegisterRow.book == book.book,
        RegisterRow.year == book.year,
    )


def _numbers(book: Register):
    number = RegisterRow.number
    return select(func.count(), func.min(number), func.max(number)).where(_lines_of(book))


def _gap(book: Register) -> str:
    """The first number that is not as it should be; the book counts up to `last`."""
    numbers = select(RegisterRow.number).where(_lines_of(book)).order_by(RegisterRow.number)
    expected = 0
    for number in db.session.scalars(numbers):
        expected += 1
        if number != expected:
            return f"thiếu số {expected}"
    if expected < book.last:
        return f"thiếu số {expected + 1}"
    return f"có số {expected} nhưng sổ mới cấp đến {book.last}"


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


def _numbers_of_papers() -> Iterator[str]:
    """A document's number is the one that its line has."""
    paper, line = OutgoingDocument, RegisterRow
    mine = and_(line.direction == "OUT", line.paper_id == paper.id)
    rows = (
        select(paper.id, paper.number, line.number)
        .outerjoin(line, mine)
        .where(paper.number.is_not(None), paper.number.is_distinct_from(line.number))
        .order_by(paper.id)
    )
    for id, number, written in db.session.execute(rows):
        yield f"outgoing/{id}: mang số {number} nhưng sổ ghi {written or 'không có'}"
