"""The list of expired files on paper: for the council, and as its decision's annex (AR-07)."""

from collections.abc import Sequence

from sqlalchemy import select

from server.archive.destruction_models import Destruction, DestructionLine
from server.archive.sheets import SIGN
from server.clock import local
from server.database import db
from server.documents.casefiles.models import CaseFile
from server.documents.outgoing.models import OutgoingDocument
from server.typesetting.listing import Listing
from workflows.dates import written
from workflows.filing import retention_words

KEPT = "Hội đồng đề nghị giữ lại"
UNSAID = "ngày …… tháng …… năm ………"
"""A decision on paper has its day on paper; before there is one, its place is left for a pen."""


def for_council(one: Destruction) -> Listing:
    """Everything that was listed, with room for a word on each; once it has judged, its word."""
    under = (f"Danh mục số {one.id}, trình Hội đồng xét hủy tài liệu hết giá trị",)
    told = []
    if one.reviewed_at:
        told.append(f"Hội đồng: {'; '.join(one.members)}.")
        told.append(f"Biên bản họp: {one.minutes}. Ý kiến: {one.opinion.rstrip('.')}.")
    title = "Danh mục hồ sơ, tài liệu hết thời hạn bảo quản"
    return _sheet(one, title, under, one.lines, told)


def annex(one: Destruction) -> Listing:
    """What goes, and nothing that the council keeps: it lies behind the head's decision."""
    number = one.decision or "………/QĐ-………"
    under = (f"(Kèm theo Quyết định số {number} {_day(one)})",)
    going = [line for line in one.lines if not line.is_kept]
    return _sheet(one, "Danh mục hồ sơ, tài liệu tiêu hủy", under, going, [])


def _day(one: Destruction) -> str:
    mine = select(OutgoingDocument.issued_on).where(
        OutgoingDocument.agency_id == one.agency_id, OutgoingDocument.code == one.decision
    )
    day = db.session.scalar(mine.limit(1)) if one.decision else None
    return written(day) if day else UNSAID


def _sheet(
    one: Destruction,
    title: str,
    under: tuple[str, ...],
    lines: Sequence[DestructionLine],
    told: Sequence[str],
) -> Listing:
    place = f"{one.agency.place_name}, {written(local(one.listed_at).date())}"
    return Listing(
        superior=one.agency.superior,
        agency=one.agency.name,
        title=title,
        under=under,
        columns=(
            "Số TT", "Số, ký hiệu hồ sơ", "Tiêu đề hồ sơ", "Thời gian hồ sơ",
            "Thời hạn bảo quản", "Hết hạn", "Ghi chú",
        ),
        shares=(6, 14, 31, 17, 12, 16, 15),
        rows=tuple(_row(n, line) for n, line in enumerate(lines, start=1)),
        closing=(f"Danh mục này có {len(lines)} hồ sơ.", *told),
        place=place,
        signers=(("Người lập", SIGN, one.listed_by.partition(",")[0]),),
    )  # fmt: skip


def _row(n: int, line: DestructionLine) -> tuple[str, ...]:
    case = line.case_file
    ends = f"{case.expires_on:%d/%m/%Y}" if case.expires_on else ""
    return (
        str(n), f"{case.code} ({case.year})", case.subject, _span(case),
        retention_words(case.years), ends, KEPT if line.is_kept else "",
    )  # fmt: skip


def _span(case: CaseFile) -> str:
    days = [one for one in (case.opened_on, case.ended_on) if one]
    return " - ".join(f"{one:%d/%m/%Y}" for one in days)
