"""One recipient of what was sent, for programs: his clerk asks him to give it back (§8.4, 13)."""

from flask import Response, request

from server.api.counter import Api, Operation, as_json, read_json
from server.api.delivered import Sent, sent_to
from server.api.repeated import key_of, once
from server.door.visitor import current_actor
from server.exchange import following
from server.shapes import Why

DELIVERY = "<int(max=9007199254740992):delivery_id>"


def open_deliveries(api: Api) -> None:
    """What the document's page has too."""
    api.open(
        Operation(
            method="POST",
            rule=f"/outgoing/<id:id>/deliveries/{DELIVERY}/ask-back",
            view=_ask_back,
            summary="Xin lấy lại văn bản ở một nơi nhận",
            gives=Sent,
            body=Why,
            refuses=(403, 409),
            raw=True,
        )
    )


def _ask_back(id: int, delivery_id: int) -> Response:
    actor = current_actor()

    def act() -> Response:
        following.delivery_of(actor, id, delivery_id)
        said = read_json(Why)
        asked = following.ask_back(actor, id, delivery_id, reason=said.reason)
        return as_json(sent_to(asked), 200)

    def again(_kind: str, _id: int) -> Response:
        return as_json(sent_to(following.delivery_of(actor, id, delivery_id)[1]), 200)

    return once(key_of(request.path), act, again)
