"""What each step of an incoming document asks for on the page."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from server.answers import words_of
from server.clock import local
from server.documents import forms, shut_forms
from server.documents.casefiles import laying
from server.documents.copies import agent_doors as copy_doors
from server.documents.copies import pages as copy_pages
from server.documents.forms import Fields, day_field, field, reason
from server.documents.incoming import enveloped, replacing
from server.documents.incoming.models import IncomingDocument
from server.documents.incoming.usual import usual_due
from server.documents.outgoing.queries import sent_replies
from server.org import queries as org
from server.org.actor import Actor
from server.org.kind_rules import routed
from server.org.phrases import opinions, suggested
from server.pages import day
from server.words_of.law import RETURNS
from workflows import Role
from workflows.copies import HEADINGS, CopyForm
from workflows.incoming import RETURN_CODES, Verdict
from workflows.kinds import ARRIVING

ORDERS = (
    "Giao chủ trì tham mưu UBND trả lời trước hạn.",
    "Giao nghiên cứu, đề xuất.",
    "Giao triển khai thực hiện, báo cáo kết quả.",
    "Đồng ý.",
)
OPINIONS = ("Đồng ý, không có ý kiến gì thêm.", "Đề nghị bổ sung số liệu.")


def register_fields(paper: IncomingDocument) -> Fields:
    """The register's fields, each marked where it was proposed from the scan."""
    found = paper.proposals or {}
    issued, due = day(paper.issued_on), day(paper.printed_due)
    rows = (
        field("number", _("Số"), value=paper.number, required=True, maxlength=11),
        field("notation", _("Ký hiệu"), value=paper.notation, required=True, maxlength=30),
        field("issued_on", _("Ngày văn bản"), "date", issued, required=True),
        field("doc_type", _("Tên loại"), "select", paper.doc_type, required=True, options=_types()),
        field(
            "issuer",
            _("Tác giả (cơ quan ban hành)"),
            value=paper.issuer,
            required=True,
            ask=url_for("directory.issuers"),
        ),
        field("subject", _("Trích yếu"), "textarea", paper.subject, rows=3, required=True),
        field("urgency", _("Độ khẩn"), "select", paper.urgency, options=forms.urgencies()),
        field("printed_due", _("Hạn ghi trong văn bản"), "date", due),
    )
    return [{**one, **_proposed(found.get(one["name"]))} for one in rows]


def _proposed(found: dict[str, Any] | None) -> dict[str, Any]:
    """Whether a field was proposed, and from what."""
    source = _("đề xuất từ thư điện tử") if found and "letter" in found else ""
    if found and found.get("lacks_year"):
        source = _("đề xuất: văn bản không ghi năm, lấy ngày gần nhất sau ngày văn bản")
    return {"proposed": found is not None, "source": source}


def _types() -> list[tuple[str, str]]:
    return [("", "—"), *((kind.name, kind.name) for kind in ARRIVING)]


def _register(_actor: Actor, paper: IncomingDocument) -> Fields:
    why = _("Bắt buộc khi có thể trùng, thiếu tệp, bì có sai sót hoặc chữ ký số chưa chắc chắn")
    late = _("Chỉ khi tìm thấy muộn; ghi lý do từ 20 ký tự")
    return [
        *register_fields(paper),
        *enveloped.asked(paper),
        *([] if paper.electronic else [day_field("came_on", _("Ngày thực đến"), hint=late)]),
        field("note", _("Ghi chú, cột 10"), maxlength=200),
        reason(_("Lý do vào sổ"), required=False, hint=why),
    ]


def _same_document(_actor: Actor, paper: IncomingDocument) -> Fields:
    """Found by what stands on both; what the paper says beyond that nobody asks again."""
    known = ("number", "notation", "issued_on", "issuer")
    why = _("Bắt buộc khi thiếu tệp, bì có sai sót hoặc chữ ký số chưa chắc chắn")
    found = [one for one in register_fields(paper) if one["name"] in known]
    return [*found, *enveloped.asked(paper), reason(required=False, hint=why)]


def _correct_line(_actor: Actor, paper: IncomingDocument) -> Fields:
    """The line as it stands; its haste and its wish are no columns of the register."""
    besides = ("urgency", "printed_due")
    asked = [one for one in register_fields(paper) if one["name"] not in besides]
    hint = _("Chữ cũ không mất: ghi lại ở cột Ghi chú, gạch ngang")
    more = _("Ghi thêm sau những gì đã có ở cột Ghi chú")
    added = field("note", _("Ghi chú"), hint=more, maxlength=200)
    return [*asked, added, reason(_("Vì sao sửa"), hint=hint)]


def _units(actor: Actor) -> list[tuple[str, str]]:
    """The units of the agency; in an agency without units its people (DOMAIN §4.2)."""
    if actor.has_units:
        return [(unit.code, unit.name) for unit in org.units(actor.agency_id)]
    people = org.people_with(actor.agency_id, {Role.OFFICER})
    return [(who.account, f"{who.full_name}, {post.title}") for who, post in people]


def _direct(actor: Actor, paper: IncomingDocument) -> Fields:
    units = _units(actor)
    own_days = [day_field(f"due.{code}", name, hint="") for code, name in units]
    return [
        field(
            "text",
            _("Ý kiến chỉ đạo"),
            "textarea",
            required=True,
            suggestions=suggested(actor, "directive", ORDERS),
            hint=_("Đã ghi thì không sửa được; cần thì cho ý kiến tiếp"),
        ),
        field(
            "lead",
            _("Chủ trì"),
            "select",
            replacing.proposed_lead(paper),
            options=[("", "—"), *units],
            required=True,
        ),
        field("cooperate", _("Phối hợp"), "multiselect", [], options=units),
        field("for_information", _("Nhận để biết"), "multiselect", [], options=units),
        day_field(
            "due_at",
            _("Hạn xử lý"),
            paper.due_at or usual_due(paper),
            hint=_("ngày/tháng/năm; rơi vào ngày nghỉ thì lùi về ngày làm việc trước đó"),
        ),
        field("due", _("Hạn riêng của đơn vị phối hợp"), "group", fields=own_days),
        field("report_back", _("Phải báo cáo lại kết quả"), "checkbox"),
    ]


def _redirect(actor: Actor, paper: IncomingDocument) -> Fields:
    return [*_direct(actor, paper), reason(_("Lý do chuyển"))]


def _leaders(actor: Actor, _paper: IncomingDocument) -> Fields:
    people = org.people_with(actor.agency_id, {Role.LEADER})
    choices = [(who.account, f"{post.title} {who.full_name}") for who, post in people]
    choices.sort(key=lambda one: not one[1].startswith("Chủ tịch"))
    return [field("to", _("Trình"), "select", options=choices, required=True)]


def _return(_actor: Actor, paper: IncomingDocument) -> Fields:
    """What lacks a file that its envelope lists is proposed to go back for that (§8.7), and what
    somebody altered for that (art. 21.2b)."""
    code = (
        "BAD_SIGNATURE" if _must_go_back(paper) else "MISSING_ATTACHMENT" if paper.missing else ""
    )
    choices = [("", _("chọn…")), *((code, RETURNS[code]) for code in RETURN_CODES)]
    return [
        field("code", _("Lý do theo quy định"), "select", code, options=choices, required=True),
        reason(_("Nói rõ thêm cho nơi gửi"), required=False, value=", ".join(paper.missing or ())),
    ]


def _assign(_actor: Actor, paper: IncomingDocument) -> Fields:
    people = org.people_with(paper.agency_id, {Role.OFFICER}, paper.lead_unit_id)
    choices = [(who.account, f"{who.full_name}, {post.title}") for who, post in people]
    due = paper.due_at
    bound = {"hint": _("Không muộn hơn %(day)s", day=day(local(due)))} if due else {}
    return [
        field("person", _("Người xử lý"), "select", options=choices, required=True),
        day_field("due_at", _("Hạn"), due, **bound),
    ]


def _propose_close(actor: Actor, _paper: IncomingDocument) -> Fields:
    sent = [(str(row.id), f"{row.code} – {row.subject}") for row in sent_replies(actor)]
    return [
        field("reply", _("Văn bản trả lời đã phát hành"), "select", options=[("", "—"), *sent]),
        field("no_reply_reason", _("Hoặc: không cần trả lời vì"), "textarea", rows=2),
        field("case_file", _("Đưa vào hồ sơ"), "select", options=[("", "—"), *_case_files(actor)]),
    ]


def _contribute(actor: Actor, _paper: IncomingDocument) -> Fields:
    offered = opinions(actor, OPINIONS)
    return [field("text", _("Ý kiến phối hợp"), "textarea", required=True, suggestions=offered)]


def _waive(_actor: Actor, paper: IncomingDocument) -> Fields:
    who = [(one.name, one.name) for one in paper.contributions if one.state == "OPEN"]
    return [field("who", _("Miễn ý kiến của"), "select", options=who, required=True), reason()]


def _file(actor: Actor, _paper: IncomingDocument) -> Fields:
    return [field("case_file", _("Hồ sơ"), "select", options=_case_files(actor), required=True)]


def _case_files(actor: Actor) -> list[tuple[str, str]]:
    """The open files that this one may name, by code."""
    return laying.choices(laying.open_files(actor))


def _copied_from() -> Fields:
    """Which form, and of what: sao lục is of a sao y, sao y of what is none (art. 3.10-11)."""
    forms_of = [(str(form), HEADINGS[form]) for form in (CopyForm.SY, CopyForm.SL)]
    return [
        field("form", _("Hình thức sao"), "select", options=forms_of, required=True),
        field("of_a_copy", _("Văn bản đến là bản sao y (không phải bản gốc, bản chính)"), "checkbox"),
    ]  # fmt: skip


def _taken_from() -> Fields:
    """What the clerk takes from the paper before her; number, day and subject the register has."""
    each = _("Mỗi dòng một dòng trên văn bản")
    return [
        field("text", _("Phần nội dung được trích"), "textarea", rows=8, required=True,
              hint=_("Chép đúng nguyên văn; mỗi đoạn một dòng")),
        field("superior", _("Cơ quan chủ quản của nơi ban hành")),
        field("place", _("Địa danh ghi trên văn bản"), required=True),
        field("authority", _("Thẩm quyền, chức vụ người ký văn bản"), "textarea", rows=2,
              required=True, hint=each),
        field("signed_by", _("Người ký văn bản"), required=True),
        field("sent_to", _("Nơi nhận ghi trên văn bản"), "textarea", rows=2, hint=each),
    ]  # fmt: skip


def _must_go_back(paper: IncomingDocument) -> bool:
    """No number is given to what somebody altered (IN-T07)."""
    return paper.verdict == Verdict.INVALID


def shown_as(actor: Actor, paper: IncomingDocument, name: str) -> dict[str, Any]:
    """What cannot be undone looks so, and says what it does; where a token elsewhere signs. What
    the law sends back stands where else it is registered (IN-T07, A03), and so does what lacks a
    file that its envelope lists (§8.7): to enter that takes a reason."""
    if name == "return" and (_must_go_back(paper) or paper.missing):
        why = "is_not_invalid" if _must_go_back(paper) else "has_reason_for_missing_files"
        return {"main": True, "tone": "main", "explain": words_of(why, {})}
    if name == "register" and paper.missing:
        return {"main": False, "tone": ""}
    if name in COPIED_WITH_A_KEY:
        return copy_doors.shown_as(actor, paper, name)
    if name == "copy" and paper.electronic:
        return copy_pages.sent_as_it_is()
    return shut_forms.shown_as(actor, paper, name)


def _route(actor: Actor, paper: IncomingDocument) -> list[dict[str, Any]]:
    """What the agency keeps for this type is proposed."""
    unit, clause = routed(paper.agency_id, paper.doc_type or "")
    return [
        field("lead", _("Đơn vị xử lý"), "select", unit, options=_units(actor), required=True),
        field("rule", _("Điều khoản của quy chế văn thư"), value=clause, required=True),
    ]


COPIED_WITH_A_KEY = ("copy_electronically", "extract_electronically")
FORMS = {
    **shut_forms.FORMS,
    "correct_line": _correct_line,
    "register": _register,
    "same_document": _same_document,
    "return": _return,
    "report_anomaly": lambda _a, _p: [reason(_("Điều bất thường"))],
    "present": _leaders,
    "route_by_rule": _route,
    "direct": _direct,
    "pass_up": lambda _a, _p: [reason(_("Ghi chú"), required=False)],
    "for_info": lambda a, _p: [
        field("to", _("Người nhận"), "multiselect", [], options=_units(a), required=True),
        field("text", _("Ghi chú"), "textarea", rows=2),
    ],
    "redirect": _redirect,
    "refuse_assignment": lambda _a, _p: [reason(value="Không thuộc chức năng")],
    "assign": _assign,
    "request_extension": lambda _a, _p: [day_field("until", _("Xin đến ngày"), required=True), reason()],
    "deny_extension": lambda _a, _p: [reason()],
    "contribute": _contribute,
    "waive_contribution": _waive,
    "propose_close": _propose_close,
    "rework": lambda _a, _p: [reason(_("Còn thiếu gì"))],
    "reopen": lambda _a, _p: [reason()],
    "file": _file,
    "copy": lambda actor, _p: [*_copied_from(), *copy_pages.asked_on_paper(actor)],
    "extract": lambda actor, _p: [*_taken_from(), *copy_pages.asked_on_paper(actor)],
    "extract_electronically": lambda actor, _p: [
        *_taken_from(), copy_pages.recipients(), *copy_doors.key_asked(actor),
    ],
    "copy_electronically": lambda actor, _p: [
        *_copied_from(), copy_pages.recipients(), *copy_doors.key_asked(actor),
    ],
    "refuse_update": lambda _a, _p: [reason()],
}  # fmt: skip
