"""GET /lasting: the archive's long life, for programs (CONTRACT §2)."""

import datetime as dt
from typing import Literal

from pydantic import BaseModel, Field

from server.api.counter import Api
from server.api.papers import Cursor
from server.clock import local
from server.door.visitor import current_actor
from server.lasting import queries
from server.lasting.pages import require_reader
from server.lasting.queries import Standing
from server.org.ended import agency_ever
from server.papers.lasting import LastingFile
from server.shapes import Code

Level = Literal["B-B", "B-T", "B-LT", "B-LTA"]


class LastingFilter(Cursor):
    """Of one agency; `lacking`: below B-LTA, `failing`: the last try was in vain, `soon`: stamped
    again within 90 days."""

    agency: Code | None = None
    state: Standing | None = None


class Lasting(BaseModel):
    """A sealed file; `lacks` is the reason why the last try brought it no further."""

    id: int
    agency: str
    kind: str = Field(description="outgoing, meetings, volume, list, report, incoming (bản sao)")
    paper: int
    n: int = Field(description="Tệp thứ mấy của văn bản; 0: bản sao, quyển sổ")
    sha256: str
    level: Level
    lacks: str | None
    stamp_until: dt.datetime | None
    due_at: dt.datetime
    tried_at: dt.datetime | None


class LastingList(BaseModel):
    items: list[Lasting]
    next_cursor: str | None = None


def open_lasting(api: Api) -> None:
    @api.call("GET", "/lasting", query=LastingFilter, gives=LastingList, refuses=(403,))
    def list_lasting(query: LastingFilter) -> LastingList:
        """Tệp đã đóng dấu, mức và hạn đóng dấu thời gian lại, mới nhất trước."""
        require_reader(current_actor())
        agency = agency_ever(query.agency, "agency") if query.agency else None
        before = int(query.cursor) if query.cursor else None
        rows, after = queries.page_of(query.state, agency.id if agency else None, before)
        items = [_said(row, name) for row, name, _code in rows]
        return LastingList(items=items, next_cursor=str(after) if after else None)


def _said(row: LastingFile, agency: str) -> Lasting:
    return Lasting(
        id=row.id,
        agency=agency,
        kind=row.paper_kind,
        paper=row.paper_id,
        n=row.n,
        sha256=row.sha256,
        level=row.level,
        lacks=row.lacks or None,
        stamp_until=local(row.ends_at) if row.ends_at else None,
        due_at=local(row.due_at),
        tried_at=local(row.tried_at) if row.tried_at else None,
    )
