"""Agencies that have ended: their closed books and signatures are read on (ORG-11)."""

import datetime as dt
from collections.abc import Collection, Iterable

from flask_babel import gettext as _
from sqlalchemy import select

from server.clock import today
from server.database import db
from server.org.heirs_mail import MailRoute, heir_by_words, heirs_by_words
from server.org.models import Agency
from server.org.queries import as_of, in_force, units
from workflows import Refused

DAY = dt.timedelta(days=1)


def agency_ever(code: str, field: str = "") -> Agency:
    """The newest agency of that code, in force or not; raises `unknown_agency`."""
    known = select(Agency).where(Agency.code == code).order_by(Agency.valid_from.desc()).limit(1)
    found = db.session.scalar(known)
    if found is None:
        raise Refused("unknown_agency", field, code=code)
    return found


def line_of(agency: Agency) -> list[Agency]:
    """The agency and who took over from it, one after the other (ORG-12)."""
    line = [agency]
    while line[-1].successor_id and line[-1].successor_id not in {one.id for one in line}:
        line.append(db.session.get_one(Agency, line[-1].successor_id))
    return line


def in_force_or_heir(code: str, about: str, field: str = "") -> tuple[Agency, str]:
    """The agency of that code today, else who came after it: by a place or field that stands in
    what the letter is `about`, with that word, as a letter from outside goes (ORG-13), or by the
    line of successors. Raises `unknown_agency`, and `recipient_has_ended` where nobody did
    (ORG-16)."""
    begun = select(Agency).where(Agency.code == code, Agency.valid_from <= today())
    named = db.session.scalar(begun.order_by(Agency.valid_from.desc()).limit(1))
    if named is None:
        raise Refused("unknown_agency", field, code=code)
    by_words = None if named.holds_on(today()) else heir_by_words(named, about)
    first, word = by_words or (named, "")
    found = next((one for one in line_of(first) if one.holds_on(today())), None)
    if found is None:
        since = f"{named.valid_to:%d/%m/%Y}" if named.valid_to else ""
        raise Refused("recipient_has_ended", field, name=named.short_name, day=since)
    return found, word


def heirs_of(codes: Collection[str], about: str) -> dict[str, Agency]:
    """Of these codes of agencies that have ended who came after each: by a place or field that
    stands in what is written `about`, else by the line of successors (ORG-13); where nobody did,
    none (ORG-16)."""
    gone = select(Agency).where(Agency.code.in_(codes), Agency.valid_from <= today())
    named = db.session.scalars(gone.order_by(Agency.valid_from)) if codes else ()
    ended = {one.code: one for one in named}
    said = {its: heir for its, (heir, _word) in heirs_by_words(ended.values(), about).items()}
    first = {code: said.get(one.id, one) for code, one in ended.items()}
    last = _last_of({one.id for one in first.values()})
    return {code: last[one.id] for code, one in first.items() if one.id in last}


def by_fields(codes: Collection[str]) -> set[str]:
    """Those of these codes whose mail goes to several heirs, by place and field (ORG-13)."""
    routed = select(Agency.code).join(MailRoute, MailRoute.agency_id == Agency.id)
    return {*db.session.scalars(routed.where(Agency.code.in_(codes), ~in_force(Agency)))}


def _last_of(ids: Collection[int]) -> dict[int, Agency]:
    """Of each the first of its line of successors, itself included, that works today."""
    begun = select(Agency.id.label("was"), Agency.id.label("next")).where(Agency.id.in_(ids))
    line = begun.cte("line", recursive=True)
    passed = select(line.c.was, Agency.successor_id).join(Agency, Agency.id == line.c.next)
    onward = passed.where(~in_force(Agency))
    reached = line.union(onward)
    here = as_of(select(reached.c.was, Agency).join(Agency, Agency.id == reached.c.next), Agency)
    return {was: heir for was, heir in (db.session.execute(here) if ids else ())}


def today_s(agency_id: int | None, codes: Iterable[str], about: str) -> list[str]:
    """Whom this agency writes to, each once: in the place of one that ended who came after it, by
    what the letter is `about` where several did, but not the agency itself (ORG-16). What is a
    unit's code, or nobody's, stays."""
    asked = list(dict.fromkeys(codes))
    here = as_of(select(Agency.code).where(Agency.code.in_(asked)), Agency)
    gone = set(asked) - {*db.session.scalars(here)} if asked else set()
    heirs = heirs_of(gone - {one.code for one in units(agency_id)}, about) if gone else {}
    onward = [heirs[one].code if one in heirs else one for one in asked]
    own = {was for was, heir in heirs.items() if heir.id == agency_id}
    kept = (code for was, code in zip(asked, onward, strict=True) if was not in own)
    return list(dict.fromkeys(kept))


def living(agency_id: int) -> int:
    """The agency itself, or the last that came after it by the line of successors."""
    line = line_of(db.session.get_one(Agency, agency_id))
    return next((one.id for one in line if one.holds_on(today())), line[-1].id)


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
    return called(agency.short_name, agency.valid_to)


def called(name: str, until: dt.date | None) -> str:
    """With its last day, where that is past: whoever came after it often has the same name."""
    return _until(name, until) if until and is_past(until) else name


def is_past(until: dt.date | None) -> bool:
    """Whether that was the end of it: from that day on it is no more."""
    return until is not None and until <= today()


def _until(name: str, until: dt.date) -> str:
    return _("%(name)s (đến %(day)s)", name=name, day=f"{until - DAY:%d/%m/%Y}")
