"""/gateway/aside for programs: envelopes that a folder brought and nobody could take."""

import datetime as dt

from flask import Response, request
from pydantic import BaseModel, Field

from server.api.counter import Api, Operation, as_json, read_json
from server.api.parts import moment
from server.api.repeated import acted, key_of, once
from server.door.visitor import current_actor
from server.exchange import aside
from server.exchange.accepted import STATUS, Accepted
from server.exchange.aside import SetAside
from server.shapes import Asked, GivenReason, Nothing, Subject

PAGE = 50
KEY = "<key>"


class AsideFilter(Asked):
    q: Subject = Field(default="", description="Tên tệp, lý do")
    cursor: str | None = Field(default=None, max_length=24, pattern=r"^[0-9a-f]{24}$")


class AsideThing(BaseModel):
    """An envelope that lies there: never its words, for whose they are is not known."""

    key: str
    name: str
    folder: str
    at: dt.datetime | None
    size: int
    why: str


class AsideList(BaseModel):
    """The newest first."""

    items: list[AsideThing]
    next_cursor: str | None = None


class DroppedFor(Asked):
    """Why it is dropped: it is gone then."""

    reason: GivenReason


def open_aside(api: Api) -> None:
    """The list, and what an administrator does about one."""
    api.call("GET", "/gateway/aside", query=AsideFilter, gives=AsideList, refuses=(403,))(
        list_aside
    )
    one = f"/gateway/aside/{KEY}/actions"
    for rule, view, summary, body, gives, status in (
        (f"{one}/read_again", _read_again, "Đọc lại một phong bì để riêng, như vừa tới",
         Nothing, Accepted, STATUS),
        (f"{one}/drop", _drop, "Bỏ một phong bì để riêng; nhật ký giữ mã băm và lý do",
         DroppedFor, AsideList, 200),
    ):  # fmt: skip
        api.open(
            Operation(
                method="POST", rule=rule, view=view, summary=summary, body=body, gives=gives,
                status=status, empty=body is Nothing, refuses=(403, 409, 413, 422, 503), raw=True,
            )
        )  # fmt: skip


def list_aside(query: AsideFilter) -> AsideList:
    """Phong bì trong thư mục mà không nhận được, mới nhất trước (quản trị)."""
    # from behind the cursor's; where that one was taken meanwhile, from the top
    found = aside.set_aside(current_actor(), query.q)
    keys = [one.key for one in found]
    start = keys.index(query.cursor) + 1 if query.cursor in keys else 0
    shown = found[start : start + PAGE]
    more = len(found) > start + PAGE
    return AsideList(
        items=[_thing(one) for one in shown], next_cursor=shown[-1].key if more else None
    )


def _thing(one: SetAside) -> AsideThing:
    return AsideThing(
        key=one.key,
        name=one.name,
        folder=str(one.folder),
        at=moment(one.at),
        size=one.size,
        why=one.why,
    )


def _read_again(key: str) -> Response:
    actor = current_actor()

    def first() -> Response:
        aside.one_aside(actor, key)
        read_json(Nothing, empty=True)
        return as_json(Accepted(message_id=aside.read_again(actor, key).message_id), STATUS)

    return once(key_of(request.path), first, lambda *_kept: first())


def _drop(key: str) -> Response:
    actor = current_actor()

    def act() -> None:
        aside.one_aside(actor, key)
        aside.drop(actor, key, reason=read_json(DroppedFor).reason)

    return acted(act, lambda: list_aside(AsideFilter()))
