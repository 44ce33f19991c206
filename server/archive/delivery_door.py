"""/casefiles/deliveries for programs: files handed over together, and their minutes (AR-06)."""

import datetime as dt
from collections.abc import Callable

from flask import Response, request
from pydantic import BaseModel

from server.api.away import open_agent
from server.api.counter import Api, Operation, as_json, read_json
from server.api.papers import Cursor
from server.api.parts import moment
from server.api.repeated import key_of, once
from server.archive import queries
from server.archive.delivery_pages import (
    AGENT_DOORS,
    Together,
    delivery_signed,
    hand_over,
    signers_of,
)
from server.archive.minutes_signing import MINUTES, the_delivery
from server.archive.models import Handover
from server.database import db
from server.documents.casefiles.models import CaseFile
from server.documents.lists.door import MinutesSigner, read_by
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.shapes import KeyAsked
from workflows import CASEFILE

PATH = "/casefiles/deliveries"
ROW = f"{PATH}/<id:id>"


class DeliveredFile(BaseModel):
    """A file of the delivery, as it stands now."""

    id: int
    code: str
    year: int
    state: str


class DeliveryRow(BaseModel):
    """Một lần giao nộp hồ sơ. `signs`: its minutes wait for the caller's key."""

    id: int
    giver: str
    unit: str | None
    given_at: dt.datetime | None
    taker: str
    taken_at: dt.datetime | None
    file_total: int
    signs: bool


class DeliveryThing(DeliveryRow):
    """With its files. `minutes_sha256`: the minutes as they are signed so far, empty until they are
    set, and where nobody has a key."""

    files: list[DeliveredFile]
    minutes_sha256: str
    signers: list[MinutesSigner]


class DeliveryList(BaseModel):
    items: list[DeliveryRow]
    next_cursor: str | None = None


def open_deliveries(api: Api) -> None:
    """The list, one of them, handing over together, and the minutes with their signatures."""
    api.call("GET", PATH, query=Cursor, gives=DeliveryList)(list_deliveries)
    api.call("GET", ROW, gives=DeliveryThing)(see_delivery)
    api.call("GET", f"{ROW}/signed", gives="application/pdf")(signed_minutes)
    api.open(Operation(
        method="POST", rule=PATH, view=_hand_over, summary="Nộp lưu nhiều hồ sơ trong một lần",
        gives=DeliveryThing, status=201, body=Together, refuses=(403, 404, 409), raw=True,
    ))  # fmt: skip
    api.open(Operation(
        method="POST", rule=f"{ROW}/actions/sign", view=_sign, summary="Ký biên bản giao nhận",
        gives=DeliveryThing, body=KeyAsked, refuses=(403, 404, 409, 503), raw=True,
    ))  # fmt: skip
    open_agent(api, ROW, AGENT_DOORS)


def list_deliveries(query: Cursor) -> DeliveryList:
    """Các lần giao nộp mà người gọi xem được, mới nhất trước."""
    actor = current_actor()
    rows, after = queries.deliveries(actor, query.cursor)
    counts, mine = queries.counted(rows), MINUTES.to_sign(actor)
    items = [_row(one, counts[one.id].total(), one.id in mine) for one in rows]
    return DeliveryList(items=items, next_cursor=after)


def see_delivery(id: int) -> DeliveryThing:
    """Một lần giao nộp."""
    actor = current_actor()
    return _thing(the_delivery(actor, id), actor)


def signed_minutes(id: int) -> Response:
    """Biên bản giao nhận, với các chữ ký đã có."""
    return delivery_signed(id)


def _hand_over() -> Response:
    def act(actor: Actor) -> int:
        CASEFILE.knows("transfer", actor.roles)
        return hand_over(actor, read_json(Together).files)

    return _once(act, 201)


def _sign(id: int) -> Response:
    def act(actor: Actor) -> int:
        MINUTES.require(actor, the_delivery(actor, id))
        asked = read_json(KeyAsked)
        return MINUTES.sign(actor, id, pin=asked.pin, answer=asked.answer).id

    return _once(act, 200)


def _once(does: Callable[[Actor], int], status: int) -> Response:
    actor = current_actor()

    def said(row_id: int) -> Response:
        return as_json(_thing(the_delivery(actor, row_id), actor), status)

    def again(kind: str, row_id: int) -> Response:
        """Handing over is remembered by the first of its files."""
        if kind == MINUTES.kind:
            return said(row_id)
        return said(db.session.get_one(CaseFile, row_id).handover_id or 0)

    return once(key_of(request.path), lambda: said(does(actor)), again)


def _row(row: Handover, file_total: int, signs: bool) -> DeliveryRow:
    return DeliveryRow(
        id=row.id,
        giver=row.giver.account,
        unit=row.unit.code if row.unit else None,
        given_at=moment(row.given_at),
        taker=row.taker,
        taken_at=moment(row.taken_at),
        file_total=file_total,
        signs=signs,
    )


def _thing(row: Handover, actor: Actor) -> DeliveryThing:
    cases = queries.delivered(row.id)
    signs = MINUTES.waits_for_me(actor, row)
    return DeliveryThing(
        **dict(_row(row, len(cases), signs)),
        files=[
            DeliveredFile(id=one.id, code=one.code, year=one.year, state=str(one.state))
            for one in cases
        ],
        minutes_sha256=row.signed_list.file_sha256 if row.signed_list else "",
        signers=read_by(signers_of(row)),
    )
