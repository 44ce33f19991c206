"""The week on paper: a heading for each day, who presides, who attends, where, with which car."""

import datetime as dt

from server.archive.sheets import printed
from server.clock import local
from server.org.models import Agency
from server.pages import when
from server.schedule.models import WeeklySchedule
from server.schedule.views import Row, by_day
from server.typesetting.listing import Listing
from workflows.dates import written

NAMES = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
DRAFT = "Dự thảo, chưa ban hành"
"""On the first page already: the last one stays behind where somebody hangs up the first."""
MARKS = {"new": "(MỚI) ", "proposed": "(ĐỀ NGHỊ) "}
"""A sheet in black and white says in words what the page strikes through."""


def pdf(
    agency: Agency, monday: dt.date, week: WeeklySchedule | None, rows: list[Row], leader: str = ""
) -> bytes:
    return printed(listing(agency, monday, week, rows, leader))


def listing(
    agency: Agency, monday: dt.date, week: WeeklySchedule | None, rows: list[Row], leader: str = ""
) -> Listing:
    """Official, and so in Vietnamese whoever prints it. `leader`: whose lines alone these are."""
    sunday = monday + dt.timedelta(days=6)
    at = (week.published_at or week.reviewed_at) if week else None
    return Listing(
        superior=agency.superior,
        agency=agency.name,
        title="Lịch công tác tuần",
        under=(
            f"Tuần {monday.isocalendar().week} (từ {monday:%d/%m} đến {sunday:%d/%m/%Y})",
            *([f"Riêng lịch của {leader}"] if leader else []),
            *([] if week and week.published_at else [DRAFT]),
        ),
        dated=f"{agency.place_name}, {written(local(at).date())}" if at else "",
        columns=("Giờ", "Nội dung", "Chủ trì, dự", "Thành phần, chuẩn bị", "Địa điểm, xe"),
        shares=(14, 34, 17, 19, 16),
        rows=tuple(_rows(rows, monday)),
        closing=_closing(week),
        signers=(("", "", week.published_by if week else ""),),
    )


def _rows(rows: list[Row], monday: dt.date) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for day, _words, lines in by_day(rows, monday):
        found.append((f"{NAMES[day.weekday()]}, ngày {day:%d/%m}",))
        stand = [row for row in lines if row.mark != "left_out"]
        found += [_line(row) for row in stand] or [("", "–", "", "", "")]
    return found


def _line(row: Row) -> tuple[str, ...]:
    who = "; ".join(filter(None, (row.attends, row.unit and f"Chuẩn bị: {row.unit}")))
    where = "; ".join(filter(None, (row.place, row.car and f"xe {row.car}")))
    return (row.hours, _what(row), row.presides, who, where)


def _what(row: Row) -> str:
    """What, and of what was struck why, and what stands in its place; what is internal says so, for
    the sheet hangs on a board."""
    if row.mark != "struck":
        within = " (nội bộ)" if row.internal else ""
        return f"{MARKS.get(row.mark, '')}{row.content}{within}"
    said = [f"({row.fate.upper()}) {row.content}", row.why, row.becomes and f"nay: {row.becomes}"]
    return " – ".join(filter(None, said))


def _closing(week: WeeklySchedule | None) -> tuple[str, ...]:
    if week is None or week.published_at is None:
        return (f"{DRAFT}.",)
    changed = f" Thay đổi lần cuối lúc {when(week.amended_at)}." if week.amended_at else ""
    return (f"Ban hành lúc {when(week.published_at)}, người duyệt: {week.published_by}.{changed}",)
