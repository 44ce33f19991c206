"""What is said of a habit at a door: a group of recipients, a phrase."""

from typing import Literal

from pydantic import Field

from server.shapes import Asked, Code, Filled


class GroupKept(Asked):
    """A name, and the agencies in it by their codes."""

    name: Filled
    members: list[Code] = Field(default=[], max_length=500)


class GroupMade(GroupKept):
    """`shared`: kept for all of the agency who draft."""

    shared: bool = False


class PhraseKept(Asked):
    """A sentence, and what it is for."""

    text: Filled
    place: Literal["directive", "opinion"]


class PhraseMade(PhraseKept):
    """`shared`: kept for all of the agency."""

    shared: bool = False
