"""Pages, and what the build made for them, go out packed where a browser can unpack them.

A commune's line may carry 64 kbit a second (LIVE §3.2): a list takes a second of it packed, and
four as it is.

The build lays each of its files packed beside it; of a first visit that is 130 KiB instead of 410.
Papers are not packed: a range of one is a range of its own bytes. Nor is what a program reads: its
ETag names the version, whichever way it came.
"""

import gzip
import io
import mimetypes
import secrets
from collections.abc import Callable
from pathlib import Path

from flask import Flask, Response, request

CODINGS = (("br", ".br"), ("gzip", ".gz"))
"""How the build packs (build.mjs), the shortest first; browsers take the first by https alone."""

LEAST = 1000
"""Bytes: less is sent as fast as it is packed."""

LEVEL = 4
"""Half of zlib's time at 6, and a twentieth more bytes."""

NOISE = 64
"""Up to so many bytes of the packing's own name, drawn by lot: how long a page comes out does not
tell whether what somebody put into it also stands elsewhere on it (BREACH)."""


def install(app: Flask) -> None:
    app.after_request(_pack)


def _pack(answer: Response) -> Response:
    if answer.mimetype != "text/html" or answer.is_streamed:
        return answer
    answer.vary.add("Accept-Encoding")
    if request.accept_encodings["gzip"] > 0 and len(answer.data) >= LEAST:
        answer.data = packed(answer.data)
        answer.content_encoding = "gzip"
    return answer


def built(send: Callable[[str], Response], folder: Path, name: str) -> Response:
    """A file of the build as `send` sends it, in the shortest form that the browser unpacks."""
    for coding, ending in CODINGS:
        accepted = request.accept_encodings[coding] > 0 and request.range is None
        if accepted and (folder / (name + ending)).is_file():
            answer = send(name + ending)
            answer.content_encoding = coding
            answer.mimetype = mimetypes.guess_type(name)[0] or "application/octet-stream"
            answer.vary.add("Accept-Encoding")
            return answer
    return send(name)


def packed(page: bytes) -> bytes:
    """`page` as gzip, of a length that differs from time to time."""
    out = io.BytesIO()
    name = secrets.token_hex(NOISE)[: secrets.randbelow(NOISE)]
    with gzip.GzipFile(name, "wb", LEVEL, out, mtime=0) as file:
        file.write(page)
    return out.getvalue()
