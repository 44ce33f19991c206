"""Pages go out packed where a browser can unpack them.

A commune's line may carry 64 kbit a second (LIVE §3.2): a list takes a second of it packed, and
four as it is.

Files are not: a range of one is a range of its own bytes. Nor is what a program reads: its ETag
names the version, whichever way it came.
"""

import gzip
import io
import secrets

from flask import Flask, Response, request

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


def packed(page: bytes) -> bytes:
    """`page` as gzip, of a length that differs from time to time."""
    out = io.BytesIO()
    name = secrets.token_hex(NOISE)[: secrets.randbelow(NOISE)]
    with gzip.GzipFile(name, "wb", LEVEL, out, mtime=0) as file:
        file.write(page)
    return out.getvalue()
