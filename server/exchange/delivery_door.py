"""One recipient of what was sent, for programs: sent once more, or asked to give it back (13)."""

from collections.abc import Callable

from flask import Response

from server.api.counter import Api, Operation, read_json
from server.api.delivered import Sent, sent_to
from server.api.repeated import acted
from server.documents.delivery.models import Delivery
from server.door.visitor import current_actor
from server.exchange import following, settling
from server.org.actor import Actor
from server.shapes import Nothing, Why

DELIVERY = "<int(max=9007199254740992):delivery_id>"


def open_deliveries(api: Api) -> None:
    """What the document's page and that of what did not get through have too."""
    for act, view, summary, body in (
        ("ask-back", _ask_back, "Xin lấy lại văn bản ở một nơi nhận", Why),
        ("settle", _settle, "Ghi đã xử lý cách khác, không gửi lại và không chờ tin nữa", Why),
        (
            "resend",
            _resend,
            "Gửi lại ngay tới một nơi chưa nhận được hoặc đã từ chối",
            Nothing,
        ),
    ):
        api.open(
            Operation(
                method="POST",
                rule=f"/outgoing/<id:id>/deliveries/{DELIVERY}/{act}",
                view=view,
                summary=summary,
                gives=Sent,
                body=body,
                empty=body is Nothing,
                refuses=(403, 409),
                raw=True,
            )
        )


def _ask_back(id: int, delivery_id: int) -> Response:
    def act(actor: Actor) -> Delivery:
        said = read_json(Why)
        return following.ask_back(actor, id, delivery_id, reason=said.reason)

    return _acted(id, delivery_id, act)


def _settle(id: int, delivery_id: int) -> Response:
    def act(actor: Actor) -> Delivery:
        said = read_json(Why)
        return settling.settle(actor, id, delivery_id, reason=said.reason)

    return _acted(id, delivery_id, act)


def _resend(id: int, delivery_id: int) -> Response:
    def act(actor: Actor) -> Delivery:
        read_json(Nothing, empty=True)
        return following.resend(actor, id, delivery_id)

    return _acted(id, delivery_id, act)


def _acted(id: int, delivery_id: int, act: Callable[[Actor], Delivery]) -> Response:
    actor = current_actor()

    def delivery() -> Delivery:
        return following.delivery_of(actor, id, delivery_id)[1]

    def first() -> None:
        delivery()
        act(actor)

    return acted(first, lambda: sent_to(delivery()))
