"""RFC 9457: a refusal on the wire, with the same words that a person reads (CONTRACT §2)."""

from flask import Response
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from server.answers import ANSWERS, words_of
from server.api.entries import words_of_entry
from workflows import Refused

PROBLEM = "application/problem+json"
EMPTY = "column_is_empty"


class Wrong(BaseModel):
    """One entry that is not right."""

    field: str
    code: str
    detail: str


class Problem(BaseModel):
    """Why a request was refused; `code` is stable, `detail` is for a person."""

    type: str = "about:blank"
    title: str
    status: int
    code: str
    detail: str
    errors: list[Wrong] = []
    difference: list[str] = []


class Invalid(Refused):
    """A body wrong in its shape, with every entry that is wrong."""

    def __init__(self, errors: list[Wrong]) -> None:
        super().__init__("invalid")
        self.errors = errors


def invalid(error: ValidationError) -> Invalid:
    """What pydantic found, without what was typed: a PIN may be among it."""
    shapes = error.errors(include_url=False, include_input=False)
    if any(one["type"] == "json_invalid" for one in shapes):
        raise Refused("malformed")
    return Invalid([_wrong(one) for one in shapes])


def _wrong(one: ErrorDetails) -> Wrong:
    words = words_of_entry(one["type"], one.get("ctx", {}))
    return Wrong(field=".".join(map(str, one["loc"])), code=one["type"], detail=words)


def problem_of(no: Refused) -> Problem:
    """The problem that a refusal is."""
    answer = ANSWERS[no.reason]
    words = words_of(no.reason, no.said)
    errors = getattr(no, "errors", [])
    if no.field and not errors:
        errors = [Wrong(field=no.field, code=no.reason, detail=words)]
    errors = errors or [_empty(name) for name in no.empty]
    return Problem(
        title=words,
        status=answer.status,
        code=no.reason,
        detail=words,
        errors=errors,
        difference=getattr(no, "difference", []),
    )


def _empty(name: str) -> Wrong:
    return Wrong(field=name, code=EMPTY, detail=words_of(EMPTY, {}))


def on_the_wire(problem: Problem, headers: dict[str, str] | None = None) -> Response:
    said = {"WWW-Authenticate": "Bearer"} if problem.status == 401 else {}
    if problem.status in (429, 503):
        said["Retry-After"] = "60"
    body = problem.model_dump_json()
    return Response(body, problem.status, {**said, **(headers or {})}, content_type=PROBLEM)
