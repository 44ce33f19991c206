"""What carries a vote in an agency's bodies, by which article, and from which day to which (VT-04).

The articles of 2025 are not at hand, so the agency keeps them itself. Without a row the law's own
table counts (`workflows.meeting_kinds`). The row that began last counts; one that ends lets the one
before it count again.
"""

import datetime as dt

from sqlalchemy import ForeignKey, Index, Text, bindparam, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.clock import today
from server.database import Base, db
from server.org.dated import Dated
from server.org.models import Agency
from server.org.queries import as_of

ANY = ""
"""A row for every kind of vote of which none says more."""


class VoteRule(Dated, Base):
    """`body`: a kind of meeting (`ky_hop_hdnd`); `way`: how is voted (`open`, `secret`, `card`,
    `together`), or any; `basis`: the article beside the result, in the agency's words."""

    __tablename__ = "vote_rules"
    __table_args__ = (Index("ix_vote_rules_agency", "agency_id", "body"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    body: Mapped[str]
    way: Mapped[str]
    threshold: Mapped[str]
    basis: Mapped[str] = mapped_column(Text)
    agency: Mapped[Agency] = relationship()


_KEPT = as_of(
    select(VoteRule).where(VoteRule.agency_id == bindparam("agency_id")), VoteRule, bindparam("day")
).order_by(VoteRule.valid_from.desc(), VoteRule.id.desc())
"""Built once: each picture of a meeting asks twice."""


def kept(agency_id: int | None, day: dt.date | None = None) -> list[VoteRule]:
    """Those that hold on a day; what counts of them is `counting`'s to say."""
    return list(db.session.scalars(_KEPT, {"agency_id": agency_id, "day": day or today()}))


def counting(rules: list[VoteRule], body: str, way: str) -> VoteRule | None:
    """The newest that names this way of voting, else the newest for any."""
    mine = [one for one in rules if one.body == body]
    return next((o for named in (way, ANY) for o in mine if o.way == named), None)


def pass_on(old: int, heir: int, day: dt.date) -> None:
    """A body goes on voting as it did under the agency's new name; a step."""
    same = ("body", "way", "threshold", "basis", "valid_to")
    for one in reversed(kept(old, day)):
        said = {name: getattr(one, name) for name in same}
        db.session.add(VoteRule(agency_id=heir, valid_from=day, **said))
