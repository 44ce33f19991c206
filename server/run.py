"""The supervisor of one office: web and jobs in one process tree, which lives and dies as one.

It imports nothing of ours. Its parts are forked from a server of `multiprocessing` that has read
both in and does nothing else, so that they share what they read: half of what an office at rest
needs of memory. A part that ends is started again; when the supervisor itself is killed, the end of
a pipe that nobody writes to tells its parts, which `PR_SET_PDEATHSIG` would not do reliably (it
follows a thread, on Linux only).
"""

import contextlib
import multiprocessing
import os
import queue
import signal
import socket
import stat
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PATIENCE = 20
"""Seconds for a part to drain: more than gunicorn and Huey give their own work."""

DEATHS, WITHIN = 5, 60
"""A part that dies so often within so many seconds will not live: the office gives up."""

FIRST_PORT, LAST_PORT = 8000, 8099

Parts = Mapping[str, Sequence[str]]
"""By name: the module whose `main` is the part, and what it is called with."""


class NoPort(OSError):
    """Nothing can listen where it was asked to."""


class Part:
    """One process of the office."""

    def __init__(self, name: str, work: Sequence[str], nest: ForkServerContext) -> None:
        self.name, self._work, self._nest = name, work, nest
        self._born: list[float] = []
        self._child: ForkServerProcess | None = None

    def start(self) -> None:
        """In a session of its own: Ctrl-C reaches the supervisor alone, which then drains."""
        moment = time.monotonic()
        self._born = [born for born in self._born if moment - born < WITHIN] + [moment]
        self._child = self._nest.Process(target=begin, args=(self.name, *self._work))
        self._child.start()

    def is_gone(self) -> bool:
        return self._child is not None and self._child.exitcode is not None

    def is_hopeless(self) -> bool:
        return len(self._born) > DEATHS

    def dismiss(self) -> bool:
        """Let it drain; whether it ended well: by itself, or before it had begun to listen."""
        if self._child is None:
            return True
        self._child.terminate()
        self._child.join(PATIENCE)
        if self._child.exitcode is None and self._child.pid:
            os.killpg(self._child.pid, signal.SIGKILL)
            self._child.join()
        return self._child.exitcode in (0, -signal.SIGTERM)


def begin(name: str, module: str, *words: Any) -> None:
    """A part's first act. Its own children take it for `server.__main__`, which they leave alone;
    any other main module they would import anew. `top` and `ps -o comm` tell it by its name."""
    os.setsid()
    with contextlib.suppress(OSError):
        Path("/proc/self/comm").write_text(f"congso {name}")
    sys.modules["__main__"] = import_module("server.__main__")
    sys.exit(import_module(module).main(*words))


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
    parts = parts or office(host, port)
    nest = read_in(parts)
    crew = [Part(*each, nest) for each in parts.items()]
    for part in crew:
        part.start()
    with _greeting(address, on_ready) if on_ready else contextlib.nullcontext():
        failed = _watch(crew, asked)
        return int(not _dismiss(crew) or failed)


def read_in(parts: Parts) -> ForkServerContext:
    """The server that the parts are forked from; it begins to read them in, if it has not yet."""
    nest = multiprocessing.get_context("forkserver")
    nest.set_forkserver_preload([module for module, *_words in parts.values()])
    forkserver.ensure_running()
    return nest


def office(host: str, port: int) -> Parts:
    """The parts of an office on one machine."""
    return {
        "web": ["server.web", host, str(port)],
        "jobs": ["server.worker"],
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
    if multiprocessing.parent_process() is not None:
        threading.Thread(target=_follow, args=(_wait_for_supervisor,), daemon=True).start()
    elif stat.S_ISFIFO(os.fstat(0).st_mode):
        threading.Thread(target=_follow, args=(_wait_for_end,), daemon=True).start()


def _wait_for_supervisor() -> None:
    """Or for the end of the server that forked this: a part that nobody watches is none."""
    supervisor, nest = multiprocessing.parent_process(), os.getppid()
    while supervisor and supervisor.is_alive() and os.getppid() == nest:
        supervisor.join(1)


def _wait_for_end() -> None:
    while os.read(0, 1):
        pass


def _follow(wait: Callable[[], None]) -> None:
    wait()
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
        with contextlib.suppress(OSError):
            if _answers(address):
                on_ready(address)
                return


def _answers(address: str) -> bool:
    """By hand: whoever watches over an office carries no library for a single question."""
    where = urlsplit(address)
    with socket.create_connection((where.hostname or "", where.port or 0), 5) as line:
        line.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        return b" 200 " in line.recv(1024)[:16]
