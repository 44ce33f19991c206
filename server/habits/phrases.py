"""Phrases: who keeps the agency's and who keeps their own; kept, changed, dropped."""

from collections.abc import Mapping
from dataclasses import dataclass

from server import repeats
from server.audit.changes import changed
from server.database import db, transaction
from server.habits.keeping import changeable, held, owners, require_maker, require_user
from server.org.actor import Actor
from server.org.models import Phrase
from server.org.phrases import phrases_of
from workflows import Refused

MOST = 40
"""Phrases for one place: each is a button under its field."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The sentence, and what it is for."""

    text: str
    place: str


def make(actor: Actor, wanted: Wanted, *, shared: bool) -> Phrase:
    """A new phrase, offered from now on."""
    require_maker(actor, shared=shared)
    with transaction():
        whose = owners(actor, shared=shared)
        row = Phrase(**whose, place=wanted.place, text=_fit(actor, wanted))
        db.session.add(row)
        db.session.flush()
        _write_down(actor, "phrase_made", row)
    return row


def change(actor: Actor, phrase_id: int, wanted: Wanted) -> Phrase:
    """Said otherwise, or for another place; what was written with it stays as it was written."""
    require_user(actor)
    with transaction():
        held(actor)
        row = found(actor, phrase_id)
        before = _said(row)
        row.text, row.place = _fit(actor, wanted, row.id), wanted.place
        if _said(row) == before:
            raise Refused("nothing_changes")
        _write_down(actor, "phrase_changed", row, (before, _said(row)))
    return row


def drop(actor: Actor, phrase_id: int) -> Phrase:
    """Offered no more; what was written with it stays as it was written."""
    require_user(actor)
    with transaction():
        row = found(actor, phrase_id)
        _write_down(actor, "phrase_dropped", row)
        db.session.delete(row)
    return row


def found(actor: Actor, phrase_id: int) -> Phrase:
    """One that this actor may change."""
    return changeable(actor, phrases_of(actor), phrase_id)


def _fit(actor: Actor, wanted: Wanted, own: int | None = None) -> str:
    """As it is kept: one line, not there yet, and not one too many."""
    text = " ".join(wanted.text.split())
    there = [one for one in phrases_of(actor, wanted.place) if one.id != own]
    if any(one.text == text for one in there):
        raise Refused("phrase_is_there", "text")
    if len(there) >= MOST:
        raise Refused("too_many_phrases", "text", most=MOST)
    return text


def _said(row: Phrase) -> dict[str, str]:
    return {"text": row.text, "place": row.place}


def _write_down(
    actor: Actor,
    act: str,
    row: Phrase,
    moved: tuple[Mapping[str, str], Mapping[str, str]] = ({}, {}),
) -> None:
    """The agency's stand in history and log; one's own are nobody else's business."""
    if row.person_id is not None:
        repeats.remember("phrase", row.id)
        return
    verb = {"phrase_made": "Lập", "phrase_changed": "Sửa", "phrase_dropped": "Bỏ"}[act]
    words = f"{verb} câu mẫu “{row.text}”, {actor.agency_name}"
    changed(actor, act, f"phrase/{row.id}", words, moved, agency=row.agency_id)
