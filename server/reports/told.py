"""Told: what a report tells of one kind of documents, its parts as conditions of a list."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement

from server.reports.by_field import field_of
from server.reports.months import Days, month_of_day

Part = Sequence[ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Told:
    """One kind of documents, by the columns of the one index that answers a report of it; the field
    alone is looked for beside it.

    `day`: when a document came into its register; `states`: of what stands there, `open`: of what
    is still to be done; `outcomes`: each line of a period has one of them; `standing`: of this
    moment, whenever it came in; `measured`: what RP-13 counts of a period; `parts`: what each
    of these means, of these days.
    """

    paper: type[Any]
    day: Any
    unit: Any
    direction: str
    since: Any
    due: Any
    done: Any
    states: Sequence[str]
    open: Sequence[str]
    outcomes: Sequence[str]
    standing: Sequence[str]
    measured: Sequence[str]
    parts: Callable[[Days | None], Mapping[str, Part]]

    def by(self, days: Days | None) -> Mapping[str, Any]:
        """What its figures are divided by; by months only where there are days."""
        paper = self.paper
        months = {"month": month_of_day(self.day, days)} if days else {}
        return months | {
            "unit": self.unit, "doc_type": paper.doc_type, "urgency": paper.urgency,
            "field": field_of(paper, self.unit),
        }  # fmt: skip
