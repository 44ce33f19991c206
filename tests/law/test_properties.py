"""Whatever people try, in whatever order, the law keeps its promises."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.law.papers import Draft, Folder, Gathering, Letter, Owed
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
)
from workflows.arriving import RETURN_CODES, Arriving
from workflows.earlier import Taking
from workflows.filing import Filing
from workflows.going import Going
from workflows.meeting import Sitting
from workflows.tasking import Doing

FEW = settings(max_examples=30)
ROLES = st.frozensets(st.sampled_from(list(Role)), max_size=4)
WORDS = st.sampled_from(["", " ", "Đồng ý", "Hỏa tốc: bão đổ bộ đêm nay."])
MOMENTS = st.integers(0, 9)
PERSON = st.integers(1, 3)
NOBODY = st.none() | PERSON

LETTERS = st.builds(
    Letter,
    st.just(NOWHERE),
    verdict=st.sampled_from(["", "PAPER", "VALID", "NOT_SIGNED", "INVALID"]),
    lacking=st.sampled_from([(), ("subject",)]),
    open_contributions=st.integers(0, 2),
    extension_open=st.booleans(),
    before_deputy=st.booleans(),
    in_closed_file=st.booleans(),
    request=st.sampled_from(["", "recall", "replace", "update"]),
)
ARRIVING = st.builds(
    Arriving,
    reason=WORDS,
    code=st.sampled_from(["", *RETURN_CODES]),
    twin=st.none() | st.just(7),
    leads=st.integers(0, 2),
    text=WORDS,
    now=MOMENTS,
    due=st.lists(MOMENTS, max_size=2).map(tuple),
    bound=st.none() | MOMENTS,
    person_fits=st.booleans(),
    readers=st.integers(0, 2),
    rule=WORDS,
    reply_sent=st.booleans(),
    file_open=st.booleans(),
    given_on_time=st.booleans(),
)
DRAFTS = st.builds(
    Draft,
    st.just(NOWHERE),
    drafter_id=PERSON,
    signer_id=PERSON,
    approved_by=NOBODY,
    content_by=NOBODY,
    form_by=NOBODY,
    signed_by=NOBODY,
    signatures=st.integers(0, 2),
    number=st.none() | st.just(57),
    urgency=st.sampled_from(["NORMAL", "HOA_TOC"]),
)
RULES = st.sampled_from(["FMT-17", "FMT-34"])
GOING = st.builds(
    Going,
    reason=WORDS,
    person_id=PERSON,
    excepted=st.booleans(),
    errors=st.frozensets(RULES),
    waived=st.frozensets(RULES),
    named=st.booleans(),
    same_hash=st.booleans(),
    units=st.integers(0, 1),
    now=MOMENTS,
    due=st.none() | MOMENTS,
    text=WORDS,
    recipients=st.integers(0, 1),
    seal_is_sound=st.booleans(),
    signature_is_sound=st.booleans(),
    order_code=WORDS,
    copies=st.integers(0, 1),
    parts=st.integers(0, 2),
    whole=st.just(2),
)
MEETINGS = st.builds(
    Gathering,
    st.just(NOWHERE),
    may_vote=st.booleans(),
    has_quorum=st.booleans(),
    is_urgent=st.booleans(),
    items=st.integers(0, 1),
    open_votes=st.integers(0, 1),
    running_items=st.integers(0, 1),
    chair_id=PERSON,
    secretaries=st.frozensets(PERSON, min_size=1),
    signed_by=st.frozensets(PERSON),
)
SITTING = st.builds(
    Sitting,
    reason=WORDS,
    named=st.booleans(),
    minutes_left=st.sampled_from([-9, 0, 30, 31]),
    person_id=PERSON,
    for_id=PERSON,
    invitation_is_out=st.booleans(),
    notice_is_out=st.booleans(),
    file_is_closed=st.booleans(),
    item_is_planned=st.booleans(),
    item_runs=st.booleans(),
    item_is_over=st.booleans(),
    is_in_the_room=st.booleans(),
    is_member=st.booleans(),
    was_there=st.booleans(),
    names_an_hour=st.booleans(),
    hour_is_wrong=st.booleans(),
    acted_since=st.booleans(),
)
TASKS = st.builds(Owed, st.just(NOWHERE), has_due=st.booleans(), wants_extension=st.booleans())
DOINGS = st.builds(
    Doing,
    reason=WORDS,
    named=st.booleans(),
    in_time=st.booleans(),
    progress=st.integers(-1, 101),
    has_result=st.booleans(),
    is_later=st.booleans(),
    is_ahead=st.booleans(),
    fits=st.booleans(),
    files=st.integers(0, 1),
)
FILES = st.builds(Folder, st.just(NOWHERE), has_papers=st.booleans(), has_package=st.booleans())
FILINGS = st.builds(
    Filing,
    reason=WORDS,
    title=WORDS,
    code=WORDS,
    code_is_free=st.booleans(),
    years=st.integers(-1, 101),
    paper_fits=st.booleans(),
    is_in_it=st.booleans(),
    unfinished=st.integers(0, 1),
    ends_in_time=st.booleans(),
    consent=WORDS,
    until_is_fair=st.booleans(),
    package_is_sound=st.booleans(),
)

CASES = {
    "incoming": (INCOMING, LETTERS, ARRIVING),
    "outgoing": (OUTGOING, DRAFTS, GOING),
    "meetings": (MEETING, MEETINGS, SITTING),
    "tasks": (TASK, TASKS, DOINGS),
    "casefiles": (CASEFILE, FILES, FILINGS),
    "earlier": (EARLIER, st.builds(Folder, st.just(NOWHERE)), st.builds(Taking, reason=WORDS)),
}
EVERY = pytest.mark.parametrize("name", CASES)


def attempt(law, state, pick):
    """A step of this state as a rule, so that papers get somewhere; now and then any step."""
    here = sorted({step.name for step in law.transitions if step.source == state})
    names = here if here and pick % 4 else sorted(law.names)
    return names[pick % len(names)]


@EVERY
@FEW
@given(data=st.data())
def test_a_paper_only_walks_along_sentences_of_the_law(name, data):
    law, papers, acts = CASES[name]
    trials = st.tuples(st.integers(0, 99), ROLES, papers, acts)
    state = NOWHERE
    for pick, roles, facts, act in data.draw(st.lists(trials, max_size=8)):
        paper, wanted = replace(facts, state=state), attempt(law, state, pick)
        try:
            step = law.decide(paper, act, wanted, roles)
        except Refused:
            continue
        assert step in law.transitions
        assert (step.source, step.name) == (state, wanted)
        assert (step.roles | step.seconds) & roles
        assert step.objections(paper, act) == []
        state = step.target


@EVERY
@FEW
@given(data=st.data())
def test_a_button_that_is_shown_is_refused_only_for_what_the_act_does_not_bring(name, data):
    law, papers, acts = CASES[name]
    roles, act, facts = data.draw(ROLES), data.draw(acts), data.draw(papers)
    for state in sorted(law.states):
        paper = replace(facts, state=state)
        for step in law.open_to(paper, roles):
            try:
                assert law.decide(paper, act, step.name, roles) == step
            except Refused as no:
                assert no.reason in {guard.__name__ for guard in step.asked}


@EVERY
@FEW
@given(data=st.data())
def test_what_has_no_button_is_refused_before_anything_brought_is_looked_at(name, data):
    law, papers, acts = CASES[name]
    roles, act, facts = data.draw(ROLES), data.draw(acts), data.draw(papers)
    state = data.draw(st.sampled_from(sorted(law.states)))
    paper = replace(facts, state=state)
    shown = {step.name for step in law.open_to(paper, roles)}
    standing = {guard.__name__ for step in law.transitions for guard in step.offered}
    for step in law.names - shown:
        with pytest.raises(Refused) as no:
            law.decide(paper, act, step, roles)
        assert no.value.reason in {"wrong_role", "wrong_state"} | standing


@pytest.mark.parametrize("law", WORKFLOWS, ids=lambda law: law.name)
@FEW
@given(data=st.data())
def test_nobody_without_a_desk_moves_anything(law, data):
    _, papers, acts = CASES[law.name]
    paper = replace(data.draw(papers), state=data.draw(st.sampled_from(sorted(law.states))))
    act = data.draw(acts)
    assert law.open_to(paper, frozenset()) == []
    for step in law.names:
        with pytest.raises(Refused, match=r"^wrong_role$"):
            law.decide(paper, act, step, frozenset())
