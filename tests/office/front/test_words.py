"""Every state, step and verb of the law has its words on a page."""

import pytest

from server.words_of import casefiles, earlier, lacking, meetings, tasks
from server.words_of import law as words
from workflows import MEETING, TASK, WORKFLOWS, Role
from workflows.urgency import WORDS as URGENCIES
from workflows.urgency import Urgency

OWN = {"meetings": meetings, "tasks": tasks, "casefiles": casefiles, "earlier": earlier}
LAWS = pytest.mark.parametrize("law", WORKFLOWS, ids=lambda law: law.name)


@LAWS
def test_every_state_has_its_word(law):
    assert all(words.state_word(law.name, state) for state in law.states)


@LAWS
def test_every_step_has_its_sentence(law):
    assert law.names <= set(OWN[law.name].STEPS if law.name in OWN else words.STEPS)


@LAWS
def test_every_wait_has_its_verb_and_what_it_lacks(law):
    verbs = {wait.verb for wait in law.waits}
    assert verbs <= set(words.VERBS)
    assert verbs <= set(lacking.LACKS)


@LAWS
def test_the_second_person_of_an_act_finds_its_verb(law):
    verbs = {step.name for step in law.transitions if step.seconds}
    assert verbs <= set(words.VERBS)
    assert verbs <= set(lacking.LACKS)


def test_what_a_sender_asks_of_the_clerk_has_its_verb():
    asked = {"recall_received", "replaced", "accept_update"}
    assert asked <= set(words.VERBS) & set(lacking.LACKS)


def test_no_word_is_kept_for_what_the_law_does_not_know():
    names = set().union(*(law.names for law in WORKFLOWS))
    states = set().union(*(law.states for law in WORKFLOWS))
    assert set(words.VERBS) == set(lacking.LACKS) <= names
    assert set(words.STATES) | set(words.OUTGOING_STATES) <= states
    assert (set(meetings.STATES), set(meetings.STEPS)) == (MEETING.states, MEETING.names)
    assert (set(tasks.STATES), set(tasks.STEPS)) == (TASK.states, TASK.names)


def test_every_role_and_urgency_has_its_word():
    assert set(words.ROLES) == set(Role)
    assert set(URGENCIES) == set(Urgency)
