"""What may be said of a vote, in a session or in writing (CONTRACT §3)."""

from typing import Annotated

from pydantic import Field, StringConstraints

from server.meetings.shapes import MOST_ITEMS, Choice, Choices, OfItem, OfVote, UpTo
from server.shapes import CLEAN, Asked, Id, Line, Reason, Subject, When
from workflows.ballot import VoteKind
from workflows.majority import Threshold

Chosen = Choice | Choices


class Sending(Asked):
    """Until when the members may answer; `secret`: nobody ever learns who answered what."""

    answer_by: When
    secret: bool = False


class Answer(OfVote):
    """A member's answer to one question, as a ballot is cast; another opinion is said in words."""

    choice: Chosen
    text: Annotated[str, StringConstraints(max_length=5000, pattern=CLEAN)] = ""


class Answering(Asked):
    """Answers to several questions."""

    answers: Annotated[list[Answer], Field(min_length=1, max_length=MOST_ITEMS)]


class Opening(OfItem):
    """What is put to the vote: for, against or abstain where nothing else is named."""

    kind: VoteKind
    question: Subject
    choices: Choices = []
    up_to: UpTo = 1
    threshold: Threshold | None = None
    basis: Line = ""
    repeats: Id | None = None
    reason: Reason = ""


class Casting(Asked):
    """One choice; of names several, where so many may be chosen."""

    vote: Id
    choice: Chosen


class Ticked(Casting):
    """A ballot as a form brings it."""

    choice: Choices


class Counting(OfVote):
    """How many cards for each choice."""

    counts: dict[Choice, Annotated[int, Field(ge=0, le=100_000)]]
