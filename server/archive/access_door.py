"""/casefiles/access for programs: asked for, and listed; answered it is by a step of the file."""

import datetime as dt
from typing import Literal

from flask import Response, request
from pydantic import BaseModel

from server.api.counter import Api, Operation, as_json, read_json
from server.api.papers import Cursor
from server.api.parts import moment
from server.api.repeated import key_of, once
from server.archive import access_queries
from server.archive.access_pages import ask
from server.archive.shapes import Asking
from server.database import db
from server.documents.casefiles import access
from server.documents.casefiles.kept import opened_to
from server.documents.casefiles.models import AccessRequest, CaseFile
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.shapes import Subject
from workflows import CASEFILE
from workflows.access import Stage


class AccessFilter(Cursor):
    """`whose`: asked by the caller, or by others, of files that he may read."""

    stage: Stage | None = None
    whose: Literal["mine", "others"] | None = None
    q: Subject | None = None


class AccessRow(BaseModel):
    """A request. `file`: its path, where the caller may read the file; `alert`: unconfirmed."""

    id: int
    stage: Stage
    code: str
    year: int
    file: str | None
    name: str
    position: str
    purpose: str
    asked_at: dt.datetime | None
    last_day: dt.date
    settled_at: dt.datetime | None
    settled_by: str
    reason: str
    alert: bool


class AccessList(BaseModel):
    items: list[AccessRow]
    next_cursor: str | None = None


def open_access(api: Api) -> None:
    """Asking and the list."""
    api.call("GET", "/casefiles/access", query=AccessFilter, gives=AccessList)(list_access)
    api.open(
        Operation(
            method="POST",
            rule="/casefiles/access",
            view=_ask,
            summary="Xin đọc một hồ sơ, nói rõ mục đích và thời hạn",
            gives=AccessRow,
            status=201,
            body=Asking,
            refuses=(403, 409),
            raw=True,
        )
    )
    api.open(
        Operation(
            method="POST",
            rule="/casefiles/access/<int(max=9007199254740992):id>/actions/drop",
            view=_drop,
            summary="Rút yêu cầu đọc hồ sơ của mình, khi chưa ai trả lời",
            gives=AccessRow,
            refuses=(403, 404, 409),
            raw=True,
        )
    )


def list_access(query: AccessFilter) -> AccessList:
    """Yêu cầu đọc hồ sơ: của người gọi, và của các hồ sơ mà người gọi đọc được."""
    actor = current_actor()
    filters = query.model_dump(exclude_none=True, exclude={"cursor"})
    rows, after = access_queries.listed(actor, filters, query.cursor)
    opens = opened_to(actor, {case.id for _row, case in rows})
    items = [_row(one, case, case.id in opens) for one, case in rows]
    return AccessList(items=items, next_cursor=after)


def _ask() -> Response:
    actor = current_actor()

    def act() -> Response:
        CASEFILE.knows("ask_access", actor.roles)
        return as_json(_told(ask(actor, read_json(Asking)), actor), 201)

    def again(_kind: str, id: int) -> Response:
        mine = db.session.query(AccessRequest).filter_by(case_file_id=id, person_id=actor.person_id)
        return as_json(_told(mine.order_by(AccessRequest.id.desc()).first(), actor), 201)

    return once(key_of(request.path), act, again)


def _drop(id: int) -> Response:
    actor = current_actor()

    def act() -> Response:
        CASEFILE.knows("drop_access", actor.roles)
        return as_json(_told(access.drop(actor, id), actor), 200)

    def again(_kind: str, _id: int) -> Response:
        return as_json(_told(db.session.get(AccessRequest, id), actor), 200)

    return once(key_of(request.path), act, again)


def _told(row: AccessRequest | None, actor: Actor) -> AccessRow:
    assert row is not None, "it was asked"
    case = row.case_file
    return _row(row, case, case.id in opened_to(actor, {case.id}))


def _row(row: AccessRequest, case: CaseFile, opens: bool) -> AccessRow:
    return AccessRow(
        id=row.id,
        stage=row.stage_now,
        code=case.code,
        year=case.year,
        file=f"casefiles/{case.id}" if opens else None,
        name=row.name,
        position=row.post,
        purpose=row.purpose,
        asked_at=moment(row.asked_at),
        last_day=row.last_day,
        settled_at=moment(row.settled_at),
        settled_by=row.settled_by,
        reason=row.why,
        alert=row.is_unconfirmed,
    )
