"""Who gets what is still addressed to an agency that ended: its heirs by place and field (ORG-13).

A district ends and twelve fields of its work go to five communes (ORG-10): a letter about forests
is for another of them than one about schools.
"""

import re
from collections.abc import Iterable

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.database import Base, db
from server.org.models import Agency
from server.words import fold

_WORDS = re.compile(r"[^\W_]+")


class MailRoute(Base):
    """`words`: places or fields, with commas between them; a letter that says one is `heir`'s."""

    __tablename__ = "mail_routes"

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), index=True)
    heir_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    words: Mapped[str]
    agency: Mapped[Agency] = relationship(foreign_keys=agency_id)
    heir: Mapped[Agency] = relationship(foreign_keys=heir_id)


def routes_of(*agency_ids: int) -> list[MailRoute]:
    """Where the mail of these goes, in the order in which it was said."""
    mine = select(MailRoute).where(MailRoute.agency_id.in_(agency_ids))
    return list(db.session.scalars(mine.order_by(MailRoute.agency_id, MailRoute.id)))


def heir_by_words(agency: Agency, text: str) -> tuple[Agency, str] | None:
    """Of its heirs the one whose place or field stands in the text, and that word: the longest,
    for "giáo dục nghề nghiệp" says more than "giáo dục"."""
    return heirs_by_words([agency], text).get(agency.id)


def heirs_by_words(agencies: Iterable[Agency], text: str) -> dict[int, tuple[Agency, str]]:
    """The same of each of these that has one, by its id."""
    said, found = _spaced(text), dict[int, tuple[Agency, str]]()
    for one in routes_of(*(it.id for it in agencies)):
        for word in each_word(one.words):
            before = found.get(one.agency_id, (None, ""))[1]
            if _spaced(word) in said and len(_spaced(word)) > len(_spaced(before)):
                found[one.agency_id] = one.heir, word
    return found


def each_word(words: str) -> list[str]:
    """Places and fields, as they were typed between commas."""
    return [one.strip() for one in re.split(r"[,;\n]", words) if _spaced(one).strip()]


def _spaced(text: str) -> str:
    """Folded, a space around each word: "Hoa" does not stand in "Hoang"."""
    return " ".join(("", *_WORDS.findall(fold(text)), ""))
