"""What may be said of the floor: who asks for it, who is given it, for how long (§10.7)."""

from typing import Annotated, Literal

from pydantic import Field

from server.meetings.shapes import MOST_PEOPLE, Named
from server.shapes import Asked, Code, Id
from workflows.speaking import USUAL


class Giving(Named):
    """Whom the chair calls on, and for how long."""

    minutes: Annotated[int, Field(ge=1, le=60)] = USUAL


class Moving(Named):
    """Whom the chair puts elsewhere in the queue, and where; the first place is 1."""

    place: Annotated[int, Field(ge=1, le=MOST_PEOPLE)]


class OfTurn(Asked):
    """Whose turn, as a page showed it; where nobody is named, of whoever speaks."""

    person: Code | Literal[""] = ""


class Extending(OfTurn):
    """By how many minutes a turn grows."""

    minutes: Annotated[int, Field(ge=1, le=60)] = 1


class Asking(Asked):
    """A hand raised, on a matter where there is one; a point of order goes before all others."""

    item: Id | None = None
    of_order: bool = False
