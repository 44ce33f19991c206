"""Agencies that have ended: their closed books and signatures are read on (ORG-11)."""

import datetime as dt

from flask_babel import gettext as _
from sqlalchemy import select

from server.clock import today
from server.database import db
from server.org.models import Agency
from workflows import Refused

DAY = dt.timedelta(days=1)


def agency_ever(code: str, field: str = "") -> Agency:
    """The newest agency of that code, in force or not; raises `unknown_agency`."""
    known = select(Agency).where(Agency.code == code).order_by(Agency.valid_from.desc()).limit(1)
    found = db.session.scalar(known)
    if found is None:
        raise Refused("unknown_agency", field, code=code)
    return found


def in_force_or_heir(code: str, field: str = "") -> Agency:
    """The agency of that code today, else who came after it by the line of successors; raises
    `unknown_agency`, and `recipient_has_ended` where nobody did (ORG-16)."""
    begun = select(Agency).where(Agency.code == code, Agency.valid_from <= today())
    ended = db.session.scalar(begun.order_by(Agency.valid_from.desc()).limit(1))
    if ended is None:
        raise Refused("unknown_agency", field, code=code)
    found, seen = ended, set[int]()
    while not found.holds_on(today()):
        seen.add(found.id)
        if found.successor_id is None or found.successor_id in seen:
            since = f"{ended.valid_to:%d/%m/%Y}" if ended.valid_to else ""
            raise Refused("recipient_has_ended", field, name=ended.short_name, day=since)
        found = db.session.get_one(Agency, found.successor_id)
    return found


def agencies_ever() -> list[tuple[str, str]]:
    """Code and name of those that work here, for a choice; behind them those that have ended, the
    last first."""
    known = select(Agency.code, Agency.short_name, Agency.valid_to).where(
        ~Agency.external, Agency.valid_from <= today()
    )
    rows = db.session.execute(known.order_by(Agency.id)).all()
    here = {code: name for code, name, until in rows if until is None or until > today()}
    ended = [(code, name, until) for code, name, until in rows if until and code not in here]
    for code, name, until in sorted(ended, key=lambda it: it[2], reverse=True):
        here[code] = _until(name, until)
    return list(here.items())


def name_of(agency: Agency) -> str:
    """As a choice calls one that has ended: with its last day."""
    assert agency.valid_to is not None
    return _until(agency.short_name, agency.valid_to)


def called_beside(agency: Agency, own_id: int | None) -> str:
    """Whose a paper is, for who reads it from elsewhere: of an agency that has ended with its last
    day, so that its 12/BC is not taken for one of who came after it. One's own is not named."""
    if agency.id == own_id:
        return ""
    return agency.short_name if agency.holds_on(today()) else name_of(agency)


def _until(name: str, until: dt.date) -> str:
    return _("%(name)s (đến %(day)s)", name=name, day=f"{until - DAY:%d/%m/%Y}")
