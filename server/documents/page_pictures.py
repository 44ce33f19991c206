"""A page of a file as a small picture, at the file's own door (`?page=2`): for slow lines.

A line of 64 kbit/s brings one in three seconds, and half a megabyte of viewer and paper in a
minute. Whoever may have the file may have its pages, and nobody else comes to this.
"""

import threading
from collections import OrderedDict
from io import BytesIO
from pathlib import Path

from flask import Response, request

from server import pool, press
from server.files import store
from server.shapes import whole
from workflows import Refused

MOST = 16 * 1024 * 1024
"""Bytes of pictures that a process keeps; those that nobody asked for longest go first."""

Picture = tuple[bytes, int]
"""What is drawn, and how many pages there are."""

_kept: OrderedDict[tuple[str, int], Picture] = OrderedDict()
_keeping = threading.Lock()
_turns = tuple(threading.Lock() for _ in range(16))
"""Who asks for a page that is being drawn waits for it; for another page hardly anybody waits."""


def asked() -> int | None:
    """The page that the address names; what is no page of anything is not there."""
    said = request.args.get("page")
    if said is None:
        return None
    n = whole(said)
    if not n:
        raise Refused("not_found")
    return n


def page_of_stored(sha256: str, n: int) -> Response:
    """Drawn once for a whole room that turns to it; of what lies locked no picture is kept
    (SEC-02)."""
    source = store().source(sha256)
    if not isinstance(source, Path):
        return page_of(source.getvalue(), n)
    page = sha256, n
    with _turns[hash(page) % len(_turns)]:
        made = _kept.get(page) or pool.submit(press.page_picture, source, n)
        _keep(page, made)
    return _answer(*made)


def _keep(page: tuple[str, int], made: Picture) -> None:
    with _keeping:
        _kept[page] = made
        _kept.move_to_end(page)
        while len(_kept) > 1 and sum(len(one) for one, _pages in _kept.values()) > MOST:
            _kept.popitem(last=False)


def page_of(pdf: bytes, n: int) -> Response:
    return _answer(*pool.submit(press.page_picture, pdf, n))


def _answer(picture: bytes, pages: int) -> Response:
    if not picture:
        raise Refused("not_found")
    answer = Response(BytesIO(picture), mimetype="image/webp", direct_passthrough=True)
    answer.headers |= {"Content-Length": str(len(picture)), "X-Pages": str(pages)}
    answer.headers["Cache-Control"] = "no-store"
    return answer
