"""Other systems that hand envelopes in and sign each request: who they are, and by which keys.

Two keys of one system count at a time, so that it changes its key without an outage: the new one
is entered beside the old, it signs with the new, the old is ended. Ours is changed the same way.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select

from server import audit
from server.admin.changes import require_admin
from server.audit.changes import changed
from server.clock import now
from server.database import db, transaction
from server.door.tokens import organs_named
from server.exchange.lines import next_key, own_key
from server.exchange.models import Neighbour, NeighbourKey
from server.exchange.signed import live_neighbours
from server.org.actor import Actor
from server.org.models import PersonChange
from server.words import fold
from signing import NotSigned, fingerprint, make_request_key, tidy
from workflows import Refused

MOST_KEYS = 2
PAST = 60
SHORT = 16
"""Digits of a key's fingerprint by which people tell keys apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A system as the administrator writes it down; `organs` as typed, parted by commas."""

    name: str
    organs: str
    signed_only: bool = False


def enter(actor: Actor, wanted: Wanted, public: str = "") -> Neighbour:
    """A system that may hand in from now on; where its key is at hand, with it."""
    require_admin(actor)
    with transaction():
        said = _fit(wanted)
        row = Neighbour(**said, by_id=actor.person_id, created_at=now(), keys=[])
        db.session.add(row)
        db.session.flush()
        words = f"Thêm hệ thống liên thông {row.name}, gửi thay {row.organs}"
        _write_down(actor, "neighbour_entered", row, words, ({}, said))
        if public:
            _add(actor, row, public)
        _require_key(row)
    return row


def change(actor: Actor, row_id: int, wanted: Wanted) -> Neighbour:
    """Its name, whom it speaks for, and whether nothing is taken of them without its signature."""
    require_admin(actor)
    with transaction():
        row = found(row_id, held=True)
        said = _fit(wanted, row.id)
        before = {name: getattr(row, name) for name in said}
        if said == before:
            raise Refused("nothing_changes")
        for name, value in said.items():
            setattr(row, name, value)
        _require_key(row)
        _write_down(
            actor, "neighbour_changed", row, f"Sửa hệ thống liên thông {row.name}", (before, said)
        )
    return row


def end(actor: Actor, row_id: int) -> None:
    """Nothing is taken from it any more; its keys never count again."""
    require_admin(actor)
    with transaction():
        row = found(row_id, held=True)
        row.ended_at = now()
        for key in live_keys(row):
            key.ended_at = now()
        _write_down(actor, "neighbour_ended", row, f"Thôi nhận từ hệ thống {row.name}")


def add_key(actor: Actor, row_id: int, public: str) -> None:
    """A second key beside the one that it signs with now, or its first."""
    require_admin(actor)
    with transaction():
        _add(actor, found(row_id, held=True), public)


def end_key(actor: Actor, row_id: int, key_id: int) -> None:
    """What is signed with it from now on is refused."""
    require_admin(actor)
    with transaction():
        row = found(row_id, held=True)
        key = next((one for one in live_keys(row) if one.id == key_id), None)
        if key is None:
            raise Refused("no_such_row")
        key.ended_at = now()
        _require_key(row)
        words = f"Thôi dùng khóa {key.fingerprint[:SHORT]} của {row.name}"
        _write_down(actor, "neighbour_key_ended", row, words, key_sha256=key.fingerprint)


def sought(said: str) -> list[Neighbour]:
    """Those that may hand in today, by name, whose name or senders have these words."""
    words = fold(said)
    return [one for one in live_neighbours() if words in fold(f"{one.name} {one.organs}")]


def found(row_id: int, *, held: bool = False) -> Neighbour:
    """One that may hand in today."""
    row = db.session.get(Neighbour, row_id, with_for_update=held)
    if row is None or row.ended_at is not None:
        raise Refused("no_such_row")
    return row


def live_keys(row: Neighbour) -> list[NeighbourKey]:
    """Those that count, the older first."""
    return [one for one in row.keys if one.ended_at is None]


def _add(actor: Actor, row: Neighbour, public: str) -> None:
    try:
        known, kept = fingerprint(public), tidy(public)
    except NotSigned:
        raise Refused("no_public_key", "public") from None
    same = select(NeighbourKey.id).where(NeighbourKey.fingerprint == known)
    if db.session.scalar(same) is not None:
        raise Refused("key_registered", "public")
    if len(live_keys(row)) >= MOST_KEYS:
        raise Refused("two_keys_already", "public")
    row.keys.append(NeighbourKey(fingerprint=known, public=kept, created_at=now()))
    db.session.flush()
    words = f"Đăng ký khóa {known[:SHORT]} của {row.name}"
    _write_down(actor, "neighbour_key_added", row, words, key_sha256=known)


def _require_key(row: Neighbour) -> None:
    """Of whom nothing is taken without a signature has a key to make one."""
    if row.signed_only and not live_keys(row):
        raise Refused("no_key_to_sign", "signed_only")


def _fit(wanted: Wanted, own: int | None = None) -> dict[str, Any]:
    name = wanted.name.strip()
    same = select(Neighbour.id).where(Neighbour.name == name, Neighbour.ended_at.is_(None))
    if (db.session.scalar(same) or own) != own:
        raise Refused("neighbour_name_taken", "name")
    organs = ",".join(dict.fromkeys(organs_named(wanted.organs)))
    if not organs:
        raise Refused("invalid", "organs")
    return {"name": name, "organs": organs, "signed_only": wanted.signed_only}


def _write_down(
    actor: Actor,
    act: str,
    row: Neighbour,
    words: str,
    moved: tuple[Mapping[str, Any], Mapping[str, Any]] = ({}, {}),
    **facts: str,
) -> None:
    changed(actor, act, f"neighbour/{row.id}", words, moved, **facts)


def past_of(row_id: int) -> list[PersonChange]:
    """What was done to it, newest first."""
    mine = select(PersonChange).where(PersonChange.subject == f"neighbour/{row_id}")
    return list(db.session.scalars(mine.order_by(PersonChange.id.desc()).limit(PAST)))


def own_keys() -> list[tuple[str, str]]:
    """Fingerprint and public key (PEM) of the key that signs, made on first call, and of the one
    that waits to."""
    places = [own_key(), *([next_key()] if next_key().exists() else [])]
    return [(fingerprint(public), public) for public in map(make_request_key, places)]


def make_next(actor: Actor) -> None:
    """A key that neighbours enter beside the one that signs now."""
    require_admin(actor)
    if next_key().exists():
        raise Refused("next_key_waits")
    with transaction():
        audit.append("exchange_key_made", "exchange_key/0", **actor.by, **_sha256(next_key()))


def take_next(actor: Actor) -> None:
    """From the next request on it signs; the older is gone."""
    require_admin(actor)
    if not next_key().exists():
        raise Refused("no_next_key")
    with transaction():
        audit.append("exchange_key_taken", "exchange_key/0", **actor.by, **_sha256(next_key()))
    next_key().replace(own_key())


TURNS = {"make": make_next, "take": take_next}


def _sha256(place: Path) -> dict[str, str]:
    return {"key_sha256": fingerprint(make_request_key(place))}
