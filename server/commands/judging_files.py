"""Files judged in order, many of them on every core, each within its limits of time and memory."""

import contextlib
import datetime as dt
import multiprocessing
import os
import resource
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from server.commands import disk
from signing.verifier import verify
from signing.verifier.failing import NotJudged
from signing.verifier.trust import Trust
from signing.verifier.verdict import Verdict

MANY = 8
"""Files from which on other processes help; for fewer their start costs more than they save."""

AHEAD = 4
"""So many files a core are given out at once: of a million only these are in memory."""

LARGEST = 256 << 20
MOST_MEMORY = 4 << 30
"""Bytes a process may take: what a file of the largest size needs several times over."""

PATIENCE = 30
"""Seconds for one file; a sound one takes a fraction of one."""

Judged = dict[str, Any]


class _TooLong(BaseException):
    """Not an `Exception`: the verifier makes reasons of those, and would go on."""


def found(named: Sequence[str]) -> list[str]:
    """The files that are meant: those named, and every PDF below a folder that is named."""
    return [file for one in named for file in (_below(one) if Path(one).is_dir() else [one])]


def _below(folder: str) -> Iterator[str]:
    for place, folders, names in os.walk(folder):
        folders.sort()
        names.sort()
        yield from (str(Path(place, one)) for one in names if one[-4:].lower() == ".pdf")


@dataclass(frozen=True, slots=True)
class Ground:
    """What is judged by: whom one believes, and when the files were seen by somebody believed."""

    trust: list[Path]
    existed: dt.datetime | None = None


def judged(files: Sequence[str], ground: Ground) -> Iterator[Judged]:
    """One answer a file, in the order asked for."""
    if len(files) < MANY:
        with _bounded_here(ground):
            yield from map(_judge_here, files)
    else:
        yield from _judged_together(files, ground)


def _judged_together(files: Sequence[str], ground: Ground) -> Iterator[Judged]:
    """All cores; a file that kills its process is named, and the others are given out anew."""
    waiting = deque(files)
    while waiting:
        yield from _a_round(waiting, ground)
        if waiting:
            yield _judged_alone(waiting.popleft(), ground)


def _a_round(waiting: deque[str], ground: Ground) -> Iterator[Judged]:
    """Until all are answered, or a process died: then its file is the next that waits."""
    cores = os.cpu_count() or 1
    given: deque[tuple[str, Future[Judged]]] = deque()
    with _pool(ground, cores) as pool:
        while waiting or given:
            try:
                while waiting and len(given) < cores * AHEAD:
                    given.append((waiting[0], pool.submit(_judge_here, waiting[0])))
                    waiting.popleft()
                answer = given[0][1].result()
            except BrokenProcessPool:
                break
            given.popleft()
            yield answer
    waiting.extendleft(file for file, _ in reversed(given))


def _judged_alone(file: str, ground: Ground) -> Judged:
    with _pool(ground, 1) as pool:
        try:
            return pool.submit(_judge_here, file).result()
        except BrokenProcessPool:
            return _unreadable(file, "process_died")


def _pool(ground: Ground, workers: int) -> ProcessPoolExecutor:
    """Forked: this process has one thread, and its children need not import anything again."""
    fork = multiprocessing.get_context("fork")
    return ProcessPoolExecutor(workers, fork, initializer=_settle, initargs=(ground,))


_here: list[tuple[Trust, dt.datetime | None]] = []


def _settle(ground: Ground) -> None:
    _here[:] = [(Trust.of(ground.trust), ground.existed)]
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, hard))
    signal.signal(signal.SIGALRM, _stop)


@contextlib.contextmanager
def _bounded_here(ground: Ground) -> Iterator[None]:
    """For these files alone: whoever asked may have more to do in this process, and need more."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    _settle(ground)
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def _stop(*_said: object) -> None:
    raise _TooLong


def _judge_here(file: str) -> Judged:
    signal.alarm(PATIENCE)
    try:
        return _judge_file(file)
    except _TooLong:
        return _unreadable(file, "too_long")
    finally:
        signal.alarm(0)


def _judge_file(file: str) -> Judged:
    try:
        if Path(file).stat().st_size > LARGEST:
            return _unreadable(file, "too_large")
        data = Path(file).read_bytes()
    except OSError as wrong:
        return _unreadable(file, disk.code(wrong))
    trust, existed = _here[0]
    try:
        return verify(data, trust, file=file, existed=existed).as_dict()
    except NotJudged:
        return _unreadable(file, "not_judged")


def _unreadable(file: str, reason: str) -> Judged:
    return Verdict(file, "", "unreadable", reasons=[reason]).as_dict()
