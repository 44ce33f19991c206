"""Phrases: who keeps the agency's and who keeps their own; kept, changed, dropped."""

from dataclasses import dataclass

from server import repeats
from server.audit.changes import changed
from server.database import db, transaction
from server.habits.groups import KEEPERS, require_user
from server.org.actor import Actor
from server.org.models import Agency, Phrase
from server.org.phrases import phrases_of
from workflows import Refused

MOST = 40
"""Phrases for one place: each is a button under its field."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The sentence, and what it is for."""

    text: str
    place: str


def may_change(actor: Actor, row: Phrase) -> bool:
    """One's own; the agency's, by those who keep its groups."""
    shared = row.person_id is None
    return row.person_id == actor.person_id or (shared and bool(KEEPERS & actor.roles))


def make(actor: Actor, wanted: Wanted, *, shared: bool) -> Phrase:
    """A new phrase, offered from now on."""
    require_user(actor)
    if shared and not KEEPERS & actor.roles:
        raise Refused("wrong_role", "shared")
    with transaction():
        agency = db.session.get_one(Agency, actor.agency_id, with_for_update=True)
        text = _fit(actor, wanted)
        owner = None if shared else actor.person_id
        row = Phrase(agency_id=agency.id, person_id=owner, place=wanted.place, text=text)
        db.session.add(row)
        db.session.flush()
        _write_down(actor, "phrase_made", row)
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
    """One that this actor may change; another's own does not exist."""
    row = next((one for one in phrases_of(actor) if one.id == phrase_id), None)
    if row is None:
        raise Refused("no_such_row")
    if not may_change(actor, row):
        raise Refused("wrong_role")
    return row


def _fit(actor: Actor, wanted: Wanted) -> str:
    """As it is kept: one line, not there yet, and not one too many."""
    text = " ".join(wanted.text.split())
    there = phrases_of(actor, wanted.place)
    if any(one.text == text for one in there):
        raise Refused("phrase_is_there", "text")
    if len(there) >= MOST:
        raise Refused("too_many_phrases", "text", most=MOST)
    return text


def _write_down(actor: Actor, act: str, row: Phrase) -> None:
    """The agency's stand in history and log; one's own are nobody else's business."""
    if row.person_id is not None:
        repeats.remember("phrase", row.id)
        return
    verb = {"phrase_made": "Lập", "phrase_dropped": "Bỏ"}[act]
    words = f"{verb} câu mẫu “{row.text}”, {actor.agency_name}"
    changed(actor, act, f"phrase/{row.id}", words, agency=row.agency_id)
