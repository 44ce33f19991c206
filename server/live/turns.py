"""So many at once: each needs a connection to the database, and there are forty of them.

When hundreds come, vote or come back in one moment, whoever waits for a connection is sent away
after half a minute, and threads that all want to run keep each other from it. So they wait at the
door, as long as it takes. A page that only listens takes no turn, nor does a body on its way: a
slow line holds up nobody. What pages say is answered by a few hands (`listener`).
"""

from collections.abc import Callable, Iterable
from io import BytesIO
from threading import BoundedSemaphore
from typing import Any

REQUESTS = 32
"""With the listener's hands less than SQLite's pool (`database.SQLITE_POOL`); PostgreSQL's is
waited for briefly."""

SMALL = 64 * 1024
"""Bytes of a body that is read before its turn; larger ones are files, few at a time."""

SOCKETS = "/socket.io/"

Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]


def by_turns(app: Wsgi, many: int = REQUESTS) -> Wsgi:
    """The same application, with so many requests in it at a time."""
    door = BoundedSemaphore(many)

    def serve(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        if environ["PATH_INFO"].startswith(SOCKETS) or not _is_read(environ):
            return app(environ, start)
        with door:
            return app(environ, start)

    return serve


def _is_read(environ: dict[str, Any]) -> bool:
    """Whether the whole body is here, or there is none."""
    length = environ.get("CONTENT_LENGTH") or "0"
    if "HTTP_TRANSFER_ENCODING" in environ or not length.isdecimal() or int(length) > SMALL:
        return False
    environ["wsgi.input"] = BytesIO(environ["wsgi.input"].read(int(length)))
    return True
