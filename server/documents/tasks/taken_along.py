"""The list of tasks as it is narrowed, as a workbook or a document for a briefing; a job (§13)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from flask_babel import force_locale

from server import taking_along
from server.clock import local, now, today
from server.documents.tasks import pages, queries
from server.documents.tasks.models import Task
from server.jobs import Payload, job
from server.org.actor import Actor
from server.org.queries import actor_by_id, calendar
from server.pages import when
from server.typesetting.books import Line
from server.words_of.law import law_word, state_word
from workflows.deadlines import WORDS, Calendar
from workflows.task import colour_of

KIND = "tasks:list"
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
    return taking_along.ask(KIND, actor, asked={**asked}, form=form)


@job(KIND)
def write(asked: dict[str, str], form: str, post: list[int]) -> Payload:
    """What the asker may read now; what is official stays Vietnamese. Harmless twice."""
    actor = actor_by_id(*post)
    with force_locale("vi"):
        days = calendar()
        lines = [_line(one, days) for one in queries.every(actor, filters_of(asked))]
    whose = f"{actor.agency_name} · những việc {actor.name} được xem{taking_along.narrowed(asked)}"
    as_of = f"{whose} · tính đến {when(now())}"
    book = taking_along.plain("Danh sách nhiệm vụ", as_of, COLUMNS)
    made = taking_along.sheet(book, lines, form)
    return taking_along.told(made, f"nhiem-vu-{today():%Y%m%d}.{form}", len(lines))


def _line(task: Task, days: Calendar) -> Line:
    cells: list[str | int] = [
        task.subject, task.lead_name, task.giver.full_name, _day(task.given_at), _day(task.due_at),
        law_word(WORDS[colour_of(task, now(), days)]), pages.extended(task), task.progress,
        state_word("tasks", str(task.state)), _day(task.reported_at),
    ]  # fmt: skip
    return cells, False


def _day(moment: dt.datetime | None) -> str:
    return f"{local(moment):%d/%m/%Y}" if moment else ""
