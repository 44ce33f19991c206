"""The law's words meet the office's: every holder, step, guard and no has its other half."""

import ast

import pytest

from server.answers import ANSWERS
from server.archive import steps as case_steps
from server.documents.casefiles import models as case_models
from server.documents.incoming import holders as incoming_holders
from server.documents.incoming import steps as incoming_steps
from server.documents.outgoing import holders as outgoing_holders
from server.documents.outgoing import steps as outgoing_steps
from server.documents.tasks import models as task_models
from server.documents.tasks import steps as task_steps
from server.meetings import holders as meeting_holders
from server.meetings import steps as meeting_steps
from server.policy import RIGHTS
from server.words_of.law import STEPS as STEP_WORDS
from tests.reading import CODE, calls, python, tree, walked
from workflows import CASEFILE, INCOMING, MEETING, OUTGOING, TASK, WORKFLOWS, Role
from workflows.destroying import DESTROYING
from workflows.handing_over import HANDING_OVER
from workflows.reorganising import REORGANISING
from workflows.schedule import SCHEDULE

ROOMS = [
    (INCOMING, incoming_holders.HOLDERS, incoming_steps.STEPS),
    (OUTGOING, outgoing_holders.HOLDERS, outgoing_steps.STEPS),
    (MEETING, meeting_holders.HOLDERS, meeting_steps.STEPS),
    (TASK, task_models.HOLDERS, task_steps.STEPS),
    (CASEFILE, case_models.HOLDERS, case_steps.STEPS),
]
NOES = ("Refused", "SealFailed")
ELSEWHERE = {
    "edit", "edit_after_approval", "attach", "ask_access", "drop_access", "read_by_access",
    "destroy",
}  # fmt: skip
"""The editor's own door is PATCH, evidence comes to a task as files, who asks to read a file has no
page of it yet, to open it is to read it, and a list of files is destroyed as one."""


@pytest.mark.parametrize(("law", "holders", "steps"), ROOMS, ids=[law.name for law, *_ in ROOMS])
def test_a_room_has_every_holder_and_every_step_of_its_law_and_no_more(law, holders, steps):
    named = {wait.holder for wait in law.waits} | {row.holder for row in law.reads}
    named |= {
        holder for some in (law.hides, law.lets_go) for them in some.values() for holder in them
    }
    assert named <= set(holders)
    entries = {step.name for step in law.entries}
    people = {s.name for s in law.transitions if s.roles - {Role.SYSTEM}} - entries - ELSEWHERE
    assert set(steps) == people
    assert all(str(step.label) for step in steps.values())


def test_every_right_is_of_a_step_and_every_step_has_words():
    known = {f"{law.name}.{name}" for law in WORKFLOWS for name in law.names}
    assert set(RIGHTS) <= known
    for law in (INCOMING, OUTGOING):
        assert law.names <= set(STEP_WORDS), law.names - set(STEP_WORDS)


def _texts(files: list[str]) -> set[str]:
    found = (node for file in files for node in walked(file))
    return {n.value for n in found if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def _raised() -> set[str]:
    """The reasons that stand in a `Refused("…")`, and in a key's own `SealFailed("…")`."""
    said = (call.args[0] for _, called, call in calls() if called in NOES and call.args)
    return {n.value for n in said if isinstance(n, ast.Constant)}


def _guards() -> set[str]:
    steps = (
        step
        for law in (*WORKFLOWS, REORGANISING, HANDING_OVER, SCHEDULE, DESTROYING)
        for step in law.transitions
    )
    return {guard.__name__ for step in steps for guard in (*step.offered, *step.asked)}


def test_every_no_has_its_words():
    missing = (_raised() | _guards()) - set(ANSWERS)
    assert missing == set()
    for reason, answer in ANSWERS.items():
        assert 400 <= answer.status < 600, reason
        assert len(str(answer.words)) > 10, reason


def test_no_words_are_kept_that_nobody_says():
    elsewhere = [file for file in python(*CODE) if not _keeps_words(tree(file))]
    assert set(ANSWERS) - (_texts(elsewhere) | _guards()) == set()


def _keeps_words(file: ast.Module) -> bool:
    kept = (node.target for node in file.body if isinstance(node, ast.AnnAssign))
    return any(getattr(target, "id", "") == "ANSWERS" for target in kept)
