"""A table was mended, or a file lacked: it goes to the takeover that has the rest already."""

from collections.abc import Iterable

from server import repeats
from server.database import transaction
from server.documents.earlier import handing_in, waiting
from server.documents.earlier.handing_in import Book
from server.documents.earlier.models import MAPPING, READY, Takeover
from server.documents.earlier.waiting import Packed
from server.org.actor import Actor
from workflows import Refused


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
