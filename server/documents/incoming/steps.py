"""What can be asked at the counter of incoming documents: the button, its shape, its service."""

from typing import Any

from flask_babel import lazy_gettext as _

from server.documents.incoming import (
    arriving,
    copying,
    correcting,
    directing,
    extracting,
    handling,
    one_entry,
    purging,
    releasing,
    requests,
    shapes,
)
from server.documents.incoming.models import IncomingDocument
from server.documents.steps import Copier, Step
from server.org.actor import Actor
from server.papers.services import Ref
from server.shapes import MaybeWhy, Why
from server.signatures.elsewhere import Asked


def _register(actor: Actor, ref: Ref, **given: Any) -> IncomingDocument:
    said = {name: given.pop(name) or "" for name in ("reason", "note")}
    came_on = given.pop("came_on")
    fields = shapes.RegisterFields(**given).fields() | {"came_on": came_on}
    return arriving.register(actor, ref, fields=fields, **said)


def _same_document(actor: Actor, ref: Ref, **given: Any) -> IncomingDocument:
    reason = given.pop("reason") or ""
    fields = shapes.RegisterFields(**given).fields()
    return one_entry.same_document(actor, ref, fields=fields, reason=reason)


def _correct_line(
    actor: Actor, ref: Ref, *, reason: str, note: str, **given: Any
) -> IncomingDocument:
    fields = shapes.RegisterFields(**given).fields()
    return correcting.correct_line(actor, ref, fields=fields, reason=reason, note=note)


def _direct(actor: Actor, ref: Ref, **given: Any) -> IncomingDocument:
    return directing.direct(actor, ref, order=shapes.Directing(**given).order())


def _redirect(actor: Actor, ref: Ref, **given: Any) -> IncomingDocument:
    order = shapes.Redirecting(**given).order()
    return directing.redirect(actor, ref, order=order, reason=given["reason"])


def _extract(actor: Actor, ref: Ref, **given: Any) -> IncomingDocument:
    asked = shapes.ExtractingOnPaper(**given)
    original, block = asked.original(), asked.block()
    return extracting.extract(
        actor, ref, original=original, block=block, recipients=asked.recipients
    )


def _extract_electronically(actor: Actor, ref: Ref, **given: Any) -> IncomingDocument:
    asked = shapes.ExtractingElectronically(**given)
    return extracting.extract_electronically(
        actor,
        ref,
        original=asked.original(),
        recipients=asked.recipients,
        pin=asked.pin,
        answer=asked.answer,
    )


def begin_extract(actor: Actor, ref: Ref, mechanism: str, **given: Any) -> Asked:
    asked = shapes.Extracting(**given)
    original, to = asked.original(), asked.recipients
    return extracting.begin_extract(actor, ref, mechanism, original=original, recipients=to)


COPIERS = {
    "copy_electronically": Copier(shapes.Copying, copying.begin_copy),
    "extract_electronically": Copier(shapes.Extracting, begin_extract),
}
"""The copies that the agency's key signs, wherever it lies."""

STEPS = {
    "verify": Step(_("Kiểm tra chữ ký số"), arriving.verify),
    "register": Step(_("Vào sổ"), _register, shapes.Registering, tone="primary"),
    "same_document": Step(_("Là văn bản đã vào sổ"), _same_document, shapes.SameDocument),
    "return": Step(_("Trả lại nơi gửi"), arriving.send_back, shapes.Returning),
    "report_anomaly": Step(_("Báo bất thường"), arriving.report_anomaly, Why),
    "quarantine": Step(_("Cách ly (nghi mật)"), releasing.quarantine, Why),
    "release": Step(_("Đưa ra khỏi cách ly"), releasing.release, Why),
    "release_entered": Step(_("Đưa ra khỏi cách ly"), releasing.release_entered, Why),
    "purge": Step(_("Tiêu hủy văn bản mật"), purging.purge, MaybeWhy),
    "present": Step(_("Trình lãnh đạo"), directing.present, shapes.Presenting, tone="primary"),
    "route_by_rule": Step(_("Chuyển theo quy chế"), directing.route_by_rule, shapes.Routing),
    "direct": Step(_("Cho ý kiến chỉ đạo"), _direct, shapes.Directing, tone="primary"),
    "pass_up": Step(_("Trình Chủ tịch"), directing.pass_up, MaybeWhy),
    "for_info": Step(_("Chuyển để biết"), directing.for_info, shapes.Informing),
    "redirect": Step(_("Chuyển đơn vị khác"), _redirect, shapes.Redirecting),
    "refuse_assignment": Step(_("Từ chối (không thuộc chức năng)"), directing.refuse_assignment, Why),
    "assign": Step(_("Giao người xử lý"), handling.assign, shapes.Assigning, tone="primary"),
    "start": Step(_("Bắt đầu xử lý"), handling.start, tone="primary"),
    "request_extension": Step(_("Xin gia hạn"), handling.request_extension, shapes.Extending),
    "grant_extension": Step(_("Cho gia hạn"), handling.grant_extension, tone="primary"),
    "deny_extension": Step(_("Không cho gia hạn"), handling.deny_extension, Why),
    "contribute": Step(_("Gửi ý kiến phối hợp"), handling.contribute, shapes.Contributing, tone="primary"),
    "waive_contribution": Step(_("Miễn ý kiến phối hợp"), handling.waive_contribution, shapes.Waiving),
    "propose_close": Step(_("Đề nghị kết thúc"), handling.propose_close, shapes.ProposingClose, tone="primary"),
    "close": Step(_("Kết thúc xử lý"), handling.close, tone="primary"),
    "rework": Step(_("Yêu cầu làm tiếp"), handling.rework, Why),
    "reopen": Step(_("Mở lại"), handling.reopen, Why),
    "correct_line": Step(_("Sửa dòng trong sổ"), _correct_line, shapes.Correcting),
    "copy": Step(_("Sao y, sao lục ra giấy"), copying.copy, shapes.CopyingOnPaper),
    "copy_electronically": Step(_("Sao y, sao lục sang điện tử"), copying.copy_electronically, shapes.CopyingElectronically, needs_version=True),
    "extract": Step(_("Trích sao ra giấy"), _extract, shapes.ExtractingOnPaper),
    "extract_electronically": Step(_("Trích sao điện tử"), _extract_electronically, shapes.ExtractingElectronically, needs_version=True),
    "file": Step(_("Lập hồ sơ"), handling.file, shapes.Filing),
    "recall_received": Step(_("Đồng ý thu hồi"), requests.recall_received, tone="primary"),
    "refuse_recall": Step(_("Không đồng ý thu hồi"), requests.refuse_recall, MaybeWhy),
    "replaced": Step(_("Ghi nhận bị thay thế"), requests.replaced, tone="primary"),
    "accept_update": Step(_("Đồng ý cập nhật"), requests.accept_update, tone="primary"),
    "refuse_update": Step(_("Không đồng ý cập nhật"), requests.refuse_update, Why),
}  # fmt: skip
