"""An agency's export: one administrator asks, a leader of the agency agrees and takes it, once."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, select, true

from server import jobs, rota
from server.audit.changes import changed
from server.clock import now, today
from server.database import db, transaction
from server.desks.queries import EXPORTS
from server.exporting import packing
from server.exporting.models import GONE, MAKING, PROPOSED, READY, REFUSED, TAKEN, AgencyExport
from server.jobs import FAILED, Job, Payload, job
from server.office import office
from server.org import ended, holdings
from server.org.actor import Actor, the_server
from server.org.models import Agency
from server.papers.telling import CONFIRMING, bring, tell_person, untell
from workflows import Refused, Role

KIND = "exporting:make"
AGAIN = dt.timedelta(hours=1)
"""A line that broke: so long the same hand may fetch the file again."""
KEPT = dt.timedelta(days=7)
"""What nobody fetches does not lie about for ever: it holds all of an agency's papers."""


def propose(actor: Actor, agency: str, *, reason: str) -> AgencyExport:
    """An administrator asks for everything of an agency, also of one that has ended (ORG-15);
    nothing is written yet."""
    if Role.ADMIN not in actor.roles:
        raise Refused("wrong_role")
    whose = known(agency, "agency")
    with transaction() as session:
        _refuse_another(whose.id)
        row = AgencyExport(
            agency_id=whose.id, by_person_id=actor.person_id, at=now(), reason=reason.strip()
        )
        session.add(row)
        session.flush()
        _told(actor, "export_proposed", row, f"Đề nghị xuất dữ liệu của {whose.short_name}")
        bring(actor, _about(row), {f"a:{ended.living(whose.id)}:LEADER"}, CONFIRMING)
    return row


def known(code: str, field: str = "") -> Agency:
    """The agency that works here, or worked here, under that code; raises `unknown_agency`."""
    whose = ended.agency_ever(code, field)
    if whose.external or whose.valid_from > today():
        raise Refused("unknown_agency", field, code=code)
    return whose


def confirm(actor: Actor, export_id: int) -> AgencyExport:
    """The second person is a leader of that agency, or of who came after it where it has ended: he
    may read what is in it (DOMAIN §3.2, ORG-15)."""
    with transaction():
        row = _to_decide(actor, export_id)
        row.stage, row.second_id, row.second_at = MAKING, actor.person_id, now()
        row.job_id = jobs.later(KIND, {"export_id": export_id}, person_id=actor.person_id).id
        untell(EXPORTS, row.id)
        _told(actor, "export_confirmed", row, f"Đồng ý xuất dữ liệu của {row.agency.short_name}")
    return row


def reject(actor: Actor, export_id: int, *, reason: str) -> AgencyExport:
    """The leader says no, and why."""
    with transaction():
        row = _to_decide(actor, export_id)
        row.stage, row.second_id, row.second_at = REFUSED, actor.person_id, now()
        row.second_reason = reason.strip()
        untell(EXPORTS, row.id)
        _told(actor, "export_rejected", row, f"Không đồng ý xuất dữ liệu: {row.second_reason}")
    return row


def take(actor: Actor, export_id: int) -> Path:
    """The file, to whoever agreed to it: once; again within the hour where the line broke."""
    with transaction():
        row = _locked(actor, export_id)
        if actor.person_id != row.second_id:
            raise Refused("not_allowed")
        place = place_of(row.id)
        if not may_be_taken(row):
            raise Refused("export_not_here")
        if row.stage == READY:
            row.stage, row.taken_at = TAKEN, now()
            untell(EXPORTS, row.id)
            _told(actor, "export_taken", row, f"Tải dữ liệu của {row.agency.short_name}")
    return place


def may_be_taken(row: AgencyExport) -> bool:
    """Not taken yet, or so lately that the line may have broken; and the file is there."""
    is_again = row.stage == TAKEN and row.taken_at and now() - row.taken_at <= AGAIN
    return bool(row.stage == READY or is_again) and place_of(row.id).is_file()


def give_out(agency: Agency, place: Path) -> str:
    """To who has the machine, nobody being asked: the log has it all the same, by its digest."""
    sha256 = packing.pack(agency, place, lambda _percent: None)
    with transaction():
        words = f"Xuất dữ liệu của {agency.short_name} bằng lệnh trên máy chủ"
        subject = f"agencies/{agency.id}"
        changed(
            the_server(), "export_taken", subject, words, agency=agency.id, file_sha256=sha256
        )  # fmt: skip
    return sha256


def find(actor: Actor, export_id: int) -> AgencyExport:
    """One that this actor asked about or decides on; others do not exist."""
    found = db.session.scalar(
        select(AgencyExport).where(AgencyExport.id == export_id, _mine(actor))
    )
    if found is None:
        raise Refused("not_found")
    return found


def listed(actor: Actor) -> Sequence[AgencyExport]:
    """Newest first: all of them for an administrator, for a leader those of the agency, and of
    those that it came after."""
    mine = select(AgencyExport).where(_mine(actor)).order_by(AgencyExport.id.desc())
    return db.session.scalars(mine.limit(50)).all()


def job_of(row: AgencyExport) -> Job | None:
    """What writes it, as long as it is being written."""
    return db.session.get(Job, row.job_id) if row.stage == MAKING and row.job_id else None


@job(KIND)
def make(export_id: int) -> Payload:
    """Write it; a second time writes it anew."""
    row = db.session.get_one(AgencyExport, export_id)
    if row.stage != MAKING:
        return {}
    agency, place = db.session.get_one(Agency, row.agency_id), place_of(export_id)
    sha256 = packing.pack(agency, place, jobs.progress)
    with transaction():
        row = db.session.get_one(AgencyExport, export_id, with_for_update=True)
        row.stage, row.sha256, row.size = READY, sha256, place.stat().st_size
        if row.second_id:
            tell_person(the_server(), _about(row), row.second_id, CONFIRMING)
    return {}


@rota.nightly("exporting:clear")
def clear() -> Payload:
    """What was taken, or waited too long, leaves the disk."""
    moment = now()
    with transaction() as session:
        old = session.scalars(select(AgencyExport).where(AgencyExport.stage.in_((READY, TAKEN))))
        for row in old:
            since = row.taken_at or row.second_at or row.at
            if moment - since > (AGAIN if row.taken_at else KEPT):
                row.stage = GONE if row.stage == READY else TAKEN
                untell(EXPORTS, row.id)
                place_of(row.id).unlink(missing_ok=True)
    return {}


def _about(row: AgencyExport) -> dict[str, Any]:
    return {"kind": EXPORTS, "id": row.id, "seq": 1}


def place_of(export_id: int) -> Path:
    return office().home / "exports" / f"{export_id}.zip"


def require(actor: Actor) -> None:
    """Administrators and leaders; to others there are no exports."""
    if not may_look(actor):
        raise Refused("wrong_role")


def may_look(actor: Actor) -> bool:
    return bool(actor.roles & {Role.ADMIN, Role.LEADER})


def _mine(actor: Actor) -> ColumnElement[bool]:
    require(actor)
    theirs = AgencyExport.agency_id.in_(holdings.closed_before(actor.agency_id))
    return true() if Role.ADMIN in actor.roles else theirs


def leads(actor: Actor, agency_id: int) -> bool:
    """Whether the word about its data is this one's to give."""
    return Role.LEADER in actor.roles and actor.agency_id == ended.living(agency_id)


def _to_decide(actor: Actor, export_id: int) -> AgencyExport:
    row = _locked(actor, export_id)
    if not leads(actor, row.agency_id):
        raise Refused("not_allowed")
    if row.by_person_id == actor.person_id:
        raise Refused("same_person")
    if row.stage != PROPOSED:
        raise Refused("export_is_settled")
    return row


def _locked(actor: Actor, export_id: int) -> AgencyExport:
    row = find(actor, export_id)
    db.session.refresh(row, with_for_update=True)
    return row


def _refuse_another(agency_id: int) -> None:
    """One that could not be made is none: it is asked for anew."""
    asked = select(AgencyExport.id).outerjoin(Job, Job.id == AgencyExport.job_id)
    open_ = asked.where(
        AgencyExport.stage.in_((PROPOSED, MAKING)), Job.state.is_distinct_from(FAILED)
    )
    if db.session.scalar(open_.where(AgencyExport.agency_id == agency_id).limit(1)):
        raise Refused("export_under_way")


def _told(actor: Actor, act: str, row: AgencyExport, words: str) -> None:
    """In the log by its agency; of a file that exists by its digest too."""
    facts: dict[str, Any] = {"agency": row.agency_id}
    facts |= {"file_sha256": row.sha256} if act == "export_taken" else {}
    changed(actor, act, f"export/{row.id}", words, **facts)
