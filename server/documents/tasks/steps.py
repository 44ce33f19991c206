"""What can be asked of a task: the button, its shape, its service."""

from typing import Annotated

from flask_babel import lazy_gettext as _
from pydantic import Field

from server.documents.steps import Step
from server.documents.tasks import creating, services, standing_still
from server.shapes import Asked, Code, Id, Line, MaybeWhy, Reason, When, Why
from workflows.tasking import MOST


class Progress(Asked):
    """How far it is, in percent, and what there is to say of it."""

    progress: Annotated[int, Field(ge=0, le=MOST)] = 0
    note: Reason = ""


class Result(Asked):
    """What came of it, in words, or an outgoing document, by its id or its number and notation."""

    result: Reason = ""
    document: Id | None = None
    document_code: Line = ""


class GivenAgain(Asked):
    """Whom it is given to now, until when, and what there is to say."""

    lead: Code
    due_at: When | None = None
    reason: Reason = ""


class MoreTime(Asked):
    """Until when, and why."""

    due_at: When
    reason: Reason


class Granted(Asked):
    """Until when, where it is another day than was asked for; and why, where there is more to say."""

    due_at: When | None = None
    reason: Reason = ""


class Waiting(Asked):
    """Until when at most somebody outside is waited for, and whom."""

    due_at: When
    reason: Reason


STEPS = {
    "receive": Step(_("Nhận nhiệm vụ"), services.receive, tone="primary"),
    "return": Step(_("Trả lại người giao"), services.send_back, Why),
    "give_again": Step(_("Giao lại"), creating.give_again, GivenAgain, tone="primary"),
    "start": Step(_("Báo tiến độ"), services.start, Progress, tone="primary"),
    "report": Step(_("Báo cáo kết quả"), services.report, Result),
    "contribute": Step(_("Góp phần phối hợp"), services.contribute, Why, tone="primary"),
    "accept": Step(_("Chấp nhận kết quả"), services.accept, tone="primary"),
    "rework": Step(_("Yêu cầu làm lại"), services.rework, Why),
    "request_extension": Step(_("Xin gia hạn"), services.request_extension, MoreTime),
    "grant_extension": Step(_("Gia hạn"), services.grant_extension, Granted),
    "deny_extension": Step(_("Không cho gia hạn"), services.deny_extension, Why),
    "urge": Step(_("Đôn đốc"), services.urge, MaybeWhy),
    "suspend": Step(_("Tạm dừng"), standing_still.suspend, Waiting),
    "resume": Step(_("Tiếp tục thực hiện"), standing_still.resume, tone="primary"),
    "resume_new": Step(_("Tiếp tục, chờ nhận"), standing_still.resume_new, tone="primary"),
    "resume_reported": Step(
        _("Tiếp tục, xem kết quả"), standing_still.resume_reported, tone="primary"
    ),
    "resume_returned": Step(
        _("Tiếp tục, chờ giao lại"), standing_still.resume_returned, tone="primary"
    ),
    "cancel": Step(_("Hủy nhiệm vụ"), services.cancel, Why),
}
