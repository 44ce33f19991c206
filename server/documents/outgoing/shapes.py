"""What each step of an outgoing document asks for. A shape checks form; the law checks sense."""

import datetime as dt
import enum
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from server.shapes import (
    Asked,
    Code,
    Day,
    DocType,
    Filled,
    FullText,
    Id,
    KeyAsked,
    Line,
    Paragraph,
    Pin,
    Reason,
    SigningCapacity,
    Subject,
    Urgency,
    When,
)
from workflows.copies import CopyForm, Medium
from workflows.forms import NAMES

BlankName = enum.StrEnum("BlankName", {one: one for one in NAMES})  # type: ignore[misc]
"""The dotted lines of all templates, by name."""
Details = Annotated[dict[BlankName, Reason], Field(max_length=30)]
OwnPaper = Annotated[str, StringConstraints(pattern=r"^(outgoing|incoming)/[1-9][0-9]{0,15}$")]
RuleId = Annotated[str, StringConstraints(pattern=r"^(FMT|TXT)-[0-9]{2}$")]


class Correcting(Asked):
    """The columns of the register that are not the document's own (§5.4)."""

    subject: Subject | None = Field(default=None, min_length=1)
    recipients: FullText | None = None
    kept_by: Line | None = None
    copies: int | None = Field(default=None, ge=0, le=100_000)
    receipt: Filled | None = None
    note: Line = ""
    reason: Reason


class Updating(Asked):
    """`to`: deliveries, by id; `answer_by`: until when an answer is now asked for, where that is
    another day; why, for the clerk who gets it."""

    to: list[Id] = Field(min_length=1, max_length=500)
    answer_by: Day | None = None
    reason: Reason


class SendingByPost(Asked):
    """To whom: a place a line, `name; address`, so many envelopes to each."""

    to: FullText
    envelopes: int = Field(default=1, ge=1, le=1000)
    note: Line = ""


class Postmarking(Asked):
    """`lines` of the postal book, by id, and what the post signed and stamped for them."""

    lines: list[Id] = Field(min_length=1, max_length=500)
    receipt: Filled


class Lending(Asked):
    """Who uses the kept original; `allowed_by` is an account."""

    borrower: Filled
    allowed_by: Code
    receipt: Line = ""
    note: Line = ""


class CorrectingPosting(Asked):
    """A line of the postal book, by id; a column left out stays as it is (§5.4)."""

    line: Id
    to: Filled | None = None
    envelopes: int | None = Field(default=None, ge=1, le=1000)
    receipt: Filled | None = None
    unsigned: bool = False
    reason: Reason


class CorrectingLending(Asked):
    """A line of the book of kept copies, by id; `allowed_by` is an account."""

    line: Id
    borrower: Filled | None = None
    receipt: Filled | None = None
    allowed_by: Code | None = None
    reason: Reason


class TakingBack(Asked):
    note: Line = ""


class HandedDraft(Asked):
    """A new draft whose page is the file that comes with it; `body` and `bases` are not printed.

    `to` and `for_info` take agency codes, `signer` an account; `joint` the accounts of those who
    sign for the other agencies that issue it, in their order. `in_name_of`: the abbreviation of an
    advisory body of the agency that issues it. `answer_by`: the day until which it asks for an
    answer; recipients get it as the deadline of the document.
    """

    doc_type: DocType
    subject: Subject
    body: list[Paragraph] = Field(default=[], max_length=500)
    bases: list[Reason] = Field(default=[], max_length=100)
    to: list[Code] = Field(default=[], max_length=500)
    for_info: list[Code] = Field(default=[], max_length=500)
    signer: Code
    capacity: SigningCapacity
    urgency: Urgency = Urgency.NORMAL
    personal: bool = False
    replies_to: Id | None = None
    replaces: Id | None = None
    corrects: Id | None = None
    error_kind: Literal["", "form", "content"] = ""
    joint: list[Code] = Field(default=[], max_length=10)
    in_name_of: Line = ""
    answer_by: Day | None = None


class Draft(HandedDraft):
    """A new draft that is typed: its page is set from it.

    `details` fills the dotted lines of the type's template: `venue` of a Giấy mời. In `body` a
    line `=== Title` opens an annex.
    """

    details: Details = {}


class HandedAgain(Asked):
    """Another file for a draft; what else it says stays as it is."""


Length = Annotated[float, Field(ge=0, le=5000, allow_inf_nan=False)]
Side = Annotated[float, Field(ge=3, le=250, allow_inf_nan=False)]


class Spot(Asked):
    """A place on a page by ruler: millimetres from its upper left corner, `w` and `h` its size."""

    page: int = Field(ge=1, le=300)
    x: Length
    y: Length
    w: Side | None = None
    h: Side | None = None


class Places(Asked):
    """Where number, date and each person's mark stand; the seal lies over the mark's left third.

    `person2` to `person4` sign for the agencies of `joint`, in their order.
    """

    number: Spot | None = None
    date: Spot | None = None
    person: Spot | None = None
    person2: Spot | None = None
    person3: Spot | None = None
    person4: Spot | None = None


class DraftChange(Asked):
    """Changed fields of a draft; one left out stays as it is (CONTRACT §2.3).

    `places` are those of a draft that was handed in; `drop_file` goes back to the typed text; an
    empty `answer_by` takes the day away.
    """

    doc_type: DocType | None = None
    subject: Subject | None = None
    body: list[Paragraph] | None = Field(default=None, max_length=500)
    details: Details | None = None
    bases: list[Reason] | None = Field(default=None, max_length=100)
    to: list[Code] | None = Field(default=None, max_length=500)
    for_info: list[Code] | None = Field(default=None, max_length=500)
    signer: Code | None = None
    capacity: SigningCapacity | None = None
    urgency: Urgency | None = None
    joint: list[Code] | None = Field(default=None, max_length=10)
    in_name_of: Line | None = None
    answer_by: Day | Literal[""] | None = None
    personal: bool | None = None
    places: Places | None = None
    drop_file: bool = False

    def changes(self) -> dict:
        """What is to be kept of it; without the file the page is set from the text again."""
        said = plain(self.model_dump(exclude_none=True, exclude={"drop_file"}))
        return {**said, "file": "", "places": {}} if self.drop_file else said


def plain(fields: dict) -> dict:
    """Enums and days as their text, as they are kept."""
    enums = ("doc_type", "capacity", "urgency")
    said: dict[str, Any] = {k: str(v) if k in enums else v for k, v in fields.items()}
    if isinstance(day := said.get("answer_by"), dt.date):
        said["answer_by"] = day.isoformat()
    if "details" in said:
        said["details"] = {str(name): text for name, text in said["details"].items()}
    return said


class Consulting(Asked):
    units: list[Code] = Field(max_length=100)
    due_at: When


class Opining(Asked):
    text: FullText


class Submitting(Asked):
    """`waive` names the rules of layout that a reason sets aside (OUT-T03)."""

    waive: list[RuleId] = Field(default=[], max_length=60)
    reason: Reason = ""


class Approving(Asked):
    """With `pin` it also signs where both checks stand (OUT-T05b).

    `within`: where the mandate by which is signed is limited in words, how the content is within
    them (ORG-01); kept in the history, and refused without.
    """

    pin: Pin | None = None
    within: Reason = ""


class Recalling(Asked):
    """The leader's order in writing: `order` of this office's registers (`outgoing/12`,
    `incoming/7`), or `order_code`, another agency's; the clerk who executes it sends nothing."""

    reason: Reason = ""
    order: OwnPaper | Literal[""] = ""
    order_code: Line = ""


class Copying(Asked):
    """A copy of the issued document (article 25); `signer` an account, `recipients` by line."""

    form: Literal[CopyForm.SY, CopyForm.SL] = CopyForm.SY
    medium: Medium = Medium.PAPER
    signer: Code
    capacity: SigningCapacity
    recipients: FullText = ""
    copies: int = Field(default=1, ge=1, le=1000)


class Taking(Asked):
    """What an extract has (article 3.12): `parts` are paragraphs of the text as it is printed,
    counted from 1; of what was handed in as a file `text`, a paragraph a line."""

    parts: list[Annotated[int, Field(ge=1, le=10_000)]] = Field(default=[], max_length=1000)
    text: FullText = ""


class Extracting(Taking):
    signer: Code
    capacity: SigningCapacity
    recipients: FullText = ""
    copies: int = Field(default=1, ge=1, le=1000)


class Excerpt(Taking):
    recipients: FullText = ""


class ExtractingElectronically(Excerpt, KeyAsked):
    """With the agency's key, wherever it lies."""


class Printing(Asked):
    copies: int = Field(default=1, ge=1, le=1000)
