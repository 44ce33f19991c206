"""What is filled in about a case file."""

from typing import Annotated, Literal

from pydantic import Field

from server.shapes import (
    CLEAN,
    ArrivingType,
    Asked,
    Code,
    Day,
    Filled,
    FullText,
    Id,
    Line,
    Reason,
    Subject,
)
from workflows.filing import LONGEST
from workflows.kinds import ARRIVING

Years = Annotated[int, Field(ge=0, le=LONGEST, description="Số năm bảo quản; 0 là vĩnh viễn")]
Notation = Annotated[
    str, Field(min_length=1, max_length=20, pattern=r"^[0-9]{1,4}\.[A-ZĐÂÊÔƠƯĂ][A-ZĐÂÊÔƠƯĂ-]*$")
]
"""`01.TCCB` (Annex V, I.2; at most 20 letters, Annex VI)."""


Note = Annotated[str, Field(max_length=500, pattern=CLEAN)]
"""As long as Annex VI has it, for it goes along to the archive whole (CF-07)."""

Kinds = Annotated[list[Literal["incoming", "outgoing"]], Field(max_length=2)]
Types = Annotated[list[ArrivingType], Field(max_length=len(ARRIVING))]


class Ruling(Asked):
    """Documents that come in by themselves, once done or dispatched; left empty: none."""

    takes_kinds: Kinds = []
    takes_types: Types = []
    takes_words: Line = ""


class Opening(Ruling):
    """A file by the list of the year (`line`), or what its opener sets himself (article 29.2)."""

    line: Id | None = None
    title: Subject = ""
    code: Notation | Literal[""] = ""
    retention: Years | None = None
    construction: bool = False
    note: Note = ""


class Adding(Asked):
    """Documents as `incoming/12`, `outgoing/7`."""

    papers: list[Code] = Field(min_length=1, max_length=200)


class Recording(Asked):
    """What of: `incoming/12`, `outgoing/7` (what was said of it), `tasks/3`, `meetings/2`."""

    records: list[Code] = Field(min_length=1, max_length=50)


class Removing(Asked):
    """Which line of its contents, by the line's id, and why."""

    item: Id
    reason: Reason


class Closing(Asked):
    """What the review found: what stays empty stays as it was."""

    title: Subject = ""
    retention: Years | None = None
    ended_on: Day | None = None
    note: Note = ""


class KeepingBack(Asked):
    """Until when, by which written consent, and for what work."""

    until: Day
    consent: Line
    reason: Reason


class Asking(Asked):
    """A file that one may not read: which, by number and symbol (its agency where it is not the
    own) or by its whole code; what for, until."""

    code: Annotated[Line, Field(min_length=1)]
    year: Annotated[int, Field(ge=1900, le=2999)]
    agency: Code | None = None
    purpose: Reason
    until: Day


class Granting(Asked):
    """Which request; another last day than was asked for, where one is named."""

    request: Id
    until: Day | None = None


class Answering(Asked):
    """Which request, and why."""

    request: Id
    reason: Reason


class Confirming(Asked):
    """Which request it was by which somebody's rights were changed."""

    request: Id


class Listing(Asked):
    """Expired files that are to be destroyed, by their ids."""

    files: list[Id] = Field(min_length=1, max_length=500)


class Reviewing(Asked):
    """The council (a line a member), its minutes, what it said; `kept`: files it wants kept."""

    members: FullText
    minutes: Line
    reason: Reason
    kept: list[Id] = Field(default=[], max_length=500)


class Deciding(Asked):
    """The decision of the head, by its number and symbol."""

    decision: Line


class Exhibiting(Asked):
    """What is on the pictures, or said on the record; the day it was made; by whom, where it was
    another than who brings it."""

    title: Filled
    day: Day
    author: Line | Literal[""] = ""
