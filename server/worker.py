"""The consumer: does the jobs, calls the rounds, and sweeps up what a dead one left."""

import threading

import structlog
from flask import Flask

from server import jobs, rota
from server.app import create_app
from server.run import leave_with_parent

WORKERS = 2
DRAIN = 10
"""Seconds that jobs at hand have to finish after SIGTERM; then their lease hands them on."""

log = structlog.get_logger()


def main() -> None:
    """`python -m server.worker`, and `congso worker` on another machine."""
    leave_with_parent()
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
    while not leaving.wait(1):
        for act in (rota.call_rounds, jobs.sweep, *rota.unceasing_acts()):
            _do(app, act)
    for act in rota.unceasing_acts():
        _do(app, act)


def _do(app: Flask, act: rota.Act) -> None:
    """One act's trouble (a database that restarts) is logged, and is tried again in a second."""
    try:
        with app.app_context():
            act()
    except Exception:
        log.exception("the sweep was disturbed", act=act.__name__)


if __name__ == "__main__":
    main()
