"""The SocketIO object and the names of its rooms; who may listen, the rooms decide."""

import datetime as dt
import secrets
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import SplitResult, urlsplit

from flask import Flask
from flask_socketio import SocketIO

from server.clock import now
from server.config import Settings
from server.live import lean
from server.live.queue import Queue

lean.install()  # before SocketIO() makes its Engine.IO server

socketio = SocketIO(
    async_mode="threading",  # explicit: by itself it would take whatever happens to be installed
    async_handlers=False,  # the listener's hands answer, each page's words in their order
    transports=["websocket"],  # no long polling: no sticky sessions, one place to authenticate
    ping_interval=10,
    ping_timeout=10,
    max_http_buffer_size=1 << 16,
    manage_session=False,
    logger=False,
    engineio_logger=False,
)


@dataclass(frozen=True, slots=True)
class House:
    """One process that may hold sockets: since when, and what ties it to the others, if any."""

    queue: Queue | None = None
    born: dt.datetime = field(default_factory=now)
    name: str = field(default_factory=lambda: secrets.token_hex(8))


_here = [House()]


def install(app: Flask, settings: Settings) -> None:
    """Open the sockets; the last act of `create_app`, for it wraps the finished application.

    Without a queue it says so: by itself it would go on with the one of an office before.
    """
    queue = Queue(settings.redis_url) if settings.redis_url else None
    _here[:] = [House(queue)]
    how = {"cors_allowed_origins": partial(_is_ours, urlsplit(settings.base_url))}
    socketio.init_app(app, client_manager=queue, **how)


def _is_ours(public: SplitResult, origin: str, asked: dict[str, Any]) -> bool:
    """Whether a page of this office opens the line. Where a proxy ends TLS the page is of the
    public address, however plainly the proxy speaks to us; else of where its request came to."""
    schemes = {asked["wsgi.url_scheme"], asked.get("HTTP_X_FORWARDED_PROTO")}
    own = {f"{scheme}://{asked.get('HTTP_HOST')}" for scheme in filter(None, schemes)}
    return origin in own or origin == f"{public.scheme}://{public.netloc.lower()}"


def here() -> House:
    """This process among the web processes of its office."""
    return _here[0]


def telling_others(event: str, said: dict[str, Any]) -> AbstractContextManager[None]:
    """To the other web processes, which say it to their pages in its order, while this one says it
    to its own."""
    queue = here().queue
    return nullcontext() if queue is None else queue.telling(event, said)


def is_empty(room: str) -> bool:
    """Whether no page of this process is in a room."""
    return next(iter(socketio.server.manager.get_participants("/", room)), None) is None


def seat_room(seat: str) -> str:
    """The room of everybody who sits on `seat` (`a:1:CLERK`, `p:12`)."""
    return f"seat:{seat}"


def person_room(person_id: int) -> str:
    """The room of one person's open pages, whatever the appointment."""
    return f"person:{person_id}"
