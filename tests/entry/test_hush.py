"""While the room is spoken to, who signs beside it holds still, and goes on (DESIGN §11.16)."""

import ctypes
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from server import hush, pool

Says = Callable[[hush.Slate], None]
LOOKS = 5


@pytest.fixture
def slate(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[hush.Slate]:
    """People meet, and this is what the children of a crew look at."""
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    hush.lies_in(tmp_path)
    crew = pool.Crew()
    monkeypatch.setattr(pool, "_crew", crew)
    pool.spare(hush.slate())
    yield hush.Slate(hush.slate())
    if crew._pool is not None:
        crew.discard(crew._pool)


def speaks(slate: hush.Slate) -> None:
    slate.write(time.monotonic() + hush.MOST)


def is_silent(slate: hush.Slate) -> None:
    slate.write(0)


def spoke_before_the_machine_was_started_anew(slate: hush.Slate) -> None:
    slate.write(time.monotonic() + 86_400)


def was_killed(slate: hush.Slate) -> None:
    slate.write(time.monotonic() - 1)


@contextmanager
def said(slate: hush.Slate, says: Says) -> Iterator[None]:
    """Again and again, as if one word followed the other."""
    over = threading.Event()

    def speak() -> None:
        while not over.wait(0.001):
            says(slate)

    with ThreadPoolExecutor(1) as hand:
        under_way = hand.submit(speak)
        try:
            yield
        finally:
            over.set()
            under_way.result()


def test_a_child_holds_still_as_long_as_the_room_is_spoken_to(slate):
    with said(slate, speaks):
        assert any(slept for slept, _ in pool.submit(_looks))


@pytest.mark.parametrize("says", [is_silent, spoke_before_the_machine_was_started_anew, was_killed])
def test_where_nobody_speaks_it_works(slate, says):
    with said(slate, says):
        assert pool.submit(_looks) == [(0, hush.LOOKS)] * LOOKS


def test_where_one_word_follows_the_other_it_works_in_between(slate):
    """Five hundred votes, two seconds: a signature is late by that, and made."""
    with said(slate, speaks):
        seen = pool.submit(_looks)
    held = [then for slept, then in seen if slept > 1]
    assert held
    assert set(held) == {hush.WORKS}


def test_it_holds_still_no_longer_than_it_may(slate):
    with said(slate, speaks):
        assert max(slept for slept, _ in pool.submit(_looks)) <= hush.MOST / hush.LOOKS + 1


def test_who_has_no_work_does_not_look(slate):
    assert pool.submit(_set_after_work) == 0.0


def test_a_child_of_an_office_where_nobody_meets_does_not_look(slate):
    pool.spare(None)
    assert pool.submit(signal.getitimer, signal.ITIMER_REAL) == (0.0, 0.0)


def test_what_a_child_waits_for_is_not_broken_off(slate):
    """A token's library that was never told of signals takes it for a fault."""
    assert pool.submit(_read_beside_looks) == (5, 0)


def test_it_is_quiet_from_the_first_word_to_the_last(slate, monkeypatch):
    monkeypatch.setattr(hush, "MOST", 60)
    assert not slate.is_quiet()
    with hush.word():
        with pytest.raises(ZeroDivisionError), hush.word():
            raise ZeroDivisionError
        assert slate.is_quiet()
    assert not slate.is_quiet()


def _looks() -> list[tuple[int, float]]:
    """In a child at work: of some looks how many thousandths it slept, and when the next was set.
    The test's patience is the child's."""
    seen, slept, sleep, set_timer = list[tuple[int, float]](), [0], time.sleep, signal.setitimer

    def sleeps(seconds: float) -> None:
        slept[0] += 1
        sleep(seconds)

    def sets(which: int, seconds: float) -> None:
        seen.append((slept[0], seconds))
        slept[0] = 0
        set_timer(which, seconds)

    hush.time.sleep, hush.signal.setitimer = sleeps, sets  # type: ignore[attr-defined]
    try:
        while len(seen) < LOOKS:
            pass
    finally:
        hush.time.sleep, hush.signal.setitimer = sleep, set_timer  # type: ignore[attr-defined]
    return seen[:LOOKS]


def _read_beside_looks() -> tuple[int, int]:
    """In a child at work: what a library reads from a line whose far end takes its time."""
    ours, theirs = socket.socketpair()
    answer = threading.Timer(0.05, theirs.sendall, [b"token"])
    answer.start()
    library = ctypes.CDLL(None, use_errno=True)
    read = library.read(ours.fileno(), ctypes.create_string_buffer(8), 8)
    return read, ctypes.get_errno()


def _set_after_work() -> float:
    with pool._room[0].working():
        pass
    pool._room[0]._look()  # a signal that came a moment before it was over
    return signal.getitimer(signal.ITIMER_REAL)[0]
