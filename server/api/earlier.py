"""/earlier: documents of an older system, their registers, and the takeovers that bring them in."""

import datetime as dt
from collections.abc import Callable
from typing import Any, Literal

from flask import Response, request
from pydantic import BaseModel, Field

from server.answers import words_of
from server.api.counter import Api, Operation, as_json, read_form, read_json
from server.api.office import BookFilter, book_asked
from server.api.onward import open_onward
from server.api.papers import Kind, open_papers
from server.api.repeated import key_of, once
from server.api.things import File, file_of
from server.documents.earlier import books, handing_in, remarking, sending_again
from server.documents.earlier.columns import COLUMNS
from server.documents.earlier.lines import documents_of, lines_of
from server.documents.earlier.models import EarlierDocument
from server.documents.earlier.steps import STEPS
from server.documents.earlier.waiting import Packed
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.papers.actions import offered
from server.papers.services import files_of
from server.shapes import Asked, Nothing
from workflows.earlier import Direction

KEYS = ", ".join(one.key for one in COLUMNS)
RULE = "/earlier/takeovers"
MOST = 500
"""Lines with troubles that one answer tells."""


class Written(BaseModel):
    """What an older register says of a document."""

    old_no: str = Field(description="Số trong sổ cũ, như đã ghi")
    number: str
    notation: str
    issuer: str
    issued_on: dt.date | None
    entered_on: dt.date
    doc_type: str
    subject: str
    signer: str
    recipients: str
    handler: str
    note: str


class EarlierThing(Written):
    """Văn bản chuyển từ hệ thống cũ, như sổ cũ đã ghi."""

    id: int
    state: str
    version: int
    actions: list[str] = []
    direction: Direction
    year: int
    finished: bool
    continued: int | None = Field(description="Văn bản đến mở tiếp ở đây, khi ở đó chưa xong")
    files: list[File]


class EarlierLine(Written):
    """A line of an older register; `id` opens the document where the caller may read it."""

    id: int | None


class EarlierBook(BaseModel):
    items: list[EarlierLine]
    next_cursor: str | None = None


class HandedIn(Asked):
    """`file`: the sheet (XLSX or CSV) first, then the documents' files and ZIPs it names."""

    direction: Direction


class SentAgain(Asked):
    """`file`: the sheet as it was mended first, then the files that lacked; no other field."""


class Confirmed(Asked):
    """The place, from 0, of each field's column."""

    columns: dict[str, int] = Field(description=KEYS)


class Trouble(BaseModel):
    line: int
    field: str
    code: str
    detail: str


class TakeoverThing(BaseModel):
    """`stage`: MAPPING, LOOKING, READY, TAKING, DONE, DROPPED; `columns`: guessed or confirmed."""

    id: int
    stage: str
    direction: Direction
    name: str
    heads: list[str]
    columns: dict[str, int]
    lines: int
    troubles: list[Trouble]
    remarks: list[str] = Field(description="Điều cần biết nhưng không cản việc nhập")
    job: int | None


def _thing(paper: EarlierDocument, actor: Actor) -> EarlierThing:
    said = {n: getattr(paper, n) for n in EarlierThing.model_fields if hasattr(paper, n)}
    veiled = paper.is_veiled_for(actor.roles)
    said["files"] = [] if veiled else [file_of(row) for row in files_of("earlier", paper.id)]
    said["actions"] = offered(actor, paper, STEPS)
    return EarlierThing(**said | {"continued": paper.continued_id})


def open_earlier(api: Api) -> None:
    """The documents, the two books by year, and the clerk's takeovers."""
    for direction, words in ((Direction.IN, "đến"), (Direction.OUT, "đi")):
        _open_book(api, direction, words)
        open_onward(api, direction, words)
    api.open(
        Operation(
            method="POST", rule=RULE, view=_hand_in, form=HandedIn, files=("file",), raw=True,
            summary="Gửi lên một sổ của hệ thống cũ, cùng các tệp; chưa nhập gì.",
            gives=TakeoverThing, status=201, refuses=(403, 503),
        )
    )  # fmt: skip
    api.call("GET", f"{RULE}/<id:row_id>", gives=TakeoverThing, refuses=(403,))(show)
    api.open(
        Operation(
            method="POST", rule=f"{RULE}/<id:row_id>/actions/send_again", view=_send_again,
            form=SentAgain, files=("file",), raw=True, gives=TakeoverThing, refuses=(403, 409, 503),
            summary="Gửi lại bảng đã sửa; các tệp đã gửi vẫn còn.",
        )
    )  # fmt: skip
    for name, (body, summary, act) in ACTS.items():
        _open_act(api, name, body, summary, act)
    open_papers(api, Kind("earlier", EarlierDocument, STEPS, _thing, EarlierThing))


def _open_book(api: Api, direction: Direction, words: str) -> None:
    def view(query: BookFilter, year: int) -> EarlierBook:
        actor = current_actor()
        agency_id = book_asked(actor, query)
        rows, after = books.lines(actor, direction, year, query.cursor, agency_id)
        items = [
            EarlierLine(
                id=row.id if row.open else None,
                **{name: getattr(row, name) for name in Written.model_fields},
            )
            for row in rows
        ]
        return EarlierBook(items=items, next_cursor=after)

    view.__doc__ = f"Sổ văn bản {words} của hệ thống cũ trong một năm."
    rule = f"/earlier/books/{direction}/<year:year>"
    api.call("GET", rule, query=BookFilter, gives=EarlierBook, refuses=(403,))(view)


def show(row_id: int) -> TakeoverThing:
    """Một lượt nhập: cột, từng lỗi theo dòng, đến đâu."""
    one = handing_in.find(current_actor(), row_id)
    troubles = [
        Trouble(line=line.n, field=key, code=reason, detail=words_of(reason, said))
        for line in lines_of(one.id, MOST, is_wrong=True)
        for key, reason, said in line.troubles
    ]
    return TakeoverThing(
        id=one.id, stage=one.stage, direction=one.direction, name=one.name, heads=one.heads,
        columns=one.mapping, lines=documents_of(one), troubles=troubles,
        remarks=remarking.words(one), job=one.job_id,
    )  # fmt: skip


def _hand_in() -> Response:
    actor = current_actor()

    def act() -> Response:
        handing_in.require_clerk(actor)
        given = read_form(HandedIn, ("file",))
        sheet, *files = _packed(given)
        made = handing_in.hand_in(actor, given["form"].direction, sheet=sheet, files=files)
        return as_json(show(made.id), 201)

    return once(key_of(request.path), act, lambda _kind, id: as_json(show(id), 201))


def _packed(given: dict[str, Any]) -> list[Packed]:
    return [(one.filename or "", one.stream.read()) for one in given["file"]]


def _send_again(row_id: int) -> Response:
    actor = current_actor()

    def act() -> Response:
        handing_in.find(actor, row_id)
        sheet, *files = _packed(read_form(SentAgain, ("file",)))
        sending_again.send_again(actor, row_id, sheet=sheet, files=files)
        return as_json(show(row_id), 200)

    return once(key_of(request.path), act, lambda _kind, _id: as_json(show(row_id), 200))


def _confirm(actor: Actor, id: int, body: Any) -> None:
    handing_in.confirm(actor, id, body.columns)


def _carry_out(actor: Actor, id: int, _body: Any) -> None:
    handing_in.carry_out(actor, id)


def _go_on(actor: Actor, id: int, _body: Any) -> None:
    handing_in.go_on(actor, id)


def _drop(actor: Actor, id: int, _body: Any) -> None:
    handing_in.drop(actor, id)


Act = Callable[[Actor, int, Any], None]
ACTS: dict[Literal["confirm", "carry_out", "go_on", "drop"], tuple[type[Asked], str, Act]] = {
    "confirm": (Confirmed, "Xác nhận cột nào là gì; từng dòng được kiểm tra", _confirm),
    "carry_out": (Nothing, "Nhập tất cả những gì đã xem", _carry_out),
    "go_on": (Nothing, "Chạy tiếp một lượt đã dừng vì lỗi", _go_on),
    "drop": (Nothing, "Bỏ lượt nhập", _drop),
}


def _open_act(api: Api, name: str, body: type[Asked], summary: str, act: Act) -> None:
    def view(row_id: int) -> Response:
        actor = current_actor()

        def first() -> Response:
            handing_in.find(actor, row_id)
            act(actor, row_id, read_json(body, empty=body is Nothing))
            return as_json(show(row_id), 200)

        return once(key_of(request.path), first, lambda _kind, _id: as_json(show(row_id), 200))

    api.open(
        Operation(
            method="POST", rule=f"{RULE}/<id:row_id>/actions/{name}", view=view, summary=summary,
            gives=TakeoverThing, body=body, empty=body is Nothing, refuses=(403, 409, 422),
            raw=True,
        )
    )  # fmt: skip
