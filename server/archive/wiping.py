"""The contents of an expired file go: its package, and what came in and lies in no other (AR-07).

What went out of the agency stays: the originals of outgoing documents are kept for ever (AR-08).
Of what is destroyed the rows stay, with number, history and digests; the log says what went.
"""

import datetime as dt

from sqlalchemy import exists, select

from server import audit, finding, perform
from server.archive.destruction_models import Destruction
from server.clock import now
from server.database import db, transaction
from server.documents.casefiles.lent import end_for_good
from server.documents.casefiles.models import CaseFile, CaseFileItem
from server.documents.copies.making import copies_of
from server.documents.incoming.models import IncomingDocument
from server.org.actor import Actor, the_server
from server.papers import destroyed
from server.papers.destroyed import DestroyedFile
from server.papers.models import PaperFile
from server.papers.traces import digests_of
from server.rota import every
from workflows.casefile import CaseFile as State
from workflows.destroying import DONE
from workflows.filing import Filing

Whole = dict[tuple[str, int], list[str]]
"""By paper, the digests of its files."""


def wipe(actor: Actor, step: str, case: CaseFile, decision: str) -> None:
    """A step of the act: what is read of it ends, its texts go, and the log says which files."""
    perform.perform(actor, step, case, Filing(reason=decision, decision=decision))
    end_for_good(actor, case)
    gone = _contents(case)
    for (kind, paper_id), digests in gone.items():
        for sha256 in digests:
            db.session.merge(DestroyedFile(
                paper_kind=kind, paper_id=paper_id, sha256=sha256, decision=decision, at=now()
            ))  # fmt: skip
        audit.append(
            destroyed.EVENT, f"{kind}/{paper_id}", **actor.by,
            casefile=case.id, files=",".join(digests),
        )  # fmt: skip
    db.session.flush()
    destroyed.forget_texts(one for digests in gone.values() for one in digests)
    for kind, paper_id in gone:
        finding.keep_text(kind, paper_id, "")  # of which another paper may have the same file


def _contents(case: CaseFile) -> Whole:
    own = [case.package_sha256] if case.package_sha256 else []
    mine = select(PaperFile.sha256).filter_by(paper_kind="casefiles", paper_id=case.id)
    found = {("casefiles", case.id): [*dict.fromkeys([*own, *db.session.scalars(mine)])]}
    for item in case.items:
        if item.paper_kind == "incoming" and not _lies_elsewhere(case, item):
            found["incoming", item.paper_id] = _of_incoming(item.paper_id)
    return {key: digests for key, digests in found.items() if digests}


def _lies_elsewhere(case: CaseFile, item: CaseFileItem) -> bool:
    """In another file that has not been destroyed."""
    there = exists().where(
        CaseFileItem.paper_kind == item.paper_kind,
        CaseFileItem.paper_id == item.paper_id,
        CaseFileItem.case_file_id == CaseFile.id,
        CaseFile.id != case.id,
        CaseFile.state != State.DESTROYED,
    )
    return bool(db.session.scalar(select(there)))


def _of_incoming(paper_id: int) -> list[str]:
    paper = db.session.get_one(IncomingDocument, paper_id)
    first = [paper.file_sha256] if paper.file_sha256 else []
    copies = {one for one in digests_of("incoming", paper_id)} - _issued(paper_id)
    return [*dict.fromkeys([*first, *sorted(copies)])]


def _issued(paper_id: int) -> set[str]:
    """Copies that the agency made of it have numbers of their own and stay, as all it issues."""
    made = copies_of("incoming", paper_id)
    return {one for it in made for one in (it.file_sha256, it.sealed_sha256) if one}


def finish(destruction_id: int) -> None:
    """The list beside the database first, then the bytes."""
    one = db.session.get_one(Destruction, destruction_id, populate_existing=True)
    for case in one.going:
        _finish_one(case, one.decision)
    with transaction() as session:
        session.get_one(Destruction, destruction_id).wiped_at = now()


def _finish_one(case: CaseFile, decision: str) -> None:
    rows = db.session.scalars(
        select(DestroyedFile).filter_by(decision=decision).order_by(DestroyedFile.sha256)
    ).all()
    inside = {("casefiles", case.id), *((one.paper_kind, one.paper_id) for one in case.items)}
    digests = [one.sha256 for one in rows if (one.paper_kind, one.paper_id) in inside]
    destroyed.write_down({
        "casefile": case.id, "code": case.code, "year": case.year, "agency": case.agency.organ_id,
        "opened_on": case.opened_on.isoformat(), "decision": decision,
        "digests": sorted(set(digests)),
    })  # fmt: skip
    destroyed.destroy(digests)


@every(5, "casefiles:wipe")
def finish_all() -> None:
    """What a crash left between the act and the bytes."""
    waiting = select(Destruction.id).where(
        Destruction.stage == DONE, Destruction.wiped_at.is_(None)
    )
    for row_id in db.session.scalars(waiting).all():
        finish(row_id)


def destroy_again() -> int:
    """After a restore: an older copy has files that were destroyed since; how many.

    A file is known by its id, its code and the day it was opened.
    """
    done = 0
    for line in destroyed.listed():
        case = db.session.get(CaseFile, line["casefile"])
        opened = dt.date.fromisoformat(line["opened_on"])
        if case is None or (case.code, case.year, case.opened_on) != (
            line["code"], line["year"], opened
        ):  # fmt: skip
            continue
        if case.state != State.DESTROYED:
            with transaction():
                wipe(the_server(case.agency_id), "destroy_again", case, line["decision"])
            done += 1
        destroyed.destroy(line["digests"])
    return done
