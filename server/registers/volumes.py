"""Which lines a volume holds: steps of an act, and what asks for its file."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Select, func, select, tuple_, update

from server import jobs
from server.clock import now
from server.database import db
from server.org.actor import Actor
from server.registers.models import BookVolume, Register, RegisterRow
from server.registers.queries import DIRECTIONS
from workflows import Refused

BINDING = "registers:bind"
"""The kind of the job that prints a volume."""

Line = tuple[int, str, int, int]
"""Agency, book, year, number."""

_FREE = RegisterRow.volume_id.is_(None)


def volumes_of(agency_id: int | None, book: str, year: int) -> Sequence[BookVolume]:
    """The volumes of a book's year, first one first."""
    mine = select(BookVolume).filter_by(agency_id=agency_id, book=book, year=year)
    return db.session.scalars(mine.order_by(BookVolume.number)).all()


def new_lines(agency_id: int | None, book: str, year: int) -> int:
    """How many lines no volume holds yet."""
    counted = select(func.count()).select_from(RegisterRow).where(_FREE)
    return db.session.scalar(counted.filter_by(**_book(agency_id, book, year))) or 0


def told_later(volume_id: int) -> Sequence[RegisterRow]:
    """The lines of a volume about which something was told after it was closed."""
    mine = select(RegisterRow).where(RegisterRow.volume_id == volume_id, RegisterRow.later != "")
    return db.session.scalars(mine.order_by(RegisterRow.id)).all()


def lock_book(agency_id: int | None, year: int) -> None:
    """No number is given out and no second hand closes the book while it is closed; a step."""
    books = select(Register.last).filter_by(agency_id=agency_id, year=year)
    db.session.execute(books.order_by(Register.book).with_for_update())


def open_volume(agency_id: int, book: str, year: int, closed_by: int) -> BookVolume:
    """The next volume, with every line that no volume holds yet; a step."""
    before = volumes_of(agency_id, book, year)
    volume = BookVolume(
        agency_id=agency_id,
        book=book,
        year=year,
        number=len(before) + 1,
        lines=new_lines(agency_id, book, year),
        closed_by=closed_by,
        closed_at=now(),
    )
    db.session.add(volume)
    db.session.flush()
    free = update(RegisterRow).where(_FREE).filter_by(**_book(agency_id, book, year))
    db.session.execute(free.values(volume_id=volume.id))
    return volume


def ask_for_binding(volume_id: int, actor: Actor) -> None:
    """Its lines are printed and bound beside the act, as this one sees them; a step."""
    payload = {"volume_id": volume_id, "post": actor.acting}
    jobs.later(BINDING, payload, person_id=actor.person_id)


def bind_what_waited(lines: Iterable[Line], actor: Actor) -> None:
    """The volumes with these lines that were not printed while a line said nothing; a step."""
    held = select(BookVolume.id).where(
        BookVolume.id.in_(_holding(lines)),
        BookVolume.file_sha256 == "",
        BookVolume.withdrawn_at.is_(None),
    )
    for volume_id in db.session.scalars(held):
        ask_for_binding(volume_id, actor)


def _holding(lines: Iterable[Line]) -> Select[int | None]:
    row = RegisterRow
    these = tuple_(row.agency_id, row.book, row.year, row.number).in_(list(lines))
    return select(row.volume_id).where(these)


def put_file(volume_id: int, before: str, after: str) -> BookVolume:
    """The volume's next file in place of the one that was worked on; a step.

    Raises `volume_is_elsewhere` where another hand was quicker, or the volume was withdrawn.
    """
    mine = (
        BookVolume.id == volume_id,
        BookVolume.file_sha256 == before,
        BookVolume.withdrawn_at.is_(None),
    )
    put = update(BookVolume).where(*mine).values(file_sha256=after)
    if db.session.scalar(put.returning(BookVolume.id)) is None:
        raise Refused("volume_is_elsewhere")
    return db.session.get_one(BookVolume, volume_id, populate_existing=True)


def withdraw_volumes(lines: Iterable[Line]) -> list[tuple[int, str]]:
    """The volumes with these lines lose their file, all their lines are closed anew; a step.

    The volume's number stays, and that it was signed
    (SEC-03). Gives them by number, with the files that nobody names now.
    """
    row = RegisterRow
    held = BookVolume.id.in_(_holding(lines))
    found = db.session.scalars(select(BookVolume).where(held)).all()
    files = [(volume.id, volume.file_sha256) for volume in found if volume.file_sha256]
    for volume in found:
        volume.file_sha256, volume.withdrawn_at = "", now()
        its = update(row).where(row.volume_id == volume.id)
        db.session.execute(its.values(volume_id=None))
    return files


def _book(agency_id: int | None, book: str, year: int) -> dict[str, object]:
    return {"agency_id": agency_id, "direction": DIRECTIONS[book], "year": year}
