"""How often one may speak and act in a meeting: else one man's loop is an event for all (LIVE §3).

Each web process counts for itself: no act waits for Redis, and none fails because it is away.
"""

import time
from collections import deque
from collections.abc import Hashable
from threading import Lock

from server.home.live import HOME
from server.org.actor import Actor
from workflows import Refused

SPAN = 10.0
MOST_WORDS = 40
"""Words of one account within so many seconds, over all its pages: two that say all they may."""
MOST_ACTS = 30
"""Acts of one account: no hand clicks three times a second for so long, not even the chair's."""


class Bucket:
    """So many within a while; what is over it, is not taken."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._taken: dict[Hashable, deque[float]] = {}
        self._lock = Lock()

    def overflows(self, whose: Hashable) -> bool:
        """One more of his: whether it is too many, or else counted."""
        moment = time.monotonic()
        with self._lock:
            taken = self._taken.setdefault(whose, deque())
            while taken and moment - taken[0] > SPAN:
                taken.popleft()
            if len(taken) >= self.most:
                return True
            taken.append(moment)
        return False

    def forget(self, whose: Hashable) -> bool:
        """He is gone; whether he had said anything."""
        return self._taken.pop(whose, None) is not None


_words, _acts = Bucket(MOST_WORDS), Bucket(MOST_ACTS)


def refuse_haste(actor: Actor) -> None:
    """Before an act: raises `too_many_events`. Nothing was asked of the database by then."""
    _refuse(_acts, actor.person_id, actor.address)


def refuse_talk(actor: Actor, address: str | None) -> None:
    """Before a word: a second page is no second measure."""
    _refuse(_words, actor.person_id, address)


def _refuse(bucket: Bucket, person_id: int | None, address: str | None) -> None:
    """Not on this machine: one account speaks for hundreds in load tests, as the doors of the
    house let it; nor for the house itself, which comes from no address."""
    if address and address not in HOME and bucket.overflows(person_id):
        raise Refused("too_many_events")
