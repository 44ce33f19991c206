"""The pictures that people and agencies gave of their signature and seal; the newest is drawn.

A picture carries no trust (Annex I, II.7d: it shows who signed, the signature below it proves it).
"""

import datetime as dt

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, mapped_column

from server.audit.changes import changed
from server.clock import now
from server.database import Base, Moment, db, transaction
from server.files import store
from server.moment import known_together
from server.org.actor import Actor
from server.uploads.copies.marks import PERSON, SEAL
from server.uploads.pool import ask
from workflows import Refused, Role


class MarkPicture(Base):
    """One that was given, or taken back (`sha256` empty); none is ever deleted.

    `person_id` is None for an agency's seal; `agency_id` for whom the giver acted.
    """

    __tablename__ = "mark_pictures"
    __table_args__ = (
        Index("ix_mark_pictures_person", "person_id", "id"),
        Index("ix_mark_pictures_agency", "agency_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"))
    sha256: Mapped[str]
    by_account: Mapped[str]
    at: Mapped[dt.datetime] = mapped_column(Moment)


@known_together
def picture_of(person_id: int | None = None, agency_id: int | None = None) -> str:
    """The digest of the one that is drawn now; empty where the office draws one itself."""
    mine = select(MarkPicture.sha256).order_by(MarkPicture.id.desc()).limit(1)
    if person_id is not None:
        mine = mine.where(MarkPicture.person_id == person_id)
    else:
        mine = mine.where(MarkPicture.person_id.is_(None), MarkPicture.agency_id == agency_id)
    return db.session.scalar(mine) or ""


def of_actor(actor: Actor, kind: str) -> str:
    """His own, or that of the agency whose seal he keeps; `not_allowed` for who is no clerk."""
    require_his(actor, kind)
    return picture_of(actor.person_id) if kind == PERSON else picture_of(None, actor.agency_id)


def require_his(actor: Actor, kind: str) -> None:
    """A seal's picture is the clerks' matter, who keep the seal (art. 32.1); one's own signature
    one's own."""
    if actor.agency_id is None or (kind == SEAL and Role.CLERK not in actor.roles):
        raise Refused("not_allowed")


def give(actor: Actor, kind: str, data: bytes, name: str) -> None:
    """From now on this one is drawn on what is signed or sealed; what was signed stays."""
    require_his(actor, kind)
    made = ask(data, name, "mark", kind=kind)["files"][0]
    sha256 = store().keep(made)
    words = "Đặt hình chữ ký" if kind == PERSON else f"Đặt hình dấu của {actor.agency_name}"
    _write(actor, kind, sha256, words)


def take_back(actor: Actor, kind: str) -> None:
    """The office draws one again."""
    if of_actor(actor, kind):
        words = "Thôi dùng hình chữ ký" if kind == PERSON else "Thôi dùng hình dấu"
        _write(actor, kind, "", words)


def _write(actor: Actor, kind: str, sha256: str, words: str) -> None:
    with transaction() as session:
        own = actor.person_id if kind == PERSON else None
        session.add(
            MarkPicture(
                person_id=own, agency_id=actor.agency_id, sha256=sha256,
                by_account=actor.account or "", at=now(),
            )
        )  # fmt: skip
        subject = f"person/{actor.person_id}" if kind == PERSON else f"agency/{actor.agency_id}"
        changed(actor, "mark_picture_set", subject, words, file_sha256=sha256 or None)
