"""What the web processes of one office tell each other, over Redis (LIVE §3).

Flask-SocketIO's own queue, and two things beside it. An event that has a number is not thrown to
the pages of the other processes as it comes: each process hears of it and says it in its order.
And how many pages an account has open is counted over all of them.
"""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
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

OPENS = """
local others = 0
for _, house in ipairs(redis.call('SMEMBERS', KEYS[1])) do
    local pages = ARGV[1] .. ':' .. house
    if house ~= ARGV[2] and redis.call('EXISTS', pages) == 0 then
        redis.call('SREM', KEYS[1], house)
    elseif house ~= ARGV[2] then
        others = others + math.max(0, tonumber(redis.call('HGET', pages, ARGV[3]) or 0))
    end
end
if others >= tonumber(ARGV[4]) then return 0 end
redis.call('HINCRBY', KEYS[2], ARGV[3], 1)
redis.call('SADD', KEYS[1], ARGV[2])
redis.call('EXPIRE', KEYS[2], ARGV[5])
return 1
"""
"""Within Redis, so that two pages that come to two processes at once are counted one after the
other; a process whose count has outlived it is struck off."""

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
        self._open = self._asked.register_script(OPENS)
        self._pages = f"{PAGES}:{self.host_id}"
        self._rests_until = 0.0

    def telling(self, event: str, said: dict[str, Any]) -> AbstractContextManager[None]:
        """To the other processes alone; meanwhile this one goes on, and does not wait until Redis
        has handed it out: its own pages would hear it later by that."""
        message = {"method": "emit", "event": event, "data": [said], "host_id": self.host_id}
        return self._publishing(message)

    def _publish(self, data: dict[str, Any]) -> None:
        with self._publishing(data):
            pass  # nobody here waits for anything

    @contextmanager
    def _publishing(self, data: dict[str, Any]) -> Iterator[None]:
        line = self._tried(lambda: self._sent(data))
        try:
            yield
        finally:
            if line is not None:
                self._answered(line)

    def _sent(self, data: dict[str, Any]) -> Any:
        """The line on which it went, whose answer is to be read."""
        line = self._asked.connection_pool.get_connection()
        try:
            line.send_command("PUBLISH", self.channel, json.dumps(data))
        except RedisError:
            self._asked.connection_pool.release(line)
            raise
        return line

    def _answered(self, line: Any) -> None:
        try:
            line.read_response()
        except RedisError as gone:
            self._rest(gone)
        finally:
            self._asked.connection_pool.release(line)

    def _handle_emit(self, message: dict[str, Any]) -> None:
        ear = _ears.get(message["event"])
        if ear is None or message["host_id"] == self.host_id:
            super()._handle_emit(message)
        else:
            ear(message["data"][0])

    def opens(self, person_id: int, most: int) -> bool:
        """Count one page more of an account that has fewer than `most` open at the other processes;
        False, and nothing counted, where it has them all. One word there and one back: hundreds
        come at once."""
        names = [HOUSES, self._pages]
        asked = [PAGES, self.host_id, person_id, most, KEPT]
        return self._tried(lambda: self._open(keys=names, args=asked)) != 0

    def closes(self, person_id: int) -> None:
        """One page less."""
        self._tried(lambda: self._asked.hincrby(self._pages, str(person_id), -1))

    def stays(self) -> None:
        """A sign of life: what was counted here counts on."""
        self._tried(lambda: self._asked.expire(self._pages, KEPT))

    def _tried(self, ask: Callable[[], Any]) -> Any:
        """Nobody is sent away, and no act fails, because Redis is away: then each process speaks
        and counts for itself."""
        if time.monotonic() < self._rests_until:
            return None
        try:
            return ask()
        except RedisError as gone:
            self._rest(gone)
            return None

    def _rest(self, gone: RedisError) -> None:
        self._rests_until = time.monotonic() + REST
        log.warning("the other web processes are told nothing for a while", why=str(gone))
