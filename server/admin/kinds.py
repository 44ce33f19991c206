"""Types of documents as an agency settles them: which it writes, their series and days."""

import datetime as dt
import re
from dataclasses import dataclass

from sqlalchemy import select

from server.admin.changes import require_admin, said_day
from server.audit.changes import changed
from server.clock import today
from server.database import db, transaction
from server.org.actor import Actor
from server.org.bodies import called
from server.org.kind_rules import (
    BY_CLAUSE,
    DUE_DAYS,
    GOES_TO,
    OFFERED,
    SERIES_OF,
    put,
    settled,
)
from server.org.models import Agency
from server.org.queries import agency_by_code, unit_by_code
from server.registers.models import Register
from server.shapes import whole
from workflows import Refused
from workflows.kinds import COMMON_SERIES, SERIES, arriving_kind, is_drafted

SERIES_NAME = re.compile(r"[A-ZĐ]{2,10}")
MOST_DAYS = 250
WORDS = {
    OFFERED: "ban hành", SERIES_OF: "sổ số", DUE_DAYS: "số ngày làm việc xử lý",
    GOES_TO: "đơn vị nhận thẳng", BY_CLAUSE: "điều khoản quy chế",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """How an agency uses one type: whether it writes it, in which series, in how many working days
    what arrives is answered, which unit gets it without a leader's word and the clause that says so
    (IN-T09)."""

    offered: bool
    series: str
    due_days: str = ""
    goes_to: str = ""
    by_clause: str = ""


def settle(actor: Actor, agency_code: str, doc_type: str, use: Use) -> dt.date:
    """What one type is in one agency; of what only arrives neither offering nor series. Gives the
    series' day.

    Offering and days count from today. Another series counts from 1 January, for a number with
    its notation is unique in its year (NUM-01, NUM-02); today where none was given yet.
    """
    require_admin(actor)
    name = arriving_kind(doc_type).name
    is_written = is_drafted(name)
    series = _fit_series(use.series) if is_written else ""
    days = _fit_days(use.due_days)
    unit, clause = _fit_route(agency_code, use)
    with transaction():
        agency = db.session.get_one(
            Agency, agency_by_code(agency_code, "agency").id, with_for_update=True
        )
        if is_written and called(agency.id, series) is not None:
            raise Refused("series_is_taken", "series")
        begins = _series_begins(agency.id)
        drafting = [
            _put(agency, name, OFFERED, "1" if use.offered else "0", today()),
            _put(agency, name, SERIES_OF, series, begins),
        ] if is_written else []  # fmt: skip
        said = [
            *drafting,
            _put(agency, name, DUE_DAYS, days, today()),
            _put(agency, name, GOES_TO, unit, today()),
            _put(agency, name, BY_CLAUSE, clause, today()),
        ]
        if not any(said):
            raise Refused("nothing_changes")
        words = f"{name}, {agency.short_name}: {'; '.join(one for one in said if one)}"
        facts = {"offered": int(use.offered), "series": series, "days": days}
        facts |= {"goes_to": unit, "by_clause": clause}
        subject = f"agency/{agency.id}"
        changed(actor, "kind_settled", subject, words, ({}, {"kind": name, **facts}), kind=name)
    return begins


def _fit_series(series: str) -> str:
    series = series.strip().upper()
    if not SERIES_NAME.fullmatch(series):
        raise Refused("bad_series", "series")
    return series


def _fit_days(days: str) -> str:
    days = days.strip()
    if days and not 1 <= (whole(days) or 0) <= MOST_DAYS:
        raise Refused("bad_days", "due_days")
    return days


def _fit_route(agency_code: str, use: Use) -> tuple[str, str]:
    unit, clause = use.goes_to.strip(), use.by_clause.strip()
    if bool(unit) != bool(clause):
        raise Refused("route_is_half", "by_clause" if unit else "goes_to")
    if unit:
        unit_by_code(agency_by_code(agency_code).id, unit, "goes_to")
    return unit, clause


def _series_begins(agency_id: int) -> dt.date:
    given = select(Register.last).where(
        Register.agency_id == agency_id, Register.year == today().year,
        Register.book.startswith("OUT:"), Register.last > 0,
    )  # fmt: skip
    used = db.session.scalar(given.limit(1)) is not None
    return dt.date(today().year + 1, 1, 1) if used else today()


def _put(agency: Agency, doc_type: str, what: str, value: str, day: dt.date) -> str:
    """Close what counted and open what counts from `day`; words where something changed."""
    usual = {OFFERED: "1", SERIES_OF: SERIES.get(doc_type, COMMON_SERIES)}.get(what, "")
    old = settled(agency.id, what, day).get(doc_type, usual)
    if old == value:
        return ""
    put(agency.id, (doc_type, what), value, day)
    shown = {"0": "không", "1": "có"}.get(value, value) if what == OFFERED else value
    return f"{WORDS[what]} {old_words(what, old)} → {shown or 'không'} từ {said_day(day)}"


def old_words(what: str, old: str) -> str:
    """The value that counted before, as the history says it."""
    return {"0": "không", "1": "có"}[old] if what == OFFERED else old or "không"
