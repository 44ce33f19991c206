"""What is sent to a page holds no NUL: no room is asked for what no database can have.

SQLite takes one within a text, PostgreSQL does not; nobody types one, and no name has one.
"""

from flask import Flask, request
from werkzeug.routing import UnicodeConverter

from server.refusals import for_program
from workflows import Refused

NUL = "\0"


class NameConverter(UnicodeConverter):
    """A part of an address: with a NUL in it, it is no path of ours."""

    def __init__(self, *args: object, **limits: int | None) -> None:
        super().__init__(*args, **limits)  # type: ignore[arg-type]
        self.regex = self.regex.replace("[^/]", r"[^/\x00]")


def install(app: Flask) -> None:
    app.url_map.converters |= {"default": NameConverter, "string": NameConverter}
    app.before_request(_read)


def _read() -> None:
    """Behind the `?` and in a form, of whoever was let in; the API's shapes say it of each entry
    themselves."""
    if not for_program() and any(NUL in said for _, said in request.values.items(multi=True)):
        raise Refused("bad_request")
