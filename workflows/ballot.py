"""A vote (DOMAIN §10.8): opened for those who are there, cast once or changed, closed, counted."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum

from workflows.law import Refused
from workflows.majority import PLAIN, is_question

FEWEST_IN_SECRET = 3
"""Fewer voters would know each other's choice (VT-11)."""


class VoteKind(StrEnum):
    """By name, in secret, or by cards that somebody counts."""

    OPEN = "open"
    SECRET = "secret"
    CARD = "card"


TOGETHER = "together"
"""The way in which matters that nobody opposes are voted on, many by one act (`stances`)."""
WAYS = (*(kind.value for kind in VoteKind), TOGETHER)
"""Of each an agency may settle what carries it, and by which article (VT-04)."""


class VoteState(StrEnum):
    OPEN = "OPEN"
    CLOSED = "CLOSED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is put to the vote. `up_to`: how many of the names each may choose."""

    kind: VoteKind
    choices: tuple[str, ...] = PLAIN
    up_to: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """A vote as it stands. `eligible` was frozen at its opening: members who were there (VT-01)."""

    question: Question
    eligible: Set[int]
    cast_by: Set[int] = frozenset()
    counted: Mapping[str, int] | None = None
    state: VoteState = VoteState.OPEN


def may_open(question: Question, present: int) -> None:
    """Refuse a question that cannot be put, or a secret that would be none (VT-02, VT-11)."""
    if not is_well_put(question):
        raise Refused("choices_do_not_fit")
    if question.kind == VoteKind.SECRET and present < FEWEST_IN_SECRET:
        raise Refused("too_few_for_a_secret")


def is_well_put(question: Question) -> bool:
    """For, against, abstain; or two names and more, each once, fewer to choose than there are."""
    if is_question(question.choices):
        return question.up_to == 1
    names = set(question.choices)
    if names & set(PLAIN) or len(names) != len(question.choices):
        return False
    return 0 < question.up_to < len(names)


def may_cast(vote: Vote, person_id: int, chosen: Sequence[str]) -> None:
    """Refuse a ballot that does not count; whether it changes an earlier one is `changes`.

    Who came after the opening has no part in this vote (VT-07); what comes after the end is
    refused, even if it was sent before (VT-05); a secret ballot is cast once (VT-06).
    """
    if vote.question.kind == VoteKind.CARD:
        raise Refused("cards_are_counted")
    if person_id not in vote.eligible:
        raise Refused("not_eligible")
    if vote.state != VoteState.OPEN:
        raise Refused("vote_is_closed")
    if vote.question.kind == VoteKind.SECRET and person_id in vote.cast_by:
        raise Refused("voted_already")
    if not is_valid(vote.question, chosen):
        raise Refused("no_such_choice", "choice")


def is_valid(question: Question, chosen: Sequence[str]) -> bool:
    """Of those offered, each once, one at least and no more than may be chosen."""
    return (
        all(one in question.choices for one in chosen)
        and len(set(chosen)) == len(chosen)
        and 0 < len(chosen) <= question.up_to
    )


def changes(vote: Vote, person_id: int) -> bool:
    """Whether this ballot takes the place of an earlier one: the last counts (VT-06)."""
    return person_id in vote.cast_by


def may_record(vote: Vote, counts: Mapping[str, int]) -> None:
    """Cards that the secretary counted: of each choice, together no more than who is there."""
    if vote.question.kind != VoteKind.CARD:
        raise Refused("no_card_vote")
    if vote.state != VoteState.OPEN:
        raise Refused("vote_is_closed")
    if set(counts) != set(vote.question.choices) or min(counts.values()) < 0:
        raise Refused("choices_do_not_fit", "counts")
    if sum(counts.values()) > len(vote.eligible) * vote.question.up_to:
        raise Refused("more_cards_than_people", "counts")


def may_close(vote: Vote) -> None:
    """The chair closes, and confirms by that what the secretary counted (SOD-06)."""
    if vote.state != VoteState.OPEN:
        raise Refused("vote_is_closed")
    if vote.question.kind == VoteKind.CARD and vote.counted is None:
        raise Refused("cards_not_counted")


def tally(question: Question, ballots: Sequence[Sequence[str]]) -> dict[str, int]:
    """How often each choice was made; a choice that nobody made is a nought (VT-10)."""
    return {name: sum(name in chosen for chosen in ballots) for name in question.choices}


def silence_counts(question: Question, agrees: bool) -> bool:
    """Whether who does not answer is counted as agreeing, by the rules of his agency (§10.5).

    Never in secret: who was silent is known, and so would be what he is counted for (VT-12). Nor
    where names are chosen among: silence names nobody.
    """
    return agrees and question.kind == VoteKind.OPEN and is_question(question.choices)


def may_repeat(old: Vote, reason: str) -> None:
    """A vote is repeated as a new one, with a reason, once the old one is over (VT-09)."""
    if old.state == VoteState.OPEN:
        raise Refused("vote_is_open")
    if not reason.strip():
        raise Refused("has_reason", "reason")
