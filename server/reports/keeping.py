"""A report that is kept: its figures stand as they were, a job sets them on paper (DOMAIN §13)."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import force_locale
from sqlalchemy import ColumnElement, or_, select, update

from server import audit, bindery, jobs, pool, repeats, taking_along
from server.clock import local, now, today
from server.database import db, transaction
from server.files import store
from server.jobs import job
from server.office import office
from server.org.actor import Actor
from server.org.models import Agency, Unit
from server.policy import WHOLE_REGISTER
from server.reports.conditions import Asked
from server.reports.figures import figures
from server.reports.lists import LISTS, ON_PAPER
from server.reports.models import KeptReport, ReportOrder
from server.reports.rights import has_agencys, require_any
from server.reports.table import Cell, Figures
from server.typesetting.books import Line, Register, leaves
from server.typesetting.report import Front
from workflows import Refused, Role
from workflows.dates import written

KIND = "reports:paper"
PAGE = 40
MAKERS = (WHOLE_REGISTER | {Role.UNIT_HEAD, Role.ARCHIVIST}) - {Role.AUDITOR}
"""Who reads a report may make one; an auditor changes nothing (SOD-05)."""
FACTS = ("title", "whose", "span", "as_of", "way")


def require_maker(actor: Actor) -> None:
    require_any(actor)
    if not MAKERS & actor.roles:
        raise Refused("wrong_role")


def keep(actor: Actor, asked: Asked, by: str) -> KeptReport:
    """The figures of this moment, kept; their paper is set beside."""
    require_maker(actor)
    with transaction():
        return keep_in(actor, asked, by)


def keep_in(
    actor: Actor, asked: Asked, by: str, order: ReportOrder | None = None, hand: Actor | None = None
) -> KeptReport:
    """The same as a step; what is official is Vietnamese. `hand`: who keeps it, where that is the
    clock and this one is only to sign."""
    first, last = asked.period
    with force_locale("vi"):
        told, listed = figures(actor, asked, by), _listed(actor, asked)
    unit_id = None if asked.of in has_agencys(actor) else actor.unit_id
    row = KeptReport(
        agency_id=actor.agency_id, unit_id=unit_id,
        of=asked.of, by=by, first=first, last=last, figures=_said(told),
        listed=listed,
        made_by=actor.person_id, maker=actor.name, title=actor.title, at=now(),
        order_id=order.id if order else None,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    write_down("keep_report", row, hand or actor)
    jobs.later(KIND, {"report_id": row.id}, person_id=actor.person_id)
    return row


def _said(told: Figures) -> dict[str, Any]:
    return {name: getattr(told, name) for name in FACTS} | {
        "columns": list(told.columns),
        "rows": [[name, *counts] for name, counts in told.counts],
        "sums": [count for count, _href in told.sums],
        "notes": list(told.notes),
        "rate": list(told.rate),
    }


def _listed(actor: Actor, asked: Asked) -> list[Sequence[str]]:
    """The lines behind the figures, of a report that is read for them."""
    if asked.of not in ON_PAPER:
        return []
    return [one.cells for one in LISTS[asked.of].every(actor, asked)]


@job(KIND)
def set_on_paper(report_id: int) -> None:
    """Set its leaves, bind them, keep the file. Harmless twice."""
    row = db.session.get_one(KeptReport, report_id)
    if row.file_sha256:
        return
    fonts, book = office().cabinet.fonts, _book(row)
    part, pages = pool.submit(leaves, book, _lines(row), 2, fonts)
    listed: list[Line] = [(one, False) for one in row.listed]
    behind = taking_along.leaves(_list_book(row), listed, 2 + pages) if listed else []
    made = pool.submit(
        bindery.bind_report, _front(row), [part, *behind], fonts, timeout=taking_along.PATIENCE
    )
    sha256 = store().keep(made)
    with transaction():
        if put_file(report_id, "", sha256) is not None:
            audit.append("print_report", f"report/{report_id}", file_sha256=sha256)


def _book(row: KeptReport) -> Register:
    said = row.figures
    return Register(
        title=said["title"], agency=said["whose"], superior="", year=row.last.year,
        span=said["span"],
        columns=(said["way"], *said["columns"]), shares=(20.0, *(8.0 for _one in said["columns"])),
        figures=True, summed=bool(said["sums"]),
    )  # fmt: skip


def _list_book(row: KeptReport) -> Register:
    """Of the list behind the figures, where the report keeps one."""
    heads = LISTS[row.of].heads if row.listed else ()
    return Register(
        title=f"{row.figures['title']}: danh sách", agency=row.figures["whose"], superior="",
        year=row.last.year, span=row.figures["span"],
        columns=tuple(str(name) for name, _share in heads),
        shares=tuple(float(share) for _name, share in heads),
    )  # fmt: skip


def _lines(row: KeptReport) -> list[Line]:
    sums = row.figures["sums"]
    rows = [*row.figures["rows"], *([["Cộng", *sums]] if sums else [])]
    return [(cells, False) for cells in rows]


def _front(row: KeptReport) -> Front:
    agency, said = db.session.get_one(Agency, row.agency_id), row.figures
    unit = db.session.get(Unit, row.unit_id) if row.unit_id else None
    rate = rate_of(said)
    made_on = written(local(row.at).date())
    return Front(
        agency=agency.name,
        unit=unit.name if unit else "",
        place=f"{agency.place_name}, {made_on}".strip(", "),
        title=said["title"],
        facts=(
            ("Kỳ báo cáo", said["span"]),
            ("Tính đến", said["as_of"]),
            ("Chia theo", said["way"]),
            *([(_whole(said["columns"][0]), str(said["sums"][0]))] if said["sums"] else []),
            *([rate] if rate[0] else []),
            *([("Danh sách kèm theo", f"{len(row.listed)} dòng")] if row.listed else []),
        ),
        vouching=" ".join([*said["notes"], VOUCHING]),
        signer=(row.title, row.maker),
    )


def _whole(column: str) -> str:
    """Of what it is the sum: 26 were called to one meeting, there were no 26 meetings."""
    return "Tổng số" if column == EVERYTHING else f"Tổng số {column}"


EVERYTHING = "tất cả"


def told_of(row: KeptReport) -> Figures:
    """Its figures as they stood; they open no list, for what was behind them has gone on since."""
    said = row.figures
    return Figures(
        **{name: said[name] for name in FACTS},
        parts=(),
        columns=said["columns"],
        rows=[(name, _cells(counts)) for name, *counts in said["rows"]],
        sums=_cells(said["sums"]),
        notes=said["notes"],
        rate=rate_of(said),
    )


def _cells(counts: Sequence[int | str]) -> list[Cell]:
    return [(count, "") for count in counts]


def rate_of(said: Mapping[str, Any]) -> tuple[str, str]:
    """Its one figure in words; the first reports all had the same, and kept the figure alone."""
    name, words = said.get("rate") or ("Đúng hạn trong số đã xong", said["share"])
    return name, words


def changed_since(actor: Actor, row: KeptReport) -> list[tuple[str, int, int]]:
    """Which of its sums are others today, by column: then and now. A report is never rewritten, a
    correction is told as one (DOMAIN §13). Of a unit's only to who has the unit's figures."""
    whole = row.of in has_agencys(actor)
    if not row.figures["sums"] or whole != (row.unit_id is None):
        return []
    with force_locale("vi"):
        now_told = figures(actor, Asked((row.first, row.last), {}, row.of), row.by)
    today_is = dict(zip(now_told.columns, (one for one, _href in now_told.sums), strict=False))
    kept = zip(row.figures["columns"], row.figures["sums"], strict=False)
    pairs = [(name, then, today_is.get(name, then)) for name, then in kept]
    return [
        (name, then, other)
        for name, then, other in pairs
        if isinstance(then, int) and isinstance(other, int) and then != other
        if name not in now_told.moving
    ]


def kept_of(actor: Actor, asked: Asked, by: str) -> KeptReport | None:
    """The newest of this very period, where it is over: by it the figures of the period stand, and
    what is counted now beside it is a correction (DOMAIN §13)."""
    first, last = asked.period
    if last >= today():
        return None
    whole = asked.of in has_agencys(actor)
    mine = select(KeptReport).where(*_readable(actor)).filter_by(
        of=asked.of, by=by, first=first, last=last, unit_id=None if whole else actor.unit_id
    )  # fmt: skip
    return db.session.scalar(mine.order_by(KeptReport.id.desc()).limit(1))


VOUCHING = (
    "Số liệu lấy từ sổ đăng ký và nhiệm vụ trong hệ thống tại thời điểm nói trên và không thay đổi"
    " về sau. Giá trị băm của báo cáo này được ghi thành một mục của nhật ký."
)


def put_file(report_id: int, before: str, after: str) -> KeptReport | None:
    """The next file in place of that one; None where somebody else was quicker. A step."""
    mine = update(KeptReport).where(KeptReport.id == report_id, KeptReport.file_sha256 == before)
    changed = db.session.execute(mine.values(file_sha256=after).returning(KeptReport.id))
    if changed.one_or_none() is None:
        return None
    return db.session.get_one(KeptReport, report_id, populate_existing=True)


def found(actor: Actor, report_id: int) -> KeptReport:
    """One that this actor may read: his agency's, or his unit's."""
    require_any(actor)
    mine = select(KeptReport).where(KeptReport.id == report_id, *_readable(actor))
    row = db.session.scalar(mine)
    if row is None:
        raise Refused("not_found")
    return row


def kept(actor: Actor, before: int | None) -> tuple[Sequence[KeptReport], int | None]:
    """A page of them, the newest first, and where the next begins."""
    require_any(actor)
    mine = select(KeptReport).where(*_readable(actor))
    if before is not None:
        mine = mine.where(KeptReport.id < before)
    rows = db.session.scalars(mine.order_by(KeptReport.id.desc()).limit(PAGE + 1)).all()
    return rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None


def _readable(actor: Actor) -> list[ColumnElement[bool]]:
    """By the rights to the figures."""
    seen: list[ColumnElement[bool]] = [KeptReport.of.in_(has_agencys(actor))]
    if actor.unit_id and Role.UNIT_HEAD in actor.roles:
        seen.append(KeptReport.unit_id == actor.unit_id)
    return [KeptReport.agency_id == actor.agency_id, or_(*seen)]


def write_down(event: str, row: KeptReport, actor: Actor, **facts: str) -> None:
    """What was done to it, in the log; a step."""
    audit.append(
        event,
        f"report/{row.id}",
        agency=row.agency_id,
        of=row.of,
        first=row.first.isoformat(),
        last=row.last.isoformat(),
        **actor.by,
        file_sha256=row.file_sha256 or None,
        **facts,
    )
    repeats.remember("report", row.id)
