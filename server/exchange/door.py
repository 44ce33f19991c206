"""POST /gateway/edxml: where another system hands in an envelope (CONTRACT §2.12)."""

from typing import Literal

from flask import Response, g, request
from pydantic import BaseModel

from server.api.counter import Api, Operation, as_json
from server.api.repeated import key_of, once
from server.door.tokens import is_gateway, organs_of
from server.door.visitor import current_actor
from server.exchange import carrier, dropped  # noqa: F401  (their sweeps stand in the rota)
from server.exchange.gateway import take
from server.shapes import Nothing
from workflows import Refused, Role

XML = ("application/xml", "text/xml")


class Accepted(BaseModel):
    """The envelope was taken; its answer comes as a status message."""

    message_id: str
    status: Literal["accepted"] = "accepted"


def open_gateway(api: Api) -> None:
    """The room's own operation at the counter."""
    api.open(
        Operation(
            method="POST",
            rule="/gateway/edxml",
            view=_hand_in,
            summary="Nhận một phong bì edXML: văn bản hoặc trạng thái",
            gives=Accepted,
            status=202,
            form=Nothing,
            files=("file",),
            takes=XML,
            refuses=(403, 503),
            raw=True,
        )
    )


def _hand_in() -> Response:
    """A clerk, or a program with a gateway token, whoever's it is."""
    if not is_gateway(g.scope) and Role.CLERK not in current_actor().roles:
        raise Refused("not_allowed")
    return once(key_of(request.path), _taken, _taken_before)


def _taken() -> Response:
    taken = take(_body(), organs_of(g.scope))
    return as_json(Accepted(message_id=taken.message_id), 202)


def _taken_before(_kind: str, _id: int) -> Response:
    """A crash ate the answer: the same envelope is known by itself (§8.6)."""
    return _taken()


def _body() -> bytes:
    if request.mimetype in XML:
        return request.get_data()
    if request.mimetype != "multipart/form-data":
        raise Refused("xml_expected")
    files = request.files.getlist("file")
    if len(files) != 1 or len(request.files) > 1 or request.form:
        raise Refused("file_missing", "file")
    return files[0].stream.read()
