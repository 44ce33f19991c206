"""/casefiles/destructions for programs: listed, shown, and taken on step by step (AR-07)."""

import datetime as dt
from typing import Any

from flask import Response, request
from pydantic import BaseModel

from server.api.counter import Api, Operation, as_json, read_json
from server.api.papers import Cursor
from server.api.parts import moment
from server.api.repeated import key_of, once
from server.archive import destroying
from server.archive.destruction_models import Destruction
from server.archive.destruction_pages import ACTS, label, listed, open_to
from server.archive.shapes import Listing
from server.door.visitor import current_actor
from server.org.actor import Actor
from workflows.destroying import DESTROYING as LAW
from workflows.destroying import Stage


class DestructionFilter(Cursor):
    stage: Stage | None = None


class DestructionFile(BaseModel):
    """A file on the list; `is_kept`: the council wants it kept."""

    id: int
    code: str
    year: int
    is_kept: bool


class DestructionThing(BaseModel):
    """Danh mục hồ sơ hết thời hạn bảo quản."""

    id: int
    stage: Stage
    actions: list[str]
    files: list[DestructionFile]
    listed_by: str
    listed_at: dt.datetime | None
    members: list[str]
    minutes: str
    opinion: str
    decision: str
    decided_by: str
    decided_at: dt.datetime | None
    done_by: str
    done_at: dt.datetime | None
    how: str
    reason: str


class DestructionList(BaseModel):
    items: list[DestructionThing]
    next_cursor: str | None = None


def open_destructions(api: Api) -> None:
    """The list, one of them, and its steps."""
    path = "/casefiles/destructions"
    api.call("GET", path, query=DestructionFilter, gives=DestructionList)(list_destructions)
    api.call("GET", f"{path}/<id:id>", gives=DestructionThing)(see_destruction)
    new: dict[str, Any] = {"gives": DestructionThing, "refuses": (403, 404, 409), "raw": True}
    api.open(Operation(
        method="POST", rule=path, view=_list, summary="Lập danh mục hồ sơ hết thời hạn bảo quản",
        status=201, body=Listing, **new,
    ))  # fmt: skip
    for deed, (shape, _act) in ACTS.items():
        api.open(Operation(
            method="POST", rule=f"{path}/<id:id>/actions/{deed}", view=_door(deed),
            summary=label(deed), body=shape, **new,
        ))  # fmt: skip


def list_destructions(query: DestructionFilter) -> DestructionList:
    """Danh mục hồ sơ hết thời hạn bảo quản của cơ quan, mới nhất trước."""
    actor = current_actor()
    filters = query.model_dump(exclude_none=True, exclude={"cursor"})
    rows, after = listed(actor, filters, query.cursor)
    return DestructionList(items=[_thing(one, actor) for one in rows], next_cursor=after)


def see_destruction(id: int) -> DestructionThing:
    """Một danh mục."""
    actor = current_actor()
    return _thing(destroying.of(actor, id), actor)


def _list() -> Response:
    actor = current_actor()

    def act() -> Response:
        LAW.knows("list", actor.roles)
        said = read_json(Listing)
        return as_json(_thing(destroying.listed(actor, files=said.files), actor), 201)

    return once(key_of(request.path), act, lambda _kind, id: as_json(see_destruction(id), 201))


def _door(deed: str) -> Any:
    shape, does = ACTS[deed]

    def view(id: int) -> Response:
        actor = current_actor()

        def act() -> Response:
            destroying.require(actor, deed)
            destroying.of(actor, id)
            said = read_json(shape)
            return as_json(_thing(does(actor, id, **said.model_dump()), actor), 200)

        return once(key_of(request.path), act, lambda _kind, _id: as_json(see_destruction(id), 200))

    view.__name__ = f"destruction_{deed}"
    return view


def _thing(one: Destruction, actor: Actor) -> DestructionThing:
    names = ("id", "listed_by", "members", "minutes", "opinion", "decision", "decided_by",
             "done_by", "how")  # fmt: skip
    said = {name: getattr(one, name) for name in names}
    moments = {name: moment(getattr(one, name)) for name in ("listed_at", "decided_at", "done_at")}
    return DestructionThing(
        **said,
        **moments,
        stage=Stage(one.stage),
        actions=open_to(actor, one),
        files=[DestructionFile(**line.said) for line in one.lines],
        reason=one.why,
    )
