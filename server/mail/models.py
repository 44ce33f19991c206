"""Who wants letters of what, and every letter on its way: a row each."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.database import Base, Moment

QUEUED, SENT, DROPPED, FAILED = "queued", "sent", "dropped", "failed"
ASIDE = "aside"
"""No letter yet: what its reader wants to be told in the morning, for the next one."""
ARRIVED, NEAR, LATE, ESCALATED = "arrived", "near", "late", "escalated"
MORNING, PROOF = "morning", "proof"
CALLED, NAMED, MADE, PLANNED = "called", "named", "made", "planned"
"""Kinds of letters: a meeting that one is called to, with its calendar entry; what has just come,
turned yellow or red, was left lying though urgent; the morning's counts; the code that proves an
address; a remark that names one; a report that one ordered; the schedule of a week that one is
in."""
AT_ONCE = (NEAR, LATE, ESCALATED, CALLED, NAMED, MADE, PLANNED)
"""Those of something else than what newly lies on a desk: the line of a letter says which."""


COUNTS = "colours"
"""Where the counts of a morning's line stand, by colour; any other line tells of one thing."""


class MailChoice(Base):
    """What one person wants to be written of, and where; nothing goes to an unproved address."""

    __tablename__ = "mail_choices"

    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), primary_key=True)
    address: Mapped[str] = mapped_column(default="")
    """Proved by its owner; empty until then."""
    asked: Mapped[str] = mapped_column(default="")
    """An address that a code was sent to, and that is not proved yet."""
    code_digest: Mapped[str] = mapped_column(default="")
    code_until: Mapped[dt.datetime | None] = mapped_column(Moment)
    code_tries: Mapped[int] = mapped_column(default=0)
    events: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    """Event → `now`, `morning` or `never`; what is missing is as the table of events says."""
    quiet_from: Mapped[str] = mapped_column(default="21:00")
    quiet_until: Mapped[str] = mapped_column(default="06:30")
    """In Hà Nội; the same twice is no quiet at all."""
    stop: Mapped[str] = mapped_column(unique=True)
    """Whoever has it may end the letters of this person, and nothing else (RFC 8058)."""
    refused: Mapped[str] = mapped_column(default="")
    """An address that the mail server refused for good (5xx): nothing goes there any more."""
    refused_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    refusal: Mapped[str] = mapped_column(default="")


class Mail(Base):
    """A letter, from the act that called for it until a mail server took it.

    It is claimed with a lease and handed in outside any transaction: a worker killed between the
    two leaves it to the next one, which sends it again under the same Message-ID.
    """

    __tablename__ = "mails"
    __table_args__ = (
        Index("ix_mails_due", "state", "due_at"),
        UniqueConstraint("person_id", "kind", "slot"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    kind: Mapped[str]
    slot: Mapped[str | None]
    """The day of a morning's letter: one a day."""
    address: Mapped[str]
    message_id: Mapped[str] = mapped_column(unique=True)
    lines: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """Verbs, counts and ids; emptied when it is sent."""
    state: Mapped[str] = mapped_column(default=QUEUED)
    tries: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[dt.datetime] = mapped_column(Moment)
    lease_until: Mapped[dt.datetime] = mapped_column(Moment)
    at: Mapped[dt.datetime] = mapped_column(Moment)
    sent_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    error: Mapped[str] = mapped_column(default="")
