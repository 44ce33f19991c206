"""Who hands envelopes in from outside and signs each request, and by which keys (DOMAIN §8)."""

import datetime as dt

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.database import Base, Moment


class Neighbour(Base):
    """Another system that the administrator knows: of which senders it hands envelopes in.

    `organs`: organ ids, or beginnings and a star, parted by commas. `signed_only`: of these senders
    nothing is taken without its signature, whoever brings it. `by_id`: who entered it.
    """

    __tablename__ = "neighbours"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    organs: Mapped[str] = mapped_column(Text)
    signed_only: Mapped[bool]
    by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    created_at: Mapped[dt.datetime] = mapped_column(Moment)
    ended_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    keys: Mapped[list["NeighbourKey"]] = relationship(order_by="NeighbourKey.id")


class NeighbourKey(Base):
    """A key that a neighbour signs its requests with; one that ended never counts again."""

    __tablename__ = "neighbour_keys"

    id: Mapped[int] = mapped_column(primary_key=True)
    neighbour_id: Mapped[int] = mapped_column(ForeignKey("neighbours.id"), index=True)
    fingerprint: Mapped[str] = mapped_column(unique=True)
    public: Mapped[str] = mapped_column(Text)
    created_at: Mapped[dt.datetime] = mapped_column(Moment)
    used_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    ended_at: Mapped[dt.datetime | None] = mapped_column(Moment)


class HeardNonce(Base):
    """A signed request that came already, for as long as its moment would be believed."""

    __tablename__ = "heard_nonces"

    key_id: Mapped[int] = mapped_column(ForeignKey("neighbour_keys.id"), primary_key=True)
    nonce: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(Moment, index=True)
