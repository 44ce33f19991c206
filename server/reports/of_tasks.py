"""Tasks as a leader asks for them: what is open now and late, what the period brought (RP-08).

How much is due this week, who leads, extended how often. The questions are the board's, so that
both say the same.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from server.documents.tasks import board
from server.documents.tasks.board_pages import name_of, names_of, place_of
from server.documents.tasks.queries import ALL_OPEN, THIS_WEEK, Span
from server.org.actor import Actor
from server.reports.told import Days
from server.words import sort_key
from workflows.deadlines import Colour

STANDING = tuple(map(str, board.STANDING))
"""Each open task has one of them."""
MOVING = (*STANDING, THIS_WEEK, "extended", "again")
"""Of this moment, whenever it was given; the last three are of all the open ones besides."""
DONE = tuple(f"done_{one}" for one in board.DONE)
IN_PERIOD = ("given_out", *DONE)
ALL = (*MOVING, *IN_PERIOD)
LATE = (str(Colour.RED), f"done_{Colour.PURPLE}")


def rows_of(actor: Actor, days: Days, by: str) -> list[dict[str, Any]]:
    """A row a place, or a row for each who leads; those with most late ones first."""
    found: dict[str, dict[str, Any]] = {}
    names, lead = names_of(actor), by == "lead"
    for asked in _asked(board.scope_of(actor), _span(days), lead=lead):
        for row, counts in asked:
            told = found.setdefault(place_of(row), dict.fromkeys(ALL, 0) | {"key": place_of(row)})
            told |= counts | {"name": name_of(row, names)}
    return sorted(found.values(), key=lambda one: (-late(one), sort_key(one["name"])))


Counted = list[tuple[Any, dict[str, int]]]


def _asked(scope: board.Scope, span: Span, *, lead: bool) -> list[Counted]:
    done = dict(zip(DONE, map(str, board.DONE), strict=True))
    return [
        _counted(board.standing(scope, lead=lead), {one: one for one in MOVING}),
        _counted(board.given(scope, span, lead=lead), {"given_out": "given"}),
        _counted(board.done(scope, span, lead=lead), done),
    ]


def _counted(rows: Sequence[Any], names: dict[str, str]) -> Counted:
    """What each of our figures is called there."""
    return [
        (row, {mine: int(getattr(row, theirs) or 0) for mine, theirs in names.items()})
        for row in rows
    ]


def _span(days: Days) -> Span:
    return days[0], days[1] + dt.timedelta(1)


def late(one: Mapping[str, Any]) -> int:
    """Open past its day, or done past it in the period."""
    return sum(int(one[name]) for name in LATE)


def whole(one: Mapping[str, Any]) -> int:
    """All that is open."""
    return sum(int(one[name]) for name in STANDING)


def address(place: str, days: Days, part: str) -> str:
    """The list behind a figure."""
    first, last = (one.isoformat() for one in days)
    reported = {"reported_from": first, "reported_to": last}
    behind = {
        "": {"state": ALL_OPEN},
        "extended": {"state": ALL_OPEN, "extended": "1"},
        "again": {"state": ALL_OPEN, "extended": "2"},
        "given_out": {"given_from": first, "given_to": last},
        **{mine: {"colour": mine.removeprefix("done_")} | reported for mine in DONE},
    }
    return "/tasks?" + urlencode({"place": place} | behind.get(part, {"colour": part}))


def often_late(rows: Sequence[Mapping[str, Any]]) -> list[tuple[str, int]]:
    """Who is or was late with more than one, in the order of the rows."""
    return [(one["name"], late(one)) for one in rows if late(one) > 1]
