"""A page that somebody waits for goes first: long work in the same process stands aside meanwhile.

Python gives two busy threads a half each, so a page that is made beside a batch of signatures
took twice as long; and a batch does not need that half: its children sign meanwhile.
"""

import threading
from collections.abc import Iterable
from contextlib import nullcontext
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask

from server import hush

MOST = 0.02
"""Seconds that one step of long work stands aside: it goes on, however many pages there are."""

ROOM = "/api/v1/meetings/"
"""What is done in a meeting is done by this; while it is, the children of all processes hold still
too (`server.hush`)."""

_making = set[int]()
"""The threads that make a page now."""
_none = threading.Condition()


def install(app: Flask) -> None:
    """Know of each page that is being made."""
    app.wsgi_app = _Watched(app.wsgi_app)  # type: ignore[method-assign]


class _Watched:
    def __init__(self, application: WSGIApplication) -> None:
        self._application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        with _none:
            _making.add(threading.get_ident())
        is_said = environ["REQUEST_METHOD"] == "POST" and environ["PATH_INFO"].startswith(ROOM)
        try:
            with hush.word() if is_said else nullcontext():
                return self._application(environ, start_response)
        finally:
            leave_the_line()


def leave_the_line() -> None:
    """Nobody stands aside for this thread: its page is made, or it waits for its turn to write,
    which long work may have and would only keep the longer."""
    if (me := threading.get_ident()) not in _making:
        return
    with _none:
        _making.discard(me)
        if not _making:
            _none.notify_all()


def stand_aside() -> None:
    """Let the pages that are being made now be finished first, up to `MOST`."""
    with _none:
        _none.wait_for(lambda: not _making, MOST)
