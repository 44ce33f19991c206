"""An office at one door behind which two web processes work, with a real Redis between them."""

import contextlib
import itertools
import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import socketio

from tests.cast import ACCOUNTS, TOKENS
from tests.entry.watching import PATIENCE, heard_to_the_end, until

TOP = Path(__file__).parents[2]
SERVED = "import sys; from server import web; web.MOST = 2; web.main(*sys.argv[1:])"
_keys = itertools.count(1)


@dataclass
class Webs:
    """The arbiter of two workers, seen from outside."""

    process: subprocess.Popen[bytes]
    address: str

    def workers(self) -> list[int]:
        arbiter = self.process.pid
        named = Path(f"/proc/{arbiter}/task/{arbiter}/children").read_text().split()
        return [int(one) for one in named]

    @contextlib.contextmanager
    def only(self, worker: int) -> Iterator[None]:
        """Whoever comes now comes to this one: the other does not move meanwhile."""
        others = [one for one in self.workers() if one != worker]
        try:
            for one in others:
                os.kill(one, signal.SIGSTOP)
            yield
        finally:
            for one in others:
                os.kill(one, signal.SIGCONT)

    def asks(self, name: str, path: str, said: dict[str, Any] | None = None) -> dict[str, Any]:
        """What one of the cast asks by the API, of whichever process hears it first."""
        head = {"Authorization": f"Bearer {TOKENS[ACCOUNTS[name]]}"}
        if said is not None:
            head |= {"Content-Type": "application/json", "Idempotency-Key": f"w{next(_keys)}"}
        body = None if said is None else json.dumps(said).encode()
        request = urllib.request.Request(f"{self.address}/api/v1{path}", body, head)
        with heard_to_the_end(), urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return dict(json.load(answer))


@dataclass
class Page:
    """Somebody's open page, by a real client: it joins whenever it is connected, from where it
    was, as the room's own script does."""

    name: str
    meeting: int
    seq: int = 0
    heard: list[dict[str, Any]] = field(default_factory=list)
    ahead: list[dict[str, Any]] = field(default_factory=list)
    """What came to this page alone, each with how many events it had heard before."""
    joined: int = 0
    word = "join"

    def opens(self, webs: Webs) -> "Page":
        how = {"reconnection_delay": 0.1, "reconnection_delay_max": 0.3, "randomization_factor": 0}
        self.line = socketio.Client(**how)
        self.line.on("connect", self._join)
        self.line.on("ev", self._hear)
        self.line.on("ahead", self._hear_ahead)
        self.line.connect(webs.address, transports=["websocket"], **self._shows())
        until(lambda: self.joined, f"{self.name} is in the room")
        return self

    def _shows(self) -> dict[str, Any]:
        """Who it is."""
        return {"auth": {"token": TOKENS[ACCOUNTS[self.name]]}}

    def _join(self) -> None:
        """From a thread of its own: the one that says `connect` brings the answer too."""
        self.line.start_background_task(self._joins)

    def _joins(self) -> None:
        answer = self.line.call(self.word, {"meeting": self.meeting, "since": self.seq})
        assert answer["ok"], answer
        for missed in answer.get("events", []):
            self._hear(missed)
        self.seq = max(self.seq, answer["seq"])
        self.joined += 1

    def _hear(self, event: dict[str, Any]) -> None:
        self.heard.append(event)
        self.seq = max(self.seq, event["seq"])

    def _hear_ahead(self, said: dict[str, Any]) -> None:
        self.ahead.append(said | {"after": self.seq})

    def kinds(self) -> list[str]:
        return [one["kind"] for one in self.heard]


@dataclass
class Wall(Page):
    """A screen: it has no account, and by its cookie hangs for the meeting whose people type in
    the code that it shows."""

    word = "hang"
    cookie: str = ""

    def is_put_up(self, webs: Webs) -> str:
        """The code on it."""
        with heard_to_the_end(), urllib.request.urlopen(f"{webs.address}/projector") as shown:
            self.cookie = shown.headers["Set-Cookie"].partition(";")[0]
            (code,) = re.findall(r'pair-code">([0-9]{3} [0-9]{3})<', shown.read().decode())
        return str(code)

    def _shows(self) -> dict[str, Any]:
        return {"headers": {"Cookie": self.cookie}}


def two_webs(home: Path, queue: str) -> contextlib.AbstractContextManager[Webs]:
    """Two workers of one arbiter, as the supervisor starts it."""
    return _started(home, 2, {"CONGSO_REDIS_URL": queue})


def one_web(home: Path, **more: str) -> contextlib.AbstractContextManager[Webs]:
    """The one worker of an office without Redis; it ends as by kill -9."""
    return _started(home, 1, {f"CONGSO_{name}".upper(): said for name, said in more.items()})


@contextlib.contextmanager
def _started(home: Path, workers: int, more: dict[str, str]) -> Iterator[Webs]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    kept = {name: said for name, said in os.environ.items() if not name.startswith("CONGSO_")}
    env = kept | {"CONGSO_HOME": str(home), "PYTHONPATH": str(TOP)} | more
    command = [sys.executable, "-c", SERVED, "127.0.0.1", port]
    how: dict[str, Any] = {"env": env, "cwd": TOP, "stdin": subprocess.PIPE}
    with subprocess.Popen(command, start_new_session=True, **how) as process:
        webs = Webs(process, f"http://127.0.0.1:{port}")
        try:
            until(lambda: _answers(webs, workers), "the office answers")
            yield webs
        finally:
            os.killpg(process.pid, signal.SIGKILL)  # its own session: the arbiter and its workers


def _answers(webs: Webs, workers: int) -> bool:
    """Each of them by itself."""
    with contextlib.suppress(OSError):
        found = webs.workers()
        return len(found) == workers and all(_heard(webs, one) for one in found)
    return False


def _heard(webs: Webs, worker: int) -> bool:
    with webs.only(worker), urllib.request.urlopen(f"{webs.address}/healthz", timeout=5):
        return True
