"""`congso run` has the office made ready by a child, and carries nothing of it while it watches."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from server import run as supervisor
from server.commands import running
from tests.entry.watching import until

HEAVY = ("flask", "sqlalchemy", "pyhanko", "pydantic", "server.app")
SMALL = "tests.entry.small_ready"


def made_ready(asked: str, *, demo: bool = False) -> str:
    return running._made_ready(supervisor.read_in({}), asked, demo=demo)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "READY", SMALL)


def test_whoever_watches_has_not_even_imported_the_office() -> None:
    code = "import sys, server.commands.running; print(*sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "server.commands.running" in said.stdout.split()
    assert not set(HEAVY) & set(said.stdout.split())


@pytest.mark.parametrize("demo", [True, False])
def test_what_the_child_has_to_say_is_greeted_with(
    capsys: pytest.CaptureFixture[str], demo: bool
) -> None:
    running._greet(made_ready("127.0.0.1", demo=demo), "http://127.0.0.1:8000")
    assert capsys.readouterr().out == f"Công Sở tại http://127.0.0.1:8000 {demo}\n"


@pytest.mark.parametrize(("ends", "code"), [("leaves 3", 3), ("falls", 128 + signal.SIGKILL)])
def test_an_office_that_is_not_ready_is_not_opened(ends: str, code: int) -> None:
    with pytest.raises(SystemExit) as left:
        made_ready(ends)
    assert left.value.code == code


ASKS = f"""
import signal
from server import run
from server import run as supervisor
from server.commands import running
running.READY = {SMALL!r}
signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background ignores it
running._made_ready(run.read_in({{{{}}}}), "takes {{place}}", demo=False)
"""


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGINT])
def test_who_is_told_to_go_while_it_is_made_ready_leaves_nobody_behind(
    tmp_path: Path, sign: signal.Signals
) -> None:
    place = tmp_path / "up"
    asks = [sys.executable, "-c", ASKS.format(place=place)]
    with subprocess.Popen(asks, stderr=subprocess.DEVNULL) as parent:
        until(lambda: place.exists() and place.read_text(), "the child is at work")
        parent.send_signal(sign)
        child = int(place.read_text())
        try:
            until(lambda: not _is_there(child), "the child has left with its parent")
        finally:
            parent.kill()


def _is_there(pid: int) -> bool:
    """A zombie that nobody waits for any more has left too."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
