"""What every document has, coming or going; its files, and the text that was read in them."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence, Set
from typing import Any, ClassVar

from sqlalchemy import JSON, ForeignKey, Index, Text, UniqueConstraint, bindparam, select
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from server.clock import now
from server.database import Base, Moment, db
from server.names import Name
from workflows import Role, Wait, Workflow

Lies = tuple[str, int | None, dt.datetime | None]
"""(seat, unit, due): where a paper lies and until when."""


class Paper:
    """The columns common to all documents. Only `perform()` writes `state`."""

    workflow: ClassVar[Workflow[Any, Any]]
    holders: ClassVar[Mapping[str, Callable[[Any], list[str]]]]
    people_steps: ClassVar[frozenset[str]]
    """Whoever takes one of these steps is somebody that a search finds the paper by."""
    words: ClassVar[tuple[str, ...]] = ()
    """The columns that say something of what the paper said: a safe, and a purge, empty them."""

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str]
    doc_type: Mapped[str] = mapped_column(default="")
    subject: Mapped[str] = mapped_column(Text, default="")
    folded: Mapped[str] = mapped_column(Text, default="")
    urgency: Mapped[str] = mapped_column(default="NORMAL")
    created_at: Mapped[dt.datetime] = mapped_column(Moment, default=now)
    version: Mapped[int]

    @declared_attr
    def agency_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("agencies.id"))

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        """Two people changing one paper at once: the second is told so."""
        return {"version_id_col": cls.__table__.c.version}  # type: ignore[attr-defined]

    @property
    def found_by(self) -> Sequence[str]:
        """The paper's own words that a search finds it by (DOMAIN §1.3)."""
        raise AttributeError("each room says what its papers are known by")

    @property
    def named(self) -> Sequence[str]:
        """Who stands on the paper itself, beside those who took part in it."""
        return ()

    @property
    def is_findable(self) -> bool:
        """Whether a search may tell of it at all: of what may be a secret it does not (SEC-02)."""
        return not self.is_veiled_for(frozenset())

    @property
    def is_talked_of(self) -> bool:
        """Whether something may be said on it: of what may be a secret nothing is."""
        return self.is_findable

    def scanned_text(self) -> str:
        """What was read in the paper's files, in their order."""
        return scanned_text(self.workflow.name, self.id)

    @property
    def evidence_sha256(self) -> str | None:
        """The digest of the file or text that the step is about, for the ledger."""
        raise AttributeError("each room says which revision its steps are about")

    @property
    def number_given(self) -> str | None:
        """Book, year and number that it was given, for the ledger; None where it has none."""
        return None

    @property
    def lies_in_cabinet(self) -> bool:
        """Whether a signature is being put on it at this moment."""
        return False

    @property
    def answered_in(self) -> int:
        """The agency whose people answer for it."""
        return self.agency_id

    @property
    def may_lie_in_a_safe(self) -> bool:
        """Whether its words may be in a box instead of in its row (`papers.safe`)."""
        return False

    def is_veiled_for(self, roles: Set[Role]) -> bool:  # noqa: ARG002  (a room says otherwise)
        """Whether its words and files are kept from somebody who knows that it is there."""
        return False

    @property
    def shown_on(self) -> Sequence[Name]:
        """The papers on whose open pages it stands as a line: they look again when it moves."""
        return ()

    def lies_with(self, wait: Wait) -> list[Lies]:
        """The seats on whose desk the paper lies for this wait."""
        return [(seat, None, None) for seat in self.holders[wait.holder](self)]

    def left_lying_at(self, due: dt.datetime | None) -> dt.datetime | None:  # noqa: ARG002  (so too)
        """From when on, with this deadline, it is told to who heads the agency that it lies there;
        of an urgent document its urgency says when (§4.4)."""
        return None

    def extra_waits(self) -> list[Wait]:
        """What waits besides the state: a recall that was asked for, a second person."""
        return []


def facets(table: str) -> tuple[Index, ...]:
    """The indexes of what lists are filtered by (`papers.leading`); the id keeps their order."""
    return (
        Index(f"ix_{table}_state", "state", "id"),
        Index(f"ix_{table}_kind", "doc_type", "urgency", "id"),
        Index(f"ix_{table}_urgency", "urgency", "id"),
        Index(f"ix_{table}_issued", "issued_on", "id"),
    )


def told_by(table: str, *columns: str) -> Index:
    """All that a report counts by, so that it reads no paper: a period's lines, or what is open."""
    return Index(f"ix_{table}_told", "agency_id", "state", *columns, "doc_type", "urgency")


class PaperFile(Base):
    """A file of a paper: its name as handed in, its bytes by digest (DESIGN §5.5)."""

    __tablename__ = "paper_files"
    __table_args__ = (
        UniqueConstraint("paper_kind", "paper_id", "n"),
        Index("ix_paper_files_sha256", "sha256"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    paper_kind: Mapped[str]
    paper_id: Mapped[int]
    n: Mapped[int]
    name: Mapped[str]
    media_type: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int]
    pages: Mapped[int] = mapped_column(default=0)


class ScanText(Base):
    """The text read in a file, by the file's digest, with its folded form (DESIGN §11.7).

    `words`: where the first ones stand on page 1, as `server.uploads.reading.places` says it.
    `unread`: the pages, from 1, that took more time or memory than a reader gets.
    `hushed`: it bears a mark of secrecy and stands in what no machine pulls apart; so much is known
    of it, and no word is kept (SEC-02).
    """

    __tablename__ = "scan_texts"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    folded: Mapped[str] = mapped_column(Text)
    words: Mapped[list[Any]] = mapped_column(JSON, default=list)
    unread: Mapped[list[int]] = mapped_column(JSON, default=list)
    hushed: Mapped[bool] = mapped_column(default=False)


_SCANNED = (
    select(ScanText.text)
    .join(PaperFile, PaperFile.sha256 == ScanText.sha256)
    .where(
        PaperFile.paper_kind == bindparam("kind"),
        PaperFile.paper_id == bindparam("paper"),
    )
    .order_by(PaperFile.n)
)


def scanned_text(kind: str, paper_id: int) -> str:
    """What was read in a paper's files, in their order."""
    return "\f".join(db.session.scalars(_SCANNED, {"kind": kind, "paper": paper_id}))


def text_of(*digests: str) -> str:
    """What was read in the first of these files that says something."""
    texts = select(ScanText.sha256, ScanText.text).where(ScanText.sha256.in_(digests))
    found = {sha256: text for sha256, text in db.session.execute(texts)}
    return next((found[one] for one in digests if found.get(one)), "")
