"""What the web processes of one office tell each other, over Redis (LIVE §3).

Flask-SocketIO's own queue, and two things beside it. An event that has a number is not thrown to
the pages of the other processes as it comes: each process hears of it and says it in its order.
And how many pages an account has open is counted over all of them.
"""

import json
import time
from collections.abc import Callable
from typing import Any

import redis
import structlog
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry
from socketio import RedisManager

CHANNEL = "congso"
HOUSES, PAGES = "congso:webs", "congso:pages"
KEPT = 60
"""Seconds that a process's count outlives the last word of it."""
REST = 5.0
"""Seconds in which a Redis that did not answer is not asked again: acts would wait for it, one by
one; the sweep of each process says what it was not told."""

log = structlog.get_logger()
_ears: dict[str, Callable[[dict[str, Any]], None]] = {}


def on_told(event: str, ear: Callable[[dict[str, Any]], None]) -> None:
    """What another process tells of `event` comes to this ear, and to no page by itself."""
    _ears[event] = ear


class Queue(RedisManager):
    """The line to the other processes; while it is down each has its own pages, and the sweep."""

    def __init__(self, url: str) -> None:
        super().__init__(url, channel=CHANNEL)
        once = Retry(NoBackoff(), 0)
        brisk = {"socket_connect_timeout": 2, "socket_timeout": 2, "retry": once}
        self._asked = redis.Redis.from_url(url, decode_responses=True, **brisk)
        self._pages = f"{PAGES}:{self.host_id}"
        self._rests_until = 0.0

    def tell(self, event: str, said: dict[str, Any]) -> None:
        """To the other processes alone."""
        message = {"method": "emit", "event": event, "data": [said], "host_id": self.host_id}
        self._publish(message)

    def _publish(self, data: dict[str, Any]) -> None:
        self._tried(lambda: self._asked.publish(self.channel, json.dumps(data)))

    def _handle_emit(self, message: dict[str, Any]) -> None:
        ear = _ears.get(message["event"])
        if ear is None or message["host_id"] == self.host_id:
            super()._handle_emit(message)
        else:
            ear(message["data"][0])

    def counts(self, person_id: int, by: int) -> None:
        """An account has opened a page here, or closed one."""
        with self._asked.pipeline() as asked:
            asked.hincrby(self._pages, str(person_id), by)
            asked.sadd(HOUSES, self.host_id)
            asked.expire(self._pages, KEPT)
            self._tried(asked.execute)

    def stays(self) -> None:
        """A sign of life: what was counted here counts on."""
        self._tried(lambda: self._asked.expire(self._pages, KEPT))

    def elsewhere(self, person_id: int) -> int:
        """How many pages an account has open at the other processes."""
        return self._tried(lambda: self._elsewhere(person_id)) or 0

    def _elsewhere(self, person_id: int) -> int:
        known: set[Any] = self._asked.smembers(HOUSES)
        others = [str(one) for one in known if one != self.host_id]
        with self._asked.pipeline() as asked:
            for one in others:
                asked.hget(f"{PAGES}:{one}", str(person_id))
                asked.exists(f"{PAGES}:{one}")
            answers = asked.execute()
        gone = [one for one, lives in zip(others, answers[1::2], strict=True) if not lives]
        if gone:
            self._asked.srem(HOUSES, *gone)
        return sum(max(0, int(many or 0)) for many in answers[::2])

    def _tried(self, ask: Callable[[], Any]) -> Any:
        """Nobody is sent away, and no act fails, because Redis is away: then each process speaks
        and counts for itself."""
        if time.monotonic() < self._rests_until:
            return None
        try:
            return ask()
        except RedisError as gone:
            self._rests_until = time.monotonic() + REST
            log.warning("the other web processes are told nothing for a while", why=str(gone))
            return None
