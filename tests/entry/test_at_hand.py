"""What the children have at hand, and when they look for garbage."""

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest

from server import pool
from tests.entry.test_pool import _authority_is_silent, crew

__all__ = ["crew"]


def test_after_its_first_work_a_child_collects_only_what_came_since() -> None:
    pool.gather([(gc.get_freeze_count,)] * 4)
    assert all(pool.gather([(gc.get_freeze_count,)] * 4))


def test_what_is_left_alone_is_not_counted_at_each_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """To count it is to walk it: thirty milliseconds, more than a signature takes."""
    monkeypatch.setattr(gc, "get_freeze_count", _authority_is_silent)
    assert pool._work(int, "7") == 7


PART = """
import runpy, sys, types
from server import __main__ as part
from server import pool, run
def main():
    print(pool.submit(eval, "{'flask', 'sqlalchemy', 'signing'} & {*__import__('sys').modules}"))
sys.modules["server.web"] = types.SimpleNamespace(main=main)
sys.argv = ["server", "web"]
runpy.run_module("server", run_name="__main__", alter_sys=True)
pool.close()
"""


def test_a_child_of_a_part_has_the_press_at_hand_and_nothing_of_pages_and_tables() -> None:
    """Of an office at rest the children held half the memory: each had imported all of it."""
    said = subprocess.run([sys.executable, "-c", PART], capture_output=True, check=True)
    assert said.stdout == b"{'signing'}\n", said.stderr


BEGUN = """
import sys, types
import flask
from server import pool, run
def main():
    print(pool.submit(eval, "{'flask', 'sqlalchemy', 'signing'} & {*__import__('sys').modules}"))
    pool.close()
if __name__ == "__main__":
    sys.modules["server.some_part"] = types.SimpleNamespace(main=main)
    run.begin("some", "server.some_part")
"""


def test_a_part_that_the_supervisor_begins_is_none_that_its_children_import(tmp_path: Path) -> None:
    """`multiprocessing` leaves a main module of that name alone, and imports any other anew."""
    (tmp_path / "begun.py").write_text(BEGUN)
    program = [sys.executable, str(tmp_path / "begun.py")]
    env = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    said = subprocess.run(program, capture_output=True, check=True, env=env)
    assert said.stdout == b"{'signing'}\n", said.stderr


AT_THE_DOOR = """
import atexit, gc
atexit.register(lambda: print(len(gc.get_objects()) < 1000 < gc.get_freeze_count()))
import server.pool
"""


def test_whoever_leaves_does_not_look_through_the_furniture_for_garbage() -> None:
    """Begun before the office was imported, it is asked last."""
    leaving = subprocess.run([sys.executable, "-c", AT_THE_DOOR], capture_output=True, check=True)
    assert leaving.stdout == b"True\n"


OPENED = """
import gc, pathlib, sys
from server.app import create_app
from server.config import Settings
so_far = gc.get_threshold()[0], gc.get_freeze_count()
create_app(Settings(home=pathlib.Path(sys.argv[1])))
print(so_far, gc.get_threshold()[0], gc.get_freeze_count() > 100_000)
"""


def test_garbage_is_looked_for_once_all_is_imported_and_not_among_the_furniture(
    tmp_path: Path,
) -> None:
    asked = [sys.executable, "-c", OPENED, str(tmp_path)]
    opened = subprocess.run(asked, capture_output=True, check=True)
    assert opened.stdout == b"(1000000, 0) 5000 True\n"


def test_a_child_looks_for_garbage_less_often_than_a_page_waits_for(crew: pool.Crew) -> None:
    """With a page's measure a verdict took a fifth longer: it makes as many new things as that."""
    for _ in range(3 * (os.cpu_count() or 1)):  # each child after its first work
        measure = crew.give(gc.get_threshold)[0].result(60)
    assert measure == (50_000, 20, 20)
