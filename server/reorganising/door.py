"""/handovers/agencies for programs: what an agency that ended gave, and its minutes (ORG-12)."""

import datetime as dt

from flask import Response, request
from pydantic import BaseModel

from server.api.away import open_agent
from server.api.counter import Api, Operation, as_json, read_json
from server.api.papers import Cursor
from server.api.parts import moment
from server.api.repeated import key_of, once
from server.documents.lists.door import MinutesSigner, read_by
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.reorganising import queries
from server.reorganising.minutes import MINUTES, for_reader
from server.reorganising.minutes_pages import AGENT_DOORS, signed, signers_of
from server.reorganising.minutes_sheet import lines_of
from server.reorganising.models import AgencyHandover
from server.shapes import KeyAsked

PATH = "/handovers/agencies"
ROW = f"{PATH}/<id:id>"


class PassedOn(BaseModel):
    """A line: a thing by its kind and id, without its content."""

    thing: str
    called: str
    due_at: dt.datetime | None


class AgencyHandoverRow(BaseModel):
    """Bàn giao của một cơ quan kết thúc cho một cơ quan kế tục. `signs`: the minutes wait for the
    caller's key."""

    id: int
    from_agency: str
    to_agency: str
    decision_code: str
    effective_on: dt.date
    signs: bool


class AgencyHandoverThing(AgencyHandoverRow):
    """With its lines. `minutes_sha256`: the minutes as they are signed so far, empty until they are
    set, and where nobody has a key."""

    giver: str | None
    giver_post: str
    taker: str | None
    taker_post: str
    lines: list[PassedOn]
    minutes_sha256: str
    signers: list[MinutesSigner]


class AgencyHandoverList(BaseModel):
    items: list[AgencyHandoverRow]
    next_cursor: str | None = None


def open_agency_handovers(api: Api) -> None:
    """The list, one of them, and the minutes with their signatures."""
    api.call("GET", PATH, query=Cursor, gives=AgencyHandoverList)(list_agency_handovers)
    api.call("GET", ROW, gives=AgencyHandoverThing)(see_agency_handover)
    api.call("GET", f"{ROW}/signed", gives="application/pdf")(signed_minutes)
    api.open(Operation(
        method="POST", rule=f"{ROW}/actions/sign", view=_sign, summary="Ký biên bản bàn giao",
        gives=AgencyHandoverThing, body=KeyAsked, refuses=(403, 404, 409, 503), raw=True,
    ))  # fmt: skip
    open_agent(api, ROW, AGENT_DOORS)


def list_agency_handovers(query: Cursor) -> AgencyHandoverList:
    """Các biên bản bàn giao giữa cơ quan mà người gọi xem được, mới nhất trước."""
    actor = current_actor()
    rows, after = queries.handovers(actor, query.cursor)
    mine = MINUTES.to_sign(actor)
    return AgencyHandoverList(items=[_row(one, one.id in mine) for one in rows], next_cursor=after)


def see_agency_handover(id: int) -> AgencyHandoverThing:
    """Một biên bản bàn giao giữa hai cơ quan."""
    actor = current_actor()
    return _thing(for_reader(actor, id), actor)


def signed_minutes(id: int) -> Response:
    """Biên bản bàn giao, với các chữ ký đã có."""
    return signed(id)


def _sign(id: int) -> Response:
    actor = current_actor()

    def said(row_id: int) -> Response:
        return as_json(_thing(for_reader(actor, row_id), actor), 200)

    def act() -> Response:
        MINUTES.require(actor, for_reader(actor, id))
        asked = read_json(KeyAsked)
        return said(MINUTES.sign(actor, id, pin=asked.pin, answer=asked.answer).id)

    return once(key_of(request.path), act, lambda _kind, row_id: said(row_id))


def _row(row: AgencyHandover, signs: bool) -> AgencyHandoverRow:
    return AgencyHandoverRow(
        id=row.id,
        from_agency=row.from_agency.code,
        to_agency=row.to_agency.code,
        decision_code=row.plan.decision_code,
        effective_on=row.plan.effective_on,
        signs=signs,
    )


def _thing(row: AgencyHandover, actor: Actor) -> AgencyHandoverThing:
    return AgencyHandoverThing(
        **dict(_row(row, MINUTES.waits_for_me(actor, row))),
        giver=row.giver.account if row.giver else None,
        giver_post=row.giver_post,
        taker=row.taker.account if row.taker else None,
        taker_post=row.taker_post,
        lines=[
            PassedOn(
                thing=f"{it.paper_kind}/{it.paper_id}", called=it.called, due_at=moment(it.due_at)
            )
            for it in lines_of(row)
        ],
        minutes_sha256=row.signed_list.file_sha256 if row.signed_list else "",
        signers=read_by(signers_of(row)),
    )
