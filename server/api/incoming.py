"""/incoming: documents that came in, by list, by paper, by step."""

import datetime as dt
from typing import Annotated, Any, Literal

from flask import Response, request
from pydantic import BaseModel, Field
from sqlalchemy import Row

from server.api.away import open_copies_by_agent
from server.api.copies import open_copies
from server.api.counter import Api, Operation, as_json, read_form
from server.api.papers import Cursor, Kind, open_papers
from server.api.parts import moment
from server.api.reading import open_reading
from server.api.repeated import key_of, once
from server.api.things import IncomingThing, incoming
from server.documents.copies.agent_doors import CopyDoors
from server.documents.incoming import arriving, queries
from server.documents.incoming.models import IncomingDocument
from server.documents.incoming.shapes import RegisterFields
from server.documents.incoming.steps import COPIERS, STEPS
from server.door.visitor import current_actor
from server.papers.letters import open_all
from server.papers.services import find
from server.shapes import Day, Line, Notation, Number, Word
from workflows import Refused, Role
from workflows.incoming import Incoming as State

ArrivalNo = Annotated[int, Field(ge=1, lt=10**10)]
"""Ten digits at most (IN-06)."""


class IncomingFilter(Cursor):
    """Filters are named as the fields."""

    state: State | None = None
    arrival_no: ArrivalNo | None = None
    number: Number | None = None
    notation: Notation | None = None
    issuer: Line | None = None
    lead: Line | None = Field(default=None, description="Mã hoặc tên đơn vị chủ trì")
    doc_type: Line | None = None
    issued_on: Day | None = None
    urgency: Word | None = None
    due: Literal["overdue", "soon"] | None = Field(
        default=None, description="Chưa xong và đã quá hạn, hoặc sắp đến hạn"
    )
    weak: Literal["1"] | None = Field(
        default=None, description="Có chữ ký dùng thuật toán băm hoặc khóa quá yếu (SIG-06)"
    )
    moved: Literal["1"] | None = Field(
        default=None,
        description="Lãnh đạo đã chuyển từ người hỏi hoặc đơn vị mình sang nơi khác",
    )
    q: Line | None = Field(default=None, description="Từ trong trích yếu, không cần dấu")


class IncomingRow(BaseModel):
    """A line of the list; the thing itself has the rest."""

    id: int
    state: str
    version: int
    arrival_no: int | None
    number: str
    notation: str
    issued_on: dt.date | None
    issuer: str
    organ_id: str
    doc_type: str
    subject: str
    urgency: str
    arrived_at: dt.datetime | None
    due_at: dt.datetime | None


class IncomingList(BaseModel):
    items: list[IncomingRow]
    next_cursor: str | None = None


KIND = Kind("incoming", IncomingDocument, STEPS, incoming, IncomingThing)


def open_incoming(api: Api) -> None:
    """List, arrival, and the doors of a paper."""

    @api.call("GET", "/incoming", query=IncomingFilter, gives=IncomingList)
    def list_incoming(query: IncomingFilter) -> IncomingList:
        """Văn bản đến mà người gọi được đọc, mới nhất trước."""
        filters = query.model_dump(exclude_none=True, exclude={"cursor"})
        rows, after = queries.listed(current_actor(), filters, query.cursor)
        return IncomingList(items=[_row(row) for row in rows], next_cursor=after)

    api.open(
        Operation(
            method="POST",
            rule="/incoming",
            view=_receive,
            summary="Nhận văn bản giấy đã quét (IN-T02); trường để trống được đề xuất từ bản quét.",
            gives=IncomingThing,
            status=201,
            form=RegisterFields,
            files=("file",),
            refuses=(403, 503),
            raw=True,
        )
    )
    open_papers(api, KIND)
    open_copies(api, KIND)
    open_copies_by_agent(api, KIND, CopyDoors(IncomingDocument, COPIERS))
    open_reading(api)


def _receive() -> Response:
    actor = current_actor()

    def act() -> Response:
        if Role.CLERK not in actor.roles:
            raise Refused("wrong_role")
        given = read_form(RegisterFields, ("file",))
        files = given["file"]
        opened = open_all(
            ((one.filename or "van-ban", one.stream.read()) for one in files), len(files)
        )
        paper = arriving.receive(
            actor,
            fields=given["form"].fields(),
            files=opened.files,
            hints=opened.hints,
            note=opened.note,
        )
        return _made(paper.id)

    def _made(paper_id: int) -> Response:
        return as_json(incoming(find(IncomingDocument, actor, paper_id), actor), 201)

    return once(key_of(request.path), act, lambda _kind, paper_id: _made(paper_id))


def _row(row: Row[Any]) -> IncomingRow:
    said = dict(row._mapping)
    said["arrived_at"], said["due_at"] = moment(said["arrived_at"]), moment(said["due_at"])
    return IncomingRow(**said)
