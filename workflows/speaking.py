"""The queue of those who wish to speak (DOMAIN §10.7): order, one at a time, lost lines.

A delegation speaks as a group: one of each in turn, so that whoever came with many has no more of
the first words than who came alone.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Set
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
    for a lost line, and comes back. `group`: the delegation that he came with, "" where he came for
    himself; `matter`: what was dealt with when he asked, for turns are counted in each anew.
    """

    n: int
    person_id: int
    state: Turn = Turn.WAITING
    place: int | None = None
    of_order: bool = False
    registered: bool = False
    returns: bool = False
    group: str = ""
    matter: int | None = None

    @property
    def by_right(self) -> bool:
        """It stands at the head whatever else is said."""
        return self.of_order or self.returns


def due(requests: Iterable[Request], matter: int | None, here: Set[int]) -> list[Request]:
    """The requests as they count now: a speech that was registered beforehand waits for its matter,
    and for who shall give it."""
    return [
        one
        for one in requests
        if not one.registered
        or one.state != Turn.WAITING
        or (one.matter == matter and one.person_id in here)
    ]


def in_order(requests: Iterable[Request]) -> list[Request]:
    """Who waits, in turn: points of order, who comes back, where the chair put them, registered
    speeches, and then as they asked, one of each group before the second of any."""
    known = tuple(requests)
    waiting = [one for one in known if one.state == Turn.WAITING]
    rounds = _rounds(known, sorted(waiting, key=lambda one: (not one.registered, one.n)))
    return sorted(waiting, key=lambda one: _turn(one, rounds[one.n]))


def _turn(one: Request, round_: int) -> tuple[bool, bool, float, bool, int, int]:
    place = inf if one.place is None else one.place
    return not one.of_order, not one.returns, place, not one.registered, round_, one.n


def _rounds(known: Iterable[Request], waiting: Iterable[Request]) -> dict[int, int]:
    """How many of his group stand before each: who spoke on the matter already, and who asked
    earlier; a point of order takes nobody's turn."""
    had = Counter(
        (one.group, one.matter)
        for one in known
        if one.state in (Turn.SPEAKING, Turn.DONE) and not one.of_order
    )
    rounds = {}
    for one in waiting:
        rounds[one.n] = had[one.group, one.matter] if one.group else 0
        had[one.group, one.matter] += not one.by_right
    return rounds


def moved(requests: Iterable[Request], person_id: int, to: int) -> list[Request]:
    """The queue with his request in that place, the first being 1; what stands at its head by right
    is passed by nobody, and not put back."""
    queue = in_order(requests)
    own = sorted((o for o in queue if o.person_id == person_id), key=lambda one: one.by_right)
    mine = next(iter(own), None)
    if mine is None:
        raise Refused("waits_for_nothing", "person")
    if not 1 <= to <= len(queue):
        raise Refused("no_such_place", "place")
    queue.remove(mine)
    queue.insert(to - 1, mine)
    if mine.by_right or any(one.by_right for one in queue[to:]):
        raise Refused("stands_by_right", "place")
    return queue


def speaker(requests: Iterable[Request]) -> Request | None:
    """Who has the floor: one at a time."""
    return next((one for one in requests if one.state == Turn.SPEAKING), None)


def ask(requests: Iterable[Request], person_id: int, *, of_order: bool = False) -> bool:
    """Whether who asks comes back from a lost line; refused while he waits or speaks already. A
    point of order waits for no speech of one's own: it is asked besides."""
    mine = [one for one in requests if one.person_id == person_id]
    if any(o.state == Turn.SPEAKING or _waits(o, of_order=of_order) for o in mine):
        raise Refused("asked_already")
    return bool(mine) and max(mine, key=lambda one: one.n).state == Turn.SKIPPED


def _waits(one: Request, *, of_order: bool) -> bool:
    return one.state == Turn.WAITING and one.of_order == of_order


def register(requests: Iterable[Request], person_id: int, matter: int) -> None:
    """Refused where his speech on that matter was handed in already, and waits."""
    if _registered(requests, person_id, matter):
        raise Refused("registered_already", "item")


def withdraw(requests: Iterable[Request], person_id: int, matter: int | None = None) -> Request:
    """His own request, while it waits, and of several what stands first; of speeches that were
    handed in, the one on that matter."""
    known = tuple(requests)
    if matter is not None:
        mine = _registered(known, person_id, matter)
    else:
        mine = [one for one in in_order(known) if one.person_id == person_id]
    first = next(iter(mine), None)
    if first is None:
        raise Refused("asked_nothing")
    return first


def _registered(requests: Iterable[Request], person_id: int, matter: int) -> list[Request]:
    return [
        one
        for one in requests
        if one.registered
        and one.state == Turn.WAITING
        and (one.person_id, one.matter) == (person_id, matter)
    ]


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
