"""Nhiệm vụ: an assignment with a deadline, from its giver to whoever leads (DOMAIN §11).

What a conclusion of a meeting says becomes one: planned with the notice, given when it is
dispatched. Suspending (TK-T08) and tasks of other sources are not here yet.
"""

from enum import StrEnum

from workflows.law import NOWHERE, Reads, Role, Transition, Wait, Workflow, from_each
from workflows.tasking import (
    Doing,
    TaskFacts,
    has_a_result,
    has_due,
    has_reason,
    is_given_to_somebody,
    is_returned_in_time,
    new_due_is_later,
    progress_is_fair,
    wants_extension,
)

__all__ = ["HANDS", "TASK", "Doing", "Task", "TaskFacts"]


class Task(StrEnum):
    """Where a task stands (§11.2); PLANNED: announced, but not given yet (§10.10)."""

    PLANNED = "PLANNED"
    NEW = "NEW"
    RECEIVED = "RECEIVED"
    RETURNED = "RETURNED"
    IN_PROGRESS = "IN_PROGRESS"
    REPORTED = "REPORTED"
    REWORK = "REWORK"
    DONE = "DONE"
    CANCELLED = "CANCELLED"


PLANNED, NEW, RECEIVED, RETURNED, IN_PROGRESS, REPORTED, REWORK, DONE, CANCELLED = Task
HANDS = frozenset({Role.LEADER, Role.OFFICE_CHIEF, Role.UNIT_HEAD, Role.OFFICER})
"""Who gives and who leads tasks; whose a task is, is a right (`policy`)."""
SYSTEM = Role.SYSTEM
UNDER_WAY = (RECEIVED, IN_PROGRESS, REWORK)
OPEN = (NEW, RETURNED, *UNDER_WAY, REPORTED)

Step = Transition[TaskFacts, Doing]

# fmt: off
TASK: Workflow[TaskFacts, Doing] = Workflow("tasks", (
    Step("§10.10", "plan",    NOWHERE, PLANNED, HANDS, asked={is_given_to_somebody}),
    Step("§10.10", "give",    PLANNED, NEW, {SYSTEM}),
    Step("§10.10", "drop",    PLANNED, CANCELLED, {SYSTEM}),
    Step("TK-T01", "receive", NEW, RECEIVED, HANDS),
    Step("TK-T02", "return",  NEW, RETURNED, HANDS, asked={has_reason, is_returned_in_time}),
    *from_each((RECEIVED, REWORK),
        Step("TK-T03", "start", "", IN_PROGRESS, HANDS, asked={progress_is_fair})),
    Step("TK-T03", "start",   IN_PROGRESS, IN_PROGRESS, HANDS, asked={progress_is_fair}),
    *from_each((IN_PROGRESS, REWORK),
        Step("TK-T04", "report", "", REPORTED, HANDS, asked={has_a_result})),
    Step("TK-T05", "accept",  REPORTED, DONE, HANDS),
    Step("TK-T05", "rework",  REPORTED, REWORK, HANDS, asked={has_reason}),
    *from_each(UNDER_WAY, stay=True, step=
        Step("TK-T06", "request_extension", "", "", HANDS,
             {has_due}, {has_reason, new_due_is_later})),
    *from_each(UNDER_WAY, stay=True, step=
        Step("TK-T06", "grant_extension", "", "", HANDS, {wants_extension})),
    *from_each(OPEN,
        Step("TK-T07", "cancel", "", CANCELLED, HANDS | {SYSTEM}, asked={has_reason})),
), waits=(
    Wait(NEW,         "receive", "lead"),
    Wait(RETURNED,    "cancel",  "giver"),
    Wait(RECEIVED,    "start",   "lead"),
    Wait(IN_PROGRESS, "report",  "lead"),
    Wait(REWORK,      "report",  "lead"),
    Wait(REPORTED,    "accept",  "giver"),
    *(Wait(state, "grant_extension", "giver_if_asked") for state in UNDER_WAY),
), reads=(
    Reads("plan", "giver"),
    Reads("plan", "planner"),
    Reads("give", "lead"),
    Reads("give", "leaders"),
    Reads("give", "auditors"),
), final=frozenset({DONE, CANCELLED}))
# fmt: on
