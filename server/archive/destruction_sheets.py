"""Expired files on paper: the list for the council, the decision's annex, the minutes (AR-07)."""

from collections.abc import Sequence

from sqlalchemy import select

from server.archive.destruction_models import Destruction, DestructionLine
from server.archive.sheets import SIGN
from server.clock import local
from server.database import db
from server.documents.casefiles.models import CaseFile
from server.documents.outgoing.models import OutgoingDocument
from server.pages import when
from server.papers.destroyed import DestroyedFile
from server.typesetting.listing import Listing
from workflows.dates import written
from workflows.filing import retention_words

KEPT = "Hội đồng đề nghị giữ lại"
COLUMNS = (
    "Số TT", "Số, ký hiệu hồ sơ", "Tiêu đề hồ sơ", "Thời gian hồ sơ", "Thời hạn bảo quản",
    "Hết hạn", "Ghi chú",
)  # fmt: skip
SHARES = (6, 14, 31, 17, 12, 16, 15)
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


def minutes(one: Destruction) -> Listing:
    """Biên bản tiêu hủy: what was destroyed when, how, by whom and by whose decision; it lies with
    list, council's minutes and decision for ever. Whoever was witness signs it by hand."""
    assert one.done_at is not None
    who, _, post = one.done_by.partition(",")
    going = [line for line in one.lines if not line.is_kept]
    files = _gone(one)
    return Listing(
        superior=one.agency.superior,
        agency=one.agency.name,
        title="Biên bản",
        under=("Tiêu hủy hồ sơ, tài liệu hết giá trị",),
        dated=f"{one.agency.place_name}, {written(local(one.done_at).date())}",
        opening=(
            f"Căn cứ Biên bản họp Hội đồng xét hủy tài liệu: {one.minutes.rstrip('.')};",
            f"Căn cứ Quyết định số {one.decision} {_day(one)} về việc tiêu hủy hồ sơ, tài liệu "
            f"(người quyết định: {one.decided_by}),",
            f"Lúc {when(one.done_at)}, ông (bà) {who.strip()}, {post.strip()}, đã tiêu hủy nội "
            "dung của các hồ sơ sau trong lưu trữ của cơ quan:",
        ),
        columns=COLUMNS,
        shares=SHARES,
        rows=tuple(_row(n, line) for n, line in enumerate(going, start=1)),
        closing=(
            f"Đã tiêu hủy {len(going)} hồ sơ, {files} tệp máy tính; không lấy lại được.",
            f"Cách tiêu hủy: {one.how.rstrip('.')}.",
            *_kept_back(one),
            "Bản gốc văn bản đi, tên hồ sơ, tên văn bản, quá trình xử lý và mã băm của các tệp đã "
            "tiêu hủy được giữ lại.",
        ),
        signers=(("Người tiêu hủy", SIGN, who.strip()), ("Người chứng kiến", SIGN, "")),
    )  # fmt: skip


def _gone(one: Destruction) -> int:
    """Computer files that this list's files lost, each once: what lies elsewhere stays."""
    inside = {("casefiles", case.id) for case in one.going}
    inside |= {(it.paper_kind, it.paper_id) for case in one.going for it in case.items}
    asked = select(DestroyedFile).filter_by(decision=one.decision)
    rows = db.session.scalars(asked).all()
    return len({it.sha256 for it in rows if (it.paper_kind, it.paper_id) in inside})


def _kept_back(one: Destruction) -> tuple[str, ...]:
    kept = [line.case_file for line in one.lines if line.is_kept]
    names = ", ".join(f"{case.code} ({case.year})" for case in kept)
    return (f"Giữ lại theo ý kiến Hội đồng: {names}.",) if kept else ()


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
        columns=COLUMNS,
        shares=SHARES,
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
