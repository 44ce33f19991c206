"""The figures of a report: the same for its page, its workbook and its paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from server import charts
from server.clock import now
from server.documents.tasks.board import scope_of
from server.documents.tasks.board_pages import WHOSE as TASKS_FOR
from server.org.actor import Actor
from server.pages import when
from server.reports import of_tasks
from server.reports.conditions import KINDS, READERS, Asked, require
from server.reports.words import (
    PARTS,
    SHADES,
    TITLES,
    WAYS,
    figure,
    rows_of,
    span,
    together,
    whose,
)

DRAWN = 20
"""Bars of the chart; the table has all."""
Cell = tuple[int, str]
"""A figure, and the address of its list where there is something in it."""


@dataclass(frozen=True, slots=True)
class Figures:
    """`rows`: a name and its cells: the whole, its parts, and what is counted of it besides."""

    title: str
    whose: str
    span: str
    as_of: str
    way: str
    parts: Sequence[str]
    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[Cell]]]
    sums: Sequence[Cell]
    notes: Sequence[str]

    @property
    def counts(self) -> list[tuple[str, list[int]]]:
        """A row each, without the addresses."""
        return [(name, [count for count, _href in cells]) for name, cells in self.rows]

    @property
    def share(self) -> str:
        """In time, of what is done: the first two parts of every kind."""
        (in_time, _a), (late, _b) = self.sums[1:3]
        done = in_time + late
        return f"{100 * in_time / done:.1f} %".replace(".", ",") if done else "–"

    @property
    def chart(self) -> charts.Chart:
        key = [(SHADES.get(name, name), str(PARTS[name])) for name in self.parts]
        parts = slice(1, 1 + len(self.parts))
        return charts.lying([(name, n[parts]) for name, n in self.counts[:DRAWN]], key)


def may_read(actor: Actor, of: str) -> bool:
    """Whether this post has reports of this kind: of tasks, who gives them to others."""
    return bool(actor.roles & (TASKS_FOR if of == "tasks" else READERS))


def figures(actor: Actor, asked: Asked, by: str) -> Figures:
    """Of a period, as they stand at this moment."""
    if asked.of == "tasks":
        return _of_tasks(actor, asked, by)
    require(actor)
    names = KINDS[asked.of].outcomes
    rows = rows_of(actor, asked, by, names)
    told = [(one["name"], _cells(one["counts"], asked, {by: one["key"]})) for one in rows]
    sums = together(rows, len(names))
    return Figures(
        **_headed(asked, by),
        whose=whose(actor),
        parts=names,
        columns=[_("vào sổ"), *(str(PARTS[name]) for name in names)],
        rows=told,
        sums=_cells(sums, asked, {}),
        notes=_notes(asked),
    )


def _headed(asked: Asked, by: str) -> dict[str, Any]:
    return {
        "title": str(TITLES[asked.of]),
        "span": span(asked),
        "as_of": when(now()),
        "way": str(WAYS[asked.of][by]),
    }


def _cells(counts: Sequence[int], asked: Asked, narrowed: dict[str, str]) -> list[Cell]:
    """The sum of a row, and its parts."""
    parts = zip(asked.told.outcomes, counts, strict=True)
    whole = figure(sum(counts), asked, **narrowed)
    return [whole, *(figure(n, asked, **narrowed, outcome=name) for name, n in parts)]


def _notes(asked: Asked) -> list[str]:
    if asked.of == "outgoing":
        return [
            _(
                "Đúng hạn: phát hành chậm nhất cuối ngày làm việc sau ngày ký (khoản 1 Điều 18);"
                " văn bản khẩn: trong ngày ký."
            )
        ]
    return [_("Không kể văn bản đang cách ly và văn bản mật đã tiêu hủy.")]


def _of_tasks(actor: Actor, asked: Asked, by: str) -> Figures:
    scope = scope_of(actor)
    rows = of_tasks.rows_of(actor, asked.period, by)
    sums = {
        "counts": together(rows, len(of_tasks.OUTCOMES)),
        "more": together(rows, len(of_tasks.MORE), "more"),
    }
    names = (*of_tasks.OUTCOMES, *of_tasks.MORE)
    often = of_tasks.often_late(rows) if by == "lead" else []
    return Figures(
        **_headed(asked, by),
        whose=actor.agency_name if scope.unit_id is None else actor.unit_name,
        parts=of_tasks.OUTCOMES,
        columns=[_("được giao"), *(str(PARTS[name]) for name in names)],
        rows=[(one["name"], _task_cells(one, one["key"], asked)) for one in rows],
        sums=_task_cells(sums, scope.place, asked),
        notes=[_("Chậm từ hai việc trở lên: %(who)s.", who=_named(often))] if often else [],
    )


def _task_cells(row: dict[str, list[int]], place: str, asked: Asked) -> list[Cell]:
    names = ("", *of_tasks.OUTCOMES, *of_tasks.MORE)
    counts = [sum(row["counts"]), *row["counts"], *row["more"]]
    return [
        (n, of_tasks.address(place, asked.period, name) if n else "")
        for name, n in zip(names, counts, strict=True)
    ]


def _named(often: Sequence[tuple[str, int]]) -> str:
    return ", ".join(f"{name} ({count})" for name, count in often)
