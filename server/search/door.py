"""GET /search: the same search for programs (CONTRACT §2)."""

import datetime as dt
from typing import Literal

from pydantic import BaseModel, Field
from sqlalchemy import Row

from server.api.counter import Api
from server.api.papers import Cursor
from server.door.visitor import current_actor
from server.search import queries
from server.search.nearly import nearly
from server.shapes import ArrivingType, Code, Day, Line, Urgency, Word

Kind = Literal["incoming", "outgoing", "meetings", "earlier", "tasks", "casefiles"]
SAID = (
    "Số, ký hiệu, nơi ban hành, trích yếu, người, bản quét; "
    '"đúng cụm từ", -không có (KHÔNG có), này OR kia (HOẶC), số:, ký hiệu:, loại:, nơi gửi:, '
    "từ ngày:, đến ngày:, năm:"
)


class SearchFilter(Cursor):
    """Filters are named as the fields; without words nothing is found."""

    q: Line = Field(default="", description=SAID)
    kind: Kind | None = None
    state: Word | None = None
    year: int | None = Field(default=None, ge=1900, le=2999)
    book: Literal["in", "out"] | None = None
    agency: Code | None = Field(default=None, description="Văn bản của cơ quan nào")
    unit: Code | None = None
    issued_from: Day | None = None
    issued_to: Day | None = None
    doc_type: ArrivingType | None = None
    urgency: Urgency | None = None
    near: bool = Field(default=False, description="Không thấy gì thì tìm chữ sai một chữ cái")


class FoundRow(BaseModel):
    kind: Kind
    id: int
    agency: str
    state: str
    register_no: int | None
    code: str
    issuer: str
    issued_on: dt.date | None
    doc_type: str
    subject: str
    urgency: str


class Counted(BaseModel):
    value: str
    count: int


class FoundList(BaseModel):
    """Of the newest hundred those come first whose number was typed, then those of which it is said
    side by side; behind a hundred the newest. `facets`, with the first page: of the newest found
    (100 at most) how many are of which kind, type, issuer, year and state. `loosely`: nothing was
    found with the marks that were typed, so they were passed over; `read_as`: nor as it was typed
    at all, so it was read as Telex, VNI or an abbreviation; `beside`: what it means besides, found
    behind what is so as it was typed; `also`: names before or after a reorganisation, and those
    of the places whose initials were typed, that were looked for too."""

    items: list[FoundRow]
    next_cursor: str | None = None
    loosely: bool = False
    read_as: str = ""
    beside: str = ""
    also: list[str] = []
    nearly: str = Field(default="", description="Hỏi `near`: lời đã gõ, một chữ được sửa lại")
    facets: dict[str, list[Counted]] = {}


def open_search(api: Api) -> None:
    """One call beside the rooms'."""

    @api.call("GET", "/search", query=SearchFilter, gives=FoundList)
    def search(query: SearchFilter) -> FoundList:
        """Văn bản, cuộc họp, việc, hồ sơ đọc được có đủ các từ; đúng số, đúng cụm từ đứng trước."""
        asked = query.model_dump(exclude_none=True, exclude={"cursor", "near"})
        actor = current_actor()
        found = queries.found(actor, asked, query.cursor)
        return FoundList(
            items=[_row(one) for one in found.rows],
            next_cursor=found.after,
            loosely=found.hits.loosely,
            read_as=found.hits.read_as,
            beside=found.hits.beside.words if found.hits.beside else "",
            also=list(found.also),
            nearly=nearly(actor, asked) if query.near and not found.rows else "",
            facets={
                name: [Counted(value=value, count=count) for value, count in counts]
                for name, counts in found.facets.items()
            },
        )


def _row(row: Row) -> FoundRow:
    said = {name: getattr(row, name, None) for name in FoundRow.model_fields}
    said |= {"kind": row.paper_kind, "id": row.paper_id, "issuer": row.issuer or ""}
    return FoundRow(**said | {"code": queries.code_of(row)})
