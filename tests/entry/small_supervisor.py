"""The supervisor with parts to try it with: `small_supervisor.py office|light|…`."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from server import run

HOME = Path(os.environ["CONGSO_HOME"])
OFFICE = [sys.executable, str(Path(__file__).with_name("small_office.py"))]
LIGHT = "small_supervisor"
PATIENCE = 60


def note(name: str) -> None:
    """Write one's pid on the wall, whole or not at all."""
    (HOME / f"{name}.new").write_text(str(os.getpid()))
    (HOME / f"{name}.new").rename(HOME / f"{name}.pid")


def _office() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]  # not the first from 8000 on: other tests look for it too
    subprocess.run([*OFFICE, "found"], check=True)
    small = "small_office"
    parts = {"web": [small, "web", "127.0.0.1", str(port)], "jobs": [small, "jobs"]}
    return _supervise(parts, port)


def _light() -> int:
    return _supervise({"web": [LIGHT, "part", "web"], "jobs": [LIGHT, "part", "jobs"]}, 1)


def _stillborn() -> int:
    return _supervise({"web": [LIGHT, "dead"], "jobs": [LIGHT, "part", "jobs"]}, 1)


def _stubborn() -> int:
    run.PATIENCE = 0
    return _supervise({"web": [LIGHT, "part", "web", "stubborn"]}, 1)


def _early() -> int:
    return _supervise({"web": [LIGHT, "part", "web", "early"]}, 1)


def _supervise(parts: run.Parts, port: int) -> int:
    note("supervisor")
    return run.main(port=port, parts=parts, on_ready=_say)


def _say(address: str) -> None:
    sys.stdout.write(f"{address}\n")
    sys.stdout.flush()


def _part(name: str, manners: str = "") -> int:
    """A part without an application: it only waits, and leaves when told."""
    run.leave_with_parent()
    signal.signal(signal.SIGTERM, MANNERS[manners])
    note(name)
    time.sleep(PATIENCE)
    return 4


MANNERS = {"": lambda *_: sys.exit(0), "stubborn": signal.SIG_IGN, "early": signal.SIG_DFL}

ROLES: dict[str, Callable[..., int]] = {
    "office": _office,
    "light": _light,
    "stillborn": _stillborn,
    "stubborn": _stubborn,
    "early": _early,
    "part": _part,
    "dead": lambda: 3,
}


def main(role: str, *words: str) -> int:
    return ROLES[role](*words)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
