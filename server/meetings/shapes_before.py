"""What is said beside the matters: questions beforehand, who comes in whose place, messages."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from server.meetings.shapes import OfItem
from server.shapes import SAYS, Asked, Code, Id, Reason

Words = Annotated[str, StringConstraints(min_length=1, max_length=1000, pattern=SAYS)]


class Question(OfItem):
    """What is asked about a matter."""

    text: Words


class Telling(Asked):
    """What the secretary is told."""

    text: Words


class Answered(Asked):
    """A question by its number, and what its rapporteur answers."""

    question: Id
    text: Words


class Substituting(Asked):
    """Who comes instead, and why; `person`: for whom, where the secretary writes it down."""

    substitute: Code
    reason: Reason
    person: Code | Literal[""] = ""
