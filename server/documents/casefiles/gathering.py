"""What was said and done about a paper comes by itself into the files that it lies in (CF-04).

A reply lies where its question lies; so do the slip of a letter that is done, the opinions of what
went out, the result of a task that is accepted, the minutes that both have signed. Sheets are drawn
after the act, by a job. Nothing goes in by rule that the file's keeper could not lay in by hand,
and nothing that somebody took out again.
"""

from collections.abc import Collection

from sqlalchemy import select, tuple_

from server import jobs, perform
from server.clock import today
from server.database import db, transaction
from server.documents.casefiles import kept, recorded
from server.documents.casefiles.exhibits import Record, hang
from server.documents.casefiles.models import CaseFile, CaseFileItem, Exhibit
from server.jobs import Payload
from server.names import parts, typed
from server.org.actor import Actor, the_server
from server.org.models import Appointment
from server.org.queries import actor_by_id, in_force
from server.rota import nightly
from workflows import Refused
from workflows.casefile import CaseFile as State
from workflows.filing import Filing

JOB = "casefiles:gather"


def gather(names: Collection[str]) -> None:
    """Open files in which one of these papers lies look for what belongs to it; a step."""
    keys = [name for name in map(typed, names) if name is not None]
    holding = select(CaseFileItem.case_file_id).where(
        tuple_(CaseFileItem.paper_kind, CaseFileItem.paper_id).in_(keys)
    )
    found = select(CaseFile.id).where(
        CaseFile.id.in_(holding), CaseFile.state == State.OPEN, CaseFile.frozen_at.is_(None)
    )
    for case_id in db.session.scalars(found.order_by(CaseFile.id)).all() if keys else ():
        ask(case_id)


def ask(case_id: int) -> None:
    """Once for all that one act lays in it; a step."""
    waiting = select(jobs.Job.id).where(
        jobs.Job.kind == JOB, jobs.Job.state == jobs.QUEUED,
        jobs.Job.payload["case_id"].as_integer() == case_id,
    )  # fmt: skip
    if db.session.scalar(waiting.limit(1)) is None:
        jobs.later(JOB, {"case_id": case_id})


@jobs.job(JOB)
def read_and_lay(case_id: int) -> Payload:
    """Each by its own act: what cannot be drawn now does not keep the others out."""
    case = db.session.get_one(CaseFile, case_id)
    keeper = keeper_of(case)
    if keeper is None or case.state != State.OPEN or case.is_frozen:
        return {"laid": 0}
    names = [name for name in _wanted(keeper, case) if _is_at_rest(name)]
    return {"laid": sum(_lay(case_id, name, _drawn(keeper, name)) for name in names)}


@nightly("casefiles:gather_all")
def gather_all() -> None:
    """What lay in an open file before it gathered by itself, or came where no act told of it."""
    found = select(CaseFile.id).where(
        CaseFile.state == State.OPEN, CaseFile.frozen_at.is_(None), CaseFile.size > 0
    )
    for case_id in db.session.scalars(found.order_by(CaseFile.id)).all():
        case = db.session.get_one(CaseFile, case_id)
        keeper = keeper_of(case)
        if keeper is not None and any(map(_is_at_rest, _wanted(keeper, case))):
            with transaction():
                ask(case_id)


def _wanted(keeper: Actor, case: CaseFile) -> list[str]:
    """What belongs to the papers in it and never lay there."""
    known = ever(case)
    return [name for name, _words in recorded.offered(keeper, case) if name not in known]


def keeper_reads(case: CaseFile, name: str) -> bool:
    """What comes in by a rule is what its keeper may read at that moment, and nothing else: he who
    sets the words would learn from a bare ordinal that something hidden has them (issue 6)."""
    keeper = keeper_of(case)
    return keeper is not None and bool(recorded.opened_to(keeper, {name}))


def keeper_of(case: CaseFile) -> Actor | None:
    """Whoever has the post that keeps it today; into a vacant one's nothing comes by itself."""
    held = select(Appointment).where(
        Appointment.position_id == case.keeper_post_id, in_force(Appointment, today())
    )
    for one in db.session.scalars(held.order_by(Appointment.main.desc(), Appointment.id)):
        if one.person.active:
            return actor_by_id(one.person_id, one.id)
    return None


def ever(case: CaseFile) -> set[str]:
    """What there was a record of, also what was taken out by hand: that was decided."""
    mine = select(Exhibit.about).where(Exhibit.case_file_id == case.id, Exhibit.about != "")
    return set(db.session.scalars(mine))


def _is_at_rest(name: str) -> bool:
    """A slip is drawn when nothing more will stand on it; the other kinds say so themselves."""
    kind, number = parts(name)
    if kind not in kept.KINDS:
        return True
    paper = db.session.get_one(kept.KINDS[kind].model, number)
    return paper.state in kept.KINDS[kind].at_rest


def _drawn(keeper: Actor, name: str) -> list[Record]:
    try:
        return recorded.records_of(keeper, name)
    except Refused as no:
        if no.reason not in ("unknown_paper", "tells_closed_matters", "file_may_be_secret"):
            raise
        return []


def _lay(case_id: int, name: str, rows: list[Record]) -> bool:
    """Unless the file was closed, or somebody laid it in, while it was drawn."""
    if not rows:
        return False
    with transaction() as session:
        case = session.get_one(CaseFile, case_id, with_for_update=True, populate_existing=True)
        if case.state != State.OPEN or case.is_frozen or name in ever(case):
            return False
        server = the_server(case.agency_id)
        act = Filing(reason=recorded.named_in_history(name), paper_fits=True)
        perform.perform(server, "record", case, act, lambda: hang(server, case, rows, name))
    return True
