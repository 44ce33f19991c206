"""The queue of those who wish to speak (DOMAIN §10.7): order, one at a time, lost lines."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import inf

from workflows.law import Refused


class Turn(StrEnum):
    """How far a request to speak is."""

    WAITING = "WAITING"
    SPEAKING = "SPEAKING"
    DONE = "DONE"
    WITHDRAWN = "WITHDRAWN"
    SKIPPED = "SKIPPED"


LOST = dt.timedelta(seconds=30)
"""A speaker whose line is gone that long is skipped."""


USUAL = 5
"""Minutes of a turn, where the chair says nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request to speak. `n` is the order of asking; `place` is where the chair put it.

    `of_order`: a point of order. `registered`: handed in before the meeting. `returns`: was skipped
    for a lost line, and comes back.
    """

    n: int
    person_id: int
    state: Turn = Turn.WAITING
    place: int | None = None
    of_order: bool = False
    registered: bool = False
    returns: bool = False


def in_order(requests: Iterable[Request]) -> list[Request]:
    """Who waits, in turn: points of order, who comes back, where the chair put them, registered
    speeches, and then as they asked."""
    waiting = [one for one in requests if one.state == Turn.WAITING]
    return sorted(waiting, key=_turn)


def _turn(one: Request) -> tuple[bool, bool, float, bool, int]:
    place = inf if one.place is None else one.place
    return not one.of_order, not one.returns, place, not one.registered, one.n


def speaker(requests: Iterable[Request]) -> Request | None:
    """Who has the floor: one at a time."""
    return next((one for one in requests if one.state == Turn.SPEAKING), None)


def ask(requests: Iterable[Request], person_id: int) -> bool:
    """Whether who asks comes back from a lost line; refused while he waits or speaks already."""
    mine = [one for one in requests if one.person_id == person_id]
    if any(one.state in (Turn.WAITING, Turn.SPEAKING) for one in mine):
        raise Refused("asked_already")
    return bool(mine) and max(mine, key=lambda one: one.n).state == Turn.SKIPPED


def withdraw(requests: Iterable[Request], person_id: int) -> Request:
    """His own request, while it waits."""
    for one in requests:
        if one.person_id == person_id and one.state == Turn.WAITING:
            return one
    raise Refused("asked_nothing")


def give(requests: Iterable[Request], person_id: int) -> Request | None:
    """The request that is answered by giving him the floor; None where the chair calls on him."""
    known = tuple(requests)
    if speaker(known) is not None:
        raise Refused("somebody_speaks")
    mine = [one for one in in_order(known) if one.person_id == person_id]
    return mine[0] if mine else None


def is_lost(seen_at: dt.datetime, now: dt.datetime) -> bool:
    """Whether a speaker's line has been gone too long."""
    return now - seen_at > LOST
