"""A table was mended, or a file lacked: it goes to the takeover that has the rest already.

So it does where not even the first table could be read: two hundred megabytes are sent once.
"""

from collections.abc import Iterable, Sequence

from server import repeats
from server.clock import now
from server.database import db, transaction
from server.documents.earlier import handing_in, waiting
from server.documents.earlier.handing_in import Book
from server.documents.earlier.models import MAPPING, READY, UNREAD, Takeover
from server.documents.earlier.waiting import Packed
from server.org.actor import Actor
from workflows import Refused


def hand_in(actor: Actor, direction: str, *, sheet: Packed, files: Sequence[Packed]) -> Takeover:
    """As `handing_in` does; a sheet that cannot be read loses nothing of what came beside it."""
    try:
        return handing_in.hand_in(actor, direction, sheet=sheet, files=files)
    except Refused as no:
        if not files or no.field not in ("", "file"):
            raise
        return _files_alone(actor, direction, sheet[0], files, no)


def _files_alone(
    actor: Actor, direction: str, name: str, files: Iterable[Packed], no: Refused
) -> Takeover:
    """They wait for a sheet; files that will not do either are refused as ever."""
    handing_in.require_clerk(actor)
    why = [UNREAD, {"reason": no.reason, "said": dict(no.said)}]
    with transaction():
        takeover = Takeover(
            agency_id=actor.agency_id, by_person_id=actor.person_id, at=now(),
            direction=direction, name=name[:200], sheet_sha256="", heads=[], remarks=[why],
        )  # fmt: skip
        db.session.add(takeover)
        db.session.flush()
        repeats.remember("takeover", takeover.id)
    return handing_in.with_files(actor, takeover.id, files)


def send_again(
    actor: Actor, takeover_id: int, *, sheet: Packed | None, files: Iterable[Packed]
) -> Takeover:
    """The sheet, mended, or files that lacked: what is not sent stays as it came. Columns that
    were confirmed count on where the sheet has the same, and each line is looked at at once."""
    takeover = handing_in.find(actor, takeover_id)
    if takeover.stage not in handing_in.BOTH_SIDES:
        raise Refused("takeover_not_now")
    book = handing_in.opened(takeover.direction, sheet) if sheet else None
    found = waiting.lay(takeover_id, waiting.unpacked(files))
    if not book and not found:
        raise Refused("file_missing", "file")
    with transaction():
        takeover = handing_in.held(actor, takeover_id, handing_in.BOTH_SIDES)
        takeover.waiting = waiting.joined(takeover.waiting, found)
        is_settled = takeover.stage == READY and (not book or _lies_alike(takeover, book))
        takeover.stage = MAPPING
        if book:
            _lay(book, takeover, with_columns=not is_settled)
        repeats.remember("takeover", takeover_id)
    return handing_in.confirm(actor, takeover_id, takeover.mapping) if is_settled else takeover


def _lies_alike(takeover: Takeover, book: Book) -> bool:
    return bool(takeover.heads == book.said["heads"])


def _lay(book: Book, takeover: Takeover, *, with_columns: bool) -> None:
    """Instead of the sheet that was there; its columns as they are guessed, or as they stand."""
    for name, value in book.said.items():
        if with_columns or name != "mapping":
            setattr(takeover, name, value)
    book.lay_into(takeover)
