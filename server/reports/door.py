"""/reports for programs: the figures of a period, by the same rights as the page's."""

import datetime as dt
from typing import Any, Literal

from pydantic import BaseModel, Field, create_model

from server.api.counter import Api
from server.door.visitor import current_actor
from server.reports.conditions import Asked as Narrowed
from server.reports.figures import figures
from server.reports.table import Figures
from server.reports.words import TITLES, WAYS, span_of
from server.shapes import Asked, Day, Word


class Period(Asked):
    """This month where no day is named, a year at most."""

    by: Word | None = None
    first: Day | None = None
    last: Day | None = None


class FigureRow(BaseModel):
    """A figure for each of the report's `columns`; words where it is none."""

    name: str
    cells: list[int | str]


class ReportThing(BaseModel):
    """Báo cáo: số liệu của một kỳ, tại thời điểm hỏi."""

    title: str
    whose: str
    first: dt.date
    last: dt.date
    as_of: str
    way: str
    columns: list[str]
    rows: list[FigureRow]
    sums: list[int | str]
    rate_name: str = Field(description="Tên của tỷ lệ chung, để trống nếu không có")
    rate: str
    notes: list[str]


def open_reports(api: Api) -> None:
    """One for each kind."""
    for of in TITLES:
        _open(api, of)


def _open(api: Api, of: str) -> None:
    ways: Any = Literal[tuple(WAYS[of])]
    query = create_model(f"Period_{of}", __base__=Period, by=(ways | None, None))

    @api.call("GET", f"/reports/{of}", query=query, gives=ReportThing, refuses=(403,))
    def tell(query: Period) -> ReportThing:
        """Số liệu của một kỳ; tháng này nếu không nêu ngày, nhiều nhất một năm."""
        days = span_of(query.first, query.last)
        told = figures(current_actor(), Narrowed(days, {}, of), query.by or next(iter(WAYS[of])))
        return _thing(told, days)


def _thing(told: Figures, days: tuple[dt.date, dt.date]) -> ReportThing:
    return ReportThing(
        title=told.title, whose=told.whose, first=days[0], last=days[1], as_of=told.as_of,
        way=told.way, columns=list(told.columns),
        rows=[FigureRow(name=name, cells=cells) for name, cells in told.counts],
        sums=[count for count, _href in told.sums],
        rate_name=told.rate[0], rate=told.rate[1], notes=list(told.notes),
    )  # fmt: skip
