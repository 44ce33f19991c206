"""What must be true of every table of the law, whatever it says."""

import pytest

from workflows import (
    CASEFILE,
    EARLIER,
    INCOMING,
    MEETING,
    NOWHERE,
    OUTGOING,
    TASK,
    WORKFLOWS,
    Refused,
    Role,
    casefile,
    earlier,
    incoming,
    meeting,
    outgoing,
)
from workflows.access import ASKERS
from workflows.law import PARTS

EVERY = pytest.mark.parametrize("law", WORKFLOWS, ids=lambda law: law.name)

AT_WORK = {"CLERK", "LEADER", "OFFICE_CHIEF", "UNIT_HEAD", "OFFICER", "FORM_CHECKER", "SYSTEM"}
"""Who handles papers at all; the auditor reads, the administrator does not even that (§3.2)."""
AT_A_MEETING = PARTS | {"SECRETARY", "TECH", "LEADER", "CLERK", "ARCHIVIST", "SYSTEM"}

AT_A_FILE = ASKERS | {"SYSTEM"}


def test_these_are_the_tables():
    assert WORKFLOWS == (INCOMING, OUTGOING, MEETING, TASK, CASEFILE, EARLIER)
    names = ["incoming", "outgoing", "meetings", "tasks", "casefiles", "earlier"]
    assert [law.name for law in WORKFLOWS] == names


def test_a_table_walks_through_all_the_states_of_the_handbook_and_no_others():
    assert INCOMING.states == set(incoming.Incoming)
    assert OUTGOING.states == set(outgoing.Outgoing)
    assert MEETING.states == set(meeting.Meeting)
    assert CASEFILE.states == set(casefile.CaseFile)
    assert EARLIER.states == set(earlier.Earlier)


def test_the_office_finds_the_words_of_a_table_beside_it():
    assert {"INCOMING", "Incoming", "IncomingFacts", "Arriving", "Verdict", "RETURN_CODES"} == {
        *incoming.__all__
    }
    assert {"OUTGOING", "Outgoing", "OutgoingFacts", "Going", "DRAFTERS"} == {*outgoing.__all__}
    assert {"MEETING", "Meeting", "MeetingFacts", "Sitting"} == {*meeting.__all__}


@EVERY
def test_every_state_is_reached_from_an_entry(law):
    reached = {NOWHERE}
    for _ in law.states:
        reached |= {step.target for step in law.transitions if step.source in reached}
    assert reached - {NOWHERE} == law.states


@EVERY
def test_every_state_leads_to_an_end(law):
    ending = set(law.final)
    assert ending
    for _ in law.states:
        ending |= {step.source for step in law.transitions if step.target in ending}
    assert ending - {NOWHERE} == law.states


@EVERY
def test_a_step_has_one_meaning_in_one_state(law):
    sentences = [(step.source, step.name) for step in law.transitions]
    assert len(sentences) == len(set(sentences))


@EVERY
def test_what_must_be_read_again_are_steps_that_leave_a_paper_where_it_is(law):
    """One that moves it makes a new version by itself."""
    stays = {step.name for step in law.transitions if step.source == step.target}
    assert law.reread <= stays


@EVERY
def test_every_step_has_somebody_to_take_it(law):
    assert all(step.roles for step in law.transitions)


@EVERY
def test_nobody_confirms_what_he_begins(law):
    assert not any(step.roles & step.seconds for step in law.transitions)


@EVERY
def test_whatever_is_not_at_an_end_lies_on_somebodys_desk_or_goes_on_by_itself(law):
    passing = {
        step.source
        for step in law.transitions
        if step.roles == {Role.SYSTEM} and step.source != step.target and step.id != "SEC-04"
    }
    assert law.states - law.final - passing <= {wait.state for wait in law.waits}


@EVERY
def test_what_a_desk_is_asked_for_can_be_done_there(law):
    for wait in law.waits:
        assert law.step(wait.state, wait.verb).source == wait.state


@EVERY
def test_who_may_read_is_told_by_a_step_that_exists(law):
    assert {row.step for row in law.reads} <= law.names


@EVERY
def test_whoever_works_at_all_reads_from_the_entry_on(law):
    assert {row.step for row in law.reads} >= {step.name for step in law.entries}


WRITTEN = ("IN-T", "IN-05", "OUT-T", "SEC-", "ORG-", "§", "MT-", "VT-", "SOD-", "TK-T", "CF-",
           "AR-", "CAL-")  # fmt: skip


@EVERY
def test_every_sentence_says_where_it_is_written(law):
    for step in law.transitions:
        assert step.id.startswith(WRITTEN), step


@EVERY
def test_guards_of_one_name_are_one_guard(law):
    guards = {it for step in law.transitions for it in (*step.offered, *step.asked)}
    assert len({guard.__name__ for guard in guards}) == len(guards)
    assert all(guard.__doc__ for guard in guards)


@EVERY
def test_roles_that_have_no_part_in_papers_take_no_step(law):
    at_work = {MEETING.name: AT_A_MEETING, CASEFILE.name: AT_A_FILE}.get(law.name, AT_WORK)
    for role in set(Role) - at_work:
        for name in law.names:
            with pytest.raises(Refused, match=r"^wrong_role$"):
                law.knows(name, {role})
