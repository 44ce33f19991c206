"""An office of processes: a small application under the real supervisor, web and consumer."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import services
from tests.entry.watching import PATIENCE, Office, Trial, until

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def valkey_server() -> Iterator[str]:
    with services.valkey() as url:
        yield url


@pytest.fixture
def office(trial: Trial, tmp_path: Path) -> Office:
    """Web and consumer under their supervisor, which says the address once it answers."""
    process = trial("small_supervisor.py", "office")
    assert process.stdout is not None
    port = int(process.stdout.readline().rpartition(":")[2])
    opened = Office(process, tmp_path, port)
    until(lambda: opened.has("jobs"), "the consumer is up")
    return opened


@pytest.fixture
def light(trial: Trial, tmp_path: Path) -> Office:
    """The supervisor with two parts that only wait: up in a moment."""
    opened = Office(trial("small_supervisor.py", "light"), tmp_path, 0)
    until(lambda: opened.has("web") and opened.has("jobs"), "both parts are up")
    return opened


@pytest.fixture
def trial(tmp_path: Path) -> Iterator[Trial]:
    """Start a program of this folder by itself; whatever it is, it is ended with the test."""
    started: list[subprocess.Popen[str]] = []

    def start(program: str, *words: str, **env: str) -> subprocess.Popen[str]:
        started.append(_start(tmp_path, [str(HERE / program), *words], env))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait(PATIENCE)
        if process.stdout is not None:
            process.stdout.close()


def _start(home: Path, command: list[str], env: dict[str, str]) -> subprocess.Popen[str]:
    """In an environment where no setting of the machine's own office is left."""
    given = {name: value for name, value in os.environ.items() if not name.startswith("CONGSO_")}
    given |= {"CONGSO_HOME": str(home), "PYTHONPATH": str(HERE.parents[1])} | env
    return subprocess.Popen(
        [sys.executable, *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        env=given,
    )
