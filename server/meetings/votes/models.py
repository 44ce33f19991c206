"""A vote and its ballots: by name in one table, in secret in two that nothing joins (VT-12).

A secret ballot is a row under a random key, in a table without row order, with neither person nor
time; who has voted is another table. Closing writes both anew in another order.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from server.database import Base, Moment, db
from workflows.ballot import Question, VoteKind, VoteState


class Vote(Base):
    """What was put to the vote, on which base, and what came of it; `repeats_id` is VT-09's.
    `pinned`: the digests of its matter's papers when it was opened (MT-02). `silence_agrees`: the
    agency's rule when a poll was sent, that who does not answer agrees (§10.5). `tie_of_id`: who
    chaired a poll when he answered, and left: his side decides a tie still (VT-04)."""

    __tablename__ = "votes"
    __table_args__ = (Index("ix_votes_meeting_id", "meeting_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("meeting_items.id"))
    kind: Mapped[str]
    question: Mapped[str] = mapped_column(Text)
    choices: Mapped[list[str]] = mapped_column(JSON)
    up_to: Mapped[int] = mapped_column(default=1)
    threshold: Mapped[str]
    basis: Mapped[str]
    base: Mapped[int]
    opened_at: Mapped[dt.datetime] = mapped_column(Moment)
    closed_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    counted: Mapped[dict[str, int] | None] = mapped_column(JSON)
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    digest: Mapped[str] = mapped_column(default="")
    repeats_id: Mapped[int | None] = mapped_column(ForeignKey("votes.id"))
    reason: Mapped[str] = mapped_column(default="")
    is_shuffled: Mapped[bool] = mapped_column(default=False)
    pinned: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    silence_agrees: Mapped[bool] = mapped_column(default=False)
    tie_of_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))

    @property
    def stage(self) -> VoteState:
        return VoteState.OPEN if self.closed_at is None else VoteState.CLOSED

    @property
    def asked(self) -> Question:
        kind, choices = VoteKind(self.kind), tuple(self.choices)
        return Question(kind=kind, choices=choices, up_to=self.up_to)


class Voter(Base):
    """Who may cast in a vote: the members who were there when it was opened (VT-01)."""

    __tablename__ = "vote_voters"

    vote_id: Mapped[int] = mapped_column(ForeignKey("votes.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), primary_key=True)


class OpenBallot(Base):
    """A ballot by name; the last one counts (VT-06). `text`: an opinion in writing (§10.5)."""

    __tablename__ = "vote_open_ballots"

    vote_id: Mapped[int] = mapped_column(ForeignKey("votes.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), primary_key=True)
    chosen: Mapped[list[str]] = mapped_column(JSON)
    text: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[dt.datetime] = mapped_column(Moment)


class Participation(Base):
    """That somebody has voted in secret; nothing else."""

    __tablename__ = "vote_participations"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012  (SQLAlchemy's own form)

    vote_id: Mapped[int] = mapped_column(ForeignKey("votes.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), primary_key=True)


class SecretBallot(Base):
    """What somebody voted; nobody's."""

    __tablename__ = "vote_secret_ballots"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012

    id: Mapped[str] = mapped_column(primary_key=True)
    vote_id: Mapped[int] = mapped_column(ForeignKey("votes.id"))
    chosen: Mapped[list[str]] = mapped_column(JSON)


def unanswered(votes: Sequence[int]) -> set[int | None]:
    """Of who may answer these questions, who has not answered one of them, by name or in secret."""
    found = (
        select(rows.vote_id, rows.person_id).where(rows.vote_id.in_(votes))
        for rows in (OpenBallot, Participation)
    )
    given = {(*row,) for one in found for row in db.session.execute(one)}
    asked = select(Voter.vote_id, Voter.person_id).where(Voter.vote_id.in_(votes))
    return {one for vote, one in db.session.execute(asked) if (vote, one) not in given}
