"""The processes of `bench fanout`: the office's web part, a bare server on Node, a crowd."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from server.run import free_port

HERE, ROOT = Path(__file__).resolve().parent, Path(__file__).resolve().parents[2]
PATIENCE = 60
REDIS = "CONGSO_REDIS_URL"
"""Only those houses that share a queue are told of it."""


CORES = sorted(os.sched_getaffinity(0))
THEIRS, OURS = CORES[-1:], CORES[:-1] or CORES
"""The crowd has a core of its own, as delegates have machines of their own; the houses share the
others. Else what is measured is on whose core the crowd was put (docs/figures.md)."""


def node(script: str) -> list[str]:
    """The command for a script that lies here, by the Node that the pages are built with."""
    return [str(ROOT / ".ci/node"), sys.prefix, str(HERE / script)]


class Talk:
    """A process that ends with its input."""

    cores = OURS

    def __init__(self, *command: str, **settings: str) -> None:
        self._name = " ".join(command)
        kept = {name: said for name, said in os.environ.items() if name != REDIS}
        piped: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        with _on(self.cores):
            self.process = subprocess.Popen(command, env=kept | settings, **piped)

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *_how: Any) -> None:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.close()
        self.process.wait(PATIENCE)
        self.process.stdout.close()

    def hears(self) -> str:
        line = self.process.stdout.readline() if self.process.stdout else ""
        if not line:
            raise RuntimeError(f"{self._name}: không trả lời")
        return line

    def asks(self, **said: Any) -> Any:
        """A line of JSON, and its answer; `as_` is `as` to Node."""
        line = json.dumps({name.rstrip("_"): value for name, value in said.items()})
        assert self.process.stdin
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        return json.loads(self.hears())


class Crowd(Talk):
    """Those who hear."""

    cores = THEIRS


@contextmanager
def _on(cores: Collection[int]) -> Iterator[None]:
    """Whatever is started meanwhile stays on these."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


class House(Talk):
    """The office's web part on a port of its own; it says when it commits what is announced."""

    def __init__(self, **settings: str) -> None:
        port = free_port("127.0.0.1")
        self.address = f"http://127.0.0.1:{port}"
        self._commits: list[float] = []
        hall = (sys.executable, "-m", "server.bench.hall", "127.0.0.1", str(port))
        super().__init__(*hall, **settings)
        self._follower = threading.Thread(target=self._follow, daemon=True)
        self._follower.start()
        _until(self._answers)

    def __exit__(self, *how: Any) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self._follower.join()
        super().__exit__(*how)

    def _answers(self) -> bool:
        with suppress(OSError), urllib.request.urlopen(f"{self.address}/healthz", timeout=5):
            return True
        return False

    def _follow(self) -> None:
        for line in self.process.stdout or ():
            with suppress(ValueError):
                self._commits.append(float(line))

    def commits(self) -> int:
        return len(self._commits)

    def commit_after(self, count: int) -> float:
        """The moment of the next commit after so many."""
        _until(lambda: len(self._commits) > count)
        return self._commits[count]

    def _workers(self) -> list[int]:
        """One; two where they share a queue."""
        arbiter = self.process.pid
        named = Path(f"/proc/{arbiter}/task/{arbiter}/children").read_text().split()
        return [int(one) for one in named]

    def kib(self) -> int:
        """What the workers hold in memory."""
        told = [Path(f"/proc/{one}/status").read_text() for one in self._workers()]
        return sum(int(one.split("VmRSS:")[1].split()[0]) for one in told)

    def cpu(self) -> float:
        """Milliseconds of processor time that the workers have taken."""
        told = [Path(f"/proc/{one}/stat").read_text() for one in self._workers()]
        fields = [one.rpartition(")")[2].split() for one in told]
        ticks = sum(int(one[11]) + int(one[12]) for one in fields)
        return ticks * 1000 / os.sysconf("SC_CLK_TCK")

    def lines(self) -> list[int]:
        """What each worker holds open: nearly all of it is pages."""
        return [_held(one) for one in self._workers()]

    def is_struck(self) -> None:
        """The worker that holds most is killed in the middle of everything (of two one may hold
        nobody: then nobody would come back); its arbiter starts another one."""
        os.kill(max(self._workers(), key=_held), signal.SIGKILL)


def _held(pid: int) -> int:
    return sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir())


def _until(is_so: Any) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > end:
            raise TimeoutError("phép đo chờ quá lâu")
        time.sleep(0.005)
