"""Tasks given in a period: how they stand, by who leads them, extended how often (RP-08)."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, and_, case, func, select

from server import standby
from server.clock import within
from server.documents.tasks import queries
from server.documents.tasks.board import Scope, scope_of
from server.documents.tasks.board_pages import name_of, names_of, place_of
from server.documents.tasks.models import Task
from server.org.actor import Actor
from server.reports.told import Days, Part
from server.words import sort_key
from workflows.deadlines import Colour
from workflows.task import Task as State

COLOURS = (
    Colour.BLUE, Colour.PURPLE, Colour.GREEN, Colour.YELLOW, Colour.RED, Colour.GREY,
)  # fmt: skip
OUTCOMES = (*map(str, COLOURS), "cancelled")
"""Each task that was given has one of them."""
MORE = ("extended", "again")
"""Of all of these: got more time, and got it more than once."""
LATE = (OUTCOMES.index(Colour.PURPLE), OUTCOMES.index(Colour.RED))


def parts() -> Mapping[str, Part]:
    coloured = {str(one): queries.of_colour(one) for one in COLOURS}
    return coloured | {
        "cancelled": [Task.state == State.CANCELLED],
        "extended": queries.extended("1"),
        "again": queries.extended("2"),
    }


def rows_of(actor: Actor, days: Days, by: str) -> list[dict[str, Any]]:
    """A row a place, or a row for each who leads; those with most late ones first."""
    scope = scope_of(actor)
    counted = [
        func.sum(case((and_(*wanted), 1), else_=0)).label(name) for name, wanted in parts().items()
    ]
    groups = _groups(scope, by)
    named = [func.max(Task.lead_name).label("lead_name")] if len(groups) == 1 else []
    asked = select(*groups, *named, *counted).where(*scope.mine, *_given(days))
    rows = standby.counted(asked.group_by(*groups))
    names = names_of(actor)
    told = [_row(row, names) for row in rows]
    return sorted(
        told, key=lambda one: (-sum(one["counts"][n] for n in LATE), sort_key(one["name"]))
    )


def _groups(scope: Scope, by: str) -> list[Any]:
    """A seat that led under two names is one who leads."""
    if by == "lead" or scope.unit_id is not None:
        return [Task.lead_seat]
    return [Task.lead_agency_id, Task.lead_unit_id]


def _given(days: Days) -> list[ColumnElement[bool]]:
    return within(Task.given_at, days)


def _row(row: Any, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "key": place_of(row),
        "name": name_of(row, names),
        "counts": [int(getattr(row, one)) for one in OUTCOMES],
        "more": [int(getattr(row, one)) for one in MORE],
    }


def address(place: str, days: Days, part: str = "") -> str:
    """The list behind a figure."""
    first, last = days
    said = {"place": place, "given_from": first.isoformat(), "given_to": last.isoformat()}
    return "/tasks?" + urlencode(said | _NARROWED.get(part, {"colour": part} if part else {}))


_NARROWED = {
    "cancelled": {"state": str(State.CANCELLED)},
    "extended": {"extended": "1"},
    "again": {"extended": "2"},
}


def often_late(rows: Sequence[dict[str, Any]]) -> list[tuple[str, int]]:
    """Who was late more than once, in the order of the rows."""
    late = [(one["name"], sum(one["counts"][n] for n in LATE)) for one in rows]
    return [(name, count) for name, count in late if count > 1]
