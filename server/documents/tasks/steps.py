"""What can be asked of a task: the button, its shape, its service."""

from typing import Annotated

from flask_babel import lazy_gettext as _
from pydantic import Field

from server.documents.steps import Step
from server.documents.tasks import services
from server.shapes import Asked, Id, Reason, When, Why
from workflows.tasking import MOST


class Progress(Asked):
    """How far it is, in percent, and what there is to say of it."""

    progress: Annotated[int, Field(ge=0, le=MOST)] = 0
    note: Reason = ""


class Result(Asked):
    """What came of it, in words, or an outgoing document by its id."""

    result: Reason = ""
    document: Id | None = None


class MoreTime(Asked):
    """Until when, and why."""

    due_at: When
    reason: Reason


STEPS = {
    "receive": Step(_("Nhận nhiệm vụ"), services.receive, tone="primary"),
    "return": Step(_("Trả lại người giao"), services.send_back, Why),
    "start": Step(_("Báo tiến độ"), services.start, Progress, tone="primary"),
    "report": Step(_("Báo cáo kết quả"), services.report, Result),
    "accept": Step(_("Chấp nhận kết quả"), services.accept, tone="primary"),
    "rework": Step(_("Yêu cầu làm lại"), services.rework, Why),
    "request_extension": Step(_("Xin gia hạn"), services.request_extension, MoreTime),
    "grant_extension": Step(_("Cho gia hạn"), services.grant_extension),
    "cancel": Step(_("Hủy nhiệm vụ"), services.cancel, Why),
}
