"""A document that came in, what was ordered about it, and who helps."""

import datetime as dt
from collections.abc import Sequence, Set
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship, remote

from server.database import Base, Moment
from server.documents import terms
from server.documents.casefiles.models import CaseFileItem
from server.documents.incoming.holders import HOLDERS
from server.org.models import Agency, Position, Unit
from server.papers.models import Lies, Paper, facets, told_by
from server.papers.safe import Safe
from server.registers.lines import Key
from server.registers.numbered import Numbered
from workflows import INCOMING, Role, Wait
from workflows.incoming import Incoming
from workflows.numbering import as_written

REGISTER_COLUMNS = ("number", "notation", "issued_on", "issuer", "doc_type", "subject")
"""What the clerk must be able to fill in before a document is registered (Annex IV VI)."""

LAID_IN: dict[str, Any] = {
    f"{dialect}_where": text("entry_id IS NOT NULL") for dialect in ("sqlite", "postgresql")
}

UNJUDGED = "state = 'ARRIVED' AND verdict = ''"
"""Of what came electronically: its signatures are to be read yet (IN-T04). SQLite seeks by an index
that begins with a column of these; by the bare id it read all that has arrived, each second."""

WEAK: dict[str, Any] = {
    f"{dialect}_where": text("weak IS NOT NULL") for dialect in ("sqlite", "postgresql")
}

TO_JUDGE: dict[str, Any] = {
    f"{dialect}_where": text(UNJUDGED) for dialect in ("sqlite", "postgresql")
}


class IncomingDocument(Numbered, Paper, Base):
    """Văn bản đến. `number` and `notation` are as printed on the paper received."""

    __tablename__ = "incoming_documents"
    __table_args__ = (
        UniqueConstraint("agency_id", "year", "arrival_no"),
        Index("ix_incoming_documents_list", "agency_id", "id"),
        *facets("incoming_documents"),
        Index("ix_incoming_documents_twin", "number", "agency_id"),
        Index("ix_incoming_documents_issuer", "issuer", "id"),
        Index("ix_incoming_documents_arrival", "arrival_no", "id"),
        Index("ix_incoming_documents_lead", "lead_unit_id", "id"),
        Index("ix_incoming_documents_entry", "entry_id", **LAID_IN),
        Index("ix_incoming_documents_message", "agency_id", "organ_id", "message_id"),
        told_by("incoming_documents", "registered_on", "due_at", "done_at", "lead_unit_id"),
        Index("ix_incoming_documents_unjudged", "verdict", "id", **TO_JUDGE),
        Index("ix_incoming_documents_weak", "weak", "id", **WEAK),
    )
    workflow = INCOMING
    holders = HOLDERS
    people_steps = frozenset({"register", "direct", "route_by_rule", "redirect", "start"})
    words = (
        "number", "notation", "issuer", "doc_type", "subject", "extension_reason", "reply_code",
        "no_reply_reason", "note", "issued_on", "printed_due", "proposals", "verification",
        "weak", "request_data", "signer", "missing",
    )  # fmt: skip

    issuer: Mapped[str] = mapped_column(default="")
    number: Mapped[str] = mapped_column(default="")
    notation: Mapped[str] = mapped_column(default="")
    issued_on: Mapped[dt.date | None]
    arrived_at: Mapped[dt.datetime] = mapped_column(Moment)
    electronic: Mapped[bool] = mapped_column(default=False)
    organ_id: Mapped[str] = mapped_column(default="")
    message_id: Mapped[str] = mapped_column(default="")
    proposals: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    verdict: Mapped[str] = mapped_column(default="")
    verification: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    weak: Mapped[str | None]
    """Which digests and keys of its signatures are too weak to prove anything (SIG-06)."""
    arrival_no: Mapped[int | None]
    year: Mapped[int | None]
    registered_on: Mapped[dt.date | None]
    printed_due: Mapped[dt.date | None]
    presented_to_id: Mapped[int | None] = mapped_column(ForeignKey("positions.id"))
    directed_by_id: Mapped[int | None] = mapped_column(ForeignKey("positions.id"))
    directed_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    lead_unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("positions.id"))
    due_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    person_due_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    due_days: Mapped[int | None]
    due_from: Mapped[dt.datetime | None] = mapped_column(Moment)
    """Working days from a moment, where a rule and no hand set `due_at` (CAL-09)."""
    report_back: Mapped[bool] = mapped_column(default=False)
    informed: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    extension_until: Mapped[dt.datetime | None] = mapped_column(Moment)
    extension_reason: Mapped[str] = mapped_column(default="")
    granter_id: Mapped[int | None] = mapped_column(ForeignKey("positions.id"))
    extensions: Mapped[int] = mapped_column(default=0)
    reply_id: Mapped[int | None]
    reply_code: Mapped[str] = mapped_column(default="")
    no_reply_reason: Mapped[str] = mapped_column(default="")
    done_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    request: Mapped[str] = mapped_column(default="")
    request_data: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    note: Mapped[str] = mapped_column(Text, default="")
    file_sha256: Mapped[str] = mapped_column(default="")
    signer: Mapped[str] = mapped_column(default="", server_default=text("''"))
    """Who signed it, as the envelope names him (§8.1)."""
    missing: Mapped[list[str] | None] = mapped_column(JSON, default=list)
    """Files that its envelope lists and that did not come with it (§8.7)."""
    entry_id: Mapped[int | None]
    """Whose số đến it shares: the same document, which came in the other form first (IN-05)."""
    agency: Mapped[Agency] = relationship()
    lead_unit: Mapped[Unit | None] = relationship()
    presented_to: Mapped[Position | None] = relationship(foreign_keys=presented_to_id)
    assignee: Mapped[Position | None] = relationship(foreign_keys=assignee_id)
    entry: Mapped["IncomingDocument | None"] = relationship(
        primaryjoin=lambda: foreign(IncomingDocument.entry_id) == remote(IncomingDocument.id),
        viewonly=True,
    )
    other_forms: Mapped[list["IncomingDocument"]] = relationship(
        primaryjoin=lambda: IncomingDocument.id == remote(foreign(IncomingDocument.entry_id)),
        order_by=lambda: IncomingDocument.id,
        viewonly=True,
    )
    safe: Mapped[Safe | None] = relationship(
        primaryjoin=lambda: (
            (IncomingDocument.id == foreign(Safe.paper_id)) & (Safe.paper_kind == INCOMING.name)
        ),
        viewonly=True,
        uselist=False,
    )
    contributions: Mapped[list["Contribution"]] = relationship(
        back_populates="paper", order_by="Contribution.id"
    )
    case_links: Mapped[list[CaseFileItem]] = relationship(
        primaryjoin=lambda: (
            (IncomingDocument.id == foreign(CaseFileItem.paper_id))
            & (CaseFileItem.paper_kind == INCOMING.name)
        ),
        order_by=CaseFileItem.id,
        viewonly=True,
    )

    @property
    def evidence_sha256(self) -> str | None:
        return self.file_sha256 or None

    @property
    def code(self) -> str:
        """Số, ký hiệu as the issuer wrote it."""
        return as_written(self.number, self.notation)

    @property
    def found_by(self) -> Sequence[str]:
        arrival = str(self.arrival_no or "")
        return (arrival, self.code, self.issuer, self.doc_type, self.subject)

    @property
    def lacking(self) -> Sequence[str]:
        """Register columns that are still empty; a paper without a number is entered as such."""
        return [name for name in REGISTER_COLUMNS if not getattr(self, name)]

    @property
    def in_register(self) -> bool:
        return self.arrival_no is not None

    @property
    def line(self) -> Key:
        """Its line in the register, once it has a số đến."""
        return (self.agency_id, "IN", self.year, self.arrival_no)

    @property
    def in_both_forms(self) -> bool:
        """Its paper and its electronic document are both here."""
        return bool(self.other_forms)

    @property
    def lacks_files(self) -> bool:
        """A file that its envelope lists did not come with it."""
        return bool(self.missing)

    @property
    def acted_upon(self) -> bool:
        """A directive stands, whoever gave it back since, or it was handed out to be known."""
        return self.directed_at is not None or bool(self.informed)

    @property
    def before_deputy(self) -> bool:
        return bool(self.presented_to and self.presented_to.is_deputy)

    @property
    def extension_open(self) -> bool:
        return self.extension_until is not None

    @property
    def in_closed_file(self) -> bool:
        return any(link.case_file.state != "OPEN" for link in self.case_links)

    @property
    def open_contributions(self) -> int:
        return sum(one.state == "OPEN" for one in self.contributions)

    @property
    def informed_seats(self) -> list[str]:
        """Who got it to know of it, without a duty (nhận để biết)."""
        return [one["seat"] for one in self.informed]

    @property
    def contributing_seats(self) -> list[str]:
        """Who still owes an opinion."""
        return [one.seat for one in self.contributions if one.state == "OPEN"]

    returned_as = ""  # the decree's reason, heard by its holders in the act of returning it

    @property
    def is_shut(self) -> bool:
        """It may be a secret: until it is released or destroyed, called back meanwhile or not."""
        if self.state != Incoming.RECALLED:
            return self.state == Incoming.QUARANTINED
        return self.safe is not None and self.safe.box is not None

    @property
    def may_lie_in_a_safe(self) -> bool:
        """Itself, or the scan that it was taken out of, or what shares its entry."""
        return self.is_shut or self.state in (Incoming.REARRANGED, Incoming.JOINED)

    def is_veiled_for(self, roles: Set[Role]) -> bool:
        """What may be a secret is seen by the clerk alone until it is released (SEC-02)."""
        return self.is_shut and Role.CLERK not in roles

    @property
    def is_findable(self) -> bool:
        """Neither what may be a secret nor what was one (SEC-02, SEC-03); nor a scan that was taken
        apart: its pages are other documents now, and one of them may be. What shares an entry is
        found as that."""
        aside = (Incoming.PURGED, Incoming.REARRANGED, Incoming.JOINED)
        return not self.is_shut and self.state not in aside

    def lies_with(self, wait: Wait) -> list[Lies]:
        if wait.holder == "contributing":
            return [(c.seat, c.unit_id, c.due_at) for c in self.contributions if c.state == "OPEN"]
        due = self.person_due_at if wait.holder == "assignee" else self.due_at
        due = due or self.due_at or terms.of_coming(self, wait.verb)
        return [(seat, self.lead_unit_id, due) for seat in self.holders[wait.holder](self)]

    def left_lying_at(self, due: dt.datetime | None) -> dt.datetime | None:
        return terms.of_led(self, due)

    def extra_waits(self) -> list[Wait]:
        """The sender asked for something: the clerk must answer, whatever the state."""
        if not self.request:
            return []
        verb = {"recall": "recall_received", "replace": "replaced", "update": "accept_update"}
        return [Wait(self.state, verb[self.request], "clerks")]


class Directive(Base):
    """Bút phê: written once, never changed; a correction is a further directive (IN-08)."""

    __tablename__ = "directives"

    id: Mapped[int] = mapped_column(primary_key=True)
    incoming_id: Mapped[int] = mapped_column(ForeignKey("incoming_documents.id"), index=True)
    at: Mapped[dt.datetime] = mapped_column(Moment)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    name: Mapped[str]
    position: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    lead: Mapped[str]
    due_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    orders: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class Contribution(Base):
    """Phối hợp: what a cooperating unit or person owes the lead (IN-T18)."""

    __tablename__ = "contributions"

    id: Mapped[int] = mapped_column(primary_key=True)
    incoming_id: Mapped[int] = mapped_column(ForeignKey("incoming_documents.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    position_id: Mapped[int | None] = mapped_column(ForeignKey("positions.id"))
    name: Mapped[str]
    seat: Mapped[str]
    due_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    state: Mapped[str] = mapped_column(default="OPEN")
    text: Mapped[str] = mapped_column(Text, default="")
    by_name: Mapped[str] = mapped_column(default="")
    at: Mapped[dt.datetime | None] = mapped_column(Moment)
    paper: Mapped[IncomingDocument] = relationship(back_populates="contributions")
