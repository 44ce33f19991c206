"""`congso worker` on another machine of the province: the work is done, and nothing is served."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest
from sqlalchemy.exc import OperationalError

from server.commands import awaiting
from tests.entry.watching import PATIENCE, until

TOP = Path(__file__).parents[2]
CONGSO = [sys.executable, "-c", "from server.cli import main; main()", "worker"]


@pytest.fixture
def home(tmp_path: Path, people_home: Path) -> Path:
    return Path(shutil.copytree(people_home, tmp_path / "home"))


@pytest.fixture
def worker(home: Path) -> Iterator[subprocess.Popen[str]]:
    process = _started(home)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdout, process.stderr):
            assert stream
            stream.close()


def _started(home: Path, **more: str) -> subprocess.Popen[str]:
    kept = {name: said for name, said in os.environ.items() if not name.startswith("CONGSO_")}
    env = kept | {"CONGSO_HOME": str(home), "PYTHONPATH": str(TOP)} | more
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL}
    return subprocess.Popen(CONGSO, env=env, cwd=home, text=True, **pipes)


def _rounds_done(home: Path) -> int:
    with closing(sqlite3.connect(home / "office.db")) as raw:
        (n,) = raw.execute("SELECT count(*) FROM jobs WHERE state = 'done'").fetchone()
    return int(n)


def test_it_does_what_waits_and_leaves_when_it_is_asked_to(
    home: Path, worker: subprocess.Popen[str]
) -> None:
    before = _rounds_done(home)
    until(lambda: _rounds_done(home) > before, "a round of the rota is done")
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(PATIENCE) == 0
    assert worker.stdout
    assert "Đang làm việc nền" in worker.stdout.read()


def test_without_an_office_it_says_so_in_a_line_and_works_nowhere(tmp_path: Path) -> None:
    process = _started(tmp_path)
    out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out) == (1, "")
    assert "không dùng được cơ sở dữ liệu" in err
    assert "Traceback" not in err


def test_up_before_its_database_it_waits_and_says_so_once(home: Path) -> None:
    """After a power cut, and a unit that is started anew five times in vain is given up."""
    process = _started(home, CONGSO_DATABASE_URL="postgresql+psycopg://congso@127.0.0.1:9/none")
    try:
        assert process.stderr and process.stdout
        said = process.stderr.readline()
        assert "không dùng được cơ sở dữ liệu" in said and "Đang chờ" in said
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(awaiting.PAUSE * 1.5)
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) and process.stderr.read() == ""
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("times", [0, 3])
def test_once_it_answers_the_work_begins(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Three times nobody is there; what is wrong otherwise is no reason to wait."""
    why = psycopg.OperationalError("connection refused")
    line = OperationalError("SELECT 1", {}, why)
    line.__cause__ = why
    answers = iter([line] * times + [None])
    asked: list[object] = []

    class Session:
        def execute(self, said: object) -> None:
            asked.append(said)
            if (wrong := next(answers)) is not None:
                raise wrong

        def rollback(self) -> None:
            """Nothing was begun."""

    monkeypatch.setattr(awaiting, "db", SimpleNamespace(session=Session()))
    monkeypatch.setattr(awaiting, "PAUSE", 0)
    awaiting.await_database()
    assert len(asked) == times + 1
    answers = iter([OperationalError("SELECT 1", {}, sqlite3.OperationalError("no such table"))])
    with pytest.raises(OperationalError):
        awaiting.await_database()
