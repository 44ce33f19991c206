"""/groups for programs: the agency's groups of recipients and one's own, and who is in each."""

from collections.abc import Callable

from flask import Response
from pydantic import BaseModel

from server.api.counter import Api, read_json
from server.api.repeated import acted
from server.door.visitor import current_actor
from server.habits import groups
from server.habits.doors import open_doors
from server.habits.groups import Wanted
from server.habits.keeping import may_change, require_user
from server.habits.shapes import GroupKept, GroupMade
from server.org.actor import Actor
from server.org.groups import Members, groups_of, members_of
from server.org.models import RecipientGroup
from server.shapes import Nothing


class Succeeded(BaseModel):
    """A member that is no more, and who has its letters since."""

    name: str
    by: str


class GroupThing(BaseModel):
    """`members`: codes that a draft takes today, a successor's in the place of who ended
    (`succeeded`); `ended`: the names of those that nobody came after."""

    id: int
    name: str
    shared: bool
    members: list[str]
    ended: list[str]
    succeeded: list[Succeeded]
    actions: list[str]


class GroupList(BaseModel):
    items: list[GroupThing]
    next_cursor: str | None = None


def open_habits(api: Api) -> None:
    """The groups, a new one, and what may be done with one."""
    api.call("GET", "/groups", gives=GroupList, refuses=(403,))(list_groups)
    doors = (
        ("/groups", _make, "Lập một nhóm nơi nhận", GroupMade, 201),
        ("/groups/<id:row_id>/actions/change", _change, "Sửa một nhóm nơi nhận", GroupKept, 200),
        ("/groups/<id:row_id>/actions/drop", _drop, "Bỏ một nhóm nơi nhận", Nothing, 200),
    )
    open_doors(api, GroupList, doors)


def list_groups() -> GroupList:
    """Nhóm nơi nhận của cơ quan và của riêng người gọi."""
    actor = current_actor()
    require_user(actor)
    return _listed(actor)


def _listed(actor: Actor) -> GroupList:
    kept = groups_of(actor)
    found = zip(kept, members_of(kept), strict=True)
    return GroupList(items=[_thing(actor, one, its) for one, its in found])


def _thing(actor: Actor, one: RecipientGroup, its: Members) -> GroupThing:
    return GroupThing(
        id=one.id,
        name=one.name,
        shared=one.person_id is None,
        members=its.codes,
        ended=its.ended,
        succeeded=[Succeeded(name=name, by=heir) for name, heir in its.succeeded],
        actions=["change", "drop"] if may_change(actor, one) else [],
    )


def _acted(actor: Actor, act: Callable[[], object], status: int = 200) -> Response:
    return acted(act, lambda: _listed(actor), status)


def _make() -> Response:
    actor = current_actor()

    def act() -> None:
        require_user(actor)
        body = read_json(GroupMade)
        groups.make(actor, Wanted(body.name, body.members), shared=body.shared)

    return _acted(actor, act, 201)


def _change(row_id: int) -> Response:
    actor = current_actor()

    def act() -> None:
        require_user(actor)
        groups.found(actor, row_id)
        body = read_json(GroupKept)
        groups.change(actor, row_id, Wanted(body.name, body.members))

    return _acted(actor, act)


def _drop(row_id: int) -> Response:
    actor = current_actor()

    def act() -> None:
        read_json(Nothing, empty=True)
        groups.drop(actor, row_id)

    return _acted(actor, act)
