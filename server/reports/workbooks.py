"""A report as a file: its figures, or all lines behind one of them; a job (DOMAIN §13)."""

import datetime as dt
from dataclasses import replace
from typing import Any

from flask_babel import force_locale

from server import taking_along
from server.clock import local, now
from server.jobs import Payload, job
from server.org.actor import Actor
from server.org.queries import actor_by_id
from server.pages import day, when
from server.reports import keeping, queries
from server.reports.conditions import Asked
from server.reports.figures import figures
from server.reports.lists import LISTS
from server.reports.rights import require
from server.reports.table import Figures
from server.reports.words import PARTS, TITLES, named, span, unit_names, whose
from server.typesetting.books import Line, Register
from server.words_of.law import state_word

KIND, KEPT = "reports:write", "reports:write_kept"
_WHAT = {"Số, ký hiệu": 11, "Tên loại và trích yếu nội dung": 30}
COLUMNS = {
    "incoming": {
        "Số đến": 5, "Ngày đến": 8, "Tác giả": 12, **_WHAT, "Đơn vị chủ trì": 14, "Độ khẩn": 8,
        "Tình trạng": 12, "Hạn": 8, "Xong ngày": 8,
    },
    "outgoing": {
        "Số": 5, "Ngày ban hành": 8, "Người ký": 12, **_WHAT, "Đơn vị soạn thảo": 14, "Độ khẩn": 8,
        "Tình trạng": 12, "Ký": 8, "Phát hành": 8,
    },
}  # fmt: skip
"""Of the lines, each with its share of the sheet."""
FILES = {"incoming": "van-ban-den", "outgoing": "van-ban-di", "tasks": "nhiem-vu",
         "exceptions": "ngoai-le", "exchange": "lien-thong", "meetings": "cuoc-hop",
         "online": "xu-ly-truc-tuyen", "below": "cap-duoi", "owed": "den-han-nop-luu"}  # fmt: skip


def begin(actor: Actor, asked: Asked, by: str | None, form: str = "xlsx") -> int:
    """The job's id; `by`: the figures divided so, None: the lines."""
    require(actor, asked.of)
    days = [one.isoformat() for one in asked.days] if asked.days else None
    narrowed = dict(asked.narrowed)
    said = {"days": days, "narrowed": narrowed, "of": asked.of, "by": by, "form": form}
    return taking_along.ask(KIND, actor, asked=said)


@job(KIND)
def write(asked: dict[str, Any], post: list[int]) -> Payload:
    """By the rights that the asker has now; what is official stays Vietnamese. Harmless twice."""
    actor, by = actor_by_id(*post), asked["by"]
    require(actor, asked["of"])
    days = [dt.date.fromisoformat(one) for one in asked["days"] or ()]
    of = asked["of"]
    sought = Asked((days[0], days[1]) if days else None, asked["narrowed"], of)
    with force_locale("vi"):
        if by:
            told = figures(actor, sought, by)
            book, lines = book_of(told), lines_of(told)
        else:
            book, lines = _book(actor, sought), _lines(actor, sought)
    made = taking_along.sheet(book, lines, asked["form"])
    name = f"bao-cao-{FILES[of]}{'' if by else '-danh-sach'}.{asked['form']}"
    return taking_along.told(made, name, len(lines))


def begin_kept(actor: Actor, report_id: int, form: str) -> int:
    """The same of a report that is kept: its figures as they stand there."""
    keeping.found(actor, report_id)
    return taking_along.ask(KEPT, actor, report_id=report_id, form=form)


@job(KEPT)
def write_kept(report_id: int, form: str, post: list[int]) -> Payload:
    """By the rights that the asker has now. Harmless twice."""
    row = keeping.found(actor_by_id(*post), report_id)
    told = keeping.told_of(row)
    lines = lines_of(told)
    made = taking_along.sheet(book_of(told), lines, form)
    return taking_along.told(made, f"bao-cao-{row.id}-{row.last:%Y%m%d}.{form}", len(lines))


def book_of(told: Figures) -> Register:
    """The columns of the figures, as a sheet has them."""
    plain = taking_along.plain(
        told.title,
        f"{told.whose} · {told.span} · tính đến {told.as_of}",
        {told.way: 20.0} | dict.fromkeys(told.columns, 8.0),
    )
    return replace(plain, figures=True, summed=bool(told.sums))


def lines_of(told: Figures) -> list[Line]:
    """A line a row, and their sum."""
    last = [("Cộng", [count for count, _href in told.sums])] if told.sums else []
    return [([name, *counts], False) for name, counts in (*told.counts, *last)]


def _book(actor: Actor, sought: Asked) -> Register:
    parts = [str(PARTS[value]) for name, value in sought.narrowed.items() if name == "outcome"]
    heads = LISTS[sought.of].heads if sought.of in LISTS else COLUMNS[sought.of].items()
    return taking_along.plain(
        " – ".join([str(TITLES[sought.of]), *parts]),
        f"{whose(actor, sought.of)} · {span(sought)} · tính đến {when(now())}",
        {str(name): float(share) for name, share in heads},
    )


def _lines(actor: Actor, sought: Asked) -> list[Line]:
    if sought.of in LISTS:
        return [([*one.cells], False) for one in LISTS[sought.of].every(actor, sought)]
    units = unit_names(actor)
    rows = queries.all_lines(actor, sought)
    return [(_cells(sought.of, row, units), False) for row in rows]


def _cells(of: str, row: Any, units: dict[int, str]) -> list[str | int]:
    moments = (row.since, row.done) if of == "outgoing" else (row.due, row.done)
    return [
        row.number,
        day(row.entered_on),
        row.issuer or row.signer,
        row.code,
        f"{row.doc_type} {row.subject}".strip(),
        named("unit", row.unit_id, units),
        named("urgency", row.urgency, units),
        state_word(of, row.state),
        *(day(local(at).date()) if at else "" for at in moments),
    ]
