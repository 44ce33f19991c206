"""A clerk's two acts on scans that wait to be registered: bind their leaves anew, and undo it."""

from dataclasses import replace

from sqlalchemy import select

from server import audit, jobs, perform, repeats
from server.clock import now
from server.database import db, transaction
from server.documents.incoming.models import IncomingDocument
from server.org.actor import Actor
from server.scanbox import plans, table
from server.scanbox.binding import JOB, MADE, UNDONE, WAITING
from server.scanbox.models import Arrangement
from server.scanbox.plans import Plan
from workflows import Refused, Role
from workflows.incoming import Arriving, Incoming

SHOWN = 20


def arrange(actor: Actor, plan: Plan) -> Arrangement:
    """The scans leave the desk, and the job that makes the new ones is asked for, in one act.

    Raises what `table.scan_of` and `plans.check` raise, and `arrangement_too_large`.
    """
    if Role.CLERK not in actor.roles:
        raise Refused("wrong_role")
    with transaction() as session:
        scans = [table.scan_of(actor, paper_id) for paper_id in plan.sources]
        if len(scans) > plans.MOST_SCANS or len(plan.leaves) > plans.MOST_LEAVES:
            raise Refused("arrangement_too_large")
        plans.check(plan, {paper.id: file.pages for paper, file in scans})
        row = Arrangement(agency_id=actor.agency_id, person_id=actor.person_id, stage=WAITING)
        row.sources = plan.sources
        row.documents = [[list(leaf) for leaf in leaves] for leaves in plan.documents]
        session.add(row)
        session.flush()
        _write_down(actor, "arrange_scans", row)
        for paper, _ in scans:
            perform.perform(_hand_of(actor), "rearrange", paper, Arriving())
        jobs.later(JOB, {"arrangement_id": row.id}, person_id=actor.person_id)
    return row


def undo(actor: Actor, arrangement_id: int) -> Arrangement:
    """The scans come back as they came; what was made of them is put aside, and kept.

    Raises `arrangement_settled`, and `arrangement_registered` as soon as one of the new documents
    has gone its own way: into the register, into quarantine, or under the next arrangement.
    """
    with transaction() as session:
        row = of_agency(actor, arrangement_id, for_update=True)
        if row.stage not in (WAITING, MADE):
            raise Refused("arrangement_settled")
        made = [session.get_one(IncomingDocument, paper_id) for paper_id in row.made]
        if any(paper.state != Incoming.ARRIVED for paper in made):
            raise Refused("arrangement_registered")
        _write_down(actor, "undo_arrangement", row)
        for paper in made:
            perform.perform(_hand_of(actor), "rearrange", paper, Arriving(reason="Hoàn tác"))
        for paper_id in row.sources:
            source = session.get_one(IncomingDocument, paper_id)
            perform.perform(_hand_of(actor), "put_back", source, Arriving())
        row.stage, row.settled_at = UNDONE, now()
    return row


def of_agency(actor: Actor, arrangement_id: int, *, for_update: bool = False) -> Arrangement:
    """An arrangement of the own agency; to others it does not exist."""
    mine = select(Arrangement).filter_by(id=arrangement_id, agency_id=actor.agency_id)
    if Role.CLERK not in actor.roles:
        raise Refused("wrong_role")
    row = db.session.scalar(mine.with_for_update() if for_update else mine)
    if row is None:
        raise Refused("not_found")
    return row


def latest(actor: Actor) -> list[Arrangement]:
    """The agency's last arrangements, the newest first."""
    mine = select(Arrangement).where(Arrangement.agency_id == actor.agency_id)
    return list(db.session.scalars(mine.order_by(Arrangement.id.desc()).limit(SHOWN)))


def undoable(rows: list[Arrangement]) -> set[int]:
    """Which of these may still be undone, by id; one question for all of them."""
    made = {paper_id for row in rows for paper_id in row.made}
    gone = select(IncomingDocument.id).where(
        IncomingDocument.id.in_(made), IncomingDocument.state != Incoming.ARRIVED
    )
    gone_on = set(db.session.scalars(gone))
    return {row.id for row in rows if row.stage in (WAITING, MADE) and gone_on.isdisjoint(row.made)}


def _hand_of(actor: Actor) -> Actor:
    """The step is the server's, which takes it only together with its arrangement; the hand that
    history and ledger name is the clerk's."""
    return replace(actor, roles=frozenset({Role.SYSTEM}))


def _write_down(actor: Actor, event: str, row: Arrangement) -> None:
    repeats.remember("arrangement", row.id)
    ids = {"sources": _ids(row.sources), "made": _ids(row.made or [])}
    audit.append(event, f"arrangement/{row.id}", agency=actor.agency_id, **actor.by, **ids)


def _ids(papers: list[int]) -> str:
    return " ".join(map(str, papers))
