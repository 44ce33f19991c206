"""What did not get through, for programs: at whom it failed, and which answers nobody took."""

import datetime as dt
from typing import Literal

from flask import Response
from pydantic import BaseModel, Field

from server.api.counter import Api, Operation, read_json
from server.api.delivered import Sent, Waiting, sent, waits
from server.api.papers import Cursor
from server.api.parts import moment
from server.api.repeated import acted
from server.documents.delivery.models import Delivery, Letter
from server.documents.delivery.queries import status_word, was_tried
from server.door.visitor import current_actor
from server.exchange import following, unsaid
from server.papers.listing import before
from server.shapes import Subject, Why


class TroubleFilter(Cursor):
    """`failed`: not sent, `refused`: turned away, `late`: sent, and nothing heard for too long;
    `silent`: asked to give it back, or sent an update, and no answer for four days;
    `waiting`: could not be handed over yet, and is tried again by itself (told where asked for)."""

    state: Literal["failed", "refused", "late", "silent", "waiting"] | None = None
    q: Subject = Field(default="", description="Số, trích yếu, nơi nhận")


class AnswerFilter(Cursor):
    """Refused for good; `waiting`: could not be said yet, and is tried again by itself."""

    state: Literal["waiting"] | None = None
    q: Subject = Field(default="", description="Số, trích yếu, mã định danh nơi gửi")


class TroubledDelivery(Sent):
    """A recipient, and the document (`outgoing/ID`) that waits there for its clerk."""

    paper: str


class TroubleList(BaseModel):
    items: list[TroubledDelivery]
    next_cursor: str | None = None


class UnsaidAnswer(BaseModel):
    """A status that was not taken; `paper`: `incoming/ID`, of what was turned away there is none;
    `error`: why not; `state` `QUEUED`: it is on its way again, and where it was tried in vain
    `waiting` says so."""

    id: int
    paper: str | None
    to: str
    code: str
    word: str
    at: dt.datetime | None
    state: str
    error: str
    waiting: Waiting | None = None


class AnswerList(BaseModel):
    items: list[UnsaidAnswer]
    next_cursor: str | None = None


def open_troubles(api: Api) -> None:
    """What the two lists of "Liên thông" show a clerk, and the button of the second."""
    for rule, query, gives, view in (
        ("/gateway/failed", TroubleFilter, TroubleList, list_failed),
        ("/gateway/answers", AnswerFilter, AnswerList, list_answers),
    ):
        api.call("GET", rule, query=query, gives=gives, refuses=(403,))(view)
    for act, does, summary, body in (
        (
            "again",
            _again,
            "Báo lại ngay một trạng thái mà nơi gửi chưa nhận",
            None,
        ),
        ("leave", _leave, "Thôi báo một trạng thái mà nơi gửi không nhận", Why),
    ):
        api.open(
            Operation(
                method="POST",
                rule=f"/gateway/answers/<id:row_id>/actions/{act}",
                view=does,
                summary=summary,
                gives=UnsaidAnswer,
                body=body,
                refuses=(403, 409),
                raw=True,
            )
        )


def list_failed(query: TroubleFilter) -> TroubleList:
    """Nơi nhận không tới được, từ chối hoặc chậm tin, mới nhất trước (văn thư)."""
    top = before(query.cursor)
    rows, after = following.troubles_before(current_actor(), query.q, query.state or "", top)
    items = [_troubled(row, it) for row, it in zip(rows, sent(rows), strict=True)]
    return TroubleList(items=items, next_cursor=str(after) if after else None)


def _troubled(row: Delivery, it: Sent) -> TroubledDelivery:
    return TroubledDelivery(**dict(it), paper=f"outgoing/{row.outgoing_id}")


def list_answers(query: AnswerFilter) -> AnswerList:
    """Trạng thái mà nơi gửi văn bản chưa nhận, mới nhất trước (văn thư)."""
    rows, after = unsaid.unsaid_before(
        current_actor(), query.q, before(query.cursor), waiting=query.state == "waiting"
    )
    items = [_answer(one) for one in rows]
    return AnswerList(items=items, next_cursor=str(after) if after else None)


def _answer(one: Letter) -> UnsaidAnswer:
    return UnsaidAnswer(
        id=one.id,
        paper=f"incoming/{one.paper_id}" if one.paper_kind == "incoming" else None,
        to=one.to_organ,
        code=one.status_code,
        word=status_word(one.status_code),
        at=moment(one.created_at),
        state=one.state,
        error=one.error,
        waiting=waits(one) if was_tried(one) else None,
    )


def _leave(row_id: int) -> Response:
    actor = current_actor()

    def first() -> None:
        unsaid.answer_of(actor, row_id)
        unsaid.leave(actor, row_id, reason=read_json(Why).reason)

    return acted(first, lambda: _answer(unsaid.answer_of(actor, row_id)))


def _again(row_id: int) -> Response:
    actor = current_actor()
    return acted(
        lambda: unsaid.say_again(actor, row_id),
        lambda: _answer(unsaid.answer_of(actor, row_id)),
    )
