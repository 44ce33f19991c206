"""What can be asked of a case file: the button, its shape, its service."""

from flask_babel import lazy_gettext as _

from server.archive import receiving, ruling, shapes
from server.documents.casefiles import access, recorded, services
from server.documents.casefiles.models import CaseFile
from server.documents.steps import Step
from server.org.actor import Actor
from server.papers.services import Ref
from server.shapes import Why


def _close(actor: Actor, ref: Ref, *, retention: int | None, **said: object) -> CaseFile:
    return services.close(actor, ref, years=retention, **said)  # type: ignore[arg-type]


STEPS = {
    "add": Step(_("Đưa văn bản vào hồ sơ"), services.add, shapes.Adding, tone="primary"),
    "record": Step(_("Đưa phiếu xử lý, kết quả, biên bản vào"), recorded.lay_in, shapes.Recording),
    "remove": Step(_("Đưa văn bản ra khỏi hồ sơ"), services.remove, shapes.Removing),
    "set_rule": Step(_("Đổi cách tự nhận văn bản"), ruling.change, shapes.Ruling),
    "close": Step(_("Kết thúc hồ sơ"), _close, shapes.Closing),
    "cancel": Step(_("Hủy hồ sơ không có văn bản"), services.cancel, Why),
    "reopen": Step(_("Mở lại hồ sơ"), services.reopen, Why),
    "keep_back": Step(_("Cho giữ lại"), services.keep_back, shapes.KeepingBack),
    "transfer": Step(_("Nộp lưu"), services.transfer, tone="primary"),
    "accept_transfer": Step(_("Nhận vào lưu trữ"), receiving.accept, tone="primary"),
    "freeze": Step(_("Đóng băng hồ sơ"), services.freeze, Why),
    "unfreeze": Step(_("Thôi đóng băng"), services.unfreeze, Why),
    "grant_access": Step(_("Cho đọc theo yêu cầu"), access.grant, shapes.Granting, tone="primary"),
    "refuse_access": Step(_("Không cho đọc"), access.refuse, shapes.Answering),
    "withdraw_access": Step(_("Thu lại quyền đọc"), access.withdraw, shapes.Answering),
    "confirm_access": Step(
        _("Xác nhận thay đổi quyền đọc"), access.confirm, shapes.Confirming, tone="primary"
    ),
    "return_transfer": Step(_("Trả lại người nộp"), receiving.send_back, Why),
}
