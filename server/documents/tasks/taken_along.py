"""The list of tasks as it is narrowed, as a workbook or a document for a briefing; a job (§13)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from flask_babel import force_locale

from server import bindery, jobs, pool
from server.clock import local, now
from server.database import transaction
from server.documents.tasks import pages, queries
from server.documents.tasks.models import Task
from server.files import store
from server.jobs import Payload, job
from server.org.actor import Actor
from server.org.queries import actor_by_id, calendar
from server.pages import when
from server.typesetting.books import Line, Register
from server.uploads.kinds import DOCX, XLSX
from server.words_of.law import law_word, state_word
from workflows.deadlines import WORDS, Calendar
from workflows.task import colour_of

KIND = "tasks:list"
FORMS = {"xlsx": (bindery.workbook, XLSX), "docx": (bindery.document, DOCX)}
COLUMNS = {
    "Nội dung": 34, "Chủ trì": 16, "Người giao": 14, "Giao ngày": 9, "Hạn": 9, "Theo hạn": 12,
    "Gia hạn": 14, "Tiến độ (%)": 7, "Tình trạng": 12, "Báo cáo ngày": 9,
}  # fmt: skip
"""Each with its share of the sheet."""
DAYS = ("given_from", "given_to", "reported_from", "reported_to")


def filters_of(asked: Mapping[str, str]) -> dict[str, Any]:
    """What the address asks, as the queries take it: two days are a span, and the second counts."""
    said: dict[str, Any] = {name: one for name, one in asked.items() if name not in DAYS}
    for name in ("given", "reported"):
        first, last = (asked.get(f"{name}_{end}") for end in ("from", "to"))
        if first or last:
            since, until = (dt.date.fromisoformat(one) if one else None for one in (first, last))
            said[name] = (since, until + dt.timedelta(1) if until else None)
    return said


def begin(actor: Actor, asked: Mapping[str, str], form: str) -> int:
    """The job's id."""
    post = [actor.person_id, actor.appointment_id]
    said = {"asked": {**asked}, "form": form, "post": post}
    with transaction():
        return jobs.later(KIND, said, person_id=actor.person_id).id


@job(KIND)
def write(asked: dict[str, str], form: str, post: list[int]) -> Payload:
    """What the asker may read now; what is official stays Vietnamese. Harmless twice."""
    actor, (make, media_type) = actor_by_id(*post), FORMS[form]
    with force_locale("vi"):
        days = calendar()
        lines = [_line(one, days) for one in queries.every(actor, filters_of(asked))]
    book = Register(
        title="Danh sách nhiệm vụ", agency=f"{actor.agency_name} · tính đến {when(now())}",
        superior="", year=None, span="", columns=tuple(COLUMNS),
        shares=tuple(map(float, COLUMNS.values())),
    )  # fmt: skip
    made = pool.submit(make, book, lines)
    name = f"nhiem-vu-{local(now()):%Y%m%d}.{form}"
    file = {"sha256": store().keep(made), "media_type": media_type, "name": name}
    return {"file": file, "lines": len(lines)}


def _line(task: Task, days: Calendar) -> Line:
    cells: list[str | int] = [
        task.subject, task.lead_name, task.giver.full_name, _day(task.given_at), _day(task.due_at),
        law_word(WORDS[colour_of(task, now(), days)]), pages.extended(task), task.progress,
        state_word("tasks", str(task.state)), _day(task.reported_at),
    ]  # fmt: skip
    return cells, False


def _day(moment: dt.datetime | None) -> str:
    return f"{local(moment):%d/%m/%Y}" if moment else ""
