"""The last head that left the office, kept beside its database: an older one laid back is seen.

Whoever puts an old copy of the rows in their place has a log that agrees with itself; but this
file, the witnesses and every paper with a proof remember a later head.
"""

from pathlib import Path

from server.office import office
from signing.checkpoint import read_checkpoint
from signing.merkle import Head
from signing.note import NoteKey

NAME = "ledger-head.note"


def place() -> Path:
    return office().home / NAME


def note() -> str | None:
    """The note in the file; None where no head was published yet."""
    return place().read_text() if place().exists() else None


def last(key: NoteKey) -> Head | None:
    """Its head; a file that was touched is refused."""
    said = note()
    return None if said is None else read_checkpoint(said, key)


def keep(said: str) -> None:
    """The file goes forward only: the caller saw that this head continues the one in it."""
    draft = place().with_suffix(".new")
    draft.write_text(said)
    draft.replace(place())
