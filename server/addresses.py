"""What is sent to a page holds no NUL: no room is asked for what no database can have.

SQLite takes one within a text, PostgreSQL does not; nobody types one, and no name has one.
"""

from typing import Any

from flask import Flask, Request, request
from werkzeug.datastructures import MultiDict
from werkzeug.routing import UnicodeConverter

from server.refusals import for_program
from workflows import Refused

NUL = "\0"


class NameConverter(UnicodeConverter):
    """A part of an address: with a NUL in it, it is no path of ours."""

    def __init__(self, *args: Any, **limits: Any) -> None:
        super().__init__(*args, **limits)
        self.regex = self.regex.replace("[^/]", r"[^/\x00]")


class ReadRequest(Request):
    """A form is looked through when it is first read: by then its room has said how long it may
    be."""

    def _load_form_data(self) -> None:
        is_new = "form" not in self.__dict__
        super()._load_form_data()
        if is_new and not for_program():
            _look_through(self.form)


def install(app: Flask) -> None:
    app.url_map.converters |= {"default": NameConverter, "string": NameConverter}
    app.request_class = ReadRequest
    app.before_request(_read)


def _read() -> None:
    """Behind the `?`; the API's shapes say it of each entry themselves."""
    if not for_program():
        _look_through(request.args)


def _look_through(said: MultiDict[str, str]) -> None:
    if any(NUL in one for _name, one in said.items(multi=True)):
        raise Refused("bad_request")
