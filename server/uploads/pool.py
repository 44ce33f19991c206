"""The web process's two warm children: hands them files, and kills one that takes too long."""

import atexit
import logging
import os
import queue
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from server.uploads import limits, wire
from server.uploads.inspected import Inspected
from workflows.law import Refused

CHILDREN = 2
PATIENCE = 30
"""Seconds that an upload waits for a free child, and that a new child may take to wake."""

_ROOT = str(Path(__file__).resolve().parents[2])
_START = (
    f"import runpy, sys, types; sys.path.insert(0, {_ROOT!r}); hall = types.ModuleType('server'); "
    f"hall.__path__ = [{_ROOT + '/server'!r}]; sys.modules['server'] = hall; "
    "runpy.run_module('server.uploads.child', run_name='__main__')"
)
"""The child enters this room by its own door: the hall (`server/__init__`) wakes the office."""

_EPITAPHS = {
    -signal.SIGXCPU: "inspection_timeout",
    -signal.SIGALRM: "inspection_timeout",
    -signal.SIGKILL: "inspection_failed",
    -signal.SIGTERM: "inspection_failed",
}
"""How a child ended, and what that says of its file: killed by another hand (the kernel, where
there is no memory) nothing; any other end of a signal is a file that broke it."""

_log = logging.getLogger(__name__)


class Child:
    """One process that looks at files; whatever a file does to it, only this process falls."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-X", "utf8", "-c", _START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PATH": os.defpath, "OMP_THREAD_LIMIT": "1"},
            cwd="/",
            start_new_session=True,
        )
        assert self.process.stdin and self.process.stdout
        self._tasks, self._answers = self.process.stdin, self.process.stdout
        self._is_awake = self._dawdled = False

    def look(self, data: bytes, asked: dict[str, Any]) -> dict[str, Any]:
        """The child's answer; a child that dies or dawdles over a file has refused it."""
        if not self._is_awake:
            self._awake()
        words = self._within(limits.seconds(asked["task"]), data, asked)
        return words or {
            "refused": self._epitaph(),
            "complaint": f"the child ended with {self._ended()}",
            "last": True,
        }

    def _epitaph(self) -> str:
        """Why it gave no answer: one that left by itself had a fault of its own."""
        if self._dawdled:
            return "inspection_timeout"
        ended = self._ended()
        return _EPITAPHS.get(ended, "file_broken" if ended < 0 else "inspection_failed")

    @property
    def is_alive(self) -> bool:
        return self.process.poll() is None

    def close(self) -> None:
        """End the child now; what it had in hand is lost with it."""
        self.process.kill()
        self.process.wait()
        self._answers.close()
        try:
            self._tasks.close()
        except BrokenPipeError:
            _log.debug("a child ended before it had read its task")

    def _awake(self) -> None:
        alarm = threading.Timer(PATIENCE, self.process.kill)
        alarm.start()
        self._is_awake = wire.hear(self._answers) is not None
        alarm.cancel()
        if not self._is_awake:
            raise RuntimeError(f"an inspecting child did not wake: {self._ended()}")

    def _within(self, seconds: float, data: bytes, asked: dict[str, Any]) -> dict[str, Any] | None:
        alarm = threading.Timer(seconds, self._cut_short)
        alarm.start()
        try:
            wire.send(self._tasks, data, asked)
            return wire.hear(self._answers)
        except BrokenPipeError:
            return None
        finally:
            alarm.cancel()

    def _cut_short(self) -> None:
        self._dawdled = True
        self.process.kill()

    def _ended(self) -> int:
        return self.process.wait()


class Pool:
    """A few children, each with one file at a time; a fallen one is replaced at once."""

    def __init__(self, size: int = CHILDREN) -> None:
        self._free: queue.LifoQueue[Child] = queue.LifoQueue()
        for _ in range(size):
            self._free.put(Child())

    def look(self, data: bytes, name: str, task: str = "examine", **asked: Any) -> dict[str, Any]:
        try:
            child = self._free.get(timeout=PATIENCE)
        except queue.Empty:
            raise Refused("inspection_busy", "file") from None
        is_fit = False
        try:
            if not child.is_alive:
                child.close()
                child = Child()
            words = child.look(data, {"task": task, "name": name, **asked})
            is_fit = not words.pop("last", False)
            return words
        finally:
            self._free.put(child if is_fit else _next(child))

    def close(self) -> None:
        while not self._free.empty():
            self._free.get().close()


def _next(fallen: Child) -> Child:
    """Another in its place; where the machine has no room for one now, whoever comes next tries
    again: a place that stayed empty would be lost until the office is started anew."""
    fallen.close()
    try:
        return Child()
    except OSError:
        return fallen


_pools: list[Pool] = []
_opening = threading.Lock()


def pool() -> Pool:
    """This process's children, born at the first call; the web process calls it when it opens."""
    with _opening:
        if not _pools:
            _pools.append(Pool())
            atexit.register(_pools[0].close)
        return _pools[0]


def inspect(data: bytes, name: str, task: str = "examine") -> Inspected:
    """What a file that was handed in is, or `Refused` with the reason, within ten seconds."""
    found = ask(data, name, task)["inspected"]
    return Inspected(**{**found, "text": tuple(found["text"])})


def ask(data: bytes, name: str, task: str, **asked: Any) -> dict[str, Any]:
    """A child's answer to a task on a file, or `Refused` with the reason.

    The bytes are never opened in this process (DESIGN §5.12): only their number is counted here.
    """
    if not data:
        raise Refused("file_empty", "file")
    if len(data) > limits.FILE:
        raise Refused("file_too_large", "file")
    words = pool().look(data, name, task, **asked)
    if "complaint" in words:
        _log.warning("inspection: %s, %s", words["refused"], words["complaint"])
    if "refused" in words:
        raise Refused(words["refused"], "file")
    return words
