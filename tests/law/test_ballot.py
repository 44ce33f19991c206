"""Opening, casting, changing, closing (DOMAIN §10.8, VT-01 to VT-11), and any run of them."""

from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.law.papers import HOA, LAN, MAI, MINH, NAM
from tests.law.rows import each
from workflows import Refused
from workflows.ballot import (
    FEWEST_IN_SECRET,
    WAYS,
    Question,
    Vote,
    VoteKind,
    VoteState,
    changes,
    is_valid,
    may_cast,
    may_close,
    may_open,
    may_record,
    may_repeat,
    silence_counts,
    tally,
)
from workflows.majority import PLAIN, Count, Threshold, judge

OPEN, SECRET, CARD = VoteKind.OPEN, VoteKind.SECRET, VoteKind.CARD
NAMES = ("Bình", "Hoa", "Tuấn")
HERE = frozenset({MINH, HOA, NAM})
BY_NAME = Vote(question=Question(kind=OPEN), eligible=HERE)
IN_SECRET = Vote(question=Question(kind=SECRET), eligible=HERE)
CARDS = Vote(question=Question(kind=CARD), eligible=HERE)
CLOSED = VoteState.CLOSED


def refused(reason, act, *given):
    with pytest.raises(Refused, match=f"^{reason}$") as no:
        act(*given)
    return no.value.field


def test_an_agency_may_settle_what_carries_each_way_of_voting_and_what_is_adopted_at_once():
    """VT-04: by name, in secret, by cards, and many matters by one act."""
    assert WAYS == ("open", "secret", "card", "together")


def test_a_question_is_for_against_or_abstain_by_itself():
    assert Question(kind=OPEN) == Question(
        kind=OPEN, choices=("for", "against", "abstain"), up_to=1
    )
    may_open(Question(kind=OPEN), 1)
    refused("choices_do_not_fit", may_open, Question(kind=OPEN, up_to=2), 9)


def test_silence_agrees_by_name_alone_and_where_the_agency_says_so():
    """DOMAIN §10.5; in secret who was silent would be known with his answer (VT-12)."""
    said = {kind: silence_counts(Question(kind=kind), True) for kind in VoteKind}
    assert said == {OPEN: True, SECRET: False, CARD: False}
    assert not silence_counts(Question(kind=OPEN), False)
    assert not silence_counts(Question(kind=OPEN, choices=NAMES), True), "it names nobody"


@each([(NAMES, 0), (NAMES, 3), (NAMES, -1), (("Hoa",), 1), ((), 1), (("Hoa", "Hoa"), 1),
     (("for", "Hoa"), 1), (("for", "against"), 1), (("Hoa", "Hoa", "Bình"), 1)])  # fmt: skip
def test_names_are_at_least_two_each_once_and_fewer_are_chosen_than_stand(choices, up_to):
    refused("choices_do_not_fit", may_open, Question(kind=OPEN, choices=choices, up_to=up_to), 9)


def test_one_or_two_of_three_names_may_be_chosen():
    for up_to in (1, 2):
        may_open(Question(kind=SECRET, choices=NAMES, up_to=up_to), 3)


def test_two_would_know_each_others_secret():
    """VT-11."""
    assert FEWEST_IN_SECRET == 3
    refused("too_few_for_a_secret", may_open, Question(kind=SECRET), 2)
    may_open(Question(kind=SECRET), 3)
    for kind in (OPEN, CARD):
        may_open(Question(kind=kind), 0)


def test_who_was_there_at_the_opening_casts():
    """VT-01, VT-07."""
    for vote in (BY_NAME, IN_SECRET):
        for person in HERE:
            may_cast(vote, person, ["for"])
        refused("not_eligible", may_cast, vote, LAN, ["for"])


def test_what_comes_after_the_end_is_refused():
    """VT-05, E05."""
    refused("vote_is_closed", may_cast, replace(BY_NAME, state=CLOSED), HOA, ["for"])
    refused("not_eligible", may_cast, replace(BY_NAME, state=CLOSED), LAN, ["for"])


def test_an_open_ballot_may_be_changed_a_secret_one_may_not():
    """VT-06."""
    may_cast(replace(BY_NAME, cast_by={HOA}), HOA, ["against"])
    assert changes(replace(BY_NAME, cast_by={HOA}), HOA)
    assert not changes(BY_NAME, HOA)
    may_cast(replace(IN_SECRET, cast_by={HOA}), NAM, ["against"])
    refused("voted_already", may_cast, replace(IN_SECRET, cast_by={HOA}), HOA, ["against"])


def test_cards_are_not_cast_here():
    refused("cards_are_counted", may_cast, CARDS, HOA, ["for"])


@each([[], ["maybe"], ["for", "against"], ["for", "for"]])
def test_a_ballot_says_one_of_the_choices(chosen):
    assert refused("no_such_choice", may_cast, BY_NAME, HOA, chosen) == "choice"


def test_of_names_some_are_chosen_each_once():
    asked = Question(kind=OPEN, choices=NAMES, up_to=2)
    assert is_valid(asked, ["Hoa"])
    assert is_valid(asked, ["Hoa", "Bình"])
    assert not is_valid(asked, ["Hoa", "Hoa"])
    assert not is_valid(asked, list(NAMES))
    assert not is_valid(asked, [])
    assert not is_valid(asked, ["Hoa", "Mai"])


def counted(yes, no=0, none=0):
    return {"for": yes, "against": no, "abstain": none}


def test_the_secretary_counts_cards_of_those_who_are_there():
    for right in (counted(3), counted(1, 1, 1), counted(0)):
        may_record(CARDS, right)
    assert refused("more_cards_than_people", may_record, CARDS, counted(2, 2)) == "counts"
    assert refused("choices_do_not_fit", may_record, CARDS, {"for": 1}) == "counts"
    assert refused("choices_do_not_fit", may_record, CARDS, counted(-1, 2)) == "counts"
    refused("no_card_vote", may_record, BY_NAME, counted(1))
    refused("vote_is_closed", may_record, replace(CARDS, state=CLOSED), counted(1))
    names = Question(kind=CARD, choices=NAMES, up_to=2)
    both = {"Bình": 3, "Hoa": 3, "Tuấn": 0}
    may_record(replace(CARDS, question=names), both)
    refused(
        "more_cards_than_people", may_record, replace(CARDS, question=names), both | {"Tuấn": 1}
    )


def test_the_chair_closes_once_and_confirms_what_was_counted():
    """SOD-06."""
    may_close(BY_NAME)
    may_close(IN_SECRET)
    may_close(replace(CARDS, counted=counted(1)))
    refused("cards_not_counted", may_close, CARDS)
    refused("vote_is_closed", may_close, replace(BY_NAME, state=CLOSED))


def test_a_choice_that_nobody_made_is_a_nought():
    assert tally(Question(kind=OPEN), [["for"], ["abstain"], ["for"]]) == counted(2, 0, 1)
    assert tally(Question(kind=OPEN), []) == counted(0)
    two = Question(kind=OPEN, choices=NAMES, up_to=2)
    assert tally(two, [["Hoa", "Bình"], ["Hoa"]]) == {"Bình": 1, "Hoa": 2, "Tuấn": 0}


def test_a_vote_is_repeated_with_a_reason_once_it_is_over():
    """VT-09."""
    may_repeat(replace(BY_NAME, state=CLOSED), "Nhầm phương án")
    refused("vote_is_open", may_repeat, BY_NAME, "Nhầm phương án")
    assert refused("has_reason", may_repeat, replace(BY_NAME, state=CLOSED), " ") == "reason"


def test_these_are_the_names_of_the_contract():
    assert [str(it) for it in VoteKind] == ["open", "secret", "card"]
    assert [str(it) for it in VoteState] == ["OPEN", "CLOSED"]


PEOPLE = st.sampled_from([MINH, HOA, NAM, LAN, MAI])


class AnyRunOfEvents(RuleBasedStateMachine):
    """Whoever does whatever in whatever order: the tally stays that of eligible people's last word.

    `said` is kept beside, the simplest way there is: each person's last accepted choice.
    """

    def __init__(self):
        super().__init__()
        self.kind, self.here, self.vote = OPEN, set(HERE), None
        self.said, self.secret, self.result = {}, [], None

    @rule(person=PEOPLE)
    def comes(self, person):
        self.here.add(person)

    @rule(person=PEOPLE)
    def leaves(self, person):
        self.here.discard(person)

    @rule(kind=st.sampled_from([OPEN, SECRET]))
    def opens(self, kind):
        if self.vote is not None and self.vote.state == VoteState.OPEN:
            return
        try:
            may_open(Question(kind=kind), len(self.here))
        except Refused:
            assert kind == SECRET
            assert len(self.here) < FEWEST_IN_SECRET
            return
        self.vote = Vote(question=Question(kind=kind), eligible=frozenset(self.here))
        self.said, self.secret, self.result = {}, [], None

    @rule(person=PEOPLE, choice=st.sampled_from([*PLAIN, "maybe"]))
    def casts(self, person, choice):
        if self.vote is None:
            return
        was_closed, had_cast = self.vote.state == CLOSED, person in self.vote.cast_by
        try:
            may_cast(self.vote, person, [choice])
        except Refused:
            return
        assert person in self.vote.eligible
        assert not was_closed
        assert choice in PLAIN
        assert not (had_cast and self.vote.question.kind == SECRET)
        self.secret.append(choice)
        self.said[person] = choice
        self.vote = replace(self.vote, cast_by=self.vote.cast_by | {person})

    @rule()
    def closes(self):
        if self.vote is None or self.vote.state == CLOSED:
            return
        may_close(self.vote)
        in_secret = self.vote.question.kind == SECRET
        ballots = [[it] for it in (self.secret if in_secret else self.said.values())]
        self.vote = replace(self.vote, state=CLOSED)
        self.result = tally(self.vote.question, ballots)

    @invariant()
    def nobody_votes_twice_and_none_is_lost(self):
        if self.vote is None:
            return
        assert set(self.said) == self.vote.cast_by <= self.vote.eligible
        if self.result is None:
            return
        assert sum(self.result.values()) == len(self.said) <= len(self.vote.eligible)
        assert all(self.result[it] == list(self.said.values()).count(it) for it in PLAIN)

    @invariant()
    def what_is_carried_was_carried_by_more_than_half_of_all(self):
        if self.result is None:
            return
        cast = len(self.said)
        count = Count(base=5, present=cast, cast=cast, counts=self.result, threshold=Threshold.HALF)
        assert judge(count, PLAIN).passed == (list(self.said.values()).count("for") >= 3)


TestAnyRunOfEvents = AnyRunOfEvents.TestCase
TestAnyRunOfEvents.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
