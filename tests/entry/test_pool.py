"""The children: they work beside the pages, die with their parent, and can be replaced."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import forkserver
from pathlib import Path

import pytest

from server import hush, pool
from tests.entry.watching import Trial, is_alive, until


@pytest.fixture(autouse=True)
def crew(monkeypatch: pytest.MonkeyPatch) -> Iterator[pool.Crew]:
    """A crew for one test; its children are gone afterwards."""
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    one = pool.Crew()
    monkeypatch.setattr(pool, "_crew", one)
    yield one
    if one._pool is not None:
        one.discard(one._pool)


def test_a_child_does_the_work_politely(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "POLITE", 7)
    child = pool.submit(os.getpid)
    assert child != os.getpid()
    assert pool.submit(os.nice, 0) == min(os.nice(0) + pool.POLITE, 19)


def test_while_people_meet_a_child_is_politer_still(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The room's voice before a batch (LIVE §1); a word that changes nothing sends nobody home."""
    monkeypatch.setattr(pool, "POLITE", 1)
    monkeypatch.setattr(pool, "LAST", 3)
    monkeypatch.setattr(pool, "ASIDE", os.SCHED_IDLE)
    here = os.nice(0)
    met, children, policies = [], [], []
    for people_meet in (False, True, True, False):
        pool.spare(a_room(tmp_path) if people_meet else None)
        met.append(pool.submit(os.nice, 0) - here)
        children.append(pool.submit(os.getpid))
        policies.append(pool.submit(os.sched_getscheduler, 0))
    assert met == [1, 3, 3, 1]
    assert policies == [os.SCHED_OTHER, os.SCHED_IDLE, os.SCHED_IDLE, os.SCHED_OTHER]
    assert children[1] == children[2]
    assert len(set(children)) == 3


@pytest.mark.parametrize(("spares", "most"), [(False, 2), (True, 1)])
def test_while_people_meet_one_core_is_the_rooms(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, spares: bool, most: int
) -> None:
    """DESIGN §11.16: a batch of signatures has the others."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    (tmp_path / "at work").mkdir()
    stays = (_stays, str(tmp_path / "at work"))
    pool.gather([(*stays, 2)] * 2)  # both children are there
    pool.spare(a_room(tmp_path) if spares else None)
    assert max(pool.gather([(*stays, most)] * 4)) == most


def test_the_last_core_is_not_given_away_and_work_that_waited_goes_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    room, at_work = a_room(tmp_path), tmp_path / "at work"
    at_work.mkdir()
    pool.spare(room)
    assert pool.submit(abs, -1) == 1
    pool.close()
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    with ThreadPoolExecutor(2) as hands:
        both = [hands.submit(pool.submit, _stays, str(at_work), 2) for _ in range(2)]
        until(lambda: any(at_work.iterdir()), "the first is at work")
        pool.spare(None)
        assert max(one.result() for one in both) == 2


def test_what_died_has_left_its_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pool.spare(a_room(tmp_path))
    with pytest.raises(pool.BrokenProcessPool):
        pool.submit(os._exit, 9)
    with pytest.raises(TimeoutError):
        pool.submit(_wait_for_ever, timeout=0.05)
    with monkeypatch.context() as shut, pytest.raises(TimeoutError):
        shut.setattr(pool.ProcessPoolExecutor, "submit", _authority_is_silent)
        pool.submit(abs, -1)
    assert pool.submit(abs, -1) == 1


def test_what_the_work_raises_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        pool.submit(divmod, 1, 0)


def test_a_child_that_dies_is_replaced_and_the_work_is_done(tmp_path: Path) -> None:
    assert pool.submit(os.getpid)
    assert pool.submit(_die_once, str(tmp_path / "died")) == "done"


@pytest.mark.parametrize("whom", [os.getpid, os.getppid], ids=["a child", "their server"])
def test_whoever_is_killed_while_nobody_has_work_the_next_is_served(
    crew: pool.Crew, whom: Callable[[], int]
) -> None:
    """A machine short of memory takes whom it likes; the office signs on without a new start."""
    killed = pool.submit(whom)
    broken = crew._pool
    os.kill(killed, signal.SIGKILL)
    until(lambda: broken is not None and broken._broken, "it was noticed")
    assert pool.submit(abs, -1) == 1
    assert pool.submit(whom) != killed


def test_a_server_of_theirs_that_is_dead_and_not_yet_buried_is_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its door is shut a moment before the kernel says that it is gone."""
    connect, refused = forkserver.connect_to_new_process, [None] * 3

    def connecting(fds: list[int]) -> object:
        if refused:
            refused.pop()
            raise ConnectionRefusedError
        return connect(fds)

    monkeypatch.setattr(forkserver, "connect_to_new_process", connecting)
    assert pool.submit(abs, -1) == 1
    assert not refused


def test_work_that_kills_every_child_is_given_up_and_the_next_is_served() -> None:
    with pytest.raises(pool.BrokenProcessPool):
        pool.submit(os._exit, 9)
    assert pool.submit(abs, -1) == 1


def test_work_that_never_ends_is_stopped_and_the_next_is_served() -> None:
    stuck = pool.submit(os.getpid)
    with pytest.raises(TimeoutError):
        pool.submit(_wait_for_ever, timeout=0.05)
    until(lambda: not is_alive(stuck), "the stuck child is gone")
    assert pool.submit(abs, -1) == 1


def test_a_time_out_that_the_work_itself_reports_costs_no_child() -> None:
    child = pool.submit(os.getpid)
    with pytest.raises(TimeoutError, match="the authority"):
        pool.submit(_authority_is_silent)
    assert pool.submit(os.getpid) == child


def test_children_that_have_served_long_are_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "SERVED_LONG", 2)
    served = [pool.submit(os.getpid) for _ in range(4)]
    assert served[0] == served[1] != served[2] == served[3]
    until(lambda: not is_alive(served[0]), "the old child has gone home")


def test_children_that_are_sent_home_are_gone_when_it_is_said() -> None:
    child = pool.submit(os.getpid)
    pool.close()
    assert not is_alive(child)
    assert pool.submit(os.getpid) != child


def test_every_child_is_warmed_before_somebody_waits(tmp_path: Path) -> None:
    pool.warm(_warmed)
    assert pool.submit(_is_warm)


def test_children_do_not_outlive_a_parent_that_is_killed(trial: Trial, tmp_path: Path) -> None:
    parent = trial("small_office.py", "pool")
    until((tmp_path / "parent.pid").exists, "the child is at work")
    child = int((tmp_path / "child.pid").read_text())
    parent.kill()
    until(lambda: not is_alive(child), "the child is gone")


def a_room(folder: Path) -> Path:
    """The slate of a room where people meet."""
    return hush.Speaker(folder / "hush").place


def _die_once(mark: str) -> str:
    if not Path(mark).exists():
        Path(mark).touch()
        os._exit(9)
    return "done"


def _stays(place: str, hoped: int) -> int:
    """How many are at work at the same time: it waits for as many as may be, who may be slow to
    come (a child's beginning takes longer than a moment when the machine is busy)."""
    mine = Path(place) / str(os.urandom(8).hex())
    mine.touch()
    seen, patience = 0, time.monotonic() + 20
    while seen < hoped and time.monotonic() < patience:
        seen = len(list(Path(place).iterdir()))
        time.sleep(0.01)
    time.sleep(0.1)
    seen = max(seen, len(list(Path(place).iterdir())))
    mine.unlink()
    return seen


def _wait_for_ever(*_: object) -> None:
    threading.Event().wait()


def _authority_is_silent(*_: object) -> None:
    raise TimeoutError("the authority does not answer")


def _warmed() -> None:
    os.environ["WARMED"] = "yes"


def _is_warm() -> bool:
    return "WARMED" in os.environ
