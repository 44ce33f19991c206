"""What `congso run` waits for in `test_running.py`, small: `host` says how it ends."""

import os
import time
from multiprocessing.connection import Connection
from pathlib import Path

from server import run


def main(tells: Connection, host: str, demo: bool) -> None:
    """Told at once, with what it was asked."""
    match host.split():
        case ["leaves", code]:
            raise SystemExit(int(code))
        case ["falls"]:
            os.kill(os.getpid(), 9)
        case ["takes", place]:
            run.leave_with_parent()
            Path(place).write_text(str(os.getpid()))
            time.sleep(600)
    tells.send(f"Công Sở tại {{address}} {demo}")
