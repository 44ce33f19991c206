"""/gateway/neighbours for programs: other systems that sign what they hand in, and our own keys."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from flask import Response, request
from pydantic import BaseModel, Field

from server.admin.changes import require_admin
from server.admin.neighbours import services as neighbours
from server.admin.neighbours.services import Wanted
from server.admin.neighbours.shapes import KeyTurn, PublicKey
from server.api.counter import Api, Operation, as_json, read_json
from server.api.parts import moment
from server.api.repeated import acted, key_of, once
from server.database import db
from server.door.visitor import current_actor
from server.exchange.models import Neighbour, NeighbourKey
from server.org.actor import Actor
from server.shapes import CLEAN, Asked, Code, Filled, Id, Nothing, Subject

ROOM = "/gateway/neighbours"


class KeyOfNeighbour(BaseModel):
    """A key that counts today; `fingerprint`: SHA-256 of its DER, the `keyid` of a signature."""

    id: int
    fingerprint: str
    public: str
    since: dt.datetime | None
    used_at: dt.datetime | None


class DoneToIt(BaseModel):
    at: dt.datetime | None
    account: str
    text: str


class NeighbourThing(BaseModel):
    """Another system; `organs`: the senders it speaks for, ids or beginnings and a star; ended
    it has no keys any more."""

    id: int
    name: str
    organs: list[str]
    signed_only: bool
    ended_at: dt.datetime | None
    keys: list[KeyOfNeighbour]
    history: list[DoneToIt]


class NeighbourList(BaseModel):
    """By name."""

    items: list[NeighbourThing]
    next_cursor: str | None = None


class OwnKey(BaseModel):
    """`signs`: each request of ours; the other one waits to."""

    fingerprint: str
    public: str
    signs: bool


class OwnKeys(BaseModel):
    items: list[OwnKey]
    next_cursor: str | None = None


class NeighbourSought(Asked):
    q: Subject = Field(default="", description="Tên hoặc mã định danh")


class NeighbourSaid(Asked):
    """All that is said of a system: what is left out is not kept."""

    name: Filled
    organs: list[Code] = Field(min_length=1, max_length=30)
    signed_only: bool = False

    def wanted(self) -> Wanted:
        return Wanted(name=self.name, organs=",".join(self.organs), signed_only=self.signed_only)


class NeighbourMade(NeighbourSaid):
    """A new one, with its key where that is at hand."""

    public: str = Field(default="", max_length=2000, pattern=CLEAN)


class KeyEnded(Asked):
    """`key`: the id of one of its keys."""

    key: Id


def open_neighbours(api: Api) -> None:
    """The list, one of them, its acts, and what we sign with."""
    for rule, query, gives, view in (
        (ROOM, NeighbourSought, NeighbourList, list_neighbours),
        (f"{ROOM}/<id:row_id>", None, NeighbourThing, show_neighbour),
        ("/gateway/keys", None, OwnKeys, list_own_keys),
    ):
        api.call("GET", rule, query=query, gives=gives, refuses=(403,))(view)
    one = f"{ROOM}/<id:row_id>/actions"
    for rule, summary, body, act in (
        (ROOM, "Thêm hệ thống liên thông ký từng yêu cầu (quản trị)", NeighbourMade, _enter),
        (f"{one}/change", "Viết lại tên, nơi gửi thay và cách nhận", NeighbourSaid, _change),
        (f"{one}/add_key", "Thêm khóa thứ hai, khi hệ thống kia đổi khóa", PublicKey, _add_key),
        (f"{one}/end_key", "Thôi dùng một khóa; không bao giờ dùng lại được", KeyEnded, _end_key),
        (f"{one}/end", "Thôi nhận từ hệ thống này và mọi khóa của nó", Nothing, _end),
    ):
        _open_post(api, rule, summary, body, act)
    api.open(
        Operation(
            method="POST", rule="/gateway/keys", view=_turn_own_key, body=KeyTurn, gives=OwnKeys,
            summary="Tạo khóa kế tiếp của hệ thống này, hoặc bắt đầu ký bằng khóa đó",
            refuses=(403, 409, 422), raw=True,
        )
    )  # fmt: skip


def list_neighbours(query: NeighbourSought) -> NeighbourList:
    """Hệ thống khác ký những gì họ gửi tới, theo tên (quản trị)."""
    require_admin(current_actor())
    return NeighbourList(items=[_thing(one) for one in neighbours.sought(query.q)])


def show_neighbour(row_id: int) -> NeighbourThing:
    """Một hệ thống liên thông, khóa và việc đã làm với nó."""
    require_admin(current_actor())
    return _thing(neighbours.found(row_id))


def list_own_keys() -> OwnKeys:
    """Khóa công khai của hệ thống này, để hệ thống khác đăng ký."""
    require_admin(current_actor())
    return _own()


def _own() -> OwnKeys:
    kept = neighbours.own_keys()
    items = [
        OwnKey(fingerprint=known, public=public, signs=n == 0)
        for n, (known, public) in enumerate(kept)
    ]
    return OwnKeys(items=items)


def _thing(one: Neighbour) -> NeighbourThing:
    return NeighbourThing(
        id=one.id,
        name=one.name,
        organs=one.organs.split(","),
        signed_only=one.signed_only,
        ended_at=moment(one.ended_at),
        keys=[_key(it) for it in neighbours.live_keys(one)],
        history=[
            DoneToIt(at=moment(it.at), account=it.by_account, text=it.words)
            for it in neighbours.past_of(one.id)
        ],
    )


def _key(one: NeighbourKey) -> KeyOfNeighbour:
    return KeyOfNeighbour(
        id=one.id,
        fingerprint=one.fingerprint,
        public=one.public,
        since=moment(one.created_at),
        used_at=moment(one.used_at),
    )


def _enter(actor: Actor, _row_id: int, said: NeighbourMade) -> int:
    return neighbours.enter(actor, said.wanted(), said.public.strip()).id


def _change(actor: Actor, row_id: int, said: NeighbourSaid) -> int:
    return neighbours.change(actor, row_id, said.wanted()).id


def _add_key(actor: Actor, row_id: int, said: PublicKey) -> int:
    neighbours.add_key(actor, row_id, said.public)
    return row_id


def _end_key(actor: Actor, row_id: int, said: KeyEnded) -> int:
    neighbours.end_key(actor, row_id, said.key)
    return row_id


def _end(actor: Actor, row_id: int, _said: Nothing) -> int:
    neighbours.end(actor, row_id)
    return row_id


def _open_post(
    api: Api, rule: str, summary: str, body: type[Asked], act: Callable[[Actor, int, Any], int]
) -> None:
    """Whoever is no administrator, and what is not there, hears so before the body is read."""
    status = 201 if body is NeighbourMade else 200

    def view(row_id: int = 0) -> Response:
        actor = current_actor()

        def told(its: int) -> Response:
            return as_json(_thing(db.session.get_one(Neighbour, its)), status)

        def first() -> Response:
            require_admin(actor)
            if row_id:
                neighbours.found(row_id)
            return told(act(actor, row_id, read_json(body, empty=body is Nothing)))

        return once(key_of(request.path), first, lambda _kind, its: told(its))

    api.open(
        Operation(
            method="POST", rule=rule, view=view, summary=summary, gives=NeighbourThing,
            status=status, body=body, empty=body is Nothing, refuses=(403, 409, 422), raw=True,
        )
    )  # fmt: skip


def _turn_own_key() -> Response:
    actor = current_actor()

    def act() -> None:
        require_admin(actor)
        neighbours.TURNS[read_json(KeyTurn).turn](actor)

    return acted(act, _own)
