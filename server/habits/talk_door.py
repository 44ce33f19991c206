"""Remarks for programs: what was said on a paper, who may be named, and saying something."""

import datetime as dt

from flask import Response
from pydantic import BaseModel
from sqlalchemy import select

from server.api.counter import Api, Operation, read_json
from server.api.parts import moment
from server.api.repeated import acted
from server.database import db
from server.desks.models import REMARK, History
from server.documents.casefiles.models import CaseFile
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.models import OutgoingDocument
from server.documents.talk import Remark
from server.documents.tasks.models import Task
from server.door.visitor import current_actor
from server.papers import remarks
from server.papers.models import Paper
from server.papers.services import find, reasons


class RemarkThing(BaseModel):
    at: dt.datetime | None
    account: str | None
    name: str
    position: str
    text: str


class MayBeNamed(BaseModel):
    account: str
    name: str
    position: str


class RemarkList(BaseModel):
    """Oldest first; `may_name`: the others who may read the paper."""

    items: list[RemarkThing]
    may_name: list[MayBeNamed]
    next_cursor: str | None = None


def open_remarks(api: Api) -> None:
    """For each kind of papers what was said, and one more."""
    for kind in (IncomingDocument, OutgoingDocument, Task, CaseFile):
        _open(api, kind)


def _open(api: Api, kind: type[Paper]) -> None:
    def listed(id: int) -> RemarkList:
        """Trao đổi về một văn bản, và những người nhắc tới được."""
        return _listed(kind, id)

    def said(id: int) -> Response:
        return _said(kind, id)

    rule = f"/{kind.workflow.name}/<id:id>/remarks"
    api.call("GET", rule, gives=RemarkList)(listed)
    api.open(
        Operation(
            method="POST",
            rule=rule,
            view=said,
            summary="Trao đổi về một văn bản, nhắc tới người đọc được văn bản",
            gives=RemarkList,
            status=201,
            body=Remark,
            refuses=(403, 409, 422),
            raw=True,
        )
    )


def _said(kind: type[Paper], id: int) -> Response:
    actor = current_actor()
    paper = find(kind, actor, id)

    def act() -> None:
        remarks.require(actor, paper)
        body = read_json(Remark)
        remarks.remark(actor, kind, id, text=body.text, mention=body.mention)

    return acted(act, lambda: _listed(kind, id), 201)


def _listed(kind: type[Paper], id: int) -> RemarkList:
    actor = current_actor()
    paper = find(kind, actor, id)
    key = {"paper_kind": kind.workflow.name, "paper_id": id, "transition": REMARK}
    rows = db.session.scalars(select(History).filter_by(**key).order_by(History.id)).all()
    texts = reasons(actor, paper, rows)
    may = remarks.who_may_be_named(actor, paper) if remarks.may_remark(actor, paper) else []
    return RemarkList(
        items=[_thing(one, texts[one.id]) for one in rows],
        may_name=[MayBeNamed(account=one.account, name=one.name, position=one.post) for one in may],
    )


def _thing(row: History, text: str) -> RemarkThing:
    return RemarkThing(
        at=moment(row.at), account=row.account, name=row.name, position=row.position, text=text
    )
