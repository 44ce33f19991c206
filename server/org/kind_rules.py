"""What an agency settled for types of documents: which it writes, their series, their days."""

import datetime as dt
from collections.abc import Mapping

from sqlalchemy import select

from server.database import db
from server.org.models import KindRule
from server.org.queries import as_of
from workflows.kinds import KINDS, SERIES

OFFERED, SERIES_OF, DUE_DAYS = "offered", "series", "due_days"


def settled(agency_id: int | None, what: str, day: dt.date | None = None) -> dict[str, str]:
    """Type → value, as the agency's own rows say on a day."""
    rows = as_of(select(KindRule.doc_type, KindRule.value), KindRule, day)
    mine = rows.where(KindRule.agency_id == agency_id, KindRule.what == what)
    return {doc_type: value for doc_type, value in db.session.execute(mine)}


def series_table(agency_id: int | None, day: dt.date | None = None) -> Mapping[str, str]:
    """The series table of the agency, on the law's usual one (NUM-04)."""
    return {**SERIES, **settled(agency_id, SERIES_OF, day)}


def kinds_offered(agency_id: int | None) -> list[str]:
    """The types that this agency writes, in the decree's order."""
    off = {name for name, value in settled(agency_id, OFFERED).items() if value == "0"}
    return [kind.name for kind in KINDS if kind.name not in off]


def due_days(agency_id: int | None, doc_type: str) -> int | None:
    """Working days that the working rules give for a type that arrives, where they do (§4.5)."""
    said = settled(agency_id, DUE_DAYS).get(doc_type)
    return int(said) if said else None
