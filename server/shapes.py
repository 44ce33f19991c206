"""What may be said at a door: texts, days, moments, codes, within limits (DEPENDENCIES §3)."""

import datetime as dt
import enum
import re
from typing import Annotated, Any, TypeVar

from pydantic import (
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticCustomError

from workflows.capacity import SigningCapacity
from workflows.kinds import ARRIVING, KINDS
from workflows.urgency import Urgency

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[^\x00]*")
"""Python itself reads a moment up to a NUL and takes it for whole."""
FIRST, LAST = dt.date(1900, 1, 1), dt.date(2999, 12, 31)
CLEAN = r"^[^\x00]*$"
"""No NUL: PostgreSQL refuses it (lone surrogates do not pass the JSON reader)."""
SAYS = r"^[^\x00]*[^\s\x00][^\x00]*$"
"""The same, and something stands there that is no gap."""


class Asked(BaseModel):
    """The body of a request: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


Given = TypeVar("Given", bound=Asked)
"""The shape that is asked for is the shape that is given."""


NO_DAY = ("no_day", "a day is YYYY-MM-DD")
NO_MOMENT = ("no_moment", "a moment is ISO 8601, in the years 1900 to 2999")
"""Raised anew each time: an error that is raised again keeps the frames of all times before."""


def _day(said: Any) -> Any:
    """pydantic takes "0" for 1 January 1970; an office does not."""
    if not isinstance(said, str):
        return said
    if not _DAY.fullmatch(said):
        raise PydanticCustomError(*NO_DAY)
    try:
        return dt.date.fromisoformat(said)
    except ValueError:
        raise PydanticCustomError(*NO_DAY) from None


def _moment(said: Any) -> Any:
    """However it was said: from a day in the year 9999 no working day could be counted on."""
    if isinstance(said, str) and _MOMENT.fullmatch(said):
        try:
            said = dt.datetime.fromisoformat(said)
        except ValueError:
            raise PydanticCustomError(*NO_MOMENT) from None
    if not isinstance(said, dt.datetime) or not FIRST.year <= said.year <= LAST.year:
        raise PydanticCustomError(*NO_MOMENT)
    return said


def _letters(most: int, least: int = 0) -> StringConstraints:
    """So many letters at most (PL.VI P.II; IN-06: over-long is refused, never cut), no NUL."""
    return StringConstraints(min_length=least, max_length=most, pattern=CLEAN)


Day = Annotated[dt.date, BeforeValidator(_day), Field(ge=FIRST, le=LAST)]
When = Annotated[AwareDatetime, BeforeValidator(_moment)]
Id = Annotated[int, Field(ge=1, le=2**53)]
Code = Annotated[str, _letters(60, 1)]
Word = Annotated[str, _letters(60)]
Number = Annotated[str, _letters(11)]
Notation = Annotated[str, _letters(30)]
Line = Annotated[str, _letters(200)]
Name = Annotated[str, _letters(300)]
Filled = Annotated[str, Field(min_length=1, max_length=200, pattern=SAYS)]
Reason = Annotated[str, _letters(2000)]
GivenReason = Annotated[str, _letters(2000, 1)]
"""A reason that must be given."""
FullText = Annotated[str, _letters(5000)]
Paragraph = Annotated[str, _letters(20000)]
Subject = Annotated[str, _letters(500)]
Pin = Annotated[str, _letters(64)]

_NAMES = {f"T{n}": kind.name for n, kind in enumerate(KINDS)}
DocType = enum.StrEnum("DocType", _NAMES)  # type: ignore[misc]
"""The 29 types of art. 7, by their Vietnamese names (CONTRACT §2.6)."""

_ARRIVING = {f"T{n}": kind.name for n, kind in enumerate(ARRIVING)}
ArrivingType = enum.StrEnum("ArrivingType", _ARRIVING)  # type: ignore[misc]
"""These, and what arrives besides: legal documents, and "Văn bản khác" (NUM-05, §8.1)."""


class Nothing(Asked):
    """Nothing to fill in."""


class Why(Asked):
    """A step that asks for its reason."""

    reason: Reason


class MaybeWhy(Asked):
    """A step that takes a reason where there is one."""

    reason: Reason = ""


class KeyAsked(Asked):
    """The PIN of a key that opens here; or `answer`, what the agent on the signer's machine gave
    for the claim it was handed (docs/agent.md)."""

    answer: Annotated[str, Field(max_length=20_000, pattern=CLEAN)] = ""
    pin: Pin | None = Field(default=None, validate_default=True)

    @field_validator("pin")
    @classmethod
    def _one_of_them(cls, pin: str | None, info: ValidationInfo) -> str | None:
        if pin is None and not info.data.get("answer"):
            raise PydanticCustomError("missing", "Field required")
        return pin


class Because(Asked):
    """An act that must say why."""

    reason: GivenReason


__all__ = [
    "ArrivingType",
    "Asked",
    "Because",
    "Code",
    "Day",
    "DocType",
    "FullText",
    "Id",
    "KeyAsked",
    "Line",
    "MaybeWhy",
    "Name",
    "Notation",
    "Nothing",
    "Number",
    "Paragraph",
    "Pin",
    "Reason",
    "SigningCapacity",
    "Subject",
    "Urgency",
    "When",
    "Why",
    "Word",
]


def whole(text: str) -> int | None:
    """A number as an address or a hidden entry has it, no longer than a column holds; None for
    anything else. `²` is a digit to Python, which cannot count it."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None
