"""/registers/post, /registers/kept and a document's envelopes: Annex IV, II to IV."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from pydantic import BaseModel, Field
from sqlalchemy import Row

from server.api.counter import Api, Operation
from server.api.office import BookFilter, book_asked
from server.api.papers import ID
from server.documents.outgoing.sending.beside_pages import sent
from server.door.visitor import current_actor
from server.registers.queries import book
from server.uploads.kinds import PDF


class PostLine(BaseModel):
    """A line of the postal book (6 columns); `id` is named when the post has signed for it."""

    id: int
    outgoing_id: int
    posted_on: dt.date
    code: str
    recipient: str = Field(description="Tên; địa chỉ")
    envelopes: int
    receipt: str = Field(description="Trống: bưu điện chưa ký nhận")
    note: str


class PostBook(BaseModel):
    items: list[PostLine]
    next_cursor: str | None = None


class KeptLine(BaseModel):
    """A line of the book of kept copies (9 columns)."""

    id: int
    outgoing_id: int
    lent_on: dt.date
    borrower: str
    code: str
    issued_on: dt.date | None
    doc_type: str
    subject: str
    case_files: str
    receipt: str = Field(description="Ký nhận của người sử dụng")
    returned_on: dt.date | None
    allowed_by: str
    note: str


class KeptBook(BaseModel):
    items: list[KeptLine]
    next_cursor: str | None = None


def open_beside(api: Api) -> None:
    """The two books by year, and the envelopes of what is on its way to the post."""
    _open_book(api, "post", "Sổ gửi văn bản đi bưu điện của một năm.", PostBook, _posted)
    _open_book(api, "kept", "Sổ sử dụng bản lưu của một năm.", KeptBook, _kept)
    api.open(
        Operation(
            method="GET",
            rule=f"/outgoing/{ID}/envelopes",
            view=lambda id: sent(current_actor(), id),
            summary="Bì của văn bản mà bưu điện chưa ký nhận, tệp PDF",
            gives=PDF,
            refuses=(503,),
        )
    )


def _open_book(
    api: Api, name: str, words: str, gives: type[BaseModel], line: Callable[[Row[Any]], BaseModel]
) -> None:
    def view(query: BookFilter, year: int) -> BaseModel:
        actor = current_actor()
        agency = book_asked(actor, query)
        before = int(query.cursor) if query.cursor else None
        rows, after = book(actor, name, year, agency_id=agency, before=before)
        return gives(items=list(map(line, rows)), next_cursor=str(after) if after else None)

    view.__doc__ = words
    rule = f"/registers/{name}/<year:year>"
    api.call("GET", rule, query=BookFilter, gives=gives, refuses=(403,))(view)


def _posted(row: Row[Any]) -> PostLine:
    return PostLine(
        id=row.id,
        outgoing_id=row.paper_id,
        posted_on=row.entered_on,
        code=row.code,
        recipient=row.recipients,
        envelopes=row.copies,
        receipt=row.receipt,
        note=row.note,
    )


def _kept(row: Row[Any]) -> KeptLine:
    return KeptLine(
        id=row.id,
        outgoing_id=row.paper_id,
        lent_on=row.entered_on,
        borrower=row.recipients,
        code=row.code,
        issued_on=row.issued_on,
        doc_type=row.doc_type,
        subject=row.subject,
        case_files=row.kept_by,
        receipt=row.receipt,
        returned_on=row.handed_on,
        allowed_by=row.signer,
        note=row.note,
    )
