"""Envelopes of the folders that could not be taken: what lies there, one read again, one dropped.

They lie beside the folder that others write to, each with its reason; nobody sees their words here,
for whose they are is not known until one is taken.
"""

import datetime as dt
import hashlib
from dataclasses import dataclass
from pathlib import Path

from server.answers import words_of
from server.audit.changes import changed
from server.database import db, transaction
from server.exchange import gateway
from server.exchange.dropped import envelope_at, refused, why_of
from server.exchange.lines import folders
from server.org.actor import Actor
from server.words import fold
from workflows import Refused, Role

STAMP, DIGITS = "%Y%m%d-%H%M%S-%f-", 23
"""How the name begins under which one is kept: when it was set aside (UTC)."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """One of them: its name as it was laid down, from where, since when, and why."""

    key: str
    name: str
    folder: Path
    at: dt.datetime | None
    size: int
    why: str
    place: Path


def set_aside(actor: Actor, said: str = "") -> list[SetAside]:
    """The newest first; `said`: words of its name or of the reason."""
    if Role.ADMIN not in actor.roles:
        raise Refused("not_allowed")
    found = [_one(folder, place) for folder in folders() for place in refused(folder)]
    words = fold(said).split()
    met = [one for one in found if all(word in fold(f"{one.name} {one.why}") for word in words)]
    return sorted(met, key=lambda one: one.place.name, reverse=True)


def one_aside(actor: Actor, key: str) -> SetAside:
    found = next((one for one in set_aside(actor) if one.key == key), None)
    if found is None:
        raise Refused("no_such_row")
    return found


def read_again(actor: Actor, key: str) -> gateway.Taken:
    """Once more through the gate, as if it had just come; a no stands beside it as its reason."""
    one = one_aside(actor, key)
    sha256 = _sha256(one.place)
    try:
        with envelope_at(one.place) as body:
            taken = gateway.take(body, gateway.SOMEBODY)
    except Refused as no:
        db.session.rollback()
        why_of(one.place).write_text(f"{words_of(no.reason, no.said)}\n")
        raise
    _written_down(actor, "set_aside_taken", f"Đọc lại phong bì {one.name}", sha256)
    _gone(one)
    return taken


def drop(actor: Actor, key: str, *, reason: str) -> None:
    """It leaves the disk; who, why and which bytes stays in the log."""
    one = one_aside(actor, key)
    if not reason.strip():
        raise Refused("has_reason", "reason")
    words = f"Bỏ phong bì {one.name}: {reason.strip()}"
    _written_down(actor, "set_aside_dropped", words, _sha256(one.place))
    _gone(one)


def _one(folder: Path, place: Path) -> SetAside:
    try:
        at = dt.datetime.strptime(place.name[:DIGITS], STAMP).replace(tzinfo=dt.UTC)
    except ValueError:
        at = None
    why, name = why_of(place), place.name[DIGITS:] if at else place.name
    return SetAside(
        key=hashlib.sha256(str(place).encode("utf-8", "surrogateescape")).hexdigest()[:24],
        name=name.encode("utf-8", "replace").decode(),
        folder=folder,
        at=at,
        size=place.stat().st_size,
        why=why.read_text().strip() if why.is_file() else "",
        place=place,
    )


def _written_down(actor: Actor, act: str, words: str, sha256: str) -> None:
    with transaction():
        changed(actor, act, "set_aside/0", words, file_sha256=sha256)


def _sha256(place: Path) -> str:
    with place.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _gone(one: SetAside) -> None:
    one.place.unlink(missing_ok=True)
    why_of(one.place).unlink(missing_ok=True)
