"""Phrases (câu mẫu): sentences that one puts into a directive or an opinion by a press."""

from collections.abc import Sequence

from server.database import db
from server.org.actor import Actor
from server.org.models import Phrase
from server.org.queries import kept_for

PLACES = ("directive", "opinion")
"""What a phrase is for: bút phê, or what a unit says when it is asked."""


def phrases_of(actor: Actor, place: str = "") -> Sequence[Phrase]:
    """The agency's, then one's own, as they were kept; for one place where it is named."""
    kept = kept_for(Phrase, actor).order_by(Phrase.id)
    if place:
        kept = kept.where(Phrase.place == place)
    return db.session.scalars(kept).all()


def suggested(actor: Actor, place: str, usual: Sequence[str]) -> list[str]:
    """What a form offers: one's own first, for they were kept to be at hand, then the agency's;
    where the agency keeps none, the usual ones: who writes down a first sentence does not lose all
    the others by it."""
    kept = sorted(phrases_of(actor, place), key=lambda one: one.person_id is None)
    more = () if any(one.person_id is None for one in kept) else usual
    return list(dict.fromkeys([*(one.text for one in kept), *more]))


def opinions(actor: Actor, usual: Sequence[str]) -> list[str]:
    """The same for what a unit says when it is asked."""
    return suggested(actor, "opinion", usual)
