"""What the forms about other systems ask for, each within its limits."""

from typing import Annotated, Literal

from pydantic import Field

from server.shapes import CLEAN, SAYS, Asked, Filled


class NeighbourKept(Asked):
    """Another system, and of whom it hands envelopes in."""

    name: Filled
    organs: Annotated[str, Field(min_length=1, max_length=2000, pattern=SAYS)]
    signed_only: bool = False


class PublicKey(Asked):
    """A public key in PEM."""

    public: Annotated[str, Field(min_length=1, max_length=2000, pattern=SAYS)]


class NewNeighbour(NeighbourKept):
    """The same, with its key where that is at hand."""

    public: Annotated[str, Field(max_length=2000, pattern=CLEAN)] = ""


class KeyTurn(Asked):
    """A next key is made, or the one that waits is taken."""

    turn: Literal["make", "take"]
