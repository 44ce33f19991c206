"""Idempotency-Key on the wire: the digest of a body, and the first answer again (CONTRACT §2.9)."""

import hashlib
import json
import re
from collections.abc import Callable

from flask import Response, request
from pydantic import BaseModel
from pydantic_core import from_json

from server import repeats
from server.api.counter import as_json
from server.door.laid import whole_body
from server.door.visitor import current_actor
from workflows import Refused

KEY = re.compile(r"[!-~]{1,200}")
SECRET = frozenset({"pin", "password", "choice", "answers"})
"""Left out of what is kept to know a body again."""


def key_of(where: str, whose: int = 0) -> repeats.Key | None:
    """The key of this request, with the digest of its path, fields and files; it is that of who
    acts, or of the person under whom it is remembered where no person does."""
    said = request.headers.get("Idempotency-Key")
    if said is None:
        return None
    if not KEY.fullmatch(said):
        raise Refused("key_malformed")
    return repeats.Key(whose or current_actor().person_id or 0, said, _digest(where))


def _digest(where: str) -> str:
    """The same for the same fields and files, whatever the edges of a multipart (§2.9)."""
    body: object = _json() if request.is_json else None
    if request.mimetype.endswith("/xml"):
        body = hashlib.sha256(whole_body()).hexdigest()
    if request.mimetype == "multipart/form-data":
        files = [
            (name, one.filename, hashlib.sha256(one.stream.read()).hexdigest())
            for name in sorted(request.files)
            for one in request.files.getlist(name)
        ]
        _rewind()
        body = {"form": sorted(request.form.items(multi=True)), "files": files}
    if isinstance(body, dict):
        body = {name: value for name, value in body.items() if name not in SECRET}
    text = json.dumps([where, body], sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _json() -> object:
    """As `read_json` reads it: too deep, or a lone surrogate, is no JSON; nor is it remembered."""
    try:
        return from_json(request.get_data())
    except ValueError:
        return None


def _rewind() -> None:
    for name in request.files:
        for one in request.files.getlist(name):
            one.stream.seek(0)


def once(
    key: repeats.Key | None,
    act: Callable[[], Response],
    again: Callable[[str, int], Response],
    *,
    resumes: bool = False,
) -> Response:
    """Do it, or give the first answer again.

    `again(kind, id)` answers for a key that took effect but whose answer was lost in a crash;
    with `resumes` the act goes on where it stopped.
    """
    done = repeats.known(key) if key else None
    if done is not None and done.answer is not None:
        return _first_answer(done)
    if done is not None and not resumes:
        return again(done.paper_kind, done.paper_id)
    with repeats.under(key):
        if key and done is not None:
            key.written = True
        answer = act()
    if answer.status_code < 300:
        repeats.answered(key, answer.status_code, answer.get_data(as_text=True))
    return answer


def acted(act: Callable[[], object], shown: Callable[[], BaseModel], status: int = 200) -> Response:
    """The act, once for the key of this request, and what it leaves; said again, that alone."""

    def first() -> Response:
        act()
        return as_json(shown(), status)

    return once(key_of(request.path), first, lambda *_kept: as_json(shown(), status))


def _first_answer(done: repeats.RepeatedKey) -> Response:
    """Word for word, its version as the ETag again."""
    out = Response(done.answer, done.status, content_type="application/json")
    version = json.loads(done.answer or "{}").get("version")
    if version is not None:
        out.set_etag(str(version))
    return out
