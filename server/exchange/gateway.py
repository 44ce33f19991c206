"""The gate: an envelope comes in, from outside or from the next room, and is taken or refused."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError

from server.exchange.envelope import StatusMessage
from server.exchange.hearing import hear
from server.exchange.reading import read
from server.exchange.receiving import receive
from server.exchange.receiving import turn_away as answer_no
from workflows import Refused


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken: the id of the message, and the papers it became (none where it was known)."""

    message_id: str
    papers: tuple[int, ...] = ()


def take(body: bytes, speaks_for: Sequence[str] = ("*",)) -> Taken:
    """Take an envelope in one act; the same one again is answered again and stored once (§8.6).

    `speaks_for`: whose envelopes they are that come this way, organ ids or beginnings and a star.
    Raises `Refused` with a `gateway_*` or `file_*` reason where it cannot be taken.
    """
    said = read(body)
    if not any(is_meant(one, said.sender.organ_id) for one in speaks_for):
        raise Refused("gateway_not_its_sender", "From", organ=said.sender.organ_id[:200])
    if isinstance(said, StatusMessage):
        hear(said)
        return Taken(said.about.document_id)
    try:
        papers = receive(said, body)
    except IntegrityError:  # the same envelope was being taken at this moment: now it is known
        papers = receive(said, body)
    return Taken(said.document_id, papers)


def turn_away(body: bytes, words: str) -> None:
    """Say no to the sender of a document that could not be taken; a status has no answer."""
    said = read(body)
    if not isinstance(said, StatusMessage):
        answer_no(said, words)


def is_meant(pattern: str, organ_id: str) -> bool:
    """Whether an organ id is the one named, or begins as is named before the star."""
    if pattern.endswith("*"):
        return organ_id.startswith(pattern[:-1])
    return organ_id == pattern
