"""What the law asks of a task, and of whoever acts upon it: facts and guards (DOMAIN §11)."""

from dataclasses import dataclass
from typing import Protocol

MOST = 100
"""Percent: a task is that far when its result is there."""


class TaskFacts(Protocol):
    """What the law asks of a task as it stands. `wants_until`: an extension is asked for."""

    @property
    def state(self) -> str: ...
    @property
    def has_due(self) -> bool: ...
    @property
    def wants_extension(self) -> bool: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """What an act brings to a task; each step uses a few of these.

    `in_time`: within the working day in which a task may be returned; `is_later`: the new deadline
    lies behind the one in force, and ahead.
    """

    reason: str = ""
    named: bool = True
    in_time: bool = False
    progress: int = 0
    has_result: bool = False
    is_later: bool = False


def has_due(task: TaskFacts) -> bool:
    """There is a deadline that could be moved (TK-T06)."""
    return task.has_due


def wants_extension(task: TaskFacts) -> bool:
    """Whoever leads has asked for more time (TK-T06)."""
    return task.wants_extension


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
