"""What a file and its documents are read by while they are lent: a pass, on which nobody else sits.

It ends by the clock (`org.passes`); a round writes the end down and takes its seat off the papers.
"""

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, select

from server import audit, perform, readers
from server.clock import now
from server.database import db, transaction
from server.desks.models import Reader
from server.desks.queries import ACCESS
from server.documents.casefiles.kept import named_in_history, readable_items
from server.documents.casefiles.models import AccessRequest, CaseFile
from server.org.actor import Actor, the_server
from server.org.passes import Pass, seat_of
from server.papers.openings import BY_PASS
from server.papers.telling import LENT_NO_MORE, tell_person
from server.rota import every
from workflows import Refused
from workflows.access import Stage
from workflows.filing import Filing


def signed(actor: Actor) -> str:
    return ", ".join(filter(None, (actor.name, actor.post)))


def words(row: AccessRequest, last: dt.date) -> str:
    """Who reads it until when, for the history."""
    return f"{row.name} ({row.post}), đến hết ngày {last:%d/%m/%Y}"


def lend(actor: Actor, row: AccessRequest) -> list[str]:
    """A step. Nobody lends what he may not read himself, nor what its own law shuts away."""
    lent = Pass(person_id=row.person_id, position_id=row.position_id, until=row.until)
    db.session.add(lent)
    db.session.flush()
    row.pass_id = lent.id
    opened = [("casefiles", row.case_file_id), *readable_items(actor, row.case_file)]
    for kind, paper_id in opened:
        perform.lend(kind, paper_id, [lent.seat], "access")
    return [f"{kind}/{paper_id}" for kind, paper_id in opened]


def take_back(row: AccessRequest) -> None:
    """A step."""
    lent = db.session.get_one(Pass, row.pass_id)
    lent.until = min(lent.until, now())
    _shut_out(Reader.seat == lent.seat)


def _shut_out(*which: ColumnElement[bool]) -> None:
    for (kind, paper_id), seats in readers.shut_out(*which).items():
        readers.say("shut_out", kind, paper_id, **readers.told((), seats))


def let_go(case: CaseFile, kind: str, paper_id: int) -> None:
    """What is taken out of the file is no longer read by who was lent the file; a step."""
    seats = [seat_of(one.pass_id) for one in case.requests if one.pass_id]
    mine = (Reader.paper_kind == kind, Reader.paper_id == paper_id)
    if seats:
        _shut_out(Reader.seat.in_(seats), *mine)


def note(event: str, actor: Actor, row: AccessRequest, **facts: str) -> None:
    """Who may read what until when, in the log; its words stand in the office."""
    until = row.until.astimezone(dt.UTC).isoformat(timespec="seconds")
    said: dict[str, Any] = {"request": row.id, "reader": row.person_id, "until": until, **facts}
    audit.append(event, f"casefiles/{row.case_file_id}", **actor.by, **said)


def tell(actor: Actor, row: AccessRequest, what: str) -> None:
    """Who asked hears what became of it; the page of requests says the rest."""
    tell_person(actor, {"kind": ACCESS, "id": row.id, "seq": 1}, row.person_id, what)


@every(5, "casefiles:access")
def end_all() -> None:
    """Harmless twice."""
    over = (AccessRequest.stage == Stage.GRANTED, AccessRequest.until <= now())
    for row_id in db.session.scalars(select(AccessRequest.id).where(*over)).all():
        with transaction():
            row = db.session.get_one(AccessRequest, row_id, populate_existing=True)
            if row.stage == Stage.GRANTED:
                _end(row)


def _end(row: AccessRequest) -> None:
    case = row.case_file
    server = the_server(case.agency_id)
    act = Filing(reason=words(row, row.last_day), stage=str(row.stage_now))
    perform.perform(server, "end_access", case, act, lambda: _over(row))
    take_back(row)
    note("access_ended", server, row)
    tell(server, row, LENT_NO_MORE)


def _over(row: AccessRequest) -> None:
    row.stage = Stage.ENDED


def end_for_good(actor: Actor, case: CaseFile) -> None:
    """Its contents go: nobody is lent them any more, nor asks; a step."""
    for row in case.requests:
        if row.stage == Stage.GRANTED:
            take_back(row)
            tell(actor, row, LENT_NO_MORE)
        if row.stage in (Stage.GRANTED, Stage.ASKED):
            row.stage = Stage.ENDED
            note("access_ended", actor, row)
    perform.refresh_desks(case, "end_access")


def heard(actor: Actor, kind: str, paper_id: int) -> None:
    """Each reading by a grant alone stands in the file's history and in the log."""
    with transaction():
        row = _by_which(actor, kind, paper_id)
        read = "hồ sơ" if kind == "casefiles" else named_in_history(kind, paper_id)
        act = Filing(reason=read, stage=str(row.stage_now))
        perform.perform(actor, "read_by_access", row.case_file, act)
        audit.append("access_read", f"{kind}/{paper_id}", **actor.by, request=row.id)


def _by_which(actor: Actor, kind: str, paper_id: int) -> AccessRequest:
    mine = select(Reader.seat).where(
        Reader.seat.in_(actor.passes), Reader.paper_kind == kind, Reader.paper_id == paper_id
    )
    passes = [int(seat.partition(":")[2]) for seat in db.session.scalars(mine)]
    found = select(AccessRequest).where(AccessRequest.pass_id.in_(passes))
    row = db.session.scalars(found.order_by(AccessRequest.id)).first()
    if row is None:
        raise Refused("not_found")
    return row


def install() -> None:
    """Once, however many offices this process opens."""
    if heard not in BY_PASS:
        BY_PASS.append(heard)
