"""GET /audit/numbers: the series of a year for programs, as the page has them (RP-03)."""

from pydantic import BaseModel, Field

from server.api.counter import Api
from server.auditing.numbers import Series, series_of
from server.auditing.pages import require_auditor
from server.clock import today
from server.door.visitor import current_actor
from server.org.ended import agency_ever
from server.shapes import Asked, Code


class NumbersFilter(Asked):
    """This year, of every agency, where none is named."""

    year: int | None = Field(default=None, ge=1900, le=9999)
    agency: Code | None = None


class VoidedNumber(BaseModel):
    number: int
    why: str


class SeriesLine(BaseModel):
    """One series of a book; `sound`: nothing missing, over, entered backwards or outside."""

    agency: str
    book: str
    first: int | None
    last: int
    lines: int
    missing: list[str] = Field(description="Các đoạn số thiếu giữa số đầu và số cuối")
    surplus: int = Field(description="Số vượt số cuối đã cấp")
    backwards: int = Field(description="Số vào sổ trước ngày của số liền trước")
    outside: int = Field(description="Số vào sổ ngoài những ngày cơ quan hoạt động")
    voided: list[VoidedNumber]
    closed: bool
    sound: bool


class SeriesList(BaseModel):
    items: list[SeriesLine]
    next_cursor: str | None = None


def open_numbers(api: Api) -> None:
    """One list, whole: a year has a few series an agency."""
    api.call("GET", "/audit/numbers", query=NumbersFilter, gives=SeriesList, refuses=(403,))(
        list_series
    )


def list_series(query: NumbersFilter) -> SeriesList:
    """Sổ và số của một năm: dãy nào thiếu, thừa, lùi ngày, và số đã hủy."""
    require_auditor(current_actor())
    agency = agency_ever(query.agency, "agency") if query.agency else None
    found = series_of(query.year or today().year, agency.id if agency else None)
    return SeriesList(items=[_line(one) for one in found])


def _line(one: Series) -> SeriesLine:
    return SeriesLine(
        agency=one.code, book=one.book, first=one.first, last=one.last, lines=one.lines,
        missing=list(one.missing), surplus=one.surplus, backwards=one.backwards,
        outside=one.outside,
        voided=[VoidedNumber(number=number, why=why) for number, why in one.voided],
        closed=one.closed, sound=one.is_sound,
    )  # fmt: skip
