"""What the law asks of a task, and of whoever acts upon it: facts and guards (DOMAIN §11)."""

import datetime as dt
from dataclasses import dataclass
from typing import Protocol

from workflows.deadlines import Calendar, local_day

MOST = 100
"""Percent: a task is that far when its result is there."""
LEFT_TOO_LONG = 2
"""Working days after its deadline from which the head of the agency is told of a task, or of a
document that somebody is to answer [PRODUCT]."""


class TaskFacts(Protocol):
    """What the law asks of a task as it stands. `wants_extension`: more time is asked for;
    `laid_aside_from`: the state that it was suspended in."""

    @property
    def state(self) -> str: ...
    @property
    def has_due(self) -> bool: ...
    @property
    def wants_extension(self) -> bool: ...
    @property
    def laid_aside_from(self) -> str: ...


class Standing(Protocol):
    """What the colour of its deadline is read from, of a row of a list too."""

    @property
    def state(self) -> str: ...
    @property
    def due_at(self) -> dt.datetime | None: ...
    @property
    def reported_at(self) -> dt.datetime | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """What an act brings to a task; each step uses a few of these.

    `in_time`: within the working day in which a task may be returned; `is_later`: the new deadline
    lies behind the one in force, and ahead; `is_ahead`: what is named as its end, if anything, lies
    ahead; `fits`: it ends no later than the task that it is a part of.
    """

    reason: str = ""
    named: bool = True
    in_time: bool = False
    progress: int = 0
    has_result: bool = False
    is_later: bool = False
    is_ahead: bool = True
    fits: bool = True
    files: int = 0


def has_due(task: TaskFacts) -> bool:
    """There is a deadline that could be moved (TK-T06)."""
    return task.has_due


def wants_extension(task: TaskFacts) -> bool:
    """Whoever leads has asked for more time (TK-T06)."""
    return task.wants_extension


def was_new(task: TaskFacts) -> bool:
    """Nobody had taken it on when it was laid aside (TK-T08)."""
    return task.laid_aside_from == "NEW"


def was_reported(task: TaskFacts) -> bool:
    """Its result was there already when it was laid aside (TK-T08)."""
    return task.laid_aside_from == "REPORTED"


def was_returned(task: TaskFacts) -> bool:
    """Its lead had given it back when it was laid aside (TK-T08)."""
    return task.laid_aside_from == "RETURNED"


def was_under_way(task: TaskFacts) -> bool:
    """Somebody was at work on it when it was laid aside (TK-T08)."""
    return not (was_new(task) or was_reported(task) or was_returned(task))


def is_given_to_somebody(_task: TaskFacts, act: Doing) -> bool:
    """A task has a title, a giver and one who leads (§11.1)."""
    return act.named


def has_reason(_task: TaskFacts, act: Doing) -> bool:
    """Whoever does this says why."""
    return bool(act.reason.strip())


def is_returned_in_time(_task: TaskFacts, act: Doing) -> bool:
    """Within one working day of being given (TK-T02)."""
    return act.in_time


def progress_is_fair(_task: TaskFacts, act: Doing) -> bool:
    """From nothing to all, and all is told with the result (TK-T03)."""
    return 0 <= act.progress < MOST


def has_a_result(_task: TaskFacts, act: Doing) -> bool:
    """A document or words of what came of it (TK-T04)."""
    return act.has_result


def new_due_is_later(_task: TaskFacts, act: Doing) -> bool:
    """More time is more than there was, and not over yet (TK-T06)."""
    return act.is_later


def ends_ahead(_task: TaskFacts, act: Doing) -> bool:
    """Nobody is given until yesterday, nor waits until then (§11.3, TK-T08)."""
    return act.is_ahead


def fits_its_parent(_task: TaskFacts, act: Doing) -> bool:
    """A part is due no later than the whole (§11.3)."""
    return act.fits


def has_evidence(_task: TaskFacts, act: Doing) -> bool:
    """There is a file that shows what was done (TK-T04)."""
    return act.files > 0


def escalates_at(calendar: Calendar, due: dt.datetime) -> dt.datetime:
    """When what is late is told to who heads the agency: the end of the second working day."""
    return calendar.end_of(calendar.add_working(local_day(due), LEFT_TOO_LONG))


def moved_by(
    calendar: Calendar, due: dt.datetime, since: dt.datetime, until: dt.datetime
) -> dt.datetime:
    """The deadline after the clock stood still from `since` to `until`: as many working days later
    as went by meanwhile (TK-T08); on the hour that it had."""
    first, last, days = local_day(since), local_day(until), 0
    while (first := calendar.next_working(first)) <= last:
        days += 1
    there = due.astimezone(dt.UTC)
    return there + (calendar.add_working(local_day(due), days) - local_day(due))
