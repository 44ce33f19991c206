"""Sessions, tokens and lock-outs are rows: deleting a row signs out at once (DESIGN §9)."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.database import Base, Moment


class WebSession(Base):
    """One browser; the cookie is kept only as its digest."""

    __tablename__ = "web_sessions"

    digest: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"), index=True)
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    address: Mapped[str] = mapped_column(default="")
    browser: Mapped[str] = mapped_column(default="")
    seen_at: Mapped[dt.datetime] = mapped_column(Moment)
    expires_at: Mapped[dt.datetime] = mapped_column(Moment)


class Token(Base):
    """A bearer token for a program, bound to one appointment (DESIGN §11.3)."""

    __tablename__ = "tokens"

    digest: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointments.id"))
    scope: Mapped[str] = mapped_column(default="")
    created_at: Mapped[dt.datetime] = mapped_column(Moment)
    ended_at: Mapped[dt.datetime | None] = mapped_column(Moment)


class SignInTry(Base):
    """Failed sign-ins of one account from one address: nobody can lock another out."""

    __tablename__ = "sign_in_tries"

    account: Mapped[str] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(primary_key=True)
    failed: Mapped[int] = mapped_column(default=0)
    at: Mapped[dt.datetime] = mapped_column(Moment)
    locked_until: Mapped[dt.datetime | None] = mapped_column(Moment)


class Factor(Base):
    """A second factor of a person: an authenticator's secret, or a passkey's public key."""

    __tablename__ = "factors"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    kind: Mapped[str]
    name: Mapped[str]
    secret: Mapped[str]
    """Of an authenticator: locked with the office's key. Of a passkey: its public key."""
    credential: Mapped[str | None] = mapped_column(unique=True)
    """By what a passkey is found; never given to a second one."""
    counter: Mapped[int] = mapped_column(default=0)
    """The last step, or count of a key, that was taken: nothing counts twice."""
    created_at: Mapped[dt.datetime] = mapped_column(Moment)
    used_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    ended_at: Mapped[dt.datetime | None] = mapped_column(Moment)


class RecoveryCode(Base):
    """A code on paper for the day the telephone is lost; each opens once."""

    __tablename__ = "recovery_codes"

    digest: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    used_at: Mapped[dt.datetime | None] = mapped_column(Moment)


class OutsideIdentity(Base):
    """Whom an issuer of single sign-on knows as this person: one there, one here.

    Made at the first sign-in; from then on the issuer's own `subject` counts, whatever it calls
    him, so that a name given to somebody else there opens nothing here.
    """

    __tablename__ = "outside_identities"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    issuer: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), primary_key=True)
    subject: Mapped[str]
    since: Mapped[dt.datetime] = mapped_column(Moment)
