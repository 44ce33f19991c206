"""Whose is each table: exported by one of these ways, or left out for the reason beside it.

A table that is added to the office fails a test until it stands here.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, or_, select

from server.database import Base

Columns = Any
"""Those of a table, by their names."""
Whose = Collection[int]
"""The ids of one agency: it has one for each name that it has had."""

AGENCY = (
    "advisory_bodies", "arrangements", "arrivals", "book_volumes", "case_files", "delegations",
    "deliveries", "desks", "destructions", "draft_templates", "duty_calls", "duty_numbers",
    "earlier_documents", "exception_records", "filing_plans", "handovers",
    "incoming_documents", "kept_reports", "kind_rules", "lasting_files", "letters", "mark_pictures",
    "mail_routes", "meetings", "office_hours", "outgoing_documents", "phrases", "positions",
    "recipient_groups",
    "register_rows", "registers", "scans", "shared_things", "signatures", "signed_lists",
    "takeovers", "tasks", "tombstones", "units", "vote_rules", "weekly_schedules",
    "agency_exports",
)  # fmt: skip
"""Their `agency_id` says whose they are."""


class Parent(NamedTuple):
    """The column that names a row of another table, which says whose this one is."""

    column: str
    table: str
    key: str = "id"


PARENTS: Mapping[str, Parent] = {
    "absences": Parent("person_id", "persons"),
    "access_requests": Parent("case_file_id", "case_files"),
    "appointments": Parent("position_id", "positions"),
    "case_exhibits": Parent("case_file_id", "case_files"),
    "case_file_items": Parent("case_file_id", "case_files"),
    "co_issuers": Parent("outgoing_id", "outgoing_documents"),
    "contributions": Parent("incoming_id", "incoming_documents"),
    "delivery_events": Parent("delivery_id", "deliveries"),
    "destruction_lines": Parent("destruction_id", "destructions"),
    "directives": Parent("incoming_id", "incoming_documents"),
    "former_leads": Parent("incoming_id", "incoming_documents"),
    "draft_files": Parent("outgoing_id", "outgoing_documents"),
    "taken_files": Parent("incoming_id", "incoming_documents"),
    "draft_versions": Parent("outgoing_id", "outgoing_documents"),
    "filing_lines": Parent("plan_id", "filing_plans"),
    "grants": Parent("position_id", "positions"),
    "lasting_versions": Parent("file_id", "lasting_files"),
    "meeting_events": Parent("meeting_id", "meetings"),
    "meeting_items": Parent("meeting_id", "meetings"),
    "meeting_minutes": Parent("meeting_id", "meetings"),
    "meeting_people": Parent("meeting_id", "meetings"),
    "meeting_places": Parent("meeting_id", "meetings"),
    "meeting_questions": Parent("meeting_id", "meetings"),
    "meeting_requests": Parent("meeting_id", "meetings"),
    "meeting_sites": Parent("meeting_id", "meetings"),
    "minutes_lines": Parent("meeting_id", "meetings"),
    "opinions": Parent("outgoing_id", "outgoing_documents"),
    "person_names": Parent("person_id", "persons"),
    "passes": Parent("id", "access_requests", "pass_id"),
    "persons": Parent("id", "appointments", "person_id"),
    "purged_files": Parent("tombstone_id", "tombstones"),
    "recall_orders": Parent("outgoing_id", "outgoing_documents"),
    "recipients": Parent("outgoing_id", "outgoing_documents"),
    "schedule_entries": Parent("week_id", "weekly_schedules"),
    "sign_offs": Parent("outgoing_id", "outgoing_documents"),
    "takeover_lines": Parent("takeover_id", "takeovers"),
    "vote_open_ballots": Parent("vote_id", "votes"),
    "vote_participations": Parent("vote_id", "votes"),
    "vote_voters": Parent("vote_id", "votes"),
    "votes": Parent("meeting_id", "meetings"),
    "work_confirmations": Parent("handover_id", "work_handovers"),
    "work_handovers": Parent("appointment_id", "appointments"),
    "work_lines": Parent("handover_id", "work_handovers"),
}
PAPERS = {
    "incoming": "incoming_documents", "outgoing": "outgoing_documents", "meetings": "meetings",
    "tasks": "tasks", "casefiles": "case_files", "earlier": "earlier_documents",
}  # fmt: skip
"""The kinds of papers, and where they stand."""
OF_PAPERS = (
    "copies",
    "destroyed_files",
    "history",
    "mentions",
    "paper_files",
    "proposals",
    "read_log",
    "readers",
)
"""`paper_kind` and `paper_id` say whose they are."""
OF_BOTH: Mapping[str, tuple[str, str]] = {
    "agency_handovers": ("from_id", "to_id"),
    "handed_over": ("from_id", "to_id"),
}
"""Who gave and who took have a copy each: the list of a handing over, and its minutes (ORG-12)."""
ITSELF = "agencies"

LEFT_OUT: Mapping[str, str] = {
    "announcements": "lời báo trên màn hình, hết ý nghĩa khi đã báo",
    "attempts": "nhật ký kiểm tra của thanh tra",
    "calendar_days": "lịch nghỉ chung của máy chủ, lấy từ thông báo của Nhà nước",
    "calendar_feeds": "địa chỉ lịch bí mật của từng người",
    "factor_resets": "an ninh đăng nhập",
    "factors": "bí mật xác thực",
    "follows": "văn bản mà từng người theo dõi cho riêng mình",
    "foundings": "việc lập máy chủ",
    "heard_nonces": "an ninh liên thông: yêu cầu đã nhận của hệ thống khác",
    "import_drafts": "bảng tính chờ nhập, chưa phải dữ liệu",
    "inspections": "đợt kiểm tra của thanh tra",
    "jobs": "việc chạy nền của máy chủ",
    "ledger_checkpoints": "nằm trong chứng minh của từng văn bản",
    "ledger_checks": "máy chủ tự kiểm tra",
    "ledger_cosignatures": "nằm trong chứng minh của từng văn bản",
    "ledger_events": "trích theo văn bản, kèm chứng minh (nhat-ky.jsonl)",
    "ledger_findings": "máy chủ tự kiểm tra",
    "ledger_leaves": "trích theo văn bản, kèm chứng minh (nhat-ky.jsonl)",
    "ledger_nodes": "tính lại được từ nhật ký",
    "ledger_waiting": "hàng chờ của nhật ký",
    "ledger_witnesses": "nhân chứng của máy chủ",
    "outside_identities": "liên kết đăng nhập một lần: của máy chủ này với nơi cấp",
    "mail_choices": "địa chỉ và lựa chọn thư báo của từng người",
    "mails": "thư báo đã gửi",
    "meeting_devices": "máy đã điểm danh trong một phiên họp",
    "meeting_lines": "đường truyền trong phiên họp",
    "meeting_notes": "ghi chú cá nhân: chỉ người ghi được đọc (MT-05)",
    "meeting_screens": "mã nối màn chiếu",
    "meeting_stances": "ý kiến đánh dấu trước phiên họp, của riêng từng đại biểu",
    "neighbour_keys": "khóa của hệ thống khác mà máy chủ nhận",
    "neighbours": "hệ thống khác mà máy chủ nhận",
    "person_changes": "nhật ký quản trị của cả máy chủ",
    "pin_tries": "an ninh khóa ký",
    "recovery_codes": "bí mật xác thực",
    "report_orders": "báo cáo định kỳ mà từng người đăng ký nhận",
    "reorganisation_closings": "phương án sắp xếp của nhiều cơ quan",
    "reorganisation_founded": "phương án sắp xếp của nhiều cơ quan",
    "reorganisation_partings": "phương án sắp xếp của nhiều cơ quan",
    "reorganisation_posts": "phương án sắp xếp của nhiều cơ quan",
    "reorganisation_things": "phương án sắp xếp của nhiều cơ quan",
    "reorganisations": "phương án sắp xếp của nhiều cơ quan",
    "repeated_keys": "câu trả lời cho yêu cầu gửi lặp",
    "safes": "văn bản nghi mật đang cách ly (SEC-02)",
    "saved_searches": "lượt tìm kiếm của từng người",
    "scan_leaves": "ảnh nhỏ vẽ lại được từ tệp",
    "scan_texts": "chữ đọc lại được từ tệp",
    "search_rows": "chỉ mục, lập lại được",
    "search_texts": "chỉ mục, lập lại được",
    "serials": "số thứ tự chứng thư của máy chủ",
    "sign_in_tries": "an ninh đăng nhập",
    "signing_jobs": "lượt ký đang chạy",
    "stamped_copies": "vẽ lại được từ tệp",
    "tokens": "bí mật đăng nhập",
    "vote_secret_ballots": "phiếu kín: chỉ kết quả được công bố (VT-12)",
    "watches": "việc chạy nền của máy chủ",
    "web_sessions": "phiên đăng nhập",
}
"""Why a table is not in an export, as its README says it."""

HIDDEN: Mapping[str, frozenset[str]] = {
    "persons": frozenset({"password_hash", "password_by", "seal", "sort_key"}),
    "agencies": frozenset({"seal"}),
    "signatures": frozenset({"salt", "client_ip", "key_kind"}),
    "history": frozenset({"salt", "address"}),
    "read_log": frozenset({"address"}),
    "register_rows": frozenset({"pieces", "salt"}),
    "sign_offs": frozenset({"salt"}),
    "advisory_bodies": frozenset({"salt"}),
    "appointments": frozenset({"salt"}),
    "delegations": frozenset({"salt"}),
    "absences": frozenset({"salt"}),
    "meeting_people": frozenset({"salt"}),
    "takeovers": frozenset({"waiting"}),
    "scans": frozenset({"words"}),
    "lasting_files": frozenset({"token", "lease_until"}),
}
"""Columns that stay here: secrets and addresses of keys, and what is worked out from others."""


def names() -> list[str]:
    """Every exported table, in the order of the database's own."""
    mine = {*AGENCY, *PARENTS, *OF_PAPERS, *OF_BOTH, ITSELF}
    return [table.name for table in Base.metadata.sorted_tables if table.name in mine]


def rows_of(name: str, whose: Whose) -> Select[Any]:
    """All rows of the table that this agency owns, without what stays here."""
    table = Base.metadata.tables[name]
    shown = [one for one in table.c if one.name not in HIDDEN.get(name, ())]
    return select(*shown).where(owned(name, whose)).order_by(*table.primary_key.columns)


def owned(name: str, whose: Whose) -> ColumnElement[bool]:
    """Which rows of the table are this agency's."""
    columns = Base.metadata.tables[name].c
    if name == ITSELF:
        return columns.id.in_(whose)
    if name in PARENTS:
        parent = PARENTS[name]
        above = Base.metadata.tables[parent.table].c[parent.key]
        return columns[parent.column].in_(select(above).where(owned(parent.table, whose)))
    if name in OF_BOTH:
        return or_(*(columns[one].in_(whose) for one in OF_BOTH[name]))
    if name in OF_PAPERS:
        return or_(*(_of_kind(name, kind, whose) for kind in PAPERS))
    mine: ColumnElement[bool] = columns.agency_id.in_(whose)
    if name == "signed_lists":
        given = Base.metadata.tables["agency_handovers"].c.list_id
        mine = or_(mine, columns.id.in_(select(given).where(owned("agency_handovers", whose))))
    return and_(mine, WITHHELD[name](columns)) if name in WITHHELD else mine


def _of_kind(name: str, kind: str, whose: Whose) -> ColumnElement[bool]:
    columns = Base.metadata.tables[name].c
    papers = Base.metadata.tables[PAPERS[kind]].c
    mine = select(papers.id).where(owned(PAPERS[kind], whose))
    return and_(columns.paper_kind == kind, columns.paper_id.in_(mine))


def _is_no_secret(incoming: Columns) -> ColumnElement[bool]:
    """Not what may be a state secret, called back by its sender or not."""
    safes = Base.metadata.tables["safes"].c
    locked = select(safes.paper_id).where(safes.paper_kind == "incoming", safes.box.is_not(None))
    return and_(incoming.state != "QUARANTINED", incoming.id.not_in(locked))


def _is_of_a_document(scans: Columns) -> ColumnElement[bool]:
    """Of one that goes along itself."""
    papers = Base.metadata.tables["incoming_documents"].c
    return scans.paper_id.in_(select(papers.id).where(_is_no_secret(papers)))


def _is_the_offices(kept: Columns) -> ColumnElement[bool]:
    """Not what somebody keeps for himself."""
    return kept.person_id.is_(None)


WITHHELD: Mapping[str, Callable[[Columns], ColumnElement[bool]]] = {
    "incoming_documents": _is_no_secret,
    "scans": _is_of_a_document,
    "phrases": _is_the_offices,
    "recipient_groups": _is_the_offices,
}
"""Tables of which not every row goes along, and which do."""
