"""Nhiệm vụ: an assignment with a deadline, from its giver to whoever leads (DOMAIN §11).

What a conclusion of a meeting says becomes one: planned with the notice, given when it is
dispatched. From a document, from a bigger task or by hand it is given at once.
"""

import datetime as dt
from enum import StrEnum

from workflows.deadlines import Calendar, Colour, colour, is_late
from workflows.law import NOWHERE, Reads, Role, Transition, Wait, Workflow, from_each
from workflows.tasking import (
    Doing,
    Standing,
    TaskFacts,
    ends_ahead,
    fits_its_parent,
    has_a_result,
    has_due,
    has_evidence,
    has_reason,
    is_given_to_somebody,
    is_returned_in_time,
    new_due_is_later,
    progress_is_fair,
    wants_extension,
    was_new,
    was_reported,
    was_returned,
    was_under_way,
)

__all__ = ["HANDS", "TASK", "Doing", "Task", "TaskFacts", "colour_of"]


class Task(StrEnum):
    """Where a task stands (§11.2); PLANNED: announced, but not given yet (§10.10)."""

    PLANNED = "PLANNED"
    NEW = "NEW"
    RECEIVED = "RECEIVED"
    RETURNED = "RETURNED"
    IN_PROGRESS = "IN_PROGRESS"
    REPORTED = "REPORTED"
    REWORK = "REWORK"
    SUSPENDED = "SUSPENDED"
    DONE = "DONE"
    CANCELLED = "CANCELLED"


PLANNED, NEW, RECEIVED, RETURNED, IN_PROGRESS, REPORTED, REWORK, SUSPENDED, DONE, CANCELLED = Task
HANDS = frozenset({Role.LEADER, Role.OFFICE_CHIEF, Role.UNIT_HEAD, Role.OFFICER})
"""Who gives and who leads tasks; whose a task is, is a right (`policy`)."""
SYSTEM = Role.SYSTEM
UNDER_WAY = (RECEIVED, IN_PROGRESS, REWORK)
OPEN = (NEW, RETURNED, *UNDER_WAY, REPORTED, SUSPENDED)
LED = tuple(state for state in OPEN if state != RETURNED)
"""Open, and somebody leads it, who may ask for more time."""
RUNNING = tuple(state for state in OPEN if state != SUSPENDED)
"""Whose clock runs (TK-T08)."""
STILL = (SUSPENDED, CANCELLED)
"""Where no deadline counts (TK-T08): late is what is open and past its day (§11.4)."""
WITH_LEAD = (NEW, *UNDER_WAY)
"""Where it is the lead's turn: then he is reminded, and told of when it is left lying."""
UNFINISHED = (PLANNED, *OPEN)

Step = Transition[TaskFacts, Doing]

# fmt: off
TASK: Workflow[TaskFacts, Doing] = Workflow("tasks", (
    Step("§10.10", "plan",    NOWHERE, PLANNED, HANDS, asked={is_given_to_somebody}),
    Step("§10.10", "give",    PLANNED, NEW, {SYSTEM}),
    Step("§10.10", "drop",    PLANNED, CANCELLED, {SYSTEM}),
    Step("§11.1",  "create",  NOWHERE, NEW, HANDS,
         asked={is_given_to_somebody, ends_ahead, fits_its_parent}),
    Step("TK-T01", "receive", NEW, RECEIVED, HANDS),
    Step("TK-T02", "return",  NEW, RETURNED, HANDS, asked={has_reason, is_returned_in_time}),
    Step("TK-T02", "give_again", RETURNED, NEW, HANDS,
         asked={is_given_to_somebody, ends_ahead, fits_its_parent}),
    *from_each((RECEIVED, REWORK),
        Step("TK-T03", "start", "", IN_PROGRESS, HANDS, asked={progress_is_fair})),
    Step("TK-T03", "start",   IN_PROGRESS, IN_PROGRESS, HANDS, asked={progress_is_fair}),
    *from_each((IN_PROGRESS, REWORK),
        Step("TK-T04", "report", "", REPORTED, HANDS, asked={has_a_result})),
    *from_each(UNDER_WAY, stay=True, step=
        Step("TK-T04", "attach", "", "", HANDS, asked={has_evidence})),
    *from_each(UNDER_WAY, stay=True, step=
        Step("§11.1",  "contribute", "", "", HANDS, asked={has_reason})),
    Step("TK-T05", "accept",  REPORTED, DONE, HANDS),
    Step("TK-T05", "rework",  REPORTED, REWORK, HANDS, asked={has_reason}),
    *from_each(LED, stay=True, step=
        Step("TK-T06", "request_extension", "", "", HANDS,
             {has_due}, {has_reason, new_due_is_later, fits_its_parent})),
    *from_each(OPEN, stay=True, step=
        Step("TK-T06", "grant_extension", "", "", HANDS,
             {has_due}, {new_due_is_later, fits_its_parent})),
    *from_each(LED, stay=True, step=
        Step("TK-T06", "deny_extension", "", "", HANDS, {wants_extension}, {has_reason})),
    *from_each(WITH_LEAD, stay=True, step=
        Step("§1.3",   "urge", "", "", HANDS)),
    *from_each(RUNNING,
        Step("TK-T08", "suspend", "", SUSPENDED, HANDS, asked={has_reason, ends_ahead})),
    Step("TK-T08", "resume",  SUSPENDED, IN_PROGRESS, HANDS | {SYSTEM}, {was_under_way}),
    Step("TK-T08", "resume_new", SUSPENDED, NEW, HANDS | {SYSTEM}, {was_new}),
    Step("TK-T08", "resume_reported", SUSPENDED, REPORTED, HANDS | {SYSTEM}, {was_reported}),
    Step("TK-T08", "resume_returned", SUSPENDED, RETURNED, HANDS | {SYSTEM}, {was_returned}),
    *from_each(OPEN,
        Step("TK-T07", "cancel", "", CANCELLED, HANDS | {SYSTEM}, asked={has_reason})),
    *from_each(UNFINISHED, stay=True, step=
        Step("ORG-12", "pass_on", "", "", {SYSTEM}, asked={has_reason})),
    *from_each(UNFINISHED, stay=True, step=
        Step("AR-04", "hand_on", "", "", {SYSTEM}, asked={has_reason})),
), waits=(
    Wait(NEW,         "receive", "lead"),
    Wait(RETURNED,    "cancel",  "giver"),
    Wait(RECEIVED,    "start",   "lead"),
    Wait(IN_PROGRESS, "report",  "lead"),
    Wait(REWORK,      "report",  "lead"),
    Wait(REPORTED,    "accept",  "giver"),
    Wait(SUSPENDED,   "resume",  "giver"),
    *(Wait(state, "grant_extension", "giver_if_asked") for state in LED),
), reads=(
    Reads("plan", "giver"),
    Reads("plan", "planner"),
    *(Reads("give", holder) for holder in ("lead", "lead_head", "helpers", "leaders", "auditors")),
    *(Reads("create", holder)
      for holder in ("giver", "lead", "lead_head", "helpers", "leaders", "auditors")),
    *(Reads("give_again", holder) for holder in ("lead", "lead_head")),
), final=frozenset({DONE, CANCELLED}))
# fmt: on


def counts_to(task: Standing) -> dt.datetime | None:
    """The day that counts, if one does: nothing is to be seen of a clock that stands still."""
    return None if task.state in STILL else task.due_at


def colour_of(task: Standing, now: dt.datetime, calendar: Calendar) -> Colour:
    """§11.4. Whether it is late is settled when it is reported: while its giver looks at the
    result, and once he has accepted it (TK-T05)."""
    due = counts_to(task)
    if due is not None and task.state == REPORTED:
        return Colour.RED if is_late(due, task.reported_at, now) else Colour.GREEN
    return colour(due, task.reported_at if task.state == DONE else None, now, calendar)
