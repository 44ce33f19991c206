"""A document on its way out: its versions, sign-offs, opinions, recipients and signatures."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.audit.bound import Said, bind, heed
from server.audit.services import Fact
from server.clock import now
from server.database import Base, Moment
from server.documents import terms
from server.documents.delivery.queries import holding
from server.documents.outgoing.handed.with_file import WithFile
from server.documents.outgoing.holders import HOLDERS
from server.documents.outgoing.in_name_of import InNameOf
from server.documents.outgoing.signatures.signed import CoIssuer, Signature, SignOff, standing
from server.org.models import Agency, Person, Position, Unit
from server.papers.models import Lies, Paper, facets, told_by
from server.registers.beside import KEPT, POST, has_line, is_open, sheets_copied
from server.registers.lines import Key
from server.registers.numbered import Numbered
from server.signatures.claims import held_by_another
from workflows import OUTGOING, Wait


class OutgoingDocument(InNameOf, WithFile, Numbered, Paper, Base):
    """Văn bản đi. Its text stands in the versions; its file only grows by signatures (SIG-07)."""

    __tablename__ = "outgoing_documents"
    __table_args__ = (
        UniqueConstraint("agency_id", "series", "year", "number"),
        Index("ix_outgoing_documents_list", "agency_id", "id"),
        Index("ix_outgoing_documents_code", "code"),
        *facets("outgoing_documents"),
        Index("ix_outgoing_documents_public", "public_id"),
        Index("ix_outgoing_documents_replies_to_id", "replies_to_id"),
        told_by("outgoing_documents", "issued_on", "signed_at", "dispatched_at", "unit_id"),
    )
    workflow = OUTGOING
    holders = HOLDERS
    people_steps = frozenset(
        {"create", "edit", "edit_after_approval", "content_check", "approve", "sign"}
    )

    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    drafter_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    drafter_post_id: Mapped[int] = mapped_column(ForeignKey("positions.id"))
    signer_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    signer_post_id: Mapped[int] = mapped_column(ForeignKey("positions.id"))
    capacity: Mapped[str]
    personal: Mapped[bool] = mapped_column(default=False)
    internal: Mapped[bool] = mapped_column(default=False)
    replies_to_id: Mapped[int | None] = mapped_column(ForeignKey("incoming_documents.id"))
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("outgoing_documents.id"))
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("outgoing_documents.id"))
    error_kind: Mapped[str] = mapped_column(default="")
    public_id: Mapped[str]
    version_n: Mapped[int] = mapped_column(default=1)
    file_sha256: Mapped[str] = mapped_column(default="")
    consult_due_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    series: Mapped[str | None]
    year: Mapped[int | None]
    number: Mapped[int | None]
    notation: Mapped[str] = mapped_column(default="")
    code: Mapped[str] = mapped_column(default="")
    issued_on: Mapped[dt.date | None]
    signed_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    dispatched_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    document_id: Mapped[str] = mapped_column(default="")
    copies: Mapped[int] = mapped_column(default=0)
    agency: Mapped[Agency] = relationship()
    unit: Mapped[Unit | None] = relationship()
    drafter: Mapped[Person] = relationship(foreign_keys=drafter_id)
    signer: Mapped[Person] = relationship(foreign_keys=signer_id)
    signer_post: Mapped[Position] = relationship(foreign_keys=signer_post_id)
    versions: Mapped[list["DraftVersion"]] = relationship(order_by="DraftVersion.n")
    sign_offs: Mapped[list[SignOff]] = relationship(order_by="SignOff.id")
    handed_in: Mapped[list["DraftFile"]] = relationship(order_by="DraftFile.id")
    co_issuers: Mapped[list[CoIssuer]] = relationship(
        order_by="CoIssuer.n", cascade="all, delete-orphan"
    )
    opinions: Mapped[list["Opinion"]] = relationship(order_by="Opinion.id")
    recipients: Mapped[list["Recipient"]] = relationship(
        order_by="Recipient.id", cascade="all, delete-orphan"
    )
    signatures_made: Mapped[list[Signature]] = relationship(order_by="Signature.id")

    @property
    def line(self) -> Key:
        """Its line in the register, once it has a number."""
        return (self.agency_id, f"OUT:{self.series}", self.year, self.number)

    @property
    def sheets(self) -> int:
        return self.copies + sheets_copied(self.id)

    @property
    def is_lent(self) -> bool:
        return is_open(KEPT, self.id)

    @property
    def awaits_postmark(self) -> bool:
        return is_open(POST, self.id)

    @property
    def has_posting(self) -> bool:
        return self.sheets > 0 and has_line(POST, self.id)

    @property
    def has_lending(self) -> bool:
        return self.copies > 0 and has_line(KEPT, self.id)

    @property
    def is_with_somebody(self) -> bool:
        return bool(holding(self.id))

    @property
    def current(self) -> "DraftVersion":
        """The text as it now stands."""
        return self.versions[-1]

    @property
    def found_by(self) -> Sequence[str]:
        return (self.code, self.doc_type, self.subject)

    @property
    def named(self) -> Sequence[str]:
        return (self.signer.full_name,)

    @property
    def evidence_sha256(self) -> str | None:
        return self.file_sha256 or (self.versions[-1].digest if self.versions else None)

    @property
    def approved_by(self) -> int | None:
        return self._signed_off("approve")

    @property
    def content_by(self) -> int | None:
        return self._signed_off("content_check")

    @property
    def form_by(self) -> int | None:
        return self._signed_off("form_check")

    @property
    def signed_by(self) -> int | None:
        return next(iter(self._people()), None)

    @property
    def co_signed_by(self) -> frozenset[int]:
        return frozenset(self._people()[1:])

    def _people(self) -> list[int]:
        return [one.person_id for one in self.standing_signatures if one.kind == "person"]

    @property
    def standing_signatures(self) -> list[Signature]:
        """Those in the file as it is: what another agency refused nobody signed (§5.5)."""
        return [one for one in self.signatures_made if one.voided_at is None]

    @property
    def signatures(self) -> int:
        """Signatures read back from the file, time stamps and files beside it apart."""
        return sum("-PL" not in one.field for one in self.standing_signatures)

    @property
    def is_joint(self) -> bool:
        """Whether another agency issues it too (§5.5)."""
        return (self.issuers or 1) > 1

    @property
    def awaited(self) -> CoIssuer | None:
        """The other agency whose turn it is to sign or to seal; None where nobody's is (§5.5)."""
        if not self.is_joint:
            return None
        turns = {"SIGNED": self.signatures, "SEALED": self.signatures - self.issuers}
        turn = turns.get(self.state, 0)
        return self.co_issuers[turn - 1] if 0 < turn < self.issuers else None

    def void_signatures(self) -> None:
        """One of several agencies refused: the file that the others signed is nobody's (§5.5)."""
        for one in self.signatures_made:
            one.voided_at = one.voided_at or now()

    @property
    def consulted_seats(self) -> list[str]:
        """Who was asked for an opinion and has not given it."""
        return [one.seat for one in self.opinions if one.at is None]

    def _signed_off(self, kind: str) -> int | None:
        found = standing(self.sign_offs, kind)
        return found.person_id if found else None

    @property
    def lies_in_cabinet(self) -> bool:
        return held_by_another(f"outgoing/{self.id}")

    def void_sign_offs(self) -> None:
        """Any change voids all sign-offs, whatever the order they came in (OUT-T09)."""
        for one in self.sign_offs:
            one.voided_at = one.voided_at or now()

    def lies_with(self, wait: Wait) -> list[Lies]:
        """Not for a check that was given (OUT-T05b), nor a number while others sign (§5.5)."""
        if wait.verb in ("number", "dispatch") and self.awaited:
            return []
        given = {"content_check": self.content_by, "form_check": self.form_by}
        if given.get(wait.verb) is not None:
            return []
        due = self.consult_due_at if wait.verb == "opine" else terms.of_going(self, wait.verb)
        return [(seat, self.unit_id, due) for seat in self.holders[wait.holder](self)]

    def left_lying_at(self, due: dt.datetime | None) -> dt.datetime | None:
        return terms.of_unsigned(self) if due is None else None


class DraftVersion(Base):
    """One text of the draft: its fields, their digest, and the page set from it at `submit`.

    `annexes`: digest and pages of each annex that is a file of its own.
    """

    __tablename__ = "draft_versions"
    __table_args__ = (UniqueConstraint("outgoing_id", "n"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    outgoing_id: Mapped[int] = mapped_column(ForeignKey("outgoing_documents.id"))
    n: Mapped[int]
    fields: Mapped[dict[str, Any]] = mapped_column(JSON)
    digest: Mapped[str]
    page_sha256: Mapped[str] = mapped_column(default="")
    pages: Mapped[int] = mapped_column(default=0)
    annexes: Mapped[list[Any]] = mapped_column(JSON, default=list)
    by_name: Mapped[str]
    at: Mapped[dt.datetime] = mapped_column(Moment)


class DraftFile(Base):
    """A draft that was handed in: as it came, and as it was made anew (DESIGN §11.9).

    `spots`: the places found on it, each [page from 0, left, bottom, right, top] in points; `sizes`
    of its pages, [width, height] in points; `results`: every rule of layout, as the child told it.
    """

    __tablename__ = "draft_files"
    __table_args__ = (UniqueConstraint("outgoing_id", "sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    outgoing_id: Mapped[int] = mapped_column(ForeignKey("outgoing_documents.id"))
    name: Mapped[str]
    media_type: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int]
    plain_sha256: Mapped[str]
    pages: Mapped[int]
    sizes: Mapped[list[Any]] = mapped_column(JSON)
    pictured: Mapped[list[Any]] = mapped_column(JSON)
    flattened: Mapped[bool]
    qr_room: Mapped[bool]
    spots: Mapped[dict[str, Any]] = mapped_column(JSON)
    results: Mapped[list[Any]] = mapped_column(JSON)


def _draft_file(row: Said) -> dict[str, Fact]:
    return {"outgoing": row["outgoing_id"], "file_sha256": row["sha256"]}


heed(bind("draft", DraftFile, _draft_file))


class Opinion(Base):
    """What a consulted unit said of the draft (OUT-T02; kept by PL.VI III.5a)."""

    __tablename__ = "opinions"

    id: Mapped[int] = mapped_column(primary_key=True)
    outgoing_id: Mapped[int] = mapped_column(ForeignKey("outgoing_documents.id"), index=True)
    seat: Mapped[str]
    unit: Mapped[str]
    text: Mapped[str] = mapped_column(Text, default="")
    by_name: Mapped[str] = mapped_column(default="")
    at: Mapped[dt.datetime | None] = mapped_column(Moment)


class Recipient(Base):
    """Nơi nhận: to act (`to`) or to know (`for_info`); resolved at dispatch (ORG-16)."""

    __tablename__ = "recipients"

    id: Mapped[int] = mapped_column(primary_key=True)
    outgoing_id: Mapped[int] = mapped_column(ForeignKey("outgoing_documents.id"), index=True)
    kind: Mapped[str]
    code: Mapped[str]
    name: Mapped[str]
