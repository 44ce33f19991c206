"""What the administrator's forms ask for, each within its limits."""

import datetime as dt
import re
from typing import Annotated, Any, Literal

from pydantic import Field

from server.shapes import (
    CLEAN,
    ArrivingType,
    Asked,
    Because,
    Code,
    DocType,
    Filled,
    FullText,
    Id,
    Line,
    Name,
    Paragraph,
    Reason,
    Subject,
    Word,
)

Hour = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Secret = Annotated[str, Field(min_length=1, max_length=200, pattern=CLEAN)]
FIRST, LAST = dt.date(1950, 1, 1), dt.date(2999, 12, 31)
Date = Annotated[dt.date, Field(ge=FIRST, le=LAST)]
Kind = Literal["regular", "acting"]


class NewPerson(Asked):
    """A new account."""

    account: Filled
    full_name: Filled
    email: Line = ""
    password: Secret
    pin: Word = ""


class NewName(Asked):
    """A name from a day on."""

    full_name: Filled
    valid_from: Date


class Password(Asked):
    """A password that is given again."""

    password: Secret


class NewPost(Asked):
    """An appointment; the last day is still within it."""

    position_id: Id
    valid_from: Date
    last_day: dt.date | None = Field(None, ge=FIRST, le=LAST)
    decision_code: Filled
    kind: Kind = "regular"
    main: bool = False


class PostEnd(Asked):
    """Which post ends, and the first day it is not held any more."""

    appointment_id: Id
    on: Date
    decision_code: Line = ""


class End(Asked):
    """The first day that something does not count any more."""

    on: Date


class NewUnit(Asked):
    """A unit from a day on."""

    agency: Filled
    code: Filled
    name: Name
    abbreviation: Filled
    valid_from: Date


class RightName(Asked):
    """A unit's name as it should have been typed."""

    name: Filled
    abbreviation: Filled


class RightTitle(Asked):
    """A post's title as it should have been typed."""

    title: Filled


class NewPosition(Asked):
    """A post from a day on, with the roles it carries."""

    agency: Filled
    unit_id: Id | None = None
    title: Filled
    roles: list[Word] = []
    is_head: bool = False
    is_deputy: bool = False
    single_holder: bool = False
    valid_from: Date


class Release(Because):
    """Which lock is opened; an address may be unknown."""

    account: Filled
    address: Line = ""


class Demand(Asked):
    """What a post demands besides the password."""

    wanted: Literal["", "any", "passkey"] = ""


class KeyDemand(Asked):
    """Which kind of key a post is held with."""

    wanted: Literal["", "pkcs12", "pkcs11", "csc", "agent"] = ""


class KeyGiven(Asked):
    """A key that is registered: kind, place, certificate, and why its name is another."""

    kind: Literal["", "pkcs12", "pkcs11", "csc", "agent"] = ""
    place: Line = ""
    certificate: Annotated[str, Field(max_length=16_000, pattern=CLEAN)] = ""
    reason: Reason = ""


class NewDelegation(Asked):
    """A mandate to sign; what each kind must have is heard by the act (ORG-01)."""

    kind: Literal["KT", "TL", "TUQ"]
    position_id: Id
    giver: Literal["DIRECT", "TM", "Q", "KT", "TL", "TUQ"] = "DIRECT"
    document_code: Line = ""
    doc_types: list[ArrivingType] = []
    subjects: Reason = ""
    valid_from: dt.date | None = Field(None, ge=FIRST, le=LAST)
    last_day: dt.date | None = Field(None, ge=FIRST, le=LAST)


class AgencyNamed(Asked):
    """An agency as the directory writes it down."""

    name: Name
    short_name: Filled
    abbreviation: Line = ""
    code: Filled
    organ_id: Filled
    level: Filled
    parent: Line = ""
    superior: Line = ""


class Outside(AgencyNamed):
    """The same from a day on."""

    valid_from: Date


class WorksHere(AgencyNamed):
    """One that works here: where it stands, how it decides, and its seal's first PIN."""

    place_name: Filled
    regime: Literal["collective", "head"] = "collective"
    pin: Word = ""


class NewAgency(WorksHere, Outside):
    """One that works here from a day on."""


class AgencyEnd(Asked):
    """The first day an agency does not work any more, and who takes over."""

    on: Date
    successor: Line = ""


class PageCodes(Asked):
    """Whether an agency's pages carry the QR."""

    prints: bool = False


class SilenceSettled(Asked):
    """What an unanswered poll is counted for."""

    agrees: bool = False


class KindSettled(Asked):
    """How one type of document is used in one agency."""

    offered: bool = False
    series: Word = ""
    due_days: Word = ""
    goes_to: Word = ""
    by_clause: Word = ""


class TemplateKept(Asked):
    """A template of drafts: bases by line, the text by paragraphs with an empty line between."""

    name: Filled
    doc_type: DocType
    subject: Subject = ""
    bases: FullText = ""
    body: Paragraph = ""
    to: list[Code] = Field(default=[], max_length=500)
    for_info: list[Code] = Field(default=[], max_length=500)

    def split(self) -> dict[str, Any]:
        """As a draft has them: căn cứ and đoạn each for itself."""
        paragraphs = re.split(r"\n\s*\n", self.body.replace("\r\n", "\n"))
        return self.model_dump() | {
            "doc_type": str(self.doc_type),
            "bases": [one.strip() for one in self.bases.splitlines() if one.strip()],
            "body": [one.strip() for one in paragraphs if one.strip()],
        }


class DayMark(Asked):
    """A day that is not what its weekday says, by a notice."""

    day: Date
    kind: Literal["off", "work", "plain"]
    name: Filled
    notice: Filled
    moves: Word = ""


class HoursSet(Asked):
    """The office hours of an agency from a day on: morning and afternoon (CAL-01)."""

    agency: Code
    since: Date
    opens: Hour
    noon: Hour
    after_noon: Hour
    closes: Hour
    notice: Filled
    moves: Word = ""


class YearLoad(Asked):
    """The year whose public holidays come into the calendar."""

    year: int = Field(ge=2020, le=2100)
    notice: Filled
    moves: Word = ""


class HandedIn(Asked):
    """Whose workbook it is, from when it counts, and the decision for rows that name none."""

    agency: Filled
    valid_from: Date
    decision_code: Line = ""


class Founding(Asked):
    """The first two administrators, and the key that whoever holds the machine can read."""

    key: Filled
    full_name: Filled
    account: Filled
    password: Secret
    second_name: Filled
    second_account: Filled
