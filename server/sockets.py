"""The SocketIO object and the names of its rooms; who may listen, the rooms decide."""

from flask import Flask
from flask_socketio import SocketIO

from server.config import Settings
from server.live import lean

lean.install()  # before SocketIO() makes its Engine.IO server

CHANNEL = "congso"

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


def install(app: Flask, settings: Settings) -> None:
    """Open the sockets; the last act of `create_app`, for it wraps the finished application.

    Without a queue it says so: by itself it would go on with the one of an office before.
    """
    queue = {"message_queue": settings.redis_url, "channel": CHANNEL}
    socketio.init_app(app, **(queue if settings.redis_url else {"client_manager": None}))


def seat_room(seat: str) -> str:
    """The room of everybody who sits on `seat` (`a:1:CLERK`, `p:12`)."""
    return f"seat:{seat}"


def person_room(person_id: int) -> str:
    """The room of one person's open pages, whatever the appointment."""
    return f"person:{person_id}"
