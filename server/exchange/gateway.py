"""The gate: an envelope comes in, from outside or from the next room, and is taken or refused."""

from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError

from server.exchange.envelope import StatusMessage
from server.exchange.hearing import hear
from server.exchange.reading import read
from server.exchange.receiving import receive


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken: the id of the message, and the papers it became (none where it was known)."""

    message_id: str
    papers: tuple[int, ...] = ()


def take(body: bytes) -> Taken:
    """Take an envelope in one act; the same one again is answered again and stored once (§8.6).

    Raises `Refused` with a `gateway_*` or `file_*` reason where it cannot be taken.
    """
    said = read(body)
    if isinstance(said, StatusMessage):
        hear(said)
        return Taken(said.about.document_id)
    try:
        papers = receive(said, body)
    except IntegrityError:  # the same envelope was being taken at this moment: now it is known
        papers = receive(said, body)
    return Taken(said.document_id, papers)
