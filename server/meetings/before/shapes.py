"""What is said beside the matters: questions, substitutes, seats, messages."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from server.meetings.shapes import MOST_ITEMS, Named, OfItem, PaperName
from server.shapes import SAYS, Asked, Code, Id, Reason

Words = Annotated[str, StringConstraints(min_length=1, max_length=1000, pattern=SAYS)]


class Question(OfItem):
    """What is asked about a matter."""

    text: Words


class ChangingSecretary(Named):
    """Who writes it down from now on, and why."""

    reason: Reason


class AddingPaper(OfItem):
    """One more paper, to which matter."""

    document: PaperName


class Downloading(OfItem):
    """Whether a matter's papers may be taken along (MT-04)."""

    allowed: bool = False


class MovingItem(OfItem):
    """A matter, and which number it shall have."""

    place: Annotated[int, Field(ge=1, le=MOST_ITEMS)]


class Telling(Asked):
    """What the secretary is told."""

    text: Words


class OfQuestion(Asked):
    """A question by its number."""

    question: Id


class Answered(OfQuestion):
    """What its rapporteur answers."""

    text: Words


class HandingOn(OfQuestion):
    """Who answers it instead."""

    person: Code


class Substituting(Asked):
    """Who comes instead, and why; `person`: for whom, where the secretary writes it down."""

    substitute: Code
    reason: Reason
    person: Code | Literal[""] = ""


class Seating(Named):
    """Who is put elsewhere in the room, and on which seat."""

    seat: Annotated[str, StringConstraints(max_length=4, pattern=r"^[A-Z][0-9]{1,2}$")]
