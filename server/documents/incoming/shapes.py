"""What each step of an incoming document asks for. A shape checks form; the law checks sense."""

from dataclasses import fields as dataclass_fields
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from server.documents.incoming.directing import Order
from server.documents.incoming.extracting import Block, Original
from server.shapes import (
    CLEAN,
    ArrivingType,
    Asked,
    Code,
    Day,
    FullText,
    KeyAsked,
    Line,
    Name,
    Notation,
    Number,
    Reason,
    Subject,
    Urgency,
    When,
    Word,
)
from workflows.capacity import SigningCapacity
from workflows.copies import CopyForm
from workflows.enveloped import FLAWS
from workflows.incoming import RETURN_CODES

Flaw = StrEnum("Flaw", {name: name for name in FLAWS})  # type: ignore[misc]
Envelope = Annotated[str, Field(max_length=42, pattern=CLEAN)]
"""Số, ký hiệu as written on an envelope: a number of 11, a notation of 30, and what is between."""


class Columns(Asked):
    """The register's columns as printed on the paper, each with the decree's length (IN-06)."""

    number: Number | None = None
    notation: Notation | None = None
    issued_on: Day | None = None
    issuer: Line | None = None
    doc_type: ArrivingType | None = None
    subject: Subject | None = None


class RegisterFields(Columns):
    """The same with what else is said of it at the desk; of what came on paper, what is wrong with
    its envelope, and the number and notation on it where they are others (art. 21.1a)."""

    urgency: Urgency | None = None
    printed_due: Day | None = None
    envelope: list[Flaw] = Field(default=[], max_length=len(FLAWS))
    outside: Envelope = ""

    def fields(self) -> dict:
        """The register's fields alone, enums as their text."""
        names = RegisterFields.model_fields
        said = {name: getattr(self, name) for name in names}
        return {k: str(v) if k in ("doc_type", "urgency") and v else v for k, v in said.items()}


class Registering(RegisterFields):
    """A field left out stays as it is; `reason` where IN-T07 or IN-03 asks for one; `note` is
    column 10 of the register; `came_on`: when a paper found later truly came (20 letters of reason,
    DOMAIN §3.4)."""

    note: Line | None = None
    came_on: Day | None = None
    reason: Reason | None = None


class SameDocument(RegisterFields):
    """The fields by which its entry is found; one left out stays as it is. `reason` as IN-T07."""

    reason: Reason | None = None


class Correcting(Columns):
    """The columns of the register that a clerk writes; one left out stays as it is, a `note` is
    added to the last one (§4.3)."""

    note: Line = ""
    reason: Reason


class Presenting(Asked):
    to: Code | None = None


class Returning(Asked):
    """`code` is one of the decree's reasons (art. 21.2b)."""

    code: Code = Field(json_schema_extra={"examples": list(RETURN_CODES)})
    reason: Reason = ""


class Informing(Asked):
    to: list[Code] = Field(max_length=200)
    text: Reason = ""


class Directing(Asked):
    """Exactly one lead; a unit's code, in an agency without units an account."""

    text: FullText
    lead: Code
    cooperate: list[Code] = Field(default=[], max_length=100)
    for_information: list[Code] = Field(default=[], max_length=200)
    due_at: When | None = None
    due: dict[Code, When] = Field(default={}, max_length=100)
    report_back: bool = False

    def order(self) -> Order:
        return Order(
            text=self.text,
            lead=[self.lead],
            cooperate=self.cooperate,
            for_information=self.for_information,
            due_at=self.due_at,
            due=self.due,
            report_back=self.report_back,
        )


class Redirecting(Directing):
    reason: Reason


class Routing(Asked):
    lead: Code
    rule: Line


class Assigning(Asked):
    person: Code
    due_at: When | None = None


class Extending(Asked):
    until: When
    reason: Reason


class Contributing(Asked):
    text: FullText


class Waiving(Asked):
    who: Name
    reason: Reason


class ProposingClose(Asked):
    reply: int | None = Field(default=None, ge=1, le=2**53)
    no_reply_reason: Reason = ""
    case_file: Word = ""


class Copying(Asked):
    """A copy of what came (art. 25): `of_a_copy` where that is a sao y itself, then a sao lục."""

    form: Literal[CopyForm.SY, CopyForm.SL] = CopyForm.SY
    of_a_copy: bool = False
    recipients: FullText = ""


class CopyingOnPaper(Copying):
    signer: Code
    capacity: SigningCapacity
    copies: int = Field(default=1, ge=1, le=1000)


class CopyingElectronically(Copying, KeyAsked):
    """With the agency's key, wherever it lies."""


class Extracting(Asked):
    """What is taken from the paper, paragraph by paragraph, and the rest of its form (25.3b)."""

    text: FullText
    place: Name
    superior: Line = ""
    authority: Reason
    signed_by: Name
    sent_to: Reason = ""
    recipients: FullText = ""

    def original(self) -> Original:
        return Original(**{one.name: getattr(self, one.name) for one in dataclass_fields(Original)})


class ExtractingOnPaper(Extracting):
    signer: Code
    capacity: SigningCapacity
    copies: int = Field(default=1, ge=1, le=1000)

    def block(self) -> Block:
        return Block(signer=self.signer, capacity=self.capacity, copies=self.copies)


class ExtractingElectronically(Extracting, KeyAsked):
    """With the agency's key, wherever it lies."""


class Filing(Asked):
    case_file: Code
