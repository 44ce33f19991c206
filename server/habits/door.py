"""/groups for programs: the agency's groups of recipients and one's own, and who is in each."""

from flask import Response, request
from pydantic import BaseModel

from server.api.counter import Api, Operation, as_json, read_json
from server.api.repeated import key_of, once
from server.door.visitor import current_actor
from server.habits import groups
from server.habits.groups import Wanted
from server.habits.shapes import GroupKept, GroupMade
from server.org.actor import Actor
from server.org.groups import Members, groups_of, members_of
from server.org.models import RecipientGroup
from server.shapes import Nothing


class GroupThing(BaseModel):
    """`members`: codes that a draft takes today; `ended`: the names of those that are no more."""

    id: int
    name: str
    shared: bool
    members: list[str]
    ended: list[str]
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
    for rule, view, summary, body, status in doors:
        api.open(
            Operation(
                method="POST", rule=rule, view=view, summary=summary, status=status, body=body,
                gives=GroupList, empty=body is Nothing, refuses=(403, 409, 422), raw=True,
            )
        )  # fmt: skip


def list_groups() -> GroupList:
    """Nhóm nơi nhận của cơ quan và của riêng người gọi."""
    actor = current_actor()
    groups.require_user(actor)
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
        actions=["change", "drop"] if groups.may_change(actor, one) else [],
    )


def _make() -> Response:
    actor = current_actor()

    def act() -> Response:
        groups.require_user(actor)
        body = read_json(GroupMade)
        groups.make(actor, Wanted(body.name, body.members), shared=body.shared)
        return as_json(_listed(actor), 201)

    return once(key_of(request.path), act, lambda _kind, _id: as_json(_listed(actor), 201))


def _change(row_id: int) -> Response:
    actor = current_actor()

    def act() -> Response:
        groups.require_user(actor)
        groups.found(actor, row_id, changing=True)
        body = read_json(GroupKept)
        groups.change(actor, row_id, Wanted(body.name, body.members))
        return as_json(_listed(actor), 200)

    return once(key_of(request.path), act, lambda _kind, _id: as_json(_listed(actor), 200))


def _drop(row_id: int) -> Response:
    actor = current_actor()

    def act() -> Response:
        read_json(Nothing, empty=True)
        groups.drop(actor, row_id)
        return as_json(_listed(actor), 200)

    return once(key_of(request.path), act, lambda _kind, _id: as_json(_listed(actor), 200))
