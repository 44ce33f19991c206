"""Lịch công tác tuần: proposed by units, arranged by the office, published by a leader (§11.5).

It is no paper: where a week stands is said by what happened to it when. What was published is
never taken away: a change strikes a line and sets another beside it, with a reason.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from workflows.law import NOWHERE, Role, Transition, Workflow


class Stage(StrEnum):
    """Where the schedule of a week stands."""

    DRAFT = "DRAFT"
    REVIEWED = "REVIEWED"
    PUBLISHED = "PUBLISHED"


DRAFT, REVIEWED, PUBLISHED = Stage
LEADER = Role.LEADER
OFFICE = frozenset({Role.OFFICE_CHIEF, Role.CLERK})
"""Where nobody heads an office, its clerk arranges the week (DOMAIN §2.5)."""
PROPOSERS = OFFICE | {LEADER, Role.UNIT_HEAD, Role.OFFICER, Role.SECRETARY}
USUAL = dt.timedelta(hours=2)
"""How long an entry takes of which no end is said [PRODUCT]."""


class Week(Protocol):
    """What the law asks of a week as it stands."""

    @property
    def state(self) -> str: ...
    @property
    def unsettled(self) -> int: ...
    @property
    def entries(self) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranging:
    """What somebody brings to a step: a reason, whether the times of an entry fit the week, whether
    who stands in does so for somebody else, whether what is struck is not over yet, and whether a
    line is this one's to correct."""

    reason: str = ""
    is_in_week: bool = True
    ends_after: bool = True
    stands_for_another: bool = True
    is_ahead: bool = True
    is_ones_own: bool = True


def everything_is_settled(week: Week) -> bool:
    """Each proposal is taken in or turned down."""
    return week.unsettled == 0


def says_something(week: Week) -> bool:
    """An empty week is not published."""
    return week.entries > 0


def lies_in_the_week(_week: Week, act: Arranging) -> bool:
    """It is on one of the seven days."""
    return act.is_in_week


def ends_after_it_begins(_week: Week, act: Arranging) -> bool:
    return act.ends_after


def stands_in_for_a_leader(_week: Week, act: Arranging) -> bool:
    """Dự thay: for somebody who was to be there, and another than he."""
    return act.stands_for_another


def is_not_over(_week: Week, act: Arranging) -> bool:
    """What took place is not taken back afterwards: the week says what was."""
    return act.is_ahead


def is_ones_own(_week: Week, act: Arranging) -> bool:
    """A proposal is corrected by who made it until it is answered; by the office, each line."""
    return act.is_ones_own


def has_reason(_week: Week, act: Arranging) -> bool:
    return bool(act.reason.strip())


FITS = {lies_in_the_week, ends_after_it_begins, stands_in_for_a_leader}

Step = Transition[Week, Arranging]

# fmt: off
SCHEDULE: Workflow[Week, Arranging] = Workflow("weekly_schedules", (
    Step("§11.5", "open",      NOWHERE,   DRAFT,     PROPOSERS),
    Step("§11.5", "propose",   DRAFT,     DRAFT,     PROPOSERS, asked=FITS),
    Step("§11.5", "correct",   DRAFT,     DRAFT,     PROPOSERS, asked={is_ones_own, *FITS}),
    Step("§11.5", "settle",    DRAFT,     DRAFT,     OFFICE),
    Step("§11.5", "review",    DRAFT,     REVIEWED,  OFFICE,
         {everything_is_settled, says_something}),
    Step("§11.5", "send_back", REVIEWED,  DRAFT,     {LEADER}, asked={has_reason}),
    Step("§11.5", "publish",   REVIEWED,  PUBLISHED, {LEADER}),
    Step("§11.5", "amend",     PUBLISHED, PUBLISHED, OFFICE | {LEADER}, 
         asked={has_reason, is_not_over, *FITS}),
    Step("§11.5", "strike",    PUBLISHED, PUBLISHED, OFFICE | {LEADER},
         asked={has_reason, is_not_over}),
), waits=(), reads=(), final=frozenset({PUBLISHED}))
# fmt: on


def overlap(
    one: tuple[dt.datetime, dt.datetime | None], other: tuple[dt.datetime, dt.datetime | None]
) -> bool:
    """Whether two times meet; one that ends as the other begins does not."""
    return one[0] < until(*other) and other[0] < until(*one)


def until(begins: dt.datetime, ends: dt.datetime | None) -> dt.datetime:
    return ends or begins + USUAL


def monday(day: dt.date) -> dt.date:
    """The first day of the week that a day is in."""
    return day - dt.timedelta(days=day.weekday())
