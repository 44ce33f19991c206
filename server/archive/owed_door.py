"""/casefiles/owed for programs: what the units owe the archive, file by file (RP-12)."""

import datetime as dt
from typing import Literal

from pydantic import BaseModel, Field

from server.api.counter import Api
from server.api.papers import Cursor
from server.archive import owed
from server.archive.owed_pages import NO_UNIT
from server.clock import now
from server.door.visitor import current_actor
from server.org import queries as org
from server.pages import when
from server.papers.listing import before
from server.shapes import Code


class OwedFilter(Cursor):
    """`part`: over its day, due within thirty days, or kept back with consent; `unit`: a code, or
    `none` for what belongs to no unit."""

    part: Literal["late", "soon", "kept"] | None = None
    unit: Code | None = None


class OwedUnit(BaseModel):
    """How many files a unit owes; `unit` is `none` for those of no unit."""

    unit: str
    late: int
    soon: int
    kept: int


class OwedFile(BaseModel):
    """A file by number, title and day: it may be one that the caller does not read yet."""

    id: int
    code: str
    year: int
    title: str
    unit: str | None
    state: str
    due_on: dt.date | None
    kept_until: dt.date | None


class OwedThing(BaseModel):
    """Hồ sơ đến hạn nộp lưu, tại thời điểm hỏi."""

    as_of: str
    units: list[OwedUnit] = Field(description="Số liệu theo đơn vị, không theo bộ lọc")
    items: list[OwedFile]
    next_cursor: str | None = None


def open_owed(api: Api) -> None:
    """The figures with a page of their list."""
    api.call("GET", "/casefiles/owed", query=OwedFilter, gives=OwedThing, refuses=(403,))(get_owed)


def get_owed(query: OwedFilter) -> OwedThing:
    """Hồ sơ đến hạn, quá hạn nộp lưu, được giữ lại của cơ quan người gọi (RP-12)."""
    actor = current_actor()
    codes = {one.id: one.code for one in org.units(actor.agency_id)}
    ids = {code: unit_id for unit_id, code in codes.items()} | {NO_UNIT: None}
    unit = {"unit": ids.get(query.unit, 0)} if query.unit else {}
    rows, after = owed.listed(actor, {"part": query.part, **unit}, before(query.cursor))
    return OwedThing(
        as_of=when(now()),
        units=[
            OwedUnit(
                unit=codes.get(one.unit_id, NO_UNIT),
                **{part: int(getattr(one, part)) for part in owed.PARTS},
            )
            for one in owed.counted(actor)
        ],
        items=[
            OwedFile(
                id=one.id, code=one.code, year=one.year, title=one.subject,
                unit=codes.get(one.unit_id or 0), state=str(one.state),
                due_on=one.due_on, kept_until=one.kept_until,
            )
            for one in rows
        ],
        next_cursor=str(after) if after else None,
    )  # fmt: skip
