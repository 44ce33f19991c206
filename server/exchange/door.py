"""POST /gateway/edxml: where another system hands in an envelope (CONTRACT §2.12)."""

from dataclasses import replace
from shutil import copyfileobj
from threading import BoundedSemaphore

from flask import Response, g, request

from server.api.counter import Api, Operation, as_json, is_signed
from server.api.repeated import key_of, once
from server.door.laid import lay, whole_body
from server.door.tokens import is_gateway, organs_of
from server.door.visitor import current_actor
from server.exchange import carrier, dropped  # noqa: F401  (their sweeps stand in the rota)
from server.exchange.accepted import STATUS, Accepted
from server.exchange.bodies import BLOCK, HEAVY, on_disk
from server.exchange.envelope import MOST_ENVELOPE
from server.exchange.gateway import Caller, take
from server.exchange.models import Neighbour
from server.exchange.signed import signer
from server.files import Body
from server.repeats import Key
from server.shapes import Nothing
from workflows import Refused, Role

PATIENCE = 10.0
"""Seconds that one waits for another; then its sender tries again as after any outage."""

_heavy = BoundedSemaphore()
XML = ("application/xml", "text/xml")


def open_gateway(api: Api) -> None:
    """The room's own operation at the counter."""
    api.open(
        Operation(
            method="POST",
            rule="/gateway/edxml",
            view=_hand_in,
            summary="Nhận một phong bì edXML: văn bản hoặc trạng thái",
            gives=Accepted,
            status=STATUS,
            form=Nothing,
            files=("file",),
            takes=XML,
            refuses=(403, 409, 503),
            signed=True,
            raw=True,
        )
    )


def _hand_in() -> Response:
    """What is far larger than a letter is read when no other such one is being read."""
    request.max_content_length = MOST_ENVELOPE
    size = request.content_length
    if size is not None and size <= HEAVY:
        return _handed_in()
    if not _heavy.acquire(timeout=PATIENCE):
        raise Refused("gateway_busy")
    try:
        return _laid_down()
    finally:
        _heavy.release()


def _laid_down() -> Response:
    """It goes past this process to the disk; a form lies there already."""
    if request.mimetype not in XML:
        return _handed_in()
    with on_disk(lambda out: copyfileobj(request.stream, out, BLOCK)) as body:
        lay(body)
        return _handed_in()


def _handed_in() -> Response:
    """A neighbour who signed it, a program with a gateway token, whoever's it is, or a clerk."""
    if is_signed():
        it = signer()
        key = key_of(request.path, it.by_id)
        return _once(replace(key, key=f"{it.id}:{key.key}") if key else None, of_neighbour(it))
    if not is_gateway(g.scope) and Role.CLERK not in current_actor().roles:
        raise Refused("not_allowed")
    return _once(key_of(request.path), Caller(tuple(organs_of(g.scope))))


def of_neighbour(it: Neighbour) -> Caller:
    return Caller(tuple(it.organs.split(",")), is_sure=True)


def _once(key: Key | None, by: Caller) -> Response:
    """After a crash that ate the answer the same envelope is known by itself (§8.6)."""

    def taken(*_before: object) -> Response:
        return as_json(Accepted(message_id=take(_body(), by).message_id), STATUS)

    return once(key, taken, taken)


def _body() -> Body:
    if request.mimetype in XML:
        return whole_body()
    if request.mimetype != "multipart/form-data":
        raise Refused("xml_expected")
    files = request.files.getlist("file")
    if len(files) != 1 or len(request.files) > 1 or request.form:
        raise Refused("file_missing", "file")
    return files[0].stream.read()
