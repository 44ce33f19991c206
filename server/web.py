"""The web process: gunicorn as a library, pages and sockets from the same threads."""

import signal
import sys
import threading
import time
from types import FrameType
from typing import Any

import structlog
from flask import Flask
from gunicorn.app.base import BaseApplication

from server import logs, outbox
from server.app import create_app
from server.live import turns
from server.meetings import sweeping
from server.run import leave_with_parent
from server.sockets import socketio

THREADS = 200
"""Requests that are being read, wait for their turn or are answered; slow bodies are the most of
them. An open page holds none."""

PAGES = 2000

SLICE, PAUSE = 50, 0.1
"""Pages are told to come back in slices, so that they do not all come back at once."""

RETRY_MS = 2000

log = structlog.get_logger()


class Web(BaseApplication):
    """One worker: without a message queue a second one would lose every second event."""

    def __init__(self, host: str, port: int) -> None:
        self._bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        super().__init__()

    def load_config(self) -> None:
        chosen = {
            "bind": self._bind,
            "worker_class": "gthread",
            "workers": 1,
            "threads": THREADS,
            "worker_connections": PAGES,
            "graceful_timeout": 8,
            "timeout": 60,
            "keepalive": 5,
            "loglevel": "warning",
            "control_socket_disable": True,
            "post_worker_init": goodbye,
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> turns.Wsgi:
        """In the worker, after the fork: threads and connections are its own."""
        app = create_app()
        outbox.speak_here()
        threading.Thread(target=_speak, args=(app,), daemon=True).start()
        return turns.by_turns(app)


def goodbye(worker: Any) -> None:
    """On SIGTERM nobody is let in any more, the pages are told and go first; then the rest drains,
    which would end at once, for a page is no request."""
    drain = signal.getsignal(signal.SIGTERM)

    def leave(sign: int, frame: FrameType | None) -> None:
        worker.worker_connections = 0
        worker.method_queue.defer(lambda: None)
        threading.Thread(target=go, args=(sign, frame), daemon=True).start()

    def go(sign: int, frame: FrameType | None) -> None:
        _send_home()
        if callable(drain):
            drain(sign, frame)

    signal.signal(signal.SIGTERM, leave)


def _send_home() -> None:
    socketio.emit("bye", {"retry_ms": RETRY_MS})
    pages = socketio.server.eio
    for count, sid in enumerate(list(pages.sockets), start=1):
        if sid in pages.sockets:
            pages.disconnect(sid)
        if count % SLICE == 0:
            time.sleep(PAUSE)


def _speak(app: Flask) -> None:
    """Each second, say what other processes of the office have announced."""
    while True:
        time.sleep(1)
        try:
            with app.app_context():
                outbox.deliver()
                sweeping.look()
        except Exception:
            log.exception("announcements wait")


def main(host: str, port: str) -> None:
    """`python -m server.web HOST PORT`."""
    leave_with_parent()
    logs.configure()
    Web(host, int(port)).run()


if __name__ == "__main__":
    main(*sys.argv[1:])
