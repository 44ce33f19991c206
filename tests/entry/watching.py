"""Looking at processes from outside: what the drills see and do."""

import contextlib
import http.client
import os
import signal
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 60

Trial = Callable[..., "subprocess.Popen[str]"]


def until(is_so: Callable[[], object], what: str = "") -> None:
    """Look again and again until it is so; the suite's patience is its only clock."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, f"it never came to be: {what}"
        time.sleep(0.02)


@contextlib.contextmanager
def heard_to_the_end() -> Iterator[None]:
    """An answer that ends in the middle, for its process was killed, is a broken line like one
    that never began (OSError); `http.client` calls it something else."""
    try:
        yield
    except http.client.HTTPException as cut:
        raise ConnectionError("the answer was cut off") from cut


def is_alive(pid: int) -> bool:
    """Whether a process still runs; one that only waits to be buried does not."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


@dataclass
class Office:
    """An office under its supervisor, seen from outside."""

    process: subprocess.Popen[str]
    home: Path
    port: int

    def ask(self, path: str, data: bytes | None = None) -> str:
        address = f"http://127.0.0.1:{self.port}{path}"
        with heard_to_the_end(), urllib.request.urlopen(address, data, 30) as answer:
            return str(answer.read().decode())

    def answers(self, path: str) -> str | None:
        with contextlib.suppress(OSError):
            return self.ask(path)
        return None

    def has(self, name: str) -> bool:
        return (self.home / f"{name}.pid").exists()

    def pid(self, name: str) -> int:
        """Who wrote this name on the wall last: the parts and their children note their pids."""
        return int((self.home / f"{name}.pid").read_text())

    def diary(self) -> list[str]:
        """What the jobs have written, line by line."""
        diary = self.home / "diary"
        return diary.read_text().splitlines() if diary.exists() else []

    def kill(self, name: str) -> int:
        """kill −9 whoever has this name; the pid that is gone."""
        gone = self.pid(name)
        self.end(gone)
        return gone

    def end(self, pid: int) -> None:
        """kill −9."""
        os.kill(pid, signal.SIGKILL)

    def leave(self) -> int:
        self.process.terminate()
        return self.process.wait(PATIENCE)
