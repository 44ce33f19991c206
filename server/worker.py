"""The consumer: does the jobs, calls the rounds, and sweeps up what a dead one left."""

import threading
import time

import structlog
from flask import Flask

from server import jobs, logs, rota
from server.app import create_app
from server.run import leave_with_parent

WORKERS = 2
DRAIN = 10
"""Seconds that jobs at hand have to finish after SIGTERM; then their lease hands them on."""

LONGEST = 30.0
"""Seconds between two tries of what keeps failing."""

log = structlog.get_logger()


def main() -> None:
    """`python -m server jobs`, and `congso worker` on another machine."""
    leave_with_parent()
    logs.configure()
    app = create_app()
    leaving = threading.Event()
    sweeper = threading.Thread(target=_sweep, args=(app, leaving), daemon=True)
    sweeper.start()
    consumer = app.extensions["bell"].huey.create_consumer(
        workers=WORKERS,
        worker_type="thread",
        periodic=False,
        max_delay=1.0,
        graceful_signal="TERM",
        shutdown_timeout=DRAIN,
    )
    consumer.run()
    leaving.set()
    sweeper.join()


def _sweep(app: Flask, leaving: threading.Event) -> None:
    """Each second; what never ceases once more at the end, so that nothing is left unplaced."""
    troubled = Troubled()
    while not leaving.wait(1):
        for act in (rota.call_rounds, jobs.sweep, *rota.unceasing_acts()):
            if not troubled.rests(act):
                _do(app, act, troubled)
    for act in rota.unceasing_acts():
        _do(app, act, troubled)


class Troubled:
    """Acts that fail (a database that restarts) come back later each time, and fill no disk."""

    def __init__(self) -> None:
        self._pauses: dict[rota.Act, float] = {}
        self._until: dict[rota.Act, float] = {}

    def rests(self, act: rota.Act) -> bool:
        return time.monotonic() < self._until.get(act, 0)

    def failed(self, act: rota.Act) -> None:
        pause = self._pauses[act] = min(2 * self._pauses.get(act, 0.5), LONGEST)
        self._until[act] = time.monotonic() + pause

    def did(self, act: rota.Act) -> None:
        self._pauses.pop(act, None)


def _do(app: Flask, act: rota.Act, troubled: Troubled) -> None:
    try:
        with app.app_context():
            act()
    except Exception:
        troubled.failed(act)
        log.exception("the sweep was disturbed", act=act.__name__)
    else:
        troubled.did(act)
