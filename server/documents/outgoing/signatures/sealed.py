"""A document as it was just sealed: is everything in it sound, and how long will it last."""

from collections.abc import Iterable, Mapping
from typing import Any

from server.documents.outgoing.models import OutgoingDocument
from server.papers.lasting import Sealed, lacks_only_data, lay, level_of, stands

Read = Mapping[str, Any]


def is_last(paper: OutgoingDocument) -> bool:
    """Whether the seal that is put on it now is the last one (§5.5)."""
    return paper.signatures + 1 >= 2 * paper.issuers


def is_sealed_well(paper: OutgoingDocument, read: Read, beside: Iterable[Read]) -> bool:
    """Everything read is valid, or lacks nothing but what an outage keeps from us (LTV-01); while
    others are to seal yet, everything that is there (§5.5)."""
    last = is_last(paper)
    return all(_is_whole(one) and (stands(one) or not last) for one in (read, *beside))


def _is_whole(read: Read) -> bool:
    return read["integrity"] == "valid" and all(map(lacks_only_data, read["signatures"]))


def keep_up(paper: OutgoingDocument, files: Iterable[tuple[str, Read]]) -> None:
    """The main file and those beside it are brought to their full level, and stamped again in
    time; a step of the sealing act."""
    for n, (sha256, read) in enumerate(files, start=1):
        lay(Sealed(paper.agency_id, "outgoing", paper.id, n), sha256, level_of(read))
