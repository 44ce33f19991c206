"""What a program reads of minutes, whichever room they are of."""

from collections.abc import Iterable

from pydantic import BaseModel


class MinutesSigner(BaseModel):
    """Who has a place on the minutes; `signed`: with his key."""

    name: str
    signed: bool


def read_by(signers: Iterable[tuple[str, bool]]) -> list[MinutesSigner]:
    return [MinutesSigner(name=name, signed=signed) for name, signed in signers]
