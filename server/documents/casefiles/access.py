"""A file read by request: asked with purpose and term, taken back, granted, refused, withdrawn."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import select

from server import perform
from server.clock import midnight, now, today
from server.database import db, transaction
from server.documents.casefiles import lent
from server.documents.casefiles.kept import opened_to
from server.documents.casefiles.models import AccessRequest, CaseFile
from server.org import holdings
from server.org.actor import Actor
from server.org.models import Agency
from server.papers.services import Ref, taking
from server.papers.telling import LENT, LENT_NO_MORE, NOT_LENT
from workflows import Refused
from workflows.access import Stage, confirms_itself, is_fair_term
from workflows.filing import Filing

GRANTED, WITHDRAWN = "granted", "withdrawn"


class Named(NamedTuple):
    """A file as somebody names it who cannot open it: its code and year, whose it is."""

    code: str
    year: int
    agency: str = ""


def ask(actor: Actor, named: Named, *, purpose: str, until: dt.date) -> AccessRequest:
    """A request lies before whoever may grant it; of the file its asker still reads nothing."""
    with transaction():
        case = _the_file(actor, named)
        perform.require(actor, "ask_access", case)
        mine = [one for one in case.requests if one.person_id == actor.person_id]
        act = Filing(
            reason=purpose,
            term_is_fair=is_fair_term(today(), until),
            reads_it=bool(opened_to(actor, {case.id})),
            asks_already=any(one.stage_now in (Stage.ASKED, Stage.GRANTED) for one in mine),
        )
        row = _row(actor, purpose, until)
        perform.perform(actor, "ask_access", case, act, lambda: case.requests.append(row))
        lent.note("access_asked", actor, row)
        return row


def drop(actor: Actor, request: int) -> AccessRequest:
    """Its asker needs it no more: nobody has to answer it. To others there is no such request."""
    with transaction():
        row = db.session.get(AccessRequest, request)
        if row is None or row.person_id != actor.person_id:
            raise Refused("not_found")
        case = db.session.get_one(CaseFile, row.case_file_id, with_for_update=True)
        db.session.refresh(row)
        perform.require(actor, "drop_access", case)
        act = Filing(reason=lent.words(row, row.last_day), stage=str(row.stage_now))
        perform.perform(actor, "drop_access", case, act, lambda: _dropped(actor, row))
        lent.note("access_dropped", actor, row)
    return row


def _dropped(actor: Actor, row: AccessRequest) -> None:
    row.stage = Stage.TAKEN_BACK
    _settled(actor, row, "")


def _row(actor: Actor, purpose: str, until: dt.date) -> AccessRequest:
    return AccessRequest(
        person_id=actor.person_id, position_id=actor.position_id, name=actor.name,
        post=actor.post, purpose=purpose.strip(), asked_at=now(), until=_end_of(until),
        stage=Stage.ASKED, alert="",
    )  # fmt: skip


def _end_of(day: dt.date) -> dt.datetime:
    return midnight(day + dt.timedelta(1))


def _the_file(actor: Actor, named: Named) -> CaseFile:
    """Of my agency, or of one that it came after (ORG-15). Codes are no secret inside (art. 28)."""
    within = holdings.within_reach(actor)
    named = _as_printed(within, named)
    agency_id = {one.code: one.id for one in within}.get(named.agency or actor.agency_code)
    same = {"agency_id": agency_id, "year": named.year, "code": named.code.strip()}
    case = db.session.scalar(select(CaseFile).filter_by(**same)) if agency_id else None
    if case is None:
        raise Refused("unknown_case_file", "code", code=named.code)
    return case


def _as_printed(within: Iterable[Agency], named: Named) -> Named:
    """Who types mã hồ sơ as its sheets print it says by it whose file it is, and of which year
    (Annex VI, P.II.III)."""
    for one in within:
        before, _organ, rest = named.code.strip().partition(f"{one.organ_id}.")
        year, _dot, code = rest.partition(".")
        if not before and code and len(year) == 4 and year.isdecimal():
            return Named(code, int(year), one.code)
    return named


def grant(actor: Actor, ref: Ref, *, request: int, until: dt.date | None = None) -> CaseFile:
    """For the term that was asked, or another: the file, and what in it the granter may read."""
    with taking(CaseFile, actor, ref, "grant_access") as case:
        row = _named(case, request)
        last = until or row.last_day
        fair = is_fair_term(today(), last)
        act = Filing(reason=lent.words(row, last), stage=str(row.stage_now), term_is_fair=fair)
        perform.perform(
            actor, "grant_access", case, act, lambda: _granted(actor, row, _end_of(last))
        )
        opened = lent.lend(actor, row)
        lent.note("access_granted", actor, row, opened=",".join(opened))
        lent.tell(actor, row, LENT)
    return case


def _granted(actor: Actor, row: AccessRequest, until: dt.datetime) -> None:
    row.stage, row.until = Stage.GRANTED, until
    _settled(actor, row, GRANTED)


def refuse(actor: Actor, ref: Ref, *, request: int, reason: str) -> CaseFile:
    with taking(CaseFile, actor, ref, "refuse_access") as case:
        row = _named(case, request)
        act = Filing(reason=_why(row, reason), stage=str(row.stage_now))
        perform.perform(actor, "refuse_access", case, act, lambda: _refused(actor, row, reason))
        lent.note("access_refused", actor, row)
        lent.tell(actor, row, NOT_LENT)
    return case


def _why(row: AccessRequest, reason: str) -> str:
    return f"{row.name}: {reason.strip()}" if reason.strip() else ""


def _refused(actor: Actor, row: AccessRequest, reason: str) -> None:
    row.stage, row.why = Stage.REFUSED, reason.strip()
    _settled(actor, row, "")


def withdraw(actor: Actor, ref: Ref, *, request: int, reason: str) -> CaseFile:
    """From this moment on he reads it no more."""
    with taking(CaseFile, actor, ref, "withdraw_access") as case:
        row = _named(case, request)
        act = Filing(reason=_why(row, reason), stage=str(row.stage_now))
        perform.perform(actor, "withdraw_access", case, act, lambda: _over(actor, row, reason))
        lent.take_back(row)
        lent.note("access_withdrawn", actor, row)
        lent.tell(actor, row, LENT_NO_MORE)
    return case


def _over(actor: Actor, row: AccessRequest, reason: str) -> None:
    row.stage, row.why, row.until = Stage.WITHDRAWN, reason.strip(), now()
    _settled(actor, row, WITHDRAWN)


def _settled(actor: Actor, row: AccessRequest, alert: str) -> None:
    """A change of rights is an alert until who has authority confirms it (Annex VI, III.3c)."""
    row.settled_at, row.settled_by = now(), lent.signed(actor)
    row.alert, row.alert_by_id = alert, actor.person_id
    sure = bool(alert) and confirms_itself(actor.roles)
    row.confirmed_at, row.confirmed_by = (now(), row.settled_by) if sure else (None, "")


def confirm(actor: Actor, ref: Ref, *, request: int) -> CaseFile:
    """Somebody with authority, who did not change it himself, has seen that it was changed."""
    with taking(CaseFile, actor, ref, "confirm_access") as case:
        row = _named(case, request)
        act = Filing(
            reason=lent.words(row, row.last_day),
            is_unconfirmed=row.is_unconfirmed,
            confirms_anothers=row.alert_by_id != actor.person_id,
        )
        perform.perform(actor, "confirm_access", case, act, lambda: _confirmed(actor, row))
        lent.note("access_confirmed", actor, row)
    return case


def _confirmed(actor: Actor, row: AccessRequest) -> None:
    row.confirmed_at, row.confirmed_by = now(), lent.signed(actor)


def _named(case: CaseFile, request: int) -> AccessRequest:
    row = next((one for one in case.requests if one.id == request), None)
    if row is None:
        raise Refused("unknown_request", "request")
    return row
