"""How an outgoing document is shown, and what each of its steps asks for on the page."""

from textwrap import shorten
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup

from server.documents import excepted, tabled
from server.documents.casefiles.doors import links as file_links
from server.documents.copies import agent_doors as copy_doors
from server.documents.copies import pages as copy_pages
from server.documents.forms import Field, Fields, day_field, field, pin, reason
from server.documents.outgoing import (
    beforehand,
    in_lines,
    in_name_of,
    joint_pages,
    printing,
    seconds,
    within,
)
from server.documents.outgoing.drafts import as_it_stands, beginnings, inside
from server.documents.outgoing.models import DraftVersion, OutgoingDocument, Signature
from server.documents.outgoing.references import answer_by
from server.documents.outgoing.sending import (
    beside_pages,
    correcting,
    extracting,
    mending,
    updating,
)
from server.documents.outgoing.sending.deliveries import deliveries
from server.documents.outgoing.signatures import signing_pages
from server.documents.tasks import giving
from server.documents.tasks import pages as task_pages
from server.org import queries as org
from server.org.actor import Actor
from server.org.ended import called_beside
from server.org.phrases import opinions
from server.pages import day, headline, when
from server.papers.lasting import of_paper
from server.papers.lasting_words import said
from server.signatures.keys import AGENT
from workflows.going import NEVER_WAIVED
from workflows.layout import BY_ID

OPINIONS = ("Đồng ý với dự thảo.", "Đề nghị bổ sung căn cứ.", "Đề nghị làm rõ thời hạn.")


def _consult(actor: Actor, _paper: OutgoingDocument) -> Fields:
    units = [(unit.code, unit.name) for unit in org.units(actor.agency_id)]
    label = _("Đơn vị được xin ý kiến")
    return [
        field("units", label, "multiselect", [], options=units, required=True),
        day_field("due_at", _("Hạn góp ý"), required=True),
    ]


def _submit(_actor: Actor, paper: OutgoingDocument) -> Fields:
    """Nothing to fill in, unless a rule of layout is broken: then which is set aside, and why."""
    broken = printing.broken(paper) - NEVER_WAIVED
    if not broken:
        return []
    rules = [(one, f"{one}: {BY_ID[one].words}") for one in sorted(broken)]
    label = _("Trình dù còn lỗi thể thức: bỏ qua đúng những quy tắc này")
    return [
        field("waive", label, "multiselect", [], options=rules),
        reason(_("Lý do ngoại lệ"), required=False, hint=_("Từ 20 ký tự; được ghi là ngoại lệ")),
    ]


def _approve(actor: Actor, paper: OutgoingDocument) -> Fields:
    """With both checks given, one PIN approves and signs (OUT-T05b)."""
    return [*within.asked(paper), *([pin()] if _signs_too(actor, paper) else [])]


def _signs_too(actor: Actor, paper: OutgoingDocument) -> bool:
    """A key on the signer's own machine signs in a step of its own, after the approval."""
    return _is_last(paper) and signing_pages.key_for(actor, paper, "approve").kind != AGENT


def _is_last(paper: OutgoingDocument) -> bool:
    """The signer comes last: both checks stand on this very text."""
    return paper.content_by is not None and paper.form_by is not None


def _one_for_both(actor: Actor, paper: OutgoingDocument) -> Fields:
    """In a commune with one officer its head checks content and form, and says why (§3.4)."""
    if actor.has_units or actor.person_id not in (paper.content_by, paper.form_by):
        return []
    hint = _("Một người kiểm tra cả nội dung và thể thức: từ 20 ký tự; được ghi là ngoại lệ")
    return [reason(_("Lý do ngoại lệ"), hint=hint)]


def _parts(paper: OutgoingDocument) -> Field:
    """Each paragraph as printed, by how it begins; of what came as a file the words themselves."""
    if paper.file_of() is not None:
        hint = _("Chép đúng nguyên văn; mỗi đoạn một dòng")
        return field("text", _("Phần nội dung được trích"), "textarea", required=True, hint=hint)
    parts = enumerate(extracting.paragraphs(paper), start=1)
    shown = [(str(n), shorten(text, 160, placeholder="…")) for n, text in parts]
    label = _("Các đoạn được trích")
    return field("parts", label, "multiselect", [], options=shown, required=True, listed=True)


FORMS = {
    "consult": _consult,
    "opine": lambda actor, _p: [
        field("text", _("Góp ý"), "textarea", required=True, suggestions=opinions(actor, OPINIONS))
    ],
    "submit": _submit,
    "send_back": lambda _a, _p: [reason(_("Góp ý để người soạn sửa"))],
    "approve": _approve,
    "content_check": _one_for_both,
    "form_check": _one_for_both,
    "waive_form_check": lambda _a, _p: [reason(hint=_("Từ 20 ký tự; được ghi là ngoại lệ"))],
    "sign": lambda actor, paper: signing_pages.asked(actor, paper, "sign"),
    "refuse_sign": lambda _a, _p: [reason(_("Vì sao không ký"))],
    "seal": lambda actor, paper: signing_pages.asked(actor, paper, "seal"),
    "void_number": seconds.void,
    "recall": seconds.recall,
    "correct_line": correcting.form,
    "copy": lambda actor, _p: copy_pages.asked_on_paper(actor),
    "extract": lambda actor, paper: [_parts(paper), *copy_pages.asked_on_paper(actor)],
    "extract_electronically": lambda actor, paper: [
        _parts(paper),
        copy_pages.recipients(),
        *copy_doors.key_asked(actor),
    ],
    "send_update": updating.form,
    **beside_pages.FORMS,
    "correct_posting": mending.posting,
    "correct_lending": mending.lending,
    "paper_issue": lambda _a, _p: [field("copies", _("Số bản in"), "number", "1", required=True)],
}


def shown_as(actor: Actor, paper: OutgoingDocument, name: str) -> dict[str, Any]:
    """What a signing button shows besides its fields: exactly what will be signed."""
    if name == "approve" and _signs_too(actor, paper):
        shown = signing_pages.shown_as(actor, paper, name)
        return {"label": _("Duyệt và ký"), **_told(actor, paper, name), **shown}
    if name in ("sign", "seal"):
        return _told(actor, paper, name) | signing_pages.shown_as(actor, paper, name)
    if name == "copy":
        return copy_pages.sent_as_it_is()
    if name == "extract_electronically":
        return copy_doors.shown_as(actor, paper, name)
    return _told(actor, paper, name)


def _told(actor: Actor, paper: OutgoingDocument, name: str) -> dict[str, Any]:
    """What whoever presses it should have read before."""
    if name in beforehand.TOLD:
        return beforehand.TOLD[name](paper)
    if name in ("void_number", "recall") and seconds.is_second(actor, name):
        return seconds.asked(paper, name)
    if name in ("abandon", "void_number", "recall", "refuse_sign", "send_back"):
        return {"tone": "danger"}
    return {}


def view(actor: Actor, paper: OutgoingDocument) -> dict[str, Any]:
    """What the document page shows besides its buttons."""
    return {
        "paper": {
            "id": paper.id,
            "kind": "outgoing",
            "title": headline(paper.subject),
            "code": paper.code or f"…/{paper.notation}" if paper.notation else paper.doc_type,
            "state": paper.state,
            "state_word": joint_pages.state(paper),
            "urgency": paper.urgency,
            "list_href": url_for("lists.outgoing"),
            "shown": as_it_stands.shown(paper),
            "fields": _facts(actor, paper),
            "colour": None,
        },
        "directives": [],
        "opinions": _opinions(paper),
        "tasks": [
            *(task_pages.line_of(one) for one in giving.of_notice(paper.id)),
            *task_pages.of_paper(actor, paper),
        ],
        "versions": _versions(paper),
        "deliveries": deliveries(actor, paper),
        "signatures": _signatures(paper),
        "proof_href": f"/outgoing/{paper.id}/proof" if paper.state in PROVED else None,
        "layout_href": url_for("outgoing.layout", paper_id=paper.id),
        "places_href": as_it_stands.places_href(actor, paper),
    }


PROVED = {"DISPATCHED", "RECALLED"}
"""What left the office stands under a head that was signed at once: its proof may be kept."""


def _facts(actor: Actor, paper: OutgoingDocument) -> list[tuple[str, Any]]:
    rows = (
        (_("Văn bản của"), called_beside(paper.agency, actor.agency_id)),
        (_("Tên loại"), paper.doc_type),
        (_("Ngày ban hành"), day(paper.issued_on)),
        (_("Người ký"), in_name_of.signer_words(paper)),
        (_("Cùng ban hành"), joint_pages.said(paper)),
        (_("Ban hành với tên của"), joint_pages.in_whose_name(paper)),
        (_("Đề nghị trả lời trước ngày"), day(answer_by(paper))),
        (_("Người soạn"), paper.drafter.full_name),
        (_("Đơn vị soạn"), paper.unit.name if paper.unit else ""),
        (_("Nơi nhận"), in_lines.places([one.name for one in paper.recipients])),
        (_("Nội bộ"), inside.shown(paper)),
        (_("Đã có"), in_lines.given(paper.sign_offs)),
        (_("Ngoại lệ"), excepted.told_of("outgoing", paper.id)),
        *beginnings.told(actor, paper),
        (_("Số bản giấy"), paper.copies or ""),
        (_("Bản sao"), copy_pages.links(paper)),
        *beside_pages.facts(paper),
        (_("Hồ sơ"), file_links(actor, paper)),
        (_("Trình tại cuộc họp"), tabled.told(actor, f"outgoing/{paper.id}")),
        (_("Giá trị lâu dài"), _lasting(paper)),
    )
    return [(label, value) for label, value in rows if value]


def _lasting(paper: OutgoingDocument) -> Any:
    """What its sealed files lack yet; of one that went out, where its longer-lived version lies."""
    rows = of_paper("outgoing", paper.id)
    lacking = "; ".join(filter(None, map(said, rows)))
    main = next(iter(rows), None)
    if lacking or main is None or main.sha256 == paper.file_sha256:
        return lacking
    href = url_for("lasting.file", row_id=main.id)
    words = _("Tệp lưu trữ dài hạn (%(level)s)", level=main.level)
    return Markup('<a href="{}">{}</a>').format(href, words)


def _opinions(paper: OutgoingDocument) -> list[dict[str, Any]]:
    return [
        {
            "who": one.by_name or one.unit,
            "position": one.unit if one.by_name else "",
            "at": when(one.at),
            "words": one.text,
        }
        for one in paper.opinions
        if one.at is not None
    ]


def _versions(paper: OutgoingDocument) -> list[dict[str, Any]]:
    def href(n: int) -> str:
        return url_for("outgoing.diff", paper_id=paper.id, n=n)

    return [
        {
            "n": one.n,
            "at": when(one.at),
            "by": one.by_name,
            "href": href(one.n),
            "diff_href": href(one.n) if one.n > 1 else None,
            "file": _version_file(paper, one),
        }
        for one in reversed(paper.versions)
    ]


def _version_file(paper: OutgoingDocument, one: DraftVersion) -> dict[str, str] | None:
    row = paper.file_of(one.fields)
    if row is None:
        return None
    return {
        "name": row.name,
        "href": url_for("outgoing.version_file", paper_id=paper.id, n=one.n),
    }


def _signatures(paper: OutgoingDocument) -> list[dict[str, Any]]:
    seal = _("Chữ ký số của cơ quan, dấu treo") if paper.seal_hangs else _("Chữ ký số của cơ quan")
    words = {"person": _("Chữ ký của người có thẩm quyền"), "seal": seal}
    return [
        {
            "field": one.field,
            "kind": one.kind,
            "kind_word": words[one.kind],
            "signer": one.signer,
            "at": when(one.at),
            **_verdict(one),
        }
        for one in paper.standing_signatures
    ]


def _verdict(one: Signature) -> dict[str, str]:
    """What was read back; one that waits for data (a time, revocation) is never shown green (B21)."""
    if one.verdict == "valid":
        return {"verdict": "VALID", "verdict_word": _("Hợp lệ")}
    if one.verdict == "unknown":
        return {"verdict": "INDETERMINATE", "verdict_word": _("Chưa đủ căn cứ kết luận lúc ký")}
    return {"verdict": "INVALID", "verdict_word": _("Không hợp lệ")}
