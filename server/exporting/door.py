"""/exports for programs: asking, agreeing or not, and the file, once."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from flask import Response, request
from pydantic import BaseModel

from server.api.counter import Api, Operation, as_json, read_json
from server.api.parts import moment
from server.api.repeated import key_of, once
from server.door.visitor import current_actor
from server.exporting import services
from server.exporting.models import AgencyExport
from server.exporting.routes import Proposed, Rejected, sent
from server.org.actor import Actor
from server.shapes import Asked, Nothing

RULE = "/exports"


class ExportThing(BaseModel):
    """`stage`: PROPOSED, REFUSED, MAKING, READY, TAKEN or GONE; `sha256` of the file once made."""

    id: int
    agency: str
    stage: str
    proposed_by: str
    at: dt.datetime | None
    reason: str
    decided_by: str | None
    decided_at: dt.datetime | None
    decided_why: str
    sha256: str
    size: int
    taken_at: dt.datetime | None


class ExportList(BaseModel):
    items: list[ExportThing]
    next_cursor: str | None = None


def open_exports(api: Api) -> None:
    """Those of the agency, or all of them for an administrator."""
    api.call("GET", RULE, gives=ExportList, refuses=(403,))(list_exports)
    _open(api, RULE, (Proposed, "Đề nghị xuất mọi thứ của một cơ quan", _propose), 202)
    for name, way in ACTS.items():
        _open(api, f"{RULE}/<id:row_id>/actions/{name}", way)
    api.open(
        Operation(
            method="POST", rule=f"{RULE}/<id:row_id>/file", gives="application/zip",
            view=lambda row_id: sent(current_actor(), row_id),
            summary="Tải gói dữ liệu, một lần, bởi người đã đồng ý", refuses=(403, 409), raw=True,
        )
    )  # fmt: skip


def list_exports() -> ExportList:
    """Các lần xuất dữ liệu, mới nhất trước."""
    return ExportList(items=[_thing(one) for one in services.listed(current_actor())])


def _thing(one: AgencyExport) -> ExportThing:
    return ExportThing(
        id=one.id, agency=one.agency.code, stage=one.stage, proposed_by=one.by.account,
        at=moment(one.at), reason=one.reason,
        decided_by=one.second.account if one.second else None,
        decided_at=moment(one.second_at), decided_why=one.second_reason,
        sha256=one.sha256, size=one.size, taken_at=moment(one.taken_at),
    )  # fmt: skip


Act = Callable[[Actor, int, Any], AgencyExport]


def _propose(actor: Actor, _id: int, body: Any) -> AgencyExport:
    return services.propose(actor, body.agency, reason=body.reason)


def _confirm(actor: Actor, row_id: int, _body: Any) -> AgencyExport:
    return services.confirm(actor, row_id)


def _reject(actor: Actor, row_id: int, body: Any) -> AgencyExport:
    return services.reject(actor, row_id, reason=body.reason)


Way = tuple[type[Asked], str, Act]
"""What it asks, what it is called, and the act."""
ACTS: dict[str, Way] = {
    "confirm": (Nothing, "Lãnh đạo cơ quan đồng ý; tệp được lập", _confirm),
    "reject": (Rejected, "Lãnh đạo cơ quan không đồng ý", _reject),
}


def _open(api: Api, rule: str, way: Way, status: int = 200) -> None:
    body, summary, act = way

    def view(row_id: int = 0) -> Response:
        actor = current_actor()

        def first() -> Response:
            services.require(actor)
            if row_id:
                services.find(actor, row_id)
            made = act(actor, row_id, read_json(body, empty=body is Nothing))
            return as_json(_thing(made), status)

        def again(_kind: str, id: int) -> Response:
            return as_json(_thing(services.find(actor, id)), status)

        return once(key_of(request.path), first, again)

    api.open(
        Operation(
            method="POST", rule=rule, view=view, summary=summary, gives=ExportThing, body=body,
            empty=body is Nothing, status=status, refuses=(403, 409, 422), raw=True,
        )
    )  # fmt: skip
