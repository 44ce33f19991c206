"""Templates of drafts that an agency keeps: what it writes again and again, with its words."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from server.database import db
from server.org.models import DraftTemplate
from server.org.queries import as_of
from server.words import sort_key

WORDS = ("doc_type", "subject", "bases", "body", "to", "for_info")
"""What a draft takes from its template; from then on they are the draft's own."""


def templates_of(agency_id: int | None) -> Sequence[DraftTemplate]:
    """Those of the agency in force today, by name."""
    mine = as_of(select(DraftTemplate), DraftTemplate).where(DraftTemplate.agency_id == agency_id)
    return sorted(db.session.scalars(mine), key=lambda one: sort_key(one.name))


def template_of(agency_id: int | None, template_id: int) -> DraftTemplate | None:
    """One of them; another agency's, or one that was dropped, is none."""
    return next((one for one in templates_of(agency_id) if one.id == template_id), None)


def words_of(template: DraftTemplate) -> dict[str, Any]:
    """Its words, as the editor is filled with them."""
    return {name: getattr(template, name) for name in WORDS}
