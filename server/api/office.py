"""What belongs to no single paper: agencies, registers, jobs, who I am."""

import datetime as dt
from collections.abc import Set
from typing import Any

from pydantic import BaseModel, Field
from sqlalchemy import Row, select

from server.api.counter import Api
from server.api.papers import Cursor
from server.api.parts import moment
from server.clock import now, today
from server.database import db
from server.door.visitor import current_actor
from server.org import queries
from server.org.actor import Actor
from server.org.models import Agency
from server.papers.listing import before, newest
from server.registers.queries import book
from server.registers.whose import agency_asked
from server.shapes import Word


class AgencyRow(BaseModel):
    code: str
    organ_id: str
    name: str
    level: str
    parent: str | None


class AgencyList(BaseModel):
    items: list[AgencyRow]
    next_cursor: str | None = None


class UnitRow(BaseModel):
    code: str
    name: str
    abbreviation: str


class UnitList(BaseModel):
    items: list[UnitRow]
    next_cursor: str | None = None


class BookFilter(Cursor):
    """An auditor names the agency whose book it is; who came after one that ended, that one."""

    agency: Word | None = None


class BookRow(BaseModel):
    """A line of a register: the decree's ten columns (Annex IV I and VI)."""

    arrival_no: int | None = Field(description="Số đến (sổ đến)")
    number: int | None = Field(description="Số (sổ đi)")
    series: str | None
    code: str
    entered_on: dt.date
    issuer: str
    issued_on: dt.date | None
    doc_type: str
    subject: str
    signer: str
    recipients: str
    kept_by: str
    copies: int
    handed_on: dt.date | None
    receipt: str
    note: str
    later: str


class BookList(BaseModel):
    items: list[BookRow]
    next_cursor: str | None = None


class Me(BaseModel):
    """Who the caller is and the post he acts in."""

    account: str
    name: str
    position: str
    agency: str
    unit: str | None
    roles: list[str]
    today: dt.date
    now: dt.datetime | None


def open_office(api: Api) -> None:
    api.call("GET", "/agencies", query=Cursor, gives=AgencyList)(list_agencies)
    api.call("GET", "/units", gives=UnitList)(list_units)
    for direction, words in (("in", "đến"), ("out", "đi")):
        _open_book(api, direction, words)
    api.call("GET", "/me", gives=Me)(me)


def list_agencies(query: Cursor) -> AgencyList:
    """Danh bạ cơ quan hôm nay, cơ quan mới ghi đứng trước."""
    rows, after = newest(queries.as_of(select(Agency), Agency), before(query.cursor))
    found = [one for (one,) in rows]
    codes = _codes_of({one.parent_id for one in found} - {None})
    items = [
        AgencyRow(
            code=one.code,
            organ_id=one.organ_id,
            name=one.name,
            level=one.level,
            parent=codes.get(one.parent_id or 0),
        )
        for one in found
    ]
    return AgencyList(items=items, next_cursor=str(after) if after else None)


def _codes_of(ids: Set[int | None]) -> dict[int, str]:
    """Of those that are in force today."""
    mine = queries.as_of(select(Agency.id, Agency.code), Agency).where(Agency.id.in_(ids))
    return {id: code for id, code in db.session.execute(mine)}


def list_units() -> UnitList:
    """Các đơn vị của cơ quan người gọi."""
    found = queries.units(current_actor().agency_id)
    rows = [UnitRow(code=u.code, name=u.name, abbreviation=u.abbreviation) for u in found]
    return UnitList(items=rows)


def me() -> Me:
    """Người gọi, chức vụ đang đảm nhiệm và ngày giờ của máy chủ."""
    actor = current_actor()
    return Me(
        account=actor.account or "",
        name=actor.name,
        position=actor.title,
        agency=actor.agency_code,
        unit=actor.unit_name or None,
        roles=sorted(actor.roles),
        today=today(),
        now=moment(now()),
    )


def _open_book(api: Api, direction: str, words: str) -> None:
    def view(query: BookFilter, year: int) -> BookList:
        actor = current_actor()
        agency = book_asked(actor, query)
        rows, after = book(actor, direction, year, agency_id=agency, before=before(query.cursor))
        items = [_line(row) for row in rows]
        return BookList(items=items, next_cursor=str(after) if after else None)

    view.__doc__ = f"Sổ đăng ký văn bản {words} của một năm."
    rule = f"/registers/{direction}/<year:year>"
    api.call("GET", rule, query=BookFilter, gives=BookList, refuses=(403,))(view)


def book_asked(actor: Actor, query: BookFilter) -> int | None:
    """The caller's own agency; another for an auditor (CONTRACT §2.5), or one that has ended."""
    agency = agency_asked(actor, query.agency or "", "agency")
    return agency.id if agency else None


def _line(row: Row[Any]) -> BookRow:
    said = {name: getattr(row, name) for name in BookRow.model_fields if hasattr(row, name)}
    coming = row.direction == "IN"
    said["arrival_no"] = row.number if coming else None
    said["number"] = None if coming else row.number
    said["series"] = None if coming else row.book.removeprefix("OUT:")
    return BookRow(**said)
