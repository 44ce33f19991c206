"""Work for a processor (signing, setting a page, checking a file), off the pages' threads.

The children are forked from a server that has imported the press and does nothing else: they share
what was read in, and the first signature waits for no import. Whoever asks is no `__main__` that
they would import as well (`server/__main__.py`): the parent stays light, and so do they.
`max_tasks_per_child` is not used: on Python 3.11 a pool whose children are due at the same moment
waits for ever; so a whole pool is replaced instead, when it has served long.
"""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import nullcontext
from pathlib import Path
from typing import Any, TypeVar

from server import CHILDS, leave_furniture_alone
from server.hush import Hearer

T = TypeVar("T")

PATIENCE = 60.0
"""Seconds: nothing an office signs or prints takes longer; what does is stuck, and is killed."""

FURNITURE = ["server.press", "pyhanko.pdf_utils.font.opentype"]
"""What the server of the children imports before the first of them is forked; the font's engine is
left to them (`signing.lettering`)."""

BURIED = 5.0
"""Seconds within which the kernel says that the children's server, which was killed, is gone."""

SERVED_LONG = 2000
"""Tasks after which a pool's children are replaced, and what their libraries leaked with them."""

POLITE = 10
"""Niceness of a child: a page is answered before a page is signed (SPEED.md)."""

LAST = 19
"""The same while people meet: of a busy core it gets a sixtieth instead of a tenth, and the room
hears the next word as soon as if nobody signed. At all hours it would make a batch a sixth longer
(docs/figures.md)."""

ASIDE = os.SCHED_IDLE
"""And off the core at once where the room wakes: the lowest niceness alone has it wait for a turn
to end (a page turn took 1.14 to 1.29 of its quiet time, now 1.08 and 1.13; docs/figures.md)."""


class Crew:
    """The children of one process, made when first needed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._served = 0
        self._room = threading.Condition()
        self._busy = 0
        self.spares: Path | None = None

    def give(self, call: Callable[..., T], *args: Any) -> tuple["Future[T]", Any]:
        """Hand `call` to the children; the promise, and the pool that gave it."""
        self._come_in()
        try:
            promise, pool = self._submit(call, args)
        except BaseException:
            self._go_out()
            raise
        promise.add_done_callback(self._go_out)
        return promise, pool

    def _submit(self, call: Callable[..., T], args: tuple[Any, ...]) -> tuple["Future[T]", Any]:
        with self._lock:
            if self._pool is None or self._served >= SERVED_LONG:
                self._replace()
            self._served += 1
            try:
                return self._hand_on(call, args)
            except (BrokenProcessPool, ConnectionRefusedError):
                return self._hand_on_anew(call, args)

    def _hand_on(
        self, call: Callable[..., T], args: tuple[Any, ...]
    ) -> tuple["Future[T]", ProcessPoolExecutor]:
        assert self._pool is not None
        return self._pool.submit(_work, call, *args), self._pool

    def _hand_on_anew(
        self, call: Callable[..., T], args: tuple[Any, ...]
    ) -> tuple["Future[T]", ProcessPoolExecutor]:
        """A child died while none of them had work, or their server, which answers nobody from then
        on and is replaced once the kernel has buried it: nothing is lost."""
        patience = time.monotonic() + BURIED
        while True:
            self._replace()
            try:
                return self._hand_on(call, args)
            except ConnectionRefusedError:
                if time.monotonic() > patience:
                    raise
                time.sleep(0.02)

    def spare(self, room: Path | None) -> None:
        """From now on leave one core to others, and what is left of theirs, or none."""
        if room == self.spares:
            return
        with self._room:
            self.spares = room
            self._room.notify_all()
        with self._lock:
            self._served = SERVED_LONG  # a child can become politer and never ruder: new ones

    def _come_in(self) -> None:
        """Wait at the door as long as others keep busy as many cores as there are for this."""
        with self._room:
            self._room.wait_for(lambda: not self.spares or self._busy < max(1, _cores() - 1))
            self._busy += 1

    def _go_out(self, _promise: "Future[Any] | None" = None) -> None:
        with self._room:
            self._busy -= 1
            self._room.notify()

    def discard(self, pool: ProcessPoolExecutor) -> None:
        """Kill the children of `pool`; whoever asks next gets new ones."""
        with self._lock:
            if self._pool is pool:
                self._pool = None
        for child in list((pool._processes or {}).values()):
            child.kill()
        pool.shutdown(wait=False, cancel_futures=True)

    def close(self) -> None:
        """End the children; a later task would make new ones."""
        with self._lock:
            if self._pool is not None:
                self._pool.shutdown(wait=True, cancel_futures=True)
                self._pool = None

    def _replace(self) -> None:
        """The old children finish what they have."""
        if self._pool is not None:
            self._pool.shutdown(wait=False)
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(FURNITURE)
        self._pool = ProcessPoolExecutor(
            max_workers=_cores(),
            mp_context=context,
            initializer=_settle,
            initargs=(LAST, ASIDE, self.spares) if self.spares else (POLITE,),
        )
        self._served = 0


def _cores() -> int:
    return os.cpu_count() or 1


_crew = Crew()


def submit(call: Callable[..., T], *args: Any, timeout: float = PATIENCE) -> T:
    """`call(*args)` in a child: its result or its exception. A child that dies is replaced once.

    `TimeoutError` when it takes longer than `timeout`; the child is then killed.
    """
    try:
        return _ask(call, args, timeout)
    except BrokenProcessPool:
        return _ask(call, args, timeout)


def gather(tasks: Sequence[tuple[Any, ...]], timeout: float = PATIENCE) -> list[Any]:
    """Several calls at once, each `(function, *arguments)`; their results in order."""
    promises = [_crew.give(*task)[0] for task in tasks]
    return [promise.result(timeout) for promise in promises]


def spare(room: Path | None) -> None:
    """Leave one core to a room whose slate this is (`server.hush`): nobody there may wait for what
    is made here; None where nobody meets."""
    _crew.spare(room)


def warm(call: Callable[[], object]) -> None:
    """Have every child run `call` (an import, mostly) before somebody waits for it."""
    for _ in range(_cores()):
        _crew.give(call)


def _ask(call: Callable[..., T], args: tuple[Any, ...], timeout: float) -> T:
    promise, pool = _crew.give(call, *args)
    try:
        return promise.result(timeout)
    except BrokenProcessPool:
        _crew.discard(pool)
        raise
    except TimeoutError:
        if not promise.done():  # else the function itself said so
            _crew.discard(pool)
        raise


_room: list[Hearer] = []
"""In a child: by what it hears that the room is spoken to, if people meet."""


def _work(call: Callable[..., T], *args: Any) -> T:
    """What a child does; after its first work the collector leaves alone what that imported."""
    try:
        with _room[0].working() if _room else nullcontext():
            return call(*args)
    finally:
        leave_furniture_alone(CHILDS)


def _settle(polite: int, policy: int | None = None, room: Path | None = None) -> None:
    """A child's first act: Ctrl-C is the parent's matter, and it does not outlive the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.nice(polite)
    if policy is not None:
        os.sched_setscheduler(0, policy, os.sched_param(0))
    if room is not None:
        _room[:] = [Hearer(room)]
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)


def close() -> None:
    """Send the children home, when the process that asked for them is done."""
    _crew.close()
