"""Anomalies that a signature itself shows: its hour, capacity, key, and its signer's absence."""

import datetime as dt
from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import aliased

from server.auditing.found import MOST, Found, Span, paper_named
from server.auditing.signatures import listed
from server.clock import local
from server.database import db
from server.documents.outgoing.models import OutgoingDocument as Going
from server.documents.outgoing.models import Signature
from server.documents.outgoing.signatures.signed import paper_of
from server.org import queries
from server.org.models import Absence
from server.pages import day
from signing import UNKNOWN
from workflows.capacity import SigningCapacity
from workflows.deadlines import Calendar, in_office_hours

DELEGATED = (SigningCapacity.KT, SigningCapacity.TL, SigningCapacity.TUQ)


def _made(span: Span, *which: Any) -> list[Row]:
    rows = listed({}).where(span.holds(Signature.at), *which)
    return list(db.session.execute(rows.limit(MOST)))


def _found(row: Row, why: str = "", **said: str) -> Found:
    return Found(
        at=row.at,
        key=f"s{row.id}",
        who=row.full_name,
        position=row.position or "",
        agency_id=row.agency_id,
        paper=paper_named(paper_of(row)),
        code=row.code or row.what or row.doc_type,
        why=why,
        said=said,
        signature=row.id,
    )


def out_of_hours(span: Span) -> Iterator[Found]:
    """On a day off, or before opening, at noon, after closing (CAL-01, CAL-05)."""
    calendar_of = cache(queries.calendar)
    for row in _made(span):
        calendar = calendar_of(row.agency_id)
        if not in_office_hours(calendar, row.at):
            is_day_off = not calendar.is_working(local(row.at).date())
            yield _found(row, "day_off" if is_day_off else "hour", at=f"{local(row.at):%H:%M}")


def by_delegate(span: Span) -> Iterator[Found]:
    """Signed for another, by a right that he gave (art. 13)."""
    for row in _made(span, Signature.capacity.in_(DELEGATED)):
        yield _found(row, row.capacity)


def around_absence(span: Span) -> Iterator[Found]:
    """While its signer was noted as away, or on the first working day after (ORG-04)."""
    away: dict[int, list[Absence]] = {}
    for one in db.session.scalars(select(Absence)):
        away.setdefault(one.person_id, []).append(one)
    if not away:
        return
    calendar = queries.calendar()
    person = (Signature.person_id.in_(away),)
    rows = listed({}).add_columns(Signature.person_id).where(span.holds(Signature.at), *person)
    for row in db.session.execute(rows.limit(MOST)):
        for one in away[row.person_id]:
            why = _absence(one, local(row.at).date(), calendar)
            if why:
                yield _found(row, why, first=day(one.valid_from), last=day(one.valid_to))
                break


def _absence(one: Absence, on: dt.date, calendar: Calendar) -> str:
    if one.holds_on(on):
        return "away"
    back = one.valid_to
    if back is None or on < back:
        return ""
    first = back if calendar.is_working(back) else calendar.next_working(back)
    return "just_back" if on <= first else ""


def by_new_key(span: Span) -> Iterator[Found]:
    """Made with another key than the signer's last one: a key was changed between the two."""
    earlier = aliased(Signature)
    last = (
        select(earlier.certificate_sha256)
        .where(
            earlier.person_id == Signature.person_id,
            earlier.kind == Signature.kind,
            earlier.signer == Signature.signer,
            earlier.id < Signature.id,
        )
        .order_by(earlier.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    for row in _made(span, last.is_not(None), last != Signature.certificate_sha256):
        yield _found(row, "new_key", serial=row.serial)


def self_drafted(span: Span) -> Iterator[Found]:
    """Signed by who drafted it: allowed where both checks are others' (SOD-02)."""
    mine = (Signature.kind == "person", Signature.person_id == Going.drafter_id)
    for row in _made(span, *mine):
        yield _found(row, "self_drafted")


def status_unknown(span: Span) -> Iterator[Found]:
    """Made although nobody could say whether its certificate was revoked: the signer was warned
    and went on (SIG-05)."""
    for row in _made(span, Signature.revocation == UNKNOWN):
        yield _found(row, "status_unknown")


def not_valid(span: Span) -> Iterator[Found]:
    """Read back as not valid, or taken back by one of several agencies (B20); what an outage kept
    from us (B21) is looked after on its own page."""
    bad = Signature.verdict.not_in(("valid", "unknown")) | Signature.voided_at.is_not(None)
    for row in _made(span, bad):
        yield _found(row, "voided" if row.voided_at else "invalid")
