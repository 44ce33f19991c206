"""What a task's page shows: where it comes from, how far it is, what each act asks."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from server.clock import now
from server.counted import counted
from server.database import db
from server.documents.forms import Fields, day_field, field, reason
from server.documents.outgoing.models import OutgoingDocument
from server.documents.tasks import copies, leading, naming, origins, queries
from server.documents.tasks.models import Task
from server.names import parts
from server.org.actor import Actor
from server.org.queries import calendar
from server.pages import coloured, headline, when
from server.words_of.law import law_word, state_word
from workflows.task import Task as State
from workflows.task import colour_of, counts_to
from workflows.tasking import MOST, Standing
from workflows.urgency import WORDS as URGENCIES
from workflows.urgency import Urgency, is_urgent


def _progress(_actor: Actor, task: Task) -> Fields:
    hint = _("0 đến %(most)s; xong hẳn thì báo cáo kết quả", most=MOST - 1)
    return [
        field("progress", _("Đã làm được, phần trăm"), "number", task.progress, hint=hint),
        field("note", _("Ghi chú"), "textarea", task.note, rows=3),
    ]


def _result(_actor: Actor, task: Task) -> Fields:
    hint = _("số và ký hiệu của văn bản đi, ví dụ 12/BC-UBND, nếu kết quả là một văn bản")
    code = db.session.get_one(OutgoingDocument, task.result_id).code if task.result_id else ""
    return [
        field("result", _("Kết quả"), "textarea", task.result, rows=4),
        field("document_code", _("Văn bản kết quả"), "text", code, hint=hint),
    ]


def _again(actor: Actor, task: Task) -> Fields:
    """To whom, of those it could have been given to; the one who returned it is no first choice."""
    return [
        field("lead", _("Chủ trì"), "select", "", required=True,
              options=[("", _("chọn…")), *leading.choices(actor, leading.letter_of(task))]),
        day_field("due_at", _("Hạn"), task.due_at),
        reason(_("Nói thêm"), required=False),
    ]  # fmt: skip


def _granting(_actor: Actor, task: Task) -> Fields:
    return [
        day_field("due_at", _("Hạn mới"), task.wanted_until, required=True),
        reason(_("Nói thêm"), required=False),
    ]


FORMS = {
    "give_again": _again,
    "grant_extension": _granting,
    "deny_extension": lambda _a, _t: [reason()],
    "return": lambda _a, _t: [reason()],
    "start": _progress,
    "report": _result,
    "rework": lambda _a, _t: [reason(_("Cần làm lại những gì"))],
    "request_extension": lambda _a, task: [
        day_field("due_at", _("Xin gia hạn đến"), task.due_at, required=True), reason(),
    ],
    "contribute": lambda _a, _t: [reason(_("Đã làm được gì trong phần phối hợp"))],
    "urge": lambda _a, _t: [reason(_("Nhắc thêm"), required=False)],
    "suspend": lambda _a, _t: [
        reason(_("Chờ ai, chờ việc gì")),
        day_field("due_at", _("Tạm dừng đến hết ngày"), required=True),
    ],
    "cancel": lambda _a, _t: [reason()],
}  # fmt: skip


def shown_as(_actor: Actor, task: Task, name: str) -> dict[str, Any]:
    """More time until the day that was asked for, and for that reason: then it waits for its giver's
    word; where nobody asked, until one that the giver names."""
    if name == "grant_extension" and task.wanted_until:
        asked = {"at": when(task.wanted_until), "why": task.wanted_why}
        words = _("Xin gia hạn đến %(at)s: %(why)s", **asked)
        return {"label": _("Cho gia hạn"), "explain": words, "tone": "main", "main": True}
    if name.startswith("resume"):
        return {"explain": _("Hạn lùi thêm số ngày làm việc đã tạm dừng.")}
    if name in ("report", "accept") and (left := queries.open_parts(task)):
        return {"explain": counted("Còn %(n)s việc thành phần chưa xong.", left)}
    if name == "return":
        words = _("Trả lại được đến %(at)s.", at=when(queries.returned_until(task)))
        return {"tone": "danger", "explain": words}
    return {"tone": "danger"} if name in ("cancel", "rework") else {}


def view(actor: Actor, task: Task) -> dict[str, Any]:
    """What the task's page shows besides its buttons."""
    return {
        "task": task,
        "title": headline(task.subject),
        "state_word": state_word("tasks", str(task.state)),
        "shown": due(task),
        "rows": _facts(task),
        "links": _links(actor, task),
        "parts": [line_of(one) for one in queries.parts_of(actor, task)],
        # what the counter's page asks of every paper
        "paper": {},
    }


def due(task: Standing) -> dict[str, str]:
    """How its deadline stands; laid aside it has one, whose clock stands still (TK-T08)."""
    said = coloured(counts_to(task), colour_of(task, now(), calendar()))
    if task.state == State.SUSPENDED:
        return said | {"colour_word": _("Hạn tạm dừng")}
    return said


def _facts(task: Task) -> list[tuple[str, Any]]:
    first, level = when(task.first_due_at) if task.extensions else "", Urgency(task.urgency)
    rows = (
        (_("Người giao"), task.giver.full_name),
        (_("Chủ trì"), task.lead_name),
        (_("Phối hợp"), "; ".join(one["name"] for one in task.helpers)),
        (_("Độ khẩn"), law_word(URGENCIES[level]) if is_urgent(level) else ""),
        (_("Giao lúc"), when(task.given_at)),
        (_("Hạn"), when(task.due_at) or _("không hạn")),
        (_("Kết quả phải có"), task.wanted),
        (_("Tạm dừng đến"), when(task.suspended_until)),
        (_("Hạn ban đầu"), first),
        (_("Gia hạn"), extended(task)),
        (_("Đang xin gia hạn đến"), when(task.wanted_until)),
        (_("Tiến độ"), f"{task.progress} %" + (f": {task.note}" if task.note else "")),
        (_("Kết quả"), task.result),
        (_("Báo cáo lúc"), when(task.reported_at)),
    )
    return [(label, value) for label, value in rows if value]


def extended(task: Task) -> str:
    """How often it got more time, and how late it was by then (§11.3)."""
    if not task.extensions:
        return ""
    times = counted("%(n)s lần", task.extensions)
    late = counted("đã quá hạn %(n)s ngày trước khi gia hạn", task.overdue_days)
    return f"{times}; {late}" if task.overdue_days else times


def _links(actor: Actor, task: Task) -> list[tuple[str, str, str]]:
    """Where it comes from, and what answers it; each page asks again who may read it."""
    found = _sources(actor, task)
    if task.result_id:
        reply = db.session.get_one(OutgoingDocument, task.result_id)
        found.append((_("Văn bản kết quả"), reply.code or reply.subject, f"/outgoing/{reply.id}"))
    return found


def _of_meeting(actor: Actor, task: Task) -> list[tuple[str, str, str]]:
    """The meeting, its matter, what else was given of that, and the minutes; whoever only has the
    task reads their names."""
    origin = naming.named([task.source]).get(task.source)
    if origin is None:
        return []
    here = f"/{task.source}" if origins.opens(actor, task.source) else ""
    rows = [(_("Cuộc họp"), origin.title, here)]
    if matter := origin.matters.get(task.source_part):
        item = task.source_part
        beside = url_for("tasks.index", source=task.source, item=item)
        rows.append((_("Nội dung"), matter, here and f"{here}#item-{item}"))
        rows.append((_("Cùng nội dung"), _("Các nhiệm vụ đã giao"), beside))
    return [
        *rows,
        *([(_("Biên bản"), _("Biên bản và kết luận"), f"{here}/minutes")] if here else []),
    ]


def _sources(actor: Actor, task: Task) -> list[tuple[str, str, str]]:
    kind, id = parts(task.source) if task.source else ("", 0)
    found = []
    if kind == naming.MEETINGS:
        found += _of_meeting(actor, task)
    elif kind:
        found.append((_("Theo văn bản"), *copies.document(actor, kind, id)))
    if task.notice_id:
        notice = db.session.get_one(OutgoingDocument, task.notice_id)
        _words, href = copies.document(actor, "outgoing", notice.id)
        found.append((_("Thông báo"), notice.code or notice.subject, href))
    if task.parent_id:
        found.append((_("Thuộc nhiệm vụ"), *copies.whole(actor, task.parent_id)))
    return found


def of_paper(actor: Actor, paper: Any) -> list[dict[str, Any]]:
    """The tasks that were given because of a document, on its page."""
    return [line_of(one) for one in queries.from_paper(actor, f"{paper.workflow.name}/{paper.id}")]


def line_of(task: Task) -> dict[str, Any]:
    """A task on the page of its notice, or of the meeting that concluded it."""
    return {
        "who": task.lead_name,
        "lead": True,
        "words": task.subject,
        "href": url_for("tasks.show", paper_id=task.id) if task.given_at else "",
        "state": str(task.state),
        "state_word": state_word("tasks", str(task.state)),
        **due(task),
    }
