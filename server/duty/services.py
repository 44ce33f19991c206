"""Who may be rung, at which number, and after how many minutes: kept by the agency itself."""

import re
from collections.abc import Mapping

from sqlalchemy import select

from server.audit.changes import changed
from server.clock import today
from server.database import db, transaction
from server.duty.calling import ring
from server.duty.models import DutyNumber
from server.office import office
from server.org import queries as org
from server.org.actor import Actor
from server.org.kind_rules import put, settled
from server.org.models import Agency
from server.words import unmarked
from workflows import Refused, Role
from workflows.urgency import LEVELS, WORDS, Urgency

KEEPERS = frozenset({Role.OFFICE_CHIEF, Role.LEADER})
"""Who keeps the list of his own agency; an administrator keeps every one."""

NUMBER = re.compile(r"(?:\+?84|0)([1-9]\d{8,9})")
"""As a Vietnamese writes his: 0912 345 678, or from abroad; lines of an office too."""

MOST_MINUTES = 24 * 60


def agencies_of(actor: Actor) -> list[tuple[str, str]]:
    """Code and short name of the agencies whose list this actor keeps; none is `not_allowed`."""
    if actor.roles & {Role.ADMIN, Role.SYSTEM}:
        return org.own_agencies()
    own = [one for one in org.own_agencies() if one[0] == actor.agency_code]
    if not own or not actor.roles & KEEPERS:
        raise Refused("not_allowed")
    return own


def kept_by(actor: Actor, code: str) -> Agency:
    """An agency whose list this actor keeps, or `unknown_agency`."""
    if code not in dict(agencies_of(actor)):
        raise Refused("unknown_agency", "agency", code=code)
    return org.agency_by_code(code, "agency")


def found(actor: Actor, row_id: int) -> tuple[DutyNumber, Agency]:
    """A number of a list that this actor keeps, or `no_such_row`."""
    mine = dict(agencies_of(actor))
    row = db.session.get(DutyNumber, row_id)
    agency = db.session.get_one(Agency, row.agency_id) if row else None
    if row is None or agency is None or agency.code not in mine:
        raise Refused("no_such_row")
    return row, agency


def keep(actor: Actor, code: str, account: str, telephone: str) -> None:
    """Somebody of the agency is rung at this number from now on, and at no other."""
    agency = kept_by(actor, code)
    number = _fit(telephone)
    with transaction() as session:
        person, _post = org.colleague(agency.id, account, "person")
        mine = select(DutyNumber).filter_by(agency_id=agency.id, person_id=person.id)
        row = session.scalar(mine.with_for_update())
        if row is not None and row.telephone == number:
            raise Refused("nothing_changes")
        if row is None:
            row = DutyNumber(agency_id=agency.id, person_id=person.id, telephone=number)
            session.add(row)
        row.telephone = number
        words = f"Trực hỏa tốc {agency.short_name}: ghi số điện thoại của {person.full_name}"
        changed(actor, "duty_number_kept", f"person/{person.id}", words, agency=agency.id)


def drop(actor: Actor, row_id: int) -> None:
    """He is rung no more; the number is gone."""
    with transaction() as session:
        row, agency = found(actor, row_id)
        words = f"Trực hỏa tốc {agency.short_name}: bỏ số điện thoại của {row.person.full_name}"
        changed(actor, "duty_number_dropped", f"person/{row.person_id}", words, agency=agency.id)
        session.delete(row)


def try_out(actor: Actor, row_id: int) -> None:
    """A message that says it is a trial, by the same way as a real one."""
    if not office().sms_url:
        raise Refused("sms_is_off")
    with transaction():
        row, agency = found(actor, row_id)
        words = f"[Công Sở] Tin thử của danh sách trực hỏa tốc, {agency.short_name}."
        ring([row], unmarked(words), "duty_tried")


def patience_of(agency_id: int) -> dict[Urgency, int]:
    """Minutes of each urgent level, as they count in this agency today."""
    own = settled(agency_id, org.MINUTES)
    return {
        level: int(own.get(level, usual))
        for level, row in LEVELS.items()
        if (usual := row.escalate_after) is not None
    }


def set_patience(actor: Actor, code: str, minutes: Mapping[Urgency, int]) -> None:
    """After how many minutes an urgent paper was left lying here, for what comes from now on;
    what lies on a desk already keeps its hour."""
    agency = kept_by(actor, code)
    with transaction():
        old = patience_of(agency.id)
        new = {level: n for level, n in minutes.items() if n != old[level]}
        if not new:
            raise Refused("nothing_changes")
        for level, n in new.items():
            put(agency.id, (level, org.MINUTES), str(n), today())
        said = "; ".join(f"{WORDS[level]} {old[level]} → {n} phút" for level, n in new.items())
        words = f"{agency.short_name}: giờ nhắc văn bản khẩn: {said}"
        facts = ({str(it): old[it] for it in new}, {str(it): n for it, n in new.items()})
        changed(actor, "patience_set", f"agency/{agency.id}", words, facts)


def _fit(telephone: str) -> str:
    said = NUMBER.fullmatch(re.sub(r"[\s.()-]", "", telephone))
    if said is None:
        raise Refused("not_a_telephone", "telephone")
    return f"+84{said[1]}"
