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

import pytest

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


def _started(home: Path) -> subprocess.Popen[str]:
    kept = {name: said for name, said in os.environ.items() if not name.startswith("CONGSO_")}
    env = kept | {"CONGSO_HOME": str(home), "PYTHONPATH": str(TOP)}
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
