"""The children fall, the office stands: limits hold, and the next file is looked at as ever."""

import errno
import json
import os
import resource
import select
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from server.uploads import child, limits, pool, wire
from server.uploads.answers import ANSWERS
from tests import learnt
from tests.uploads.sheets import plain
from workflows import Refused

GOOD = plain()


@pytest.fixture(autouse=True)
def _every_file_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where others in this process are answered from memory (`tests.learnt`)."""
    monkeypatch.setattr(pool.Pool, "look", learnt.looks)


@pytest.fixture
def one():
    """A pool of a single child, so that what falls must be replaced."""
    children = pool.Pool(1)
    yield children
    children.close()


def _pid(children: pool.Pool) -> int:
    child = children._free.get()
    children._free.put(child)
    return child.process.pid


def _is_good(words: dict) -> bool:
    return words["inspected"]["pages"] == 1


def _ends(pid_handle: int) -> bool:
    """Whether the process behind the handle is gone within ten seconds."""
    return bool(select.select([pid_handle], [], [], 10)[0])


def _in_child(code: str) -> subprocess.CompletedProcess[str]:
    start = "from server.uploads import limits\n"
    return subprocess.run(
        [sys.executable, "-c", start + code], capture_output=True, text=True, check=False
    )


def test_a_child_that_dawdles_is_killed_and_the_next_file_is_looked_at(one, monkeypatch):
    assert _is_good(one.look(GOOD, "a.pdf"))
    slow = _pid(one)
    monkeypatch.setattr(limits, "WALL_SECONDS", 0.2)
    os.kill(slow, signal.SIGSTOP)
    assert one.look(GOOD, "a.pdf")["refused"] == "inspection_timeout"
    monkeypatch.undo()
    assert _pid(one) != slow
    assert _is_good(one.look(GOOD, "a.pdf"))


@pytest.mark.parametrize(
    ("end", "reason"),
    [
        (signal.SIGSEGV, "file_broken"),
        (signal.SIGXCPU, "inspection_timeout"),
        (signal.SIGALRM, "inspection_timeout"),
        (signal.SIGKILL, "inspection_failed"),
        (signal.SIGTERM, "inspection_failed"),
    ],
)
def test_a_file_that_brings_its_child_down_is_refused_by_how_it_fell(one, monkeypatch, end, reason):
    assert _is_good(one.look(GOOD, "a.pdf"))
    fallen = _pid(one)
    send = wire.send

    def strike(out, data, asked):
        os.kill(fallen, end)
        send(out, data, asked)

    monkeypatch.setattr(wire, "send", strike)
    assert one.look(GOOD, "a.pdf")["refused"] == reason
    monkeypatch.undo()
    assert _is_good(one.look(GOOD, "a.pdf"))


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (ImportError("a library"), "inspection_failed"),
        (NameError("a slip"), "inspection_failed"),
        (OSError(errno.EMFILE, "too many"), "inspection_failed"),
        (OSError("cannot identify image file"), "file_broken"),
        (ValueError("an odd byte"), "file_broken"),
        (RecursionError(), "file_too_complex"),
    ],
)
def test_a_fault_of_ours_is_no_broken_file(monkeypatch, fault, reason):
    def fails(_data, _asked):
        raise fault

    monkeypatch.setitem(child.TASKS, "examine", fails)
    assert child._judged(GOOD, {"task": "examine"})[0]["refused"] == reason
    assert ANSWERS["inspection_failed"][0] == 503, "whoever sent it comes again"


def test_a_slip_in_this_room_is_ours_and_one_in_a_reader_the_files(monkeypatch):
    monkeypatch.setattr("server.uploads.inspecting.pdf.pikepdf", None)
    assert (
        child._judged(GOOD, {"task": "examine", "name": "a.pdf"})[0]["refused"]
        == "inspection_failed"
    )

    def reader(_data, _asked):
        return json.loads(None)

    monkeypatch.setitem(child.TASKS, "examine", reader)
    assert child._judged(GOOD, {"task": "examine"})[0]["refused"] == "file_broken"


def test_a_child_that_died_while_idle_costs_nobody_a_file(one):
    assert _is_good(one.look(GOOD, "a.pdf"))
    handle = os.pidfd_open(_pid(one))
    os.kill(_pid(one), signal.SIGKILL)
    assert _ends(handle)
    os.close(handle)
    assert _is_good(one.look(GOOD, "a.pdf"))


def test_an_upload_that_finds_no_child_free_is_told_to_come_again(one, monkeypatch):
    monkeypatch.setattr(pool, "PATIENCE", 0.01)
    held = one._free.get()
    with pytest.raises(Refused, match="inspection_busy"):
        one.look(GOOD, "a.pdf")
    one._free.put(held)
    assert ANSWERS["inspection_busy"][0] == 503


def test_forty_files_at_once_are_all_looked_at():
    results = []
    hands = [
        threading.Thread(target=lambda: results.append(pool.inspect(GOOD, "a.pdf")))
        for _ in range(40)
    ]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert [found.pages for found in results] == [1] * 40


def test_an_idle_child_dies_with_its_parent():
    code = (
        "import os, sys; from server.uploads.pool import Pool; pool = Pool(1); "
        f"pool.look({GOOD!r}, 'a.pdf'); child = pool._free.get(); "
        "print(child.process.pid, flush=True); sys.stdin.read()"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    handle = os.pidfd_open(int(parent.stdout.readline()))
    parent.kill()
    parent.communicate()
    assert _ends(handle)
    os.close(handle)


def test_a_child_holds_nothing_of_the_office():
    """Not the hall, not Flask, not the database: a file that takes it over finds an empty room."""
    run, listing = "runpy.run_module(", "import server.uploads.child; print(*sys.modules); ("
    assert run in pool._START
    code = pool._START.replace(run, listing).replace(", run_name=", " + ")
    said = subprocess.run(
        [sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert {"server.uploads.examine", "pikepdf", "pypdfium2", "PIL"} <= set(said)
    assert not {"flask", "sqlalchemy", "pyhanko", "cryptography", "server.files"} & set(said)


def test_a_child_of_a_large_office_is_not_worn_by_its_parents_weight():
    """The kernel hands a parent's peak on to a child's `ru_maxrss`, even over a new program."""
    heavy = b"x" * (limits.WORN + 1)
    children = pool.Pool(1)
    one = _pid(children)
    assert _is_good(children.look(GOOD, "a.pdf"))
    assert _pid(children) == one
    children.close()
    assert len(heavy) > limits.WORN


def test_the_child_that_looks_at_files_is_itself_under_the_limits(one):
    one.look(GOOD, "a.pdf")
    said = Path(f"/proc/{_pid(one)}/limits").read_text().splitlines()
    soft = {line[:25].strip(): line[26:].split()[0] for line in said}
    assert soft["Max address space"] == str(limits.SPACE)
    assert soft["Max open files"] == str(limits.HANDLES)
    assert soft["Max file size"] == soft["Max core file size"] == "0"
    assert limits.CPU_SECONDS <= int(soft["Max cpu time"]) <= limits.CPU_SECONDS + 5


def test_a_child_may_not_write_a_file_nor_take_memory_without_end(tmp_path):
    said = _in_child(
        f"""
limits.restrain()
for act in (lambda: bytearray(2 << 30), lambda: open({str(tmp_path / "x")!r}, "wb", 0).write(b"x")):
    try:
        print(act())
    except (MemoryError, OSError) as no:
        print(type(no).__name__, getattr(no, "errno", ""))
"""
    )
    assert said.stdout.split() == ["MemoryError", "OSError", "27"]


def test_a_child_may_not_open_handles_without_end():
    said = _in_child("limits.restrain()\nimport os\nwhile True: os.dup(0)")
    assert "Too many open files" in said.stderr


@pytest.mark.parametrize(
    ("shorter", "end"),
    [
        ("limits.WALL_SECONDS, limits.GRACE_SECONDS = 0.1, 0", signal.SIGALRM),
        ("limits.CPU_SECONDS = 1", signal.SIGXCPU),
    ],
)
def test_a_child_at_work_ends_by_itself_when_nobody_is_left_to_end_it(shorter, end):
    said = _in_child(f'{shorter}\nlimits.restrain()\nlimits.begin("examine")\nwhile True: pass')
    assert said.returncode == -end


def test_the_time_of_one_file_is_not_counted_against_the_next():
    said = _in_child(
        "import resource\nlimits.begin('examine')\nlimits.end()\nsum(range(10**6))\n"
        "limits.begin('examine')\n"
        "print(resource.getrlimit(resource.RLIMIT_CPU), *__import__('signal').getitimer(0))"
    ).stdout
    assert "-1" in said or str(resource.RLIM_INFINITY) in said
    assert float(said.split()[-2]) > limits.WALL_SECONDS


def test_a_worn_child_is_replaced_after_its_last_file(one, monkeypatch):
    first = _pid(one)
    monkeypatch.setattr(wire, "hear", lambda source: {**wire_hear(source), "last": True})
    assert _is_good(one.look(GOOD, "a.pdf"))
    monkeypatch.undo()
    assert _pid(one) != first
    assert _is_good(one.look(GOOD, "a.pdf"))


wire_hear = wire.hear


def test_while_the_machine_has_no_room_for_a_child_its_place_is_kept(one, monkeypatch):
    assert _is_good(one.look(GOOD, "a.pdf"))
    with monkeypatch.context() as full:
        full.setattr(subprocess, "Popen", _no_room)
        os.kill(_pid(one), signal.SIGKILL)
        for _letter in range(2):
            with pytest.raises((OSError, BrokenPipeError)):
                _refused_or_not_taken(one)
    assert _is_good(one.look(GOOD, "a.pdf"))


def _no_room(*_asked, **_how):
    raise OSError(errno.ENOMEM, "Cannot allocate memory")


def _refused_or_not_taken(children: pool.Pool) -> None:
    """Whether its death is already known when the file comes is a matter of an instant."""
    if "refused" in children.look(GOOD, "a.pdf"):
        raise BrokenPipeError
