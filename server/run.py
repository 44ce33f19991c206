"""The supervisor of one office: web and jobs in one process tree, which lives and dies as one.

It imports nothing of ours. A part that ends is started again; when the
supervisor itself is killed, the end of a pipe that nobody writes to tells its
parts, which `PR_SET_PDEATHSIG` would not do reliably (it follows a thread, on Linux only).
"""

import contextlib
import os
import queue
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence

PATIENCE = 20
"""Seconds for a part to drain: more than gunicorn and Huey give their own work."""

DEATHS, WITHIN = 5, 60
"""A part that dies so often within so many seconds will not live: the office gives up."""

FIRST_PORT, LAST_PORT = 8000, 8099

Parts = Mapping[str, Sequence[str]]


class NoPort(OSError):
    """Nothing can listen where it was asked to."""


class Part:
    """One process of the office."""

    def __init__(self, name: str, command: Sequence[str]) -> None:
        self.name, self._command = name, command
        self._born: list[float] = []
        self._child: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """In a session of its own: Ctrl-C reaches the supervisor alone, which then drains."""
        moment = time.monotonic()
        self._born = [born for born in self._born if moment - born < WITHIN] + [moment]
        self._child = subprocess.Popen(self._command, stdin=subprocess.PIPE, start_new_session=True)

    def is_gone(self) -> bool:
        return self._child is not None and self._child.poll() is not None

    def is_hopeless(self) -> bool:
        return len(self._born) > DEATHS

    def dismiss(self) -> bool:
        """Let it drain; whether it ended well: by itself, or before it had begun to listen."""
        if self._child is None:
            return True
        self._child.terminate()
        try:
            return self._child.wait(PATIENCE) in (0, -signal.SIGTERM)
        except subprocess.TimeoutExpired:
            os.killpg(self._child.pid, signal.SIGKILL)
            self._child.wait()
            return False


def main(
    host: str = "127.0.0.1",
    port: int | None = None,
    *,
    on_ready: Callable[[str], None] | None = None,
    parts: Parts | None = None,
) -> int:
    """Serve until SIGTERM or Ctrl-C; the exit status. `on_ready` hears the address that answers."""
    asked: queue.SimpleQueue[int] = queue.SimpleQueue()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda sign, _: asked.put(sign))
    port = port if port is not None else free_port(host)
    address = f"http://{reached_at(host)}:{port}"
    crew = [Part(*each) for each in (parts or office(host, port)).items()]
    for part in crew:
        part.start()
    with _greeting(address, on_ready) if on_ready else contextlib.nullcontext():
        failed = _watch(crew, asked)
        return int(not _dismiss(crew) or failed)


def office(host: str, port: int) -> Parts:
    """The parts of an office on one machine."""
    return {
        "web": [sys.executable, "-m", "server", "web", host, str(port)],
        "jobs": [sys.executable, "-m", "server", "jobs"],
    }


def free_port(host: str) -> int:
    """The first port from 8000 on that nobody listens on."""
    for port in range(FIRST_PORT, LAST_PORT + 1):
        with contextlib.suppress(OSError), socket.create_server((host, port)):
            return port
    raise NoPort(f"Không còn cổng trống từ {FIRST_PORT} đến {LAST_PORT} trên {host}.")


def reached_at(host: str) -> str:
    """What to write in an address: a server bound to every interface is reached on loopback."""
    return {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)


def leave_with_parent() -> None:
    """First line of a part: drain and go when the supervisor is gone, if there was one."""
    if stat.S_ISFIFO(os.fstat(0).st_mode):
        threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(PATIENCE)
    os.killpg(0, signal.SIGKILL)


def _watch(crew: Sequence[Part], asked: "queue.SimpleQueue[int]") -> bool:
    """Start again what ends, until asked to leave; whether a part proved hopeless.

    A signal may come at any instruction, also while one waits for it: a queue
    that is made for that (`SimpleQueue.put` is reentrant), not an event, whose lock this
    thread may hold just then.
    """
    while True:
        with contextlib.suppress(queue.Empty):
            asked.get(timeout=0.2)
            return False
        for part in filter(Part.is_gone, crew):
            if part.is_hopeless():
                sys.stderr.write(f"✗ {part.name}: dừng quá {DEATHS} lần trong {WITHIN} giây.\n")
                return True
            part.start()


def _dismiss(crew: Sequence[Part]) -> bool:
    """The web first: what its last requests ask for finds the jobs still there."""
    return all([part.dismiss() for part in crew])


@contextlib.contextmanager
def _greeting(address: str, on_ready: Callable[[str], None]) -> Iterator[None]:
    """Meanwhile wait for the first answer; at the end the thread is waited for, not left behind.

    The interpreter's end under a thread that is asking is now and then a segmentation fault.
    """
    leaving = threading.Event()
    greeter = threading.Thread(target=_greet, args=(address, on_ready, leaving))
    greeter.start()
    try:
        yield
    finally:
        leaving.set()
        greeter.join()


def _greet(address: str, on_ready: Callable[[str], None], leaving: threading.Event) -> None:
    while not leaving.wait(0.1):
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/healthz", timeout=5):
            on_ready(address)
            return
