"""The gate: an envelope comes in, from outside or from the next room, and is taken or refused."""

from dataclasses import dataclass

import structlog
from sqlalchemy.exc import IntegrityError

from server.exchange.envelope import StatusMessage
from server.exchange.hearing import hear
from server.exchange.reading import read, read_head
from server.exchange.receiving import receive
from server.exchange.receiving import turn_away as answer_no
from server.exchange.signed import signed_only
from server.files import Body
from workflows import Refused

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken: the id of the message, and the papers it became (none where it was known)."""

    message_id: str
    papers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Caller:
    """Who hands in. `speaks_for`: of which senders, organ ids or beginnings and a star;
    `is_sure`: that it is he was seen by a signature, or he is the room next door."""

    speaks_for: tuple[str, ...] = ("*",)
    is_sure: bool = False


NEXT_DOOR = Caller(is_sure=True)
SOMEBODY = Caller()
"""Whoever reaches a folder of ours."""


def take(body: Body, by: Caller) -> Taken:
    """Take an envelope in one act; the same one again is answered again and stored once (§8.6).

    Raises `Refused` with a `gateway_*` or `file_*` reason where it cannot be taken.
    """
    said = read(body)
    _refuse_strangers(said.sender.organ_id, by)
    if said.unlike:
        log.info("an envelope is not by the schema", sender=said.sender.organ_id, how=said.unlike)
    if isinstance(said, StatusMessage):
        hear(said)
        return Taken(said.about.document_id)
    try:
        papers = receive(said, body)
    except IntegrityError:  # the same envelope was being taken at this moment: now it is known
        papers = receive(said, body)
    return Taken(said.document_id, papers)


def _refuse_strangers(organ_id: str, by: Caller) -> None:
    """Who may not speak for this sender, and who does not sign where that sender always does."""
    if not any(is_meant(one, organ_id) for one in by.speaks_for):
        raise Refused("gateway_not_its_sender", "From", organ=organ_id[:200])
    if not by.is_sure and any(is_meant(one, organ_id) for one in signed_only()):
        raise Refused("gateway_must_sign", "From", organ=organ_id[:200])


def turn_away(beginning: bytes, words: str, by: Caller) -> None:
    """Say no to the sender of a document that could not be taken, by what its head says; a status
    has no answer, and who may not be its sender is told nothing in that one's name."""
    said = read_head(beginning)
    _refuse_strangers(said.sender.organ_id, by)
    if not isinstance(said, StatusMessage):
        answer_no(said, words)


def is_meant(pattern: str, organ_id: str) -> bool:
    """Whether an organ id is the one named, or begins as is named before the star."""
    if pattern.endswith("*"):
        return organ_id.startswith(pattern[:-1])
    return organ_id == pattern
