"""Tổ chức tư vấn: the councils, steering committees and teams of an agency (Annex I, II.3a, II.7c).

Each issues papers in its own name, with numbers of its own (NUM-06). One that may not use the
agency's seal has it hung over its name (dấu treo), and never at the signature (article 33.1c, d).
A decision about it opens a new row and closes the one before: its abbreviation stays its series.
"""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import JSON, ForeignKey, Index, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.database import Base, db
from server.org.dated import Dated, Salted
from server.org.models import Agency, Position
from server.org.queries import as_of
from workflows import Refused

FIELD = "in_name_of"
HEAD, DEPUTY = "head", "deputy"


@dataclass(frozen=True, slots=True)
class Member:
    """Who of its leadership: a post of the agency, and what its holder is called in the body."""

    post_id: int
    title: str
    part: str


class AdvisoryBody(Salted, Dated, Base):
    """`short_name`: how it is called over a signature (TM. BAN CHỈ ĐẠO). `members`: its head and
    his deputies, each a post and a title."""

    __tablename__ = "advisory_bodies"
    __table_args__ = (Index("ix_advisory_bodies_agency", "agency_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    name: Mapped[str]
    short_name: Mapped[str]
    abbreviation: Mapped[str]
    may_use_seal: Mapped[bool]
    decision_code: Mapped[str]
    members: Mapped[list[dict[str, str | int]]] = mapped_column(JSON)
    agency: Mapped[Agency] = relationship()

    @property
    def leadership(self) -> list[Member]:
        return [
            Member(int(one["post_id"]), str(one["title"]), str(one["part"])) for one in self.members
        ]

    @property
    def head_title(self) -> str:
        return next(one.title for one in self.leadership if one.part == HEAD)

    def member(self, post_id: int | None) -> Member | None:
        return next((one for one in self.leadership if one.post_id == post_id), None)


def bodies_of(agency_id: int | None, day: dt.date | None = None) -> list[AdvisoryBody]:
    """Those that an agency has today, or had on a day."""
    theirs = select(AdvisoryBody).where(AdvisoryBody.agency_id == agency_id)
    mine = as_of(theirs, AdvisoryBody, day)
    return list(db.session.scalars(mine.order_by(AdvisoryBody.name)))


def called(
    agency_id: int | None, abbreviation: str, day: dt.date | None = None
) -> AdvisoryBody | None:
    """The one that has this abbreviation today, or had it on a day."""
    found = bodies_of(agency_id, day)
    return next((one for one in found if one.abbreviation == abbreviation), None)


def issuing(agency_id: int | None, abbreviation: str, signer: Position) -> AdvisoryBody:
    """In whose name a paper goes out, signed by one of its leadership."""
    body = called(agency_id, abbreviation)
    if body is None:
        raise Refused("no_such_body", FIELD, name=abbreviation)
    if body.member(signer.id) is None:
        raise Refused("signer_is_not_of_the_body", "signer", name=body.name)
    return body
