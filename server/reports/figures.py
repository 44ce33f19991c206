"""The figures of a report: the same for its page, its workbook and its paper."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as later

from server.documents.tasks.board import scope_of
from server.org.actor import Actor
from server.reports import lists, of_below, of_meetings, of_online, of_tasks
from server.reports.conditions import KINDS, Asked
from server.reports.rights import require
from server.reports.table import Cell, Figures, headed, percent
from server.reports.words import PARTS, figure, rows_of, together, whose

IN_TIME = later("Đúng hạn trong số đã xong")


def figures(actor: Actor, asked: Asked, by: str) -> Figures:
    """Of a period, as they stand at this moment."""
    require(actor, asked.of)
    return TELLERS.get(asked.of, _of_papers)(actor, asked, by)


def _of_papers(actor: Actor, asked: Asked, by: str) -> Figures:
    names = KINDS[asked.of].outcomes
    rows = rows_of(actor, asked, by, names)
    told = [(one["name"], _cells(one["counts"], asked, {by: one["key"]})) for one in rows]
    sums = together(rows, len(names))
    return Figures(
        **headed(asked, by),
        whose=whose(actor),
        parts=names,
        columns=[_("vào sổ"), *(str(PARTS[name]) for name in names)],
        rows=told,
        sums=_cells(sums, asked, {}),
        notes=_notes(asked, by),
        rate=_in_time(sums),
    )


def _in_time(parts: Sequence[int]) -> tuple[str, str]:
    """Of what is done: the first two parts of papers and tasks."""
    return str(IN_TIME), percent(parts[0], parts[0] + parts[1])


def _cells(counts: Sequence[int], asked: Asked, narrowed: dict[str, str]) -> list[Cell]:
    """The sum of a row, and its parts."""
    parts = zip(asked.told.outcomes, counts, strict=True)
    whole = figure(sum(counts), asked, **narrowed)
    return [whole, *(figure(n, asked, **narrowed, outcome=name) for name, n in parts)]


def _notes(asked: Asked, by: str) -> list[str]:
    said = [_("Không kể văn bản đang cách ly và văn bản mật đã tiêu hủy.")]
    if asked.of == "outgoing":
        said = [
            _(
                "Đúng hạn: phát hành chậm nhất cuối ngày làm việc sau ngày ký (khoản 1 Điều 18);"
                " văn bản khẩn: trong ngày ký."
            )
        ]
    if by == "field":
        said.append(
            _(
                "Lĩnh vực: đề mục, trong danh mục hồ sơ, của hồ sơ chứa văn bản; khi chưa lập hồ sơ"
                " thì đề mục của đơn vị, nếu đơn vị chỉ có một."
            )
        )
    return said


def _of_tasks(actor: Actor, asked: Asked, by: str) -> Figures:
    scope = scope_of(actor)
    rows = of_tasks.rows_of(actor, asked.period, by)
    sums = {name: sum(one[name] for one in rows) for name in of_tasks.ALL}
    standing = [_("đang thực hiện"), *(str(PARTS[name]) for name in of_tasks.MOVING)]
    return Figures(
        **headed(asked, by),
        whose=actor.agency_name if scope.unit_id is None else actor.unit_name,
        parts=of_tasks.STANDING,
        columns=[*standing, *(str(PARTS[name]) for name in of_tasks.IN_PERIOD)],
        rows=[(one["name"], _task_cells(one, one["key"], asked)) for one in rows],
        sums=_task_cells(sums, scope.place, asked),
        notes=_task_notes(rows, by),
        rate=_in_time([sums[name] for name in of_tasks.DONE]),
        moving=standing,
    )


def _task_cells(row: Mapping[str, int], place: str, asked: Asked) -> list[Cell]:
    counts = {"": of_tasks.whole(row)} | {name: row[name] for name in of_tasks.ALL}
    return [
        (n, of_tasks.address(place, asked.period, name) if n else "") for name, n in counts.items()
    ]


def _task_notes(rows: Sequence[Mapping[str, Any]], by: str) -> list[str]:
    said = [
        _(
            "Đang thực hiện: tại thời điểm lập, giao từ bất kỳ ngày nào; việc đến hạn trong tuần"
            " này đã tính trong việc sắp đến hạn, còn hạn."
        )
    ]
    often = of_tasks.often_late(rows) if by == "lead" else []
    if often:
        said.append(_("Chậm từ hai việc trở lên: %(who)s.", who=_named(often)))
    return said


def _named(often: Sequence[tuple[str, int]]) -> str:
    return ", ".join(f"{name} ({count})" for name, count in often)


TELLERS: Mapping[str, Callable[[Actor, Asked, str], Figures]] = {
    "tasks": _of_tasks,
    **dict.fromkeys(lists.ROWS, lists.tell),
    "meetings": of_meetings.tell,
    "online": of_online.tell,
    "below": of_below.tell,
}
"""Of what is no document; of documents there is one way."""
