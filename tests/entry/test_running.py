"""`congso run` has the office made ready by a child, and carries nothing of it while it watches."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from server.commands import running
from tests.entry.watching import until

HEAVY = ("flask", "sqlalchemy", "pyhanko", "pydantic", "server.app")
TELLS = """
import os, sys
with os.fdopen(int(sys.argv[sys.argv.index("--tell") + 1]), "w") as line:
    line.write(f"Công Sở tại {{address}} {'--demo' in sys.argv}")
"""


def test_whoever_watches_has_not_even_imported_the_office() -> None:
    code = "import sys, server.commands.running; print(*sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "server.commands.running" in said.stdout.split()
    assert not set(HEAVY) & set(said.stdout.split())


@pytest.mark.parametrize("demo", [True, False])
def test_what_the_child_has_to_say_is_greeted_with(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], demo: bool
) -> None:
    monkeypatch.setattr(running, "READY", TELLS)
    running._greet(running._made_ready("127.0.0.1", demo=demo), "http://127.0.0.1:8000")
    assert capsys.readouterr().out == f"Công Sở tại http://127.0.0.1:8000 {demo}\n"


@pytest.mark.parametrize(
    ("ends", "code"),
    [("raise SystemExit(3)", 3), ("import os; os.kill(os.getpid(), 9)", 128 + signal.SIGKILL)],
)
def test_an_office_that_is_not_ready_is_not_opened(
    monkeypatch: pytest.MonkeyPatch, ends: str, code: int
) -> None:
    monkeypatch.setattr(running, "READY", ends)
    with pytest.raises(SystemExit) as left:
        running._made_ready("127.0.0.1", demo=False)
    assert left.value.code == code


SLOW = """
import time
from pathlib import Path
from server import run
run.leave_with_parent()
Path({place!r}).write_text("up")
time.sleep(60)
"""
ASKS = (
    "from server.commands import running; running.READY = {slow!r}; running._made_ready('', demo=0)"
)


def test_who_is_killed_while_it_is_made_ready_leaves_nobody_behind(tmp_path: Path) -> None:
    place = tmp_path / "up"
    slow = "import os\n" + SLOW.format(place=str(place)).replace('"up"', "str(os.getpid())")
    with subprocess.Popen([sys.executable, "-c", ASKS.format(slow=slow)]) as parent:
        until(lambda: place.exists() and place.read_text(), "the child is at work")
        parent.kill()
    child = int(place.read_text())
    until(lambda: not _is_there(child), "the child has left with its parent")


def _is_there(pid: int) -> bool:
    """A zombie that nobody waits for any more has left too."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_the_line_is_closed_where_nothing_can_be_started(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    monkeypatch.setattr(running.sys, "executable", "/nowhere/python")
    with pytest.raises(FileNotFoundError):
        running._made_ready("127.0.0.1", demo=False)
    assert len(list(Path("/proc/self/fd").iterdir())) == before
