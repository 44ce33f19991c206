"""/tombstones: what stays of the state secrets that were here, for auditors (RP-14)."""

import datetime as dt
from typing import Annotated

from pydantic import BaseModel, Field

from server.api.counter import Api
from server.api.papers import Cursor
from server.api.parts import Tomb, stone_said
from server.bars import LAST_YEAR
from server.clock import local
from server.door.visitor import current_actor
from server.org.ended import agency_ever
from server.papers.tombstones import Sought, page_of
from server.shapes import Code, Line
from workflows import Refused, Role

Day = Annotated[dt.date, Field(ge=dt.date(1900, 1, 1), le=dt.date(LAST_YEAR, 12, 31))]


class TombFilter(Cursor):
    """Of one agency, of these days in Hà Nội, or those that a name, a sender or a digest is found
    in."""

    agency: Code | None = None
    q: Line | None = None
    purged_from: Day | None = None
    purged_to: Day | None = None


class Stone(Tomb):
    """One purge: of which paper, at which agency."""

    id: int
    incoming: int
    agency: str
    arrived_at: dt.datetime


class StoneList(BaseModel):
    items: list[Stone]
    next_cursor: str | None = None


def open_tombstones(api: Api) -> None:
    """One list; a tombstone has no door of its own, its paper has."""

    @api.call("GET", "/tombstones", query=TombFilter, gives=StoneList, refuses=(403,))
    def list_tombstones(query: TombFilter) -> StoneList:
        """Dấu vết của văn bản mật đã tiêu hủy, mới nhất trước; không có nội dung."""
        if Role.AUDITOR not in current_actor().roles:
            raise Refused("not_allowed")
        agency = agency_ever(query.agency, "agency") if query.agency else None
        before = int(query.cursor) if query.cursor else None
        sought = Sought(
            agency_id=agency.id if agency else None,
            words=query.q or "",
            first=query.purged_from,
            last=query.purged_to,
        )
        rows, after = page_of(sought, before)
        items = [
            Stone(
                id=stone.id,
                incoming=stone.paper_id,
                agency=name,
                arrived_at=local(stone.arrived_at),
                **stone_said(stone),
            )
            for stone, name in rows
        ]
        return StoneList(items=items, next_cursor=str(after) if after else None)
