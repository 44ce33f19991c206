"""The law of the office: which step, from where, by whom, on which facts.

Nothing here knows Flask, SQL, a clock or a file. A lawyer should be able to
read `incoming.py` and `outgoing.py` aloud.
"""

from workflows.casefile import CASEFILE
from workflows.earlier import EARLIER
from workflows.incoming import INCOMING
from workflows.law import NOWHERE, Refused, Role, Transition, Wait, Workflow
from workflows.meeting import MEETING
from workflows.outgoing import OUTGOING
from workflows.task import TASK

WORKFLOWS = (INCOMING, OUTGOING, MEETING, TASK, CASEFILE, EARLIER)
"""Every table of the law; tests and the mutation run walk them."""

__all__ = [
    "CASEFILE",
    "EARLIER",
    "INCOMING",
    "MEETING",
    "NOWHERE",
    "OUTGOING",
    "TASK",
    "WORKFLOWS",
    "Refused",
    "Role",
    "Transition",
    "Wait",
    "Workflow",
]
