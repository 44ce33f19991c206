"""/outgoing: documents on their way out, by list, by paper, by step."""

import datetime as dt
from typing import Any

from flask import Response, request
from pydantic import BaseModel

from server import perform
from server.api.away import open_agent, open_copies_by_agent
from server.api.copies import open_copies
from server.api.counter import Api, Operation, as_json, read_form, read_json, seen_version
from server.api.papers import ID, Cursor, Kind, open_papers, with_difference
from server.api.repeated import key_of, once
from server.api.things import OutgoingThing, outgoing
from server.documents.copies.agent_doors import CopyDoors
from server.documents.delivery.queries import deliveries_of
from server.documents.outgoing import queries
from server.documents.outgoing.drafts import drafting
from server.documents.outgoing.handed import placing
from server.documents.outgoing.handed.handing import HandedIn, hand_in
from server.documents.outgoing.models import OutgoingDocument
from server.documents.outgoing.shapes import (
    Draft,
    DraftChange,
    HandedAgain,
    HandedDraft,
    plain,
)
from server.documents.outgoing.signatures.agent_doors import AGENT_DOORS
from server.documents.outgoing.steps import COPIERS, STEPS
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.papers.services import Ref, find
from server.shapes import Asked, Line, Word
from workflows import Refused
from workflows.outgoing import DRAFTERS
from workflows.outgoing import Outgoing as State


class OutgoingFilter(Cursor):
    """Filters are named as the fields."""

    state: State | None = None
    code: Word | None = None
    doc_type: Line | None = None
    urgency: Word | None = None
    q: Line | None = None


class OutgoingRow(BaseModel):
    """A line of the list; the thing itself has the rest."""

    id: int
    state: str
    version: int
    code: str
    number: int | None
    issued_on: dt.date | None
    doc_type: str
    subject: str
    urgency: str
    signer: str


class OutgoingList(BaseModel):
    items: list[OutgoingRow]
    next_cursor: str | None = None


def shown(paper: OutgoingDocument, actor: Actor) -> OutgoingThing:
    return outgoing(paper, actor, deliveries_of(paper.id))


KIND = Kind("outgoing", OutgoingDocument, STEPS, shown, OutgoingThing)


def open_outgoing(api: Api) -> None:
    """List, draft, change, and the doors of a paper."""

    @api.call("GET", "/outgoing", query=OutgoingFilter, gives=OutgoingList)
    def list_outgoing(query: OutgoingFilter) -> OutgoingList:
        """Văn bản đi mà người gọi được đọc, mới nhất trước."""
        filters = query.model_dump(exclude_none=True, exclude={"cursor"})
        rows, after = queries.listed(current_actor(), filters, query.cursor)
        items = [OutgoingRow(**dict(row._mapping)) for row in rows]
        return OutgoingList(items=items, next_cursor=after)

    for operation in DRAFTING:
        api.open(operation)
    open_papers(api, KIND)
    open_copies(api, KIND)
    open_agent(api, f"/outgoing/{ID}", AGENT_DOORS)
    open_copies_by_agent(api, KIND, CopyDoors(OutgoingDocument, COPIERS))


def _create() -> Response:
    actor = current_actor()

    def act() -> Response:
        if not DRAFTERS & actor.roles:
            raise Refused("wrong_role")
        asked, given = _handed(Draft, HandedDraft)
        fields = plain(asked.model_dump())
        return _made(drafting.create(actor, fields=fields, given=given).id)

    def _made(paper_id: int) -> Response:
        return as_json(shown(find(OutgoingDocument, actor, paper_id), actor), 201)

    return once(key_of(request.path), act, lambda _kind, paper_id: _made(paper_id))


def _handed(typed: type[Asked], handed: type[Asked]) -> tuple[Any, HandedIn | None]:
    """What was asked, as JSON, or as a form with the one file that is to be the page."""
    if request.mimetype != "multipart/form-data":
        return read_json(typed), None
    given = read_form(handed, ("file",))
    if len(given["file"]) > 1:
        raise Refused("invalid", "file")
    one = given["file"][0]
    return given["form"], hand_in(one.filename or "du-thao", one.stream.read())


def _edit(id: int) -> Response:
    actor = current_actor()
    paper = find(OutgoingDocument, actor, id)
    perform.require(actor, drafting.edit_step(paper.state), paper)
    seen = seen_version(required=True)
    if paper.version != seen:
        raise with_difference("outgoing", id, Refused("stale"))
    asked, given = _handed(DraftChange, HandedAgain)
    changes = asked.changes() if given is None else {}
    if changes.get("places"):
        changes["places"] = placing.changed(paper, changes["places"])
    drafting.edit(actor, Ref(id, seen), fields=changes, given=given)
    return as_json(shown(find(OutgoingDocument, actor, id), actor), 200)


DRAFTING = (
    Operation(
        method="POST",
        rule="/outgoing",
        view=_create,
        summary="Soạn dự thảo (OUT-T01): gõ (JSON), hoặc kèm tệp PDF, DOCX làm trang (biểu mẫu).",
        gives=OutgoingThing,
        status=201,
        body=Draft,
        form=HandedDraft,
        files=("file",),
        refuses=(403, 503),
        raw=True,
    ),
    Operation(
        method="PATCH",
        rule=f"/outgoing/{ID}",
        view=_edit,
        summary="Sửa dự thảo hoặc thay tệp; sau khi duyệt thì mọi chữ duyệt hết giá trị (OUT-T09)",
        gives=OutgoingThing,
        body=DraftChange,
        form=HandedAgain,
        files=("file",),
        version="required",
        refuses=(403, 409, 422, 503),
        raw=True,
    ),
)
"""A draft is begun and changed; both take the file that is to be its page."""
