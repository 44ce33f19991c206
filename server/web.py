"""The web process: gunicorn as a library, pages and sockets from the same threads.

With Redis there are several of them at one door, and whoever loses his comes back to another: a
page comes by WebSocket alone, so none is bound to a process.
"""

import os
import signal
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

import structlog
from flask import Flask, Response
from gunicorn import util
from gunicorn.app.base import BaseApplication
from gunicorn.http.errors import LimitRequestLine
from gunicorn.http.message import MAX_REQUEST_LINE

from server import breakdown, logs, outbox
from server.app import create_app
from server.config import load
from server.door import proxies
from server.home import hearing
from server.live import turns
from server.live.whole import Patient
from server.meetings.live import events, sweeping
from server.run import leave_with_parent
from server.sockets import here, socketio

THREADS = 200
"""Requests that are being read, wait for their turn or are answered; slow bodies are the most of
them. An open page holds none."""

PAGES = 2000

FEWEST, MOST = 2, 4
"""Web processes that share a queue, one a core: more would want more connections than PostgreSQL
gives out unasked (a hundred; `database.POSTGRES_POOL`)."""

SLICE, PAUSE = 50, 0.1
"""Pages are told to come back in slices, so that they do not all come back at once."""

RETRY_MS = 2000

log = structlog.get_logger()


class Worded(Patient):
    """Whose line is longer than any of ours hears so in the office's words, not in gunicorn's."""

    def handle_error(self, req: Any, client: Any, addr: Any, exc: Exception) -> None:
        if not isinstance(exc, LimitRequestLine):
            super().handle_error(req, client, addr, exc)
            return
        log.warning("an address was too long", ip=addr[0] if addr else "")
        util.write_nonblock(client, self.app.too_long())


class Web(BaseApplication):
    """One worker, for without a queue a second one would lose every second event."""

    def __init__(self, host: str, port: int) -> None:
        self._bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        super().__init__()

    def load_config(self) -> None:
        chosen = {
            "bind": self._bind,
            "worker_class": Worded,
            "workers": processes(load().redis_url),
            "limit_request_line": MAX_REQUEST_LINE,
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
        self.rooms = app = create_app()
        outbox.speak_here()
        for act in (_each_second, events.catch_up):
            threading.Thread(target=_without_end, args=(app, act), daemon=True).start()
        return proxies.behind(load().proxy_networks, turns.by_turns(app))

    def too_long(self) -> bytes:
        """The whole answer to a line that was not read, as it goes over the wire."""
        return _as_sent(breakdown.unread(self.rooms, "address_too_long"))


def _as_sent(answer: Response) -> bytes:
    answer.headers["Connection"] = "close"
    head = f"HTTP/1.1 {answer.status}\r\n{answer.headers}"
    return head.encode() + answer.get_data()


def processes(queue: str | None) -> int:
    """How many web processes share the work: several need a queue between them (LIVE §0)."""
    return min(MOST, max(FEWEST, os.cpu_count() or 1)) if queue else 1


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
    """The pages of this process, and of no other that goes on."""
    socketio.emit("bye", {"retry_ms": RETRY_MS}, ignore_queue=True)
    pages = socketio.server.eio
    for count, sid in enumerate(list(pages.sockets), start=1):
        if sid in pages.sockets:
            pages.disconnect(sid)
        if count % SLICE == 0:
            time.sleep(PAUSE)


def _without_end(app: Flask, act: Callable[[], None]) -> None:
    """Again and again, as long as the process lives; what fails once is tried the next time."""
    while True:
        try:
            with app.app_context():
                act()
        except Exception:
            log.exception("announcements wait")
            time.sleep(1)


def _each_second() -> None:
    """Say what other processes of the office have announced, mind the meetings, and who hears."""
    time.sleep(1)
    outbox.deliver()
    sweeping.look()
    hearing.look()
    if (queue := here().queue) is not None:
        queue.stays()


def main(host: str, port: str) -> None:
    """`python -m server web HOST PORT`."""
    leave_with_parent()
    logs.configure()
    Web(host, int(port)).run()
