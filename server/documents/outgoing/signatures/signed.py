"""Who put his name to an outgoing document: sign-offs, signatures, and the agencies beside ours."""

import datetime as dt
import secrets
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, ForeignKey, Index, UniqueConstraint, event, insert, text
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from server import audit
from server.audit import triggers
from server.audit.bound import Said, bind, heed
from server.audit.models import LedgerEvent
from server.audit.services import Fact
from server.clock import now
from server.database import Base, Moment, table
from server.org.dated import Salted
from server.org.models import Agency, Delegation, Person, Position

VOIDED: dict[str, Any] = {
    f"{dialect}_where": text("voided_at IS NOT NULL") for dialect in ("sqlite", "postgresql")
}

BROUGHT_AFTER = dt.timedelta(minutes=5)
"""What was signed longer ago than that when its row comes was signed in another place."""


class SignOff(Salted, Base):
    """Approval, content check or form check of one version (art. 11–12).

    `delegation_id`: by which mandate its signer approved it, where his post alone did not let him
    (ORG-06); of approvals before 30/11/2026 nobody knows.
    """

    __tablename__ = "sign_offs"

    id: Mapped[int] = mapped_column(primary_key=True)
    outgoing_id: Mapped[int] = mapped_column(ForeignKey("outgoing_documents.id"), index=True)
    version_n: Mapped[int]
    digest: Mapped[str]
    kind: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    name: Mapped[str]
    position: Mapped[str]
    at: Mapped[dt.datetime] = mapped_column(Moment)
    voided_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("delegations.id"))
    delegation: Mapped[Delegation | None] = relationship()


def standing(sign_offs: Iterable[SignOff], kind: str) -> SignOff | None:
    """Who gave it on the current text; a change voids it (art. 11.2)."""
    given = [one for one in sign_offs if one.kind == kind and one.voided_at is None]
    return given[-1] if given else None


def _sign_off(row: Said) -> dict[str, Fact]:
    return {"outgoing": row["outgoing_id"], "version": row["version_n"], "person": row["person_id"]}


heed(bind("signoff", SignOff, _sign_off))


class CoIssuer(Base):
    """An agency that issues the paper together with the one that leads, in its turn (§5.5)."""

    __tablename__ = "co_issuers"
    __table_args__ = (UniqueConstraint("outgoing_id", "agency_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    outgoing_id: Mapped[int] = mapped_column(ForeignKey("outgoing_documents.id"), index=True)
    n: Mapped[int]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    post_id: Mapped[int] = mapped_column(ForeignKey("positions.id"))
    capacity: Mapped[str]
    agency: Mapped[Agency] = relationship()
    person: Mapped[Person] = relationship()
    post: Mapped[Position] = relationship()


class Signature(Base):
    """One signature as read back from the file: a row of the signature log (DOMAIN §7.5).

    `n`: the how manieth of its file; `version_n`, `version_sha256`: the text that was approved;
    `delegation_id`: what let him sign where his post alone did not; `claimed_at` the signer's own
    clock, `trusted_at` the time stamp's, `at` the server's; `exception_id`: the last rule that was
    set aside for the document. The row is only added to, but for `voided_at`: another of the
    agencies that issue it refused, the paper was signed by nobody.
    """

    __tablename__ = "signatures"
    __table_args__ = (
        Index("ix_signatures_person", "person_id", "id"),
        Index("ix_signatures_verdict", "verdict", "id"),
        Index("ix_signatures_key_kind", "key_kind", "id"),
        Index("ix_signatures_voided", "id", **VOIDED),
        Index("ix_signatures_agency", "agency_id", "id"),
        Index("ix_signatures_position", "position", "id"),
        Index("ix_signatures_about", "about", "id"),
        Index("ix_signatures_certificate", "certificate_sha256", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    outgoing_id: Mapped[int | None] = mapped_column(ForeignKey("outgoing_documents.id"), index=True)
    about: Mapped[str] = mapped_column(default="")
    """What else was signed, as the log names it: `meetings/3`, `volume/2`, a copied paper; and"""
    what: Mapped[str] = mapped_column(default="")
    """in words of an office, never of its content: a purge leaves the row as it is (SEC-03)."""
    version_n: Mapped[int]
    version_sha256: Mapped[str]
    n: Mapped[int]
    field: Mapped[str]
    kind: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    signer: Mapped[str]
    account: Mapped[str]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    """Whose document it is, so that a rare agency's are found at once."""
    position: Mapped[str]
    """The post in the words of that day, as the step's history has it (DESIGN §5.7)."""
    capacity: Mapped[str] = mapped_column(default="")
    key_kind: Mapped[str] = mapped_column(default="pkcs12")
    """Where the key lay: the scheme of its address in the cabinet."""
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("delegations.id"))
    exception_id: Mapped[int | None] = mapped_column(ForeignKey("exception_records.id"))
    serial: Mapped[str]
    issuer: Mapped[str]
    certificate_sha256: Mapped[str]
    input_sha256: Mapped[str]
    output_sha256: Mapped[str]
    verdict: Mapped[str]
    claimed_at: Mapped[str] = mapped_column(default="")
    revocation: Mapped[str] = mapped_column(default="")
    """What was known of the certificate at that instant: `good`, or `unknown` (SIG-05, B21)."""
    trusted_at: Mapped[str] = mapped_column(default="")
    client_ip: Mapped[str] = mapped_column(default="")
    salt: Mapped[str] = mapped_column(default=lambda: secrets.token_hex(16))
    at: Mapped[dt.datetime] = mapped_column(Moment)
    voided_at: Mapped[dt.datetime | None] = mapped_column(Moment)

    @property
    def paper(self) -> str:
        """What was signed, as the log names it."""
        return paper_of(self)

    @property
    def row_sha256(self) -> str:
        """All that must never change, hashed with the salt: the log may be published, an address
        or a name in it may not be guessed. What only others have is not hashed where it is empty:
        a document's row keeps the digest that the ledger has of it since before."""
        fixed = (name for name in _FIXED if name not in BESIDE or getattr(self, name))
        said = {name: str(getattr(self, name)) for name in fixed} | {
            "at": self.at.astimezone(dt.UTC).isoformat()
        }
        return audit.digest(audit.canonical(said))


def paper_of(row: Any) -> str:
    """`outgoing/12`, of a row of the signature log however it was read."""
    return f"outgoing/{row.outgoing_id}" if row.outgoing_id else str(row.about)


BESIDE = ("about", "what")
_FIXED = sorted({column.key for column in table(Signature).columns} - {"id", "voided_at", "at"})

triggers.keep(table(Signature), but="voided_at")


@event.listens_for(Signature, "after_insert")
def _into_the_log(_mapper: Mapper[Any], connection: Connection, row: Signature) -> None:
    """No writer of a signature can forget its event; a world moved in brings older ones."""
    facts: dict[str, str | int | None] = {
        "n": row.n,
        "field": row.field,
        "kind": row.kind,
        "version": row.version_n,
        "version_sha256": row.version_sha256,
        "input_sha256": row.input_sha256,
        "revision_sha256": row.output_sha256,
        "certificate_sha256": row.certificate_sha256,
        "capacity": row.capacity or None,
        "delegation": row.delegation_id,
        "exception": row.exception_id,
        "verdict": row.verdict,
        "row_sha256": row.row_sha256,
        "brought": 1 if now() - row.at > BROUGHT_AFTER else None,
    }
    made = audit.entry("signature", row.paper, row.at, facts)
    connection.execute(insert(table(LedgerEvent)), [made])
