"""A report as a workbook: its figures, or all lines behind one of them; a job (DOMAIN §13)."""

import datetime as dt
from typing import Any

from flask_babel import force_locale

from server import bindery, jobs, pool
from server.clock import local, now
from server.database import transaction
from server.files import store
from server.jobs import Payload, job
from server.org.actor import Actor
from server.org.queries import actor_by_id
from server.pages import day, when
from server.reports import queries
from server.reports.conditions import OUTCOMES, Asked, require
from server.reports.words import PARTS, WAYS, named, rows_of, span, together, unit_names, whose
from server.typesetting.books import Line, Register
from server.uploads.kinds import XLSX
from server.words_of_law import state_word

KIND = "reports:write"
PATIENCE = 300.0
"""Seconds for a quarter's lines, as for the longest book."""
COLUMNS = {
    "Số đến": 5, "Ngày đến": 8, "Tác giả": 12, "Số, ký hiệu": 11,
    "Tên loại và trích yếu nội dung": 30, "Đơn vị chủ trì": 14, "Độ khẩn": 8, "Tình trạng": 12,
    "Hạn": 8, "Xong ngày": 8,
}  # fmt: skip
"""Of the lines, each with its share of the sheet."""


def begin(actor: Actor, asked: Asked, by: str | None) -> int:
    """The job's id; `by`: the figures divided so, None: the lines."""
    require(actor)
    days = [one.isoformat() for one in asked.days] if asked.days else None
    said = {"days": days, "narrowed": dict(asked.narrowed), "by": by}
    post = [actor.person_id, actor.appointment_id]
    with transaction():
        return jobs.later(KIND, {"asked": said, "post": post}, person_id=actor.person_id).id


@job(KIND)
def write(asked: dict[str, Any], post: list[int]) -> Payload:
    """By the rights that the asker has now; what is official stays Vietnamese. Harmless twice."""
    actor, by = actor_by_id(*post), asked["by"]
    require(actor)
    days = [dt.date.fromisoformat(one) for one in asked["days"] or ()]
    sought = Asked((days[0], days[1]) if days else None, asked["narrowed"])
    with force_locale("vi"):
        columns, lines = _figures(actor, sought, by) if by else _lines(actor, sought)
        book = _book(actor, sought, columns)
    made = pool.submit(bindery.workbook, book, lines, timeout=PATIENCE)
    name = f"bao-cao-van-ban-den{'' if by else '-danh-sach'}.xlsx"
    file = {"sha256": store().keep(made), "media_type": XLSX, "name": name}
    return {"file": file, "lines": len(lines)}


def _book(actor: Actor, sought: Asked, columns: dict[str, int]) -> Register:
    parts = [str(PARTS[value]) for name, value in sought.narrowed.items() if name == "outcome"]
    return Register(
        title=" – ".join(["Báo cáo giải quyết văn bản đến", *parts]),
        agency=f"{whose(actor)} · {span(sought)} · tính đến {when(now())}",
        superior="",
        year=None,
        span="",
        columns=tuple(columns),
        shares=tuple(map(float, columns.values())),
    )


def _figures(actor: Actor, sought: Asked, by: str) -> tuple[dict[str, int], list[Line]]:
    columns = {str(WAYS[by]): 20, "vào sổ": 8} | {str(PARTS[name]): 12 for name in OUTCOMES}
    rows = rows_of(actor, sought, by, OUTCOMES)
    counts = [*(one["counts"] for one in rows), together(rows)]
    names = [*(one["name"] for one in rows), "Cộng"]
    figures = zip(names, counts, strict=True)
    return columns, [([name, *map(str, (sum(n), *n))], False) for name, n in figures]


def _lines(actor: Actor, sought: Asked) -> tuple[dict[str, int], list[Line]]:
    units = unit_names(actor)
    return COLUMNS, [(_cells(row, units), False) for row in queries.all_lines(actor, sought)]


def _cells(row: Any, units: dict[int, str]) -> list[str]:
    return [
        str(row.number),
        day(row.entered_on),
        row.issuer,
        row.code,
        f"{row.doc_type} {row.subject}".strip(),
        named("unit", row.lead_unit_id, units),
        named("urgency", row.urgency, units),
        state_word("incoming", row.state),
        *(day(local(at).date()) if at else "" for at in (row.due_at, row.done_at)),
    ]
