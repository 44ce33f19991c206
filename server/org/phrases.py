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
    """What a form offers: one's own and the agency's; where nobody keeps any, the usual ones."""
    return [one.text for one in phrases_of(actor, place)] or list(usual)


def opinions(actor: Actor, usual: Sequence[str]) -> list[str]:
    """The same for what a unit says when it is asked."""
    return suggested(actor, "opinion", usual)
