"""GET /audit/reads, /audit/changes, /audit/grants: access and rights for programs (RP-06)."""

import datetime as dt
from typing import Any, Literal

from pydantic import BaseModel
from sqlalchemy import Row

from server.api.counter import Api
from server.api.papers import Cursor
from server.auditing import access
from server.auditing.access import CHANGES, GRANTS, READS
from server.auditing.door import OfDays, asked_of, turned_on
from server.clock import local
from server.shapes import Line


class ReadFilter(OfDays):
    """`q`: a paper, by its address in the log or its number; `address`: from where, whole."""

    q: Line = ""
    person: Line = ""
    address: Line = ""


class ChangeFilter(ReadFilter):
    """`q`: words of the change; `person`: who did it, or to whom it was done."""


class GrantFilter(OfDays):
    person: Line = ""
    state: Line = ""


class ReadLine(BaseModel):
    """Somebody opened a paper (RP-06)."""

    id: int
    paper: str
    account: str
    name: str
    position: str
    address: str
    at: dt.datetime


class ReadList(BaseModel):
    items: list[ReadLine]
    next_cursor: str | None = None


class ChangeLine(BaseModel):
    """What was changed in people, posts and rights; `account` is empty for a command."""

    id: int
    account: str
    act: str
    subject: str
    words: str
    before: dict[str, Any]
    after: dict[str, Any]
    address: str
    at: dt.datetime


class ChangeList(BaseModel):
    items: list[ChangeLine]
    next_cursor: str | None = None


class GrantLine(BaseModel):
    """A post with its roles, and how far its confirmation is (SOD-04)."""

    id: int
    account: str
    name: str
    position: int
    roles: list[str]
    decision_code: str
    proposed_by: str
    at: dt.datetime
    state: Literal["OPEN", "CONFIRMED", "REJECTED", "ALARM", "SEEN"]
    settled_by: str
    settled_at: dt.datetime | None
    reason: str


class GrantList(BaseModel):
    items: list[GrantLine]
    next_cursor: str | None = None


def open_access(api: Api) -> None:
    """Three lists; the same queries as the pages."""

    @api.call("GET", "/audit/reads", query=ReadFilter, gives=ReadList, refuses=(403,))
    def list_reads(query: ReadFilter) -> ReadList:
        """Lượt mở văn bản: ai, chức vụ nào, lúc nào, từ đâu; mới nhất trước."""
        rows, after = _page(READS, query)
        return ReadList(items=[_read(row) for row in rows], next_cursor=after)

    @api.call("GET", "/audit/changes", query=ChangeFilter, gives=ChangeList, refuses=(403,))
    def list_changes(query: ChangeFilter) -> ChangeList:
        """Thay đổi về người, chức vụ và quyền, mới nhất trước."""
        rows, after = _page(CHANGES, query)
        return ChangeList(items=[_change(row) for row in rows], next_cursor=after)

    @api.call("GET", "/audit/grants", query=GrantFilter, gives=GrantList, refuses=(403,))
    def list_grants(query: GrantFilter) -> GrantList:
        """Cấp quyền và trạng thái xác nhận, mới nhất trước."""
        rows, after = _page(GRANTS, query)
        return GrantList(items=[_grant(row) for row in rows], next_cursor=after)


def _page(what: str, query: Cursor) -> tuple[list[Row], str | None]:
    asked, before = asked_of(query)
    rows, after = access.page_of(what, asked, before)
    return rows, turned_on(after)


def _read(row: Row) -> ReadLine:
    return ReadLine(
        id=row.id,
        paper=f"{row.paper_kind}/{row.paper_id}",
        account=row.account,
        name=row.full_name,
        position=row.position,
        address=row.address or "",
        at=local(row.at),
    )


def _change(row: Row) -> ChangeLine:
    plain = ("id", "act", "subject", "words", "before", "after")
    said = {name: getattr(row, name) for name in plain}
    where = row.address or ""
    return ChangeLine(account=row.by_account, address=where, at=local(row.at), **said)


def _grant(row: Row) -> GrantLine:
    plain = ("id", "account", "roles", "decision_code", "state", "settled_by", "reason")
    return GrantLine(
        name=row.full_name,
        position=row.position_id,
        proposed_by=row.by_account,
        at=local(row.at),
        settled_at=local(row.settled_at) if row.settled_at else None,
        **{name: getattr(row, name) for name in plain},
    )
