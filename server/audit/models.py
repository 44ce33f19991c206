"""Tables that are only ever added to; their names have `ledger` in them (CONTRACT §1)."""

import datetime as dt

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from server.database import Base, Moment


class LedgerEvent(Base):
    """What was done, as canonical JSON of digests and codes, nobody's words; not yet placed."""

    __tablename__ = "ledger_events"

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(index=True)
    content: Mapped[str]
    digest: Mapped[str]


class LedgerWaiting(Base):
    """An event that has no place yet; a trigger writes the row, the sequencer takes it away."""

    __tablename__ = "ledger_waiting"

    event_id: Mapped[int] = mapped_column(
        ForeignKey("ledger_events.id"), primary_key=True, autoincrement=False
    )


class LedgerLeaf(Base):
    """The place of an event in the log, given by the sequencer."""

    __tablename__ = "ledger_leaves"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    event_id: Mapped[int] = mapped_column(ForeignKey("ledger_events.id"), unique=True)
    data: Mapped[str]


class LedgerNode(Base):
    """The hash of a full subtree, by level and index (RFC 6962)."""

    __tablename__ = "ledger_nodes"

    level: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    idx: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))


class LedgerCheckpoint(Base):
    """A signed head of the log: so many leaves, this root."""

    __tablename__ = "ledger_checkpoints"

    size: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    root: Mapped[bytes] = mapped_column(LargeBinary(32))
    note: Mapped[str]
    at: Mapped[dt.datetime] = mapped_column(Moment)


class LedgerWitness(Base):
    """Whom this log asks to countersign its heads, and what was last heard of him.

    `url`: where his own installation hears (C2SP tlog-witness); empty where he sits in this one.
    """

    __tablename__ = "ledger_witnesses"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    key: Mapped[str]
    url: Mapped[str] = mapped_column(default="")
    since: Mapped[dt.datetime] = mapped_column(Moment)
    until: Mapped[dt.datetime | None] = mapped_column(Moment)
    answer: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[dt.datetime | None] = mapped_column(Moment)


class LedgerCosignature(Base):
    """A witness's line under a checkpoint of this log: it saw that the log only grew."""

    __tablename__ = "ledger_cosignatures"

    size: Mapped[int] = mapped_column(
        ForeignKey("ledger_checkpoints.size"), primary_key=True, autoincrement=False
    )
    witness_id: Mapped[int] = mapped_column(ForeignKey("ledger_witnesses.id"), primary_key=True)
    line: Mapped[str]
    seen_at: Mapped[dt.datetime] = mapped_column(Moment)


class LedgerCheck(Base):
    """What the nightly examination found: of how long a log, how many faults, and the first."""

    __tablename__ = "ledger_checks"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(Moment)
    size: Mapped[int]
    seconds: Mapped[int]
    findings: Mapped[int]
    first: Mapped[str]


class LedgerFinding(Base):
    """One fault that an examination named; `about` is the file's digest or the paper's address."""

    __tablename__ = "ledger_findings"

    id: Mapped[int] = mapped_column(primary_key=True)
    check_id: Mapped[int] = mapped_column(ForeignKey("ledger_checks.id"), index=True)
    words: Mapped[str]
    about: Mapped[str]
