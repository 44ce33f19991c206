"""`python -m server.bench.ears`: who hears in `bench fanout`. A line of JSON asks, one answers."""

import json
import re
import selectors
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from server.bench.ear import PATIENCE, Ear, kernel_noting

_SEQ = re.compile(rb'"seq":\s?(\d+)')


@dataclass(slots=True)
class Heard:
    """One event as it reached the room: its word, and milliseconds of the wall clock."""

    word: bytes = b""
    at: list[float] = field(default_factory=list)


class Room:
    """Those who sit at one house, and what they have heard by its number."""

    def __init__(self, join: dict[str, Any]) -> None:
        self.joined, self.refused = 0, list[str]()
        self.heard = defaultdict[int, Heard](Heard)
        self._join = join
        self._ready = selectors.DefaultSelector()

    def takes_in(self, ear: Ear, token: str) -> None:
        self._ready.register(ear.line, selectors.EVENT_READ, (ear, token))
        self._hears(ear, token, 0, ear.held())

    def until(self, is_so: Callable[[], bool]) -> None:
        """Hear until it is so, or for as long as patience lasts."""
        end = time.monotonic() + PATIENCE
        while not is_so() and time.monotonic() < end:
            for key, _ in self._ready.select(1):
                self._hears(*key.data, *key.data[0].hears())

    def _hears(self, ear: Ear, token: str, moment: float, words: Iterable[bytes]) -> None:
        """An event is noted; what else a house says has its answer."""
        for word in words:
            if word.startswith(b"42"):
                self._notes(word, moment)
            elif word.startswith(b"43"):
                self._is_answered(word)
            else:
                ear.says(self._answer(word, token))

    def _notes(self, word: bytes, moment: float) -> None:
        if word.startswith(b'42["ev"') and (found := _SEQ.search(word)):
            heard = self.heard[int(found[1])]
            heard.word = word
            heard.at.append(moment)

    def _is_answered(self, word: bytes) -> None:
        """Taken into the room, or not."""
        if json.loads(word.partition(b"[")[2].removesuffix(b"]"))["ok"]:
            self.joined += 1
        else:
            self.refused.append(word.decode())

    def _answer(self, word: bytes, token: str) -> str:
        """To a ping, to the house's greeting, and to its yes."""
        said = {
            b"2": "3",
            b"0": f"40{json.dumps({'token': token})}",
            b"40": f"420{json.dumps(['join', self._join])}",
        }
        return said[word.partition(b"{")[0]]

    def leave(self) -> None:
        for key in list(self._ready.get_map().values()):
            key.data[0].line.close()
        self._ready.close()


_rooms: dict[str, Room] = {}


def listen(
    name: str, urls: Sequence[str], tokens: Sequence[str], many: int, join: dict[str, Any]
) -> dict[str, Any]:
    """So many come, each by a line of its own, to one house or spread over several."""
    room = _rooms[name] = Room(join)
    for n in range(many):
        room.takes_in(Ear(urls[n % len(urls)]), tokens[n % len(tokens)])
    room.until(lambda: room.joined + len(room.refused) >= many)
    return {"joined": room.joined, "refused": room.refused}


def hear(name: str, seq: int, many: int) -> dict[str, Any]:
    """When each of so many had what has this number; what it was."""
    room = _rooms[name]
    room.until(lambda: len(room.heard[seq].at) >= many)
    heard = room.heard.pop(seq)
    return {"event": json.loads(heard.word[2:])[1] if heard.word else None, "at": heard.at}


def leave(name: str) -> dict[str, Any]:
    """They leave, if they ever came."""
    if name in _rooms:
        _rooms.pop(name).leave()
    return {}


DOES: dict[str, Callable[..., dict[str, Any]]] = {"listen": listen, "hear": hear, "leave": leave}


def main() -> None:
    for line in sys.stdin:
        said = json.loads(line)
        does, name = said.pop("does"), said.pop("as")
        sys.stdout.write(f"{json.dumps(DOES[does](name, **said))}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    with kernel_noting():
        main()
