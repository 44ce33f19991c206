"""What a case file's page shows besides its buttons, and what each of its steps asks for."""

from collections.abc import Mapping
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from server import policy
from server.archive import access_forms, history_names, line_pages, queries
from server.archive.packing import KIND as PACKING
from server.clock import today
from server.counted import counted
from server.documents.casefiles import recorded, reviewing
from server.documents.casefiles.kept import Line, shown_to
from server.documents.casefiles.models import CaseFile
from server.documents.forms import Fields, field, reason
from server.jobs import Job, is_under_way
from server.org.actor import Actor
from server.org.queries import calendar
from server.pages import day, due_of, headline, when
from server.words_of.law import law_word, state_word
from workflows import Role
from workflows.access import CONFIRMERS
from workflows.casefile import CaseFile as State
from workflows.filing import PERMANENT, TO_THE_ARCHIVE, USUAL, kept_back_until, must_be_archived
from workflows.kinds import ARRIVING

TERMS = (PERMANENT, 70, 50, 30, 20, 15, 10, 5, 3, 2, 1)
"""What is usually chosen; the table of terms is the archivist's (AR-08)."""


def retention(years: int) -> str:
    return _("Vĩnh viễn") if years == PERMANENT else counted("%(n)s năm", years)


def retention_field(years: int | None = None, **more: Any) -> dict[str, Any]:
    offered = sorted({*TERMS, *([years] if years is not None else [])}, key=lambda n: n or 999)
    choices = [(str(n), retention(n)) for n in reversed(offered)]
    value = "" if years is None else str(years)
    options = [("", "—"), *choices] if years is None else choices
    label = _("Thời hạn bảo quản")
    return field("retention", label, "select", value, options=options, hint=_usual(), **more)


def _usual() -> str:
    """Grouped by term, the longest first; the archivist has the last word (AR-08)."""
    by: dict[int, list[str]] = {}
    for what, years in USUAL:
        by.setdefault(years, []).append(law_word(what))
    said = "; ".join(f"{', '.join(names)}: {retention(years)}" for years, names in by.items())
    return _("Thường là %(usual)s. Lưu trữ cơ quan xác nhận theo bảng thời hạn.", usual=said)


def day_entry(name: str, label: str, value: Any = None, **more: Any) -> dict[str, Any]:
    return field(
        name, label, "date", day(value), hint=more.pop("hint", _("ngày/tháng/năm")), **more
    )


def _add(actor: Actor, case: CaseFile) -> Fields:
    hint = _("văn bản của đơn vị; văn bản khác thì mở trang văn bản rồi chọn “Đưa vào hồ sơ”")
    offered = queries.to_put_in(actor, case)
    return [
        field("papers", _("Văn bản"), "multiselect", [], options=offered, required=True, hint=hint)
    ]


def _record(actor: Actor, case: CaseFile) -> Fields:
    hint = _(
        "Việc xong thì tự vào hồ sơ, chậm nhất trong đêm; ở đây để đưa vào ngay."
        " Ai đọc được hồ sơ thì đọc được; giữ nguyên như lúc đưa vào."
    )
    offered = recorded.offered(actor, case)
    return [
        field("records", _("Của văn bản, nhiệm vụ, cuộc họp"), "multiselect", [], options=offered,
              required=True, hint=hint, none=_("Của văn bản trong hồ sơ chưa có gì như vậy."))
    ]  # fmt: skip


def _remove(actor: Actor, case: CaseFile) -> Fields:
    lines = [(str(one.item.id), f"{one.ordinal}. {_named(one)}") for one in shown_to(actor, case)]
    return [
        field("item", _("Văn bản"), "select", options=lines, required=True),
        reason(_("Vì sao đưa ra (bản trùng, không liên quan…)")),
    ]


def _named(one: Line) -> str:
    if one.is_exhibit:
        return one.words
    return _("(không được đọc)") if one.hidden else queries.label(one.paper)


def _close(actor: Actor, case: CaseFile) -> Fields:
    hint = _to_review(actor, case)
    return [
        field("title", _("Tiêu đề hồ sơ"), "textarea", case.subject, rows=2, required=True,
              hint=hint),
        retention_field(case.years, required=True),
        day_entry("ended_on", _("Ngày công việc kết thúc"), case.ended_on or today(),
                  required=True),
        field("note", _("Ghi chú"), "textarea", case.note, rows=2),
    ]  # fmt: skip


def _to_review(actor: Actor, case: CaseFile) -> str:
    said = []
    if pairs := reviewing.doubles(case):
        places = "; ".join(", ".join(map(str, one)) for one in pairs)
        words = _("Xem lại trước khi kết thúc: mục %(places)s có thể trùng nhau.", places=places)
        said.append(words)
    if lacks := reviewing.lacking(actor, case):
        said.append(counted("Còn %(n)s phiếu, kết quả, biên bản chưa vào hồ sơ.", lacks))
    return " ".join(said)


def _keep_back(_actor: Actor, case: CaseFile) -> Fields:
    most = day(kept_back_until(case.due_on)) if case.due_on else "–"
    return [
        day_entry("until", _("Giữ đến ngày"), required=True,
                  hint=_("sau hạn nộp lưu, không quá %(day)s", day=most)),
        field("consent", _("Số, ký hiệu văn bản đồng ý"), required=True),
        reason(_("Giữ lại để làm gì")),
    ]  # fmt: skip


FORMS = access_forms.FORMS | {
    "add": _add,
    "record": _record,
    "remove": _remove,
    "set_rule": lambda _a, case: rule_fields(case.rule),
    "close": _close,
    "cancel": lambda _a, _c: [reason(_("Mở nhầm, hoặc việc không phát sinh"))],
    "reopen": lambda _a, _c: [reason()],
    "keep_back": _keep_back,
    "freeze": lambda _a, _c: [reason(_("Theo yêu cầu của ai, vì sao"))],
    "unfreeze": lambda _a, _c: [reason()],
    "return_transfer": lambda _a, _c: [reason(_("Thiếu gì, sai gì"))],
}


def shown_as(actor: Actor, case: CaseFile, name: str) -> dict[str, Any]:
    """What cannot be taken back says so; how sure the archive may be."""
    aside = (
        {} if name in access_forms.FORMS or not _somebody_waits(actor, case) else {"main": False}
    )
    return _said_of(case, name) | aside


def _somebody_waits(actor: Actor, case: CaseFile) -> bool:
    """A request or an alert comes before what the file itself waits for."""
    asked = case.is_asked_for and policy.lets_read(actor, case)
    return asked or (case.has_alert and bool(CONFIRMERS & actor.roles))


def _said_of(case: CaseFile, name: str) -> dict[str, Any]:
    if name == "transfer":
        short = "" if must_be_archived(case.years) else _(
            "Hồ sơ dưới %(n)s năm không bắt buộc nộp lưu.", n=TO_THE_ARCHIVE
        )  # fmt: skip
        words = _("Hồ sơ và các văn bản trong đó được đóng gói, gửi Lưu trữ cơ quan.")
        return {"explain": f"{words} {short}".strip()}
    if name == "accept_transfer":
        return {"explain": _("Gói hồ sơ được kiểm tra từng tệp trước khi nhận.")}
    if name == "close" and case.state == State.RETURNED:
        return {"explain": _("Cần thêm, bớt văn bản thì trưởng đơn vị, lãnh đạo mở lại hồ sơ.")}
    if name == "grant_access":
        return {"explain": _("Người xin đọc hồ sơ và các văn bản trong đó mà anh/chị đọc được.")}
    danger = ("remove", "cancel", "return_transfer", "refuse_access", "withdraw_access")
    return {"tone": "danger"} if name in danger else {}


def view(actor: Actor, case: CaseFile) -> dict[str, Any]:
    """What the page shows besides its buttons: of papers that are not this one's their places."""
    lines = shown_to(actor, case)
    return {
        "case": case,
        "title": headline(case.subject),
        "state_word": state_word("casefiles", str(case.state)),
        "shown": due_of(case.due_at, None, calendar()) if _is_owed(case) else {},
        "rows": _facts(case, lines),
        "lines": line_pages.shown(actor, lines),
        "called": history_names.called(actor, case, lines),
        "pages": lines[-1].last if lines else 0,
        "contents_href": url_for("casefiles.contents", paper_id=case.id) if lines else "",
        "whole": bool(lines) and may_take(actor, lines),
        "package": _package(actor, case, lines),
        "delivery_href": _delivery(actor, case),
        "requests": [access_forms.shown(one) for one in reversed(case.requests)],
        "alerts": access_forms.alerts(case),
        "destroyed": _("Thông tin về hồ sơ, lịch sử và nhật ký còn ở đây. Văn bản đi giữ bản gốc.")
        if case.state == State.DESTROYED
        else "",
        "paper": {},
    }


def _is_owed(case: CaseFile) -> bool:
    return case.due_on is not None and case.state in (State.OPEN, State.CLOSED, State.KEPT_BACK)


def _facts(case: CaseFile, lines: list[Line]) -> list[tuple[str, Any]]:
    rows = (
        (_("Mã hồ sơ"), case.file_code),
        (_("Năm"), case.year),
        (_("Thời hạn bảo quản"), retention(case.years)),
        (_("Đơn vị"), case.unit.name if case.unit else ""),
        (_("Người lập hồ sơ"), case.keeper.full_name if case.keeper else ""),
        (_("Bắt đầu"), day(case.opened_on)),
        (_("Kết thúc"), day(case.ended_on)),
        (_("Hạn nộp lưu"), day(case.due_on) if case.state != State.OPEN else ""),
        (_("Được giữ lại đến"), day(case.kept_until)),
        (_("Hết thời hạn bảo quản"), day(case.expires_on)),
        (_("Đóng băng từ"), when(case.frozen_at)),
        (_("Tự nhận"), rule_words(case)),
        (_("Số văn bản"), len(lines)),
        (_("Ghi chú"), case.note),
    )
    return [(label, value) for label, value in rows if value]


def rule_words(case: Any) -> str:
    """Which documents come in by themselves, in a few words."""
    rule, parts = case.rule or {}, []
    kinds = {"incoming": _("văn bản đến"), "outgoing": _("văn bản đi")}
    parts += [", ".join(kinds[one] for one in rule.get("kinds", ()))]
    parts += [", ".join(rule.get("doc_types", ()))]
    words = rule.get("typed", rule.get("words"))
    parts += [_("trích yếu có “%(words)s”", words=words)] if words else []
    return "; ".join(filter(None, parts))


def _package(actor: Actor, case: CaseFile, lines: list[Line]) -> dict[str, Any] | None:
    """Where it is; to whoever may not read all that lies in it, only that it is there."""
    if case.state not in (State.SUBMITTED_TO_ARCHIVE, State.ACCEPTED):
        return None
    mine = Job.payload["case_id"].as_integer() == case.id
    opens = case.has_package and may_take(actor, lines)
    return {
        "sha256": case.package_sha256,
        "making": not case.has_package and is_under_way(PACKING, mine),
        "href": url_for("casefiles.package", paper_id=case.id) if opens else "",
    }


def may_take(actor: Actor, lines: list[Line]) -> bool:
    """A package opens every paper in it, so it is for who may read each of them."""
    return Role.AUDITOR not in actor.roles and not any(one.hidden for one in lines)


def _delivery(actor: Actor, case: CaseFile) -> str:
    """Who reads one file need not read the list of all that went with it."""
    if case.handover_id is None or queries.delivery(actor, case.handover_id) is None:
        return ""
    return url_for("casefiles.delivery", row_id=case.handover_id)


def rule_fields(rule: Mapping[str, Any] | None = None) -> Fields:
    """Which documents a file takes by itself: all that is said here, of what ends from now on."""
    rule = rule or {}
    kinds = [("incoming", _("văn bản đến")), ("outgoing", _("văn bản đi"))]
    hint = _("không cần dấu, đúng cụm từ; để trống cả ba ô thì chỉ đưa vào bằng tay")
    ends = _("văn bản đến vào khi xử lý xong, văn bản đi khi phát hành, từ nay về sau")
    seen = _("chỉ văn bản mà người lập hồ sơ được đọc; văn bản khác do người được đọc tự đưa vào")
    return [
        field("takes_kinds", _("Chiều"), "multiselect", rule.get("kinds", []), options=kinds,
              hint=ends),
        field("takes_types", _("Tên loại"), "multiselect", rule.get("doc_types", []),
              options=[(one.name, one.name) for one in ARRIVING], hint=seen),
        field("takes_words", _("Chữ trong trích yếu"),
              value=rule.get("typed", rule.get("words", "")), hint=hint),
    ]  # fmt: skip
