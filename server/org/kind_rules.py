"""What an agency settled for types: which it writes, their series, their days, who gets them."""

import datetime as dt
from collections.abc import Mapping

from sqlalchemy import select

from server.database import db
from server.org.models import KindRule
from server.org.queries import as_of, lasts_beyond, units
from workflows.kinds import KINDS, SERIES

OFFERED, SERIES_OF, DUE_DAYS = "offered", "series", "due_days"
GOES_TO, BY_CLAUSE = "goes_to", "by_clause"


def settled(agency_id: int | None, what: str, day: dt.date | None = None) -> dict[str, str]:
    """Type → value, as the agency's own rows say on a day."""
    rows = as_of(select(KindRule.doc_type, KindRule.value), KindRule, day)
    mine = rows.where(KindRule.agency_id == agency_id, KindRule.what == what)
    return {doc_type: value for doc_type, value in db.session.execute(mine)}


def put(agency_id: int, rule: tuple[str, str], value: str, day: dt.date) -> None:
    """Close what counted of a type and its rule, and open what counts from `day`; a step."""
    doc_type, what = rule
    mine = select(KindRule).filter_by(agency_id=agency_id, doc_type=doc_type, what=what)
    for row in db.session.scalars(mine.where(lasts_beyond(KindRule, day))):
        row.valid_to = max(day, row.valid_from)
    db.session.add(
        KindRule(agency_id=agency_id, doc_type=doc_type, what=what, value=value, valid_from=day)
    )


def series_table(agency_id: int | None, day: dt.date | None = None) -> Mapping[str, str]:
    """The series table of the agency, on the law's usual one (NUM-04)."""
    return {**SERIES, **settled(agency_id, SERIES_OF, day)}


def kinds_offered(agency_id: int | None) -> list[str]:
    """The types that this agency writes, in the decree's order."""
    off = {name for name, value in settled(agency_id, OFFERED).items() if value == "0"}
    return [kind.name for kind in KINDS if kind.name not in off]


def routed(agency_id: int | None, doc_type: str) -> tuple[str, str]:
    """The unit that the văn thư rules name for a type that arrives, and their clause (art. 23.1);
    nothing where they name none, or one that is no more."""
    unit = settled(agency_id, GOES_TO).get(doc_type, "")
    if not unit or unit not in {one.code for one in units(agency_id)}:
        return "", ""
    return unit, settled(agency_id, BY_CLAUSE).get(doc_type, "")


def due_days(agency_id: int | None, doc_type: str) -> int | None:
    """Working days that the working rules give for a type that arrives, where they do (§4.5)."""
    said = settled(agency_id, DUE_DAYS).get(doc_type)
    return int(said) if said else None
