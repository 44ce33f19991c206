"""What can be asked at the counter of outgoing documents: the button, its shape, its service."""

from flask_babel import lazy_gettext as _

from server import repeats
from server.documents.outgoing import checking, shapes
from server.documents.outgoing.drafts import consulting, drafting
from server.documents.outgoing.models import OutgoingDocument
from server.documents.outgoing.sending import (
    beside,
    copying,
    correcting,
    extracting,
    issuing,
    mending,
    updating,
)
from server.documents.outgoing.signatures import signing, two_phases
from server.documents.steps import Copier, Step
from server.org.actor import Actor
from server.papers.services import Ref
from server.shapes import KeyAsked, MaybeWhy, Why


def _approve(
    actor: Actor, ref: Ref, *, pin: str | None = None, within: str = ""
) -> OutgoingDocument:
    if repeats.took_effect():
        return signing.go_on(actor, ref, pin=pin)
    if pin is None:
        return checking.approve(actor, ref, within=within)
    return signing.approve_and_sign(actor, ref, pin=pin, within=within)


def _sign(actor: Actor, ref: Ref, *, pin: str | None, answer: str) -> OutgoingDocument:
    return two_phases.by_key(signing.OUTGOING, actor, ref, "sign", pin=pin, answer=answer)


def _seal(actor: Actor, ref: Ref, *, pin: str | None, answer: str) -> OutgoingDocument:
    return two_phases.by_key(signing.OUTGOING, actor, ref, "seal", pin=pin, answer=answer)


COPIERS = {"extract_electronically": Copier(shapes.Excerpt, extracting.begin_extract)}
"""The copies that the agency's key signs, wherever it lies."""

STEPS = {
    "consult": Step(_("Xin ý kiến đơn vị"), consulting.consult, shapes.Consulting),
    "opine": Step(_("Góp ý dự thảo"), consulting.opine, shapes.Opining, tone="primary"),
    "end_consultation": Step(_("Kết thúc lấy ý kiến"), consulting.end_consultation),
    "submit": Step(_("Trình ký"), drafting.submit, shapes.Submitting, tone="primary"),
    "send_back": Step(_("Trả lại người soạn"), checking.send_back, Why),
    "approve": Step(_("Duyệt"), _approve, shapes.Approving, resumes=True, tone="primary"),
    "content_check": Step(
        _("Kiểm tra nội dung: đạt"), checking.content_check, MaybeWhy, tone="primary"
    ),
    "form_check": Step(_("Kiểm tra thể thức: đạt"), checking.form_check, MaybeWhy, tone="primary"),
    "waive_form_check": Step(_("Miễn kiểm tra thể thức"), checking.waive_form_check, Why),
    "sign": Step(_("Ký số"), _sign, KeyAsked, needs_version=True, tone="primary"),
    "refuse_sign": Step(_("Không ký"), checking.refuse_sign, Why),
    "number": Step(_("Cấp số"), issuing.number, tone="primary"),
    "register": Step(_("Vào sổ"), issuing.register, tone="primary"),
    "seal": Step(_("Ký số của cơ quan"), _seal, KeyAsked, needs_version=True, tone="primary"),
    "dispatch": Step(_("Phát hành"), issuing.dispatch, tone="primary"),
    "void_number": Step(_("Hủy số"), issuing.void_number, MaybeWhy),
    "recall": Step(_("Thu hồi văn bản"), issuing.recall, shapes.Recalling),
    "paper_issue": Step(_("In bản giấy"), issuing.paper_issue, shapes.Printing),
    "correct_line": Step(_("Sửa dòng trong sổ"), correcting.correct_line, shapes.Correcting),
    "copy": Step(_("Sao y sang bản giấy"), copying.copy, shapes.Copying),
    "extract": Step(_("Trích sao ra giấy"), extracting.extract, shapes.Extracting),
    "extract_electronically": Step(_("Trích sao điện tử"), extracting.extract_electronically, shapes.ExtractingElectronically, needs_version=True),
    "send_update": Step(_("Gửi cập nhật"), updating.send_update, shapes.Updating),
    "send_by_post": Step(_("Gửi bưu điện"), beside.send_by_post, shapes.SendingByPost),
    "postmark": Step(_("Bưu điện đã ký nhận"), beside.postmark, shapes.Postmarking),
    "lend_kept_copy": Step(_("Cho mượn bản lưu"), beside.lend_kept_copy, shapes.Lending),
    "take_back_kept_copy": Step(_("Nhận lại bản lưu"), beside.take_back_kept_copy, shapes.TakingBack),
    "correct_posting": Step(_("Sửa dòng sổ bưu điện"), mending.correct_posting, shapes.CorrectingPosting),
    "correct_lending": Step(_("Sửa dòng sổ bản lưu"), mending.correct_lending, shapes.CorrectingLending),
    "abandon": Step(_("Bỏ dự thảo"), drafting.abandon),
}  # fmt: skip
