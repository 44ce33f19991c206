"""The board of tasks: how they stand by unit and commune, week by week, and how old the late are.

Every figure is counted under the very conditions that its list has (`queries`), over indexes; a
leader and the office chief see their agency, a head the unit (DOMAIN §13). A report of tasks asks
the same questions, so the two never differ.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select

from server import standby
from server.clock import midnight, today
from server.database import db
from server.documents.tasks import queries
from server.documents.tasks.leading import GIVE_TO_ALL
from server.documents.tasks.models import Task
from server.org.actor import Actor
from workflows import Refused, Role
from workflows.deadlines import Colour
from workflows.task import OPEN
from workflows.task import Task as State

STANDING = (Colour.RED, Colour.YELLOW, Colour.GREEN, Colour.GREY)
DONE = (Colour.BLUE, Colour.PURPLE)
WEEKS = 12
WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose board it is: an agency's, by unit and commune, or a unit's, by who leads.

    `leads`: what the agency above gave it is counted too; its leaders alone read that (§11.1).
    """

    agency_id: int
    unit_id: int | None = None
    leads: bool = False

    @property
    def mine(self) -> list[ColumnElement[bool]]:
        if self.leads:
            return [queries.of_agency(self.agency_id)]
        within = [] if self.unit_id is None else [Task.lead_unit_id == self.unit_id]
        return [Task.agency_id == self.agency_id, *within]

    @property
    def place(self) -> str:
        """As a list is asked for all of it."""
        return "all" if self.unit_id is None else f"u{self.unit_id}"

    def by(self, *, lead: bool = False) -> tuple[Any, ...]:
        """A row a place; a unit's, and where it is asked for, a row a seat that leads, which is one
        under whatever names it led."""
        if lead or self.unit_id is not None:
            return (Task.lead_seat,)
        return (Task.lead_agency_id, Task.lead_unit_id)


def scope_of(actor: Actor) -> Scope:
    """The board's, of whoever has one."""
    scope = any_scope_of(actor)
    if scope is None:
        raise Refused("not_allowed")
    return scope


def any_scope_of(actor: Actor) -> Scope | None:
    """The leaders' and the office chief's whole agency, a head's unit; nobody else has a board."""
    if actor.agency_id is not None and actor.roles & GIVE_TO_ALL:
        return Scope(actor.agency_id, leads=Role.LEADER in actor.roles)
    if actor.agency_id is not None and Role.UNIT_HEAD in actor.roles and actor.unit_id:
        return Scope(actor.agency_id, actor.unit_id)
    return None


def standing(scope: Scope, *, lead: bool = False) -> Sequence[Any]:
    """Of what is open: how many are late, due soon, in time, without a deadline; due this week,
    ever extended, and more than once."""
    counted = {str(one): queries.of_colour(one) for one in STANDING} | {
        queries.THIS_WEEK: queries.due_this_week(),
        "extended": queries.extended("1"),
        "again": queries.extended("2"),
    }
    return _rows(scope, counted, [Task.state.in_(OPEN)], lead=lead)


def done(scope: Scope, span: queries.Span, *, lead: bool = False) -> Sequence[Any]:
    """What was done in time and late, of what was reported in these days."""
    counted = {str(one): queries.of_colour(one) for one in DONE}
    wanted = [*queries.reported_in(span), Task.state == State.DONE]
    return _rows(scope, counted, wanted, lead=lead)


def given(scope: Scope, span: queries.Span, *, lead: bool = False) -> Sequence[Any]:
    """What was given in these days, whatever came of it."""
    return _rows(scope, {"given": [Task.given_at.is_not(None)]}, queries.given_in(span), lead=lead)


def _rows(
    scope: Scope,
    counted: Mapping[str, Sequence[ColumnElement[bool]]],
    wanted: Sequence[ColumnElement[bool]],
    *,
    lead: bool,
) -> Sequence[Any]:
    """A row a place, or a row for each who leads, who then is named."""
    by = scope.by(lead=lead)
    named = [func.max(Task.lead_name).label("lead_name")] if len(by) == 1 else []
    sums = [_count(one).label(name) for name, one in counted.items()]
    return standby.counted(select(*by, *named, *sums).where(*scope.mine, *wanted).group_by(*by))


def weeks() -> list[dt.date]:
    """The Mondays of the last weeks, this one too."""
    monday = today() - dt.timedelta(days=today().weekday())
    return [monday - WEEK * back for back in range(WEEKS - 1, -1, -1)]


def trend(scope: Scope) -> tuple[list[int], list[int]]:
    """How many were given, and how many of today's done ones were reported, week by week."""
    found = []
    for column, more in ((Task.given_at, []), (Task.reported_at, [Task.state == State.DONE])):
        spans = [
            _count([column >= midnight(one), column < midnight(one + WEEK)]) for one in weeks()
        ]
        whole = [*scope.mine, column >= midnight(weeks()[0]), *more]
        found.append(
            [int(one or 0) for one in db.session.execute(select(*spans).where(*whole)).one()]
        )
    return found[0], found[1]


def ages(scope: Scope) -> dict[str, int]:
    """How long the late ones have been late."""
    counted = [_count(queries.of_age(name)).label(name) for name in queries.AGES]
    asked = select(*counted).where(*scope.mine, *queries.of_colour(Colour.RED))
    row = db.session.execute(asked).one()
    return {name: int(getattr(row, name) or 0) for name in queries.AGES}


def _count(wanted: Sequence[ColumnElement[bool]]) -> Any:
    return func.sum(case((and_(*wanted), 1), else_=0))
