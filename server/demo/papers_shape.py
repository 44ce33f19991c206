"""What a generated paper is: plain rows that the loader turns into the office's own."""

from dataclasses import dataclass
from datetime import date, datetime

from workflows import numbering


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a paper's history; `account` is empty where the server acted.

    `name` is the transition's name in the law; `to` whom it went to; `due` the day then set.
    """

    at: datetime
    account: str
    name: str
    text: str = ""
    to: str = ""
    due: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Directive:
    """A leader's written order (bút phê); `lead` is a unit's code, in a commune an account."""

    account: str
    at: datetime
    text: str
    lead: str
    cooperate: tuple[str, ...] = ()
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingPaper:
    """A document that came in; `reply` and `source` are keys of outgoing papers."""

    key: str
    agency: str
    issuer: str
    issuer_code: str
    number: str
    notation: str
    issued_on: date
    arrived_at: datetime
    doc_type: str
    subject: str
    urgency: str
    channel: str
    theme: str
    state: str
    arrival_no: int | None
    directive: Directive | None = None
    assignee: str = ""
    due_at: datetime | None = None
    reply: str = ""
    source: str = ""
    history: tuple[Step, ...] = ()

    @property
    def code(self) -> str:
        return numbering.as_written(self.number, self.notation)

    @property
    def bare_subject(self) -> str:
        """The subject without the `V/v` that a page sets before it (FMT-17)."""
        return self.subject.removeprefix("V/v ")

    @property
    def done_at(self) -> datetime | None:
        return next((step.at for step in self.history if step.name == "close"), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingPaper:
    """A document the agency makes; `replies_to` is the key of an incoming paper."""

    key: str
    agency: str
    doc_type: str
    subject: str
    bases: tuple[str, ...]
    body: tuple[str, ...]
    to: tuple[str, ...]
    for_info: tuple[str, ...]
    unit: str
    drafter: str
    signer: str
    capacity: str
    urgency: str
    theme: str
    state: str
    series: str
    notation: str
    number: int | None = None
    issued_on: date | None = None
    replies_to: str = ""
    history: tuple[Step, ...] = ()

    @property
    def code(self) -> str:
        """As printed, with the leading 0 (NUM-03); empty before it has a number."""
        return "" if self.number is None else numbering.code(self.number, self.notation)

    @property
    def bare_subject(self) -> str:
        """The subject without the `V/v` that a page sets before it (FMT-17)."""
        return self.subject.removeprefix("V/v ")

    @property
    def dispatched_at(self) -> datetime | None:
        return next((step.at for step in self.history if step.name == "dispatch"), None)
