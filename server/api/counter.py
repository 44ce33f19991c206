"""The API's counter: pydantic in, pydantic out; the OpenAPI document comes from the same table.

Ours rather than a library's: problem+json, If-Match, required bodies, shared enums and the law's
transitions are in the document exactly as they are on the wire (DEPENDENCIES §3).
"""

import functools
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, get_origin

from flask import Blueprint, Response, request
from pydantic import BaseModel, ValidationError
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.routing import IntegerConverter

from server.api.problems import invalid
from server.door.visitor import current_actor
from server.papers.services import Ref
from server.shapes import Asked, Given
from workflows import Refused

IF_MATCH = re.compile(r'"(0|[1-9][0-9]{0,17})"')
MOST_FILES = 50


class IdConverter(IntegerConverter):
    """An id that both databases can hold; a longer number is no path of ours (404, never 405)."""

    regex = r"[0-9]{1,18}"


class YearConverter(IntegerConverter):
    """A year that a register can have; another is no path of ours either."""

    regex = "(?:19|2[0-9])[0-9]{2}"


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One call of the API, as it is documented and as it is read from the wire.

    `body`, `form` and `query` are shapes; with `empty`, no body at all is an empty object; `files`
    names the file fields of a form; `takes` are media types of a body taken as it is; `gives` is
    the shape of the answer, or a media type for bytes. `version`: "required" or "taken" where the
    version seen goes along in `If-Match`. A `raw` view reads body, key and version itself: it must
    ask 404 and 403 first (CONTRACT §2.8). A `signed` one may also be called by a system that signs
    its request: then the view itself sees by whom.
    """

    method: str
    rule: str
    view: Callable[..., Any]
    summary: str
    gives: type[BaseModel] | str
    status: int = 200
    body: type[Asked] | None = None
    empty: bool = False
    form: type[Asked] | None = None
    query: type[Asked] | None = None
    files: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    version: str = ""
    public: bool = False
    refuses: tuple[int, ...] = ()
    also: dict[int, type[BaseModel]] = field(default_factory=dict)
    raw: bool = False
    signed: bool = False


class Api(Blueprint):
    """A blueprint that remembers its operations for the document."""

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.operations: list[Operation] = []

    def open(self, op: Operation) -> None:
        """Put an operation on the wire."""
        self.operations.append(op)
        name = f"{op.method} {op.rule}".replace(".", "_")
        self.add_url_rule(op.rule, name, _answering(op), methods=[op.method])

    def call(self, method: str, rule: str, **how: Any) -> Callable[..., Any]:
        """The same, as a decorator; the summary is the view's docstring."""

        def keep(view: Callable[..., Any]) -> Callable[..., Any]:
            summary = (view.__doc__ or "").strip().splitlines()[0]
            self.open(Operation(method=method, rule=rule, view=view, summary=summary, **how))
            return view

        return keep


def is_signed() -> bool:
    """Whether this request says that a system signed it."""
    return "Signature-Input" in request.headers


def _answering(op: Operation) -> Callable[..., Response]:
    @functools.wraps(op.view)
    def answer(**path: Any) -> Response:
        if not op.public and not (op.signed and is_signed()):
            current_actor()
        if op.raw:
            return give(op, op.view(**path))
        asked = dict(path)
        if op.version:
            asked["ref"] = Ref(asked.pop("id"), seen_version(op.version == "required"))
        return give(op, op.view(**asked, **_read(op)))

    return answer


def give(op: Operation, gave: Any) -> Response:
    """The answer on the wire."""
    return gave if isinstance(gave, Response) else as_json(gave, op.status)


def as_json(gave: BaseModel, status: int) -> Response:
    """JSON with the version as its ETag, never conditional (CONTRACT §2.1)."""
    out = Response(gave.model_dump_json(by_alias=True), status, content_type="application/json")
    version = getattr(gave, "version", None)
    if version is not None:
        out.set_etag(str(version))
    out.headers["Cache-Control"] = "no-store"
    return out


def seen_version(required: bool) -> int | None:
    """The version in `If-Match`: 428 where one is needed, 400 where it cannot be read."""
    said = request.headers.get("If-Match")
    if said is None:
        if required:
            raise Refused("version_required")
        return None
    match = IF_MATCH.fullmatch(said)
    if not match:
        raise Refused("version_malformed")
    return int(match[1])


def _read(op: Operation) -> dict[str, Any]:
    if op.query:
        return {"query": read_query(op.query)}
    if op.body:
        return {"body": read_json(op.body, empty=op.empty)}
    if op.form:
        return read_form(op.form, op.files)
    return {}


@contextmanager
def _told() -> Iterator[None]:
    """What does not fit its shape is a refusal that names each entry."""
    try:
        yield
    except ValidationError as error:
        raise invalid(error) from None


@_told()
def read_query(shape: type[Given]) -> Given:
    """The arguments of the address."""
    return shape.model_validate(_fields(shape, request.args))


@_told()
def read_json(shape: type[Given], *, empty: bool = False) -> Given:
    """The body as JSON, strictly; with `empty`, no body at all is an empty object."""
    data = request.get_data()
    if empty and not data:
        return shape()
    if request.mimetype != "application/json":
        raise Refused("json_expected")
    return shape.model_validate_json(data, strict=True)


@_told()
def read_form(shape: type[Asked], files: Sequence[str]) -> dict[str, Any]:
    """A multipart form: its fields as `form`, and its files, each field by its name."""
    if request.mimetype != "multipart/form-data":
        raise Refused("multipart_expected")
    form = shape.model_validate(_fields(shape, request.form))
    return {"form": form, **{name: _files(name) for name in files}}


def _fields(shape: type[Asked], said: MultiDict[str, str]) -> dict[str, Any]:
    """What was said as its shape wants it: lists where it has lists."""
    many = {n for n, f in shape.model_fields.items() if get_origin(f.annotation) is list}
    return {name: said.getlist(name) if name in many else said[name] for name in said}


def _files(name: str) -> list[FileStorage]:
    if any(one != name for one in request.files):
        raise Refused("invalid", next(one for one in request.files if one != name))
    files = request.files.getlist(name)
    if not files:
        raise Refused("file_missing", name)
    if len(files) > MOST_FILES:
        raise Refused("too_many_files", name)
    return files
