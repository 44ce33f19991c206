"""/gateway/waiting for programs: envelopes that wait for their next try, by recipient."""

from flask import Response
from pydantic import BaseModel

from server.api.counter import Api, Operation, read_json
from server.api.delivered import Waiting
from server.api.parts import moment
from server.api.repeated import acted
from server.door.visitor import current_actor
from server.exchange import stopped
from server.shapes import Nothing


class WaitingThere(Waiting):
    """How many wait for one recipient, and of them how often one was tried and when the next is."""

    to: str
    letters: int


class WaitingList(BaseModel):
    items: list[WaitingThere]


def open_waiting(api: Api) -> None:
    """The list, and what an administrator does who has mended a line."""
    api.call("GET", "/gateway/waiting", gives=WaitingList, refuses=(403,))(list_waiting)
    api.open(
        Operation(
            method="POST",
            rule="/gateway/waiting/actions/send",
            view=_send,
            summary="Gửi lại ngay mọi phong bì đang chờ",
            gives=WaitingList,
            body=Nothing,
            empty=True,
            refuses=(403, 409),
            raw=True,
        )
    )


def list_waiting() -> WaitingList:
    """Phong bì máy đang chờ gửi lại, theo nơi nhận (quản trị)."""
    return WaitingList(
        items=[
            WaitingThere(
                to=one.organ_id,
                letters=one.letters,
                tries=one.tries,
                next_try_at=moment(one.next_try_at),
                why=one.why,
            )
            for one in stopped.waiting(current_actor())
        ]
    )


def _send() -> Response:
    actor = current_actor()

    def act() -> None:
        read_json(Nothing, empty=True)
        stopped.go_now(actor)

    return acted(act, list_waiting)
