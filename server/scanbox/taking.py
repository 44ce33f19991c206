"""From the folder to the clerk's desk: kept in the store, then row and paper in one act.

A kill at any moment leaves a file that the next try finds: in the box, or held beside it under the
number of its row. It is removed only after the act that made it a paper is committed.
"""

import datetime as dt
import hashlib
from pathlib import Path

from sqlalchemy import select, update

from server import jobs
from server.clock import now
from server.database import db, transaction
from server.documents.incoming import arriving
from server.documents.incoming.models import IncomingDocument
from server.org.actor import the_server
from server.papers import letters
from server.papers.models import PaperFile
from server.scanbox import folder, table
from server.scanbox.looking import JOB, root
from server.scanbox.models import DISMISSED, FAILED, GONE, OPEN, TAKEN, Scan
from workflows import Refused
from workflows.incoming import Incoming

AGAIN = {
    "scan_growing": dt.timedelta(seconds=5),
    "scan_unreadable": dt.timedelta(minutes=1),
    "inspection_busy": dt.timedelta(minutes=1),
    "inspection_failed": dt.timedelta(minutes=5),
}
"""What may be gone by itself in a while: tried for ever, and shown as long as it lasts."""


@jobs.job(JOB)
def empty(agency_id: int) -> dict[str, int]:
    """Take in everything that is due at an agency, in the order in which it came to lie there."""
    tidy(agency_id)
    due = (Scan.agency_id == agency_id, Scan.stage.in_(OPEN), Scan.due_at <= now())
    ids = db.session.scalars(select(Scan.id).where(*due).order_by(Scan.id)).all()
    for n, scan_id in enumerate(ids):
        take(scan_id)
        if n % 10 == 9:
            jobs.progress(100 * n // len(ids))
    return {"taken": len(ids)}


def tidy(agency_id: int) -> None:
    """What a try that was cut short left behind: taken files go, the others are found again."""
    names = db.session.scalars(select(Scan.box).where(Scan.agency_id == agency_id).distinct())
    for box in [root() / name for name in names]:
        for scan_id in list(folder.held_in(box)):
            scan = db.session.get(Scan, scan_id)
            if scan is None or scan.stage == GONE:
                folder.lay_back(box, scan_id)
            elif scan.stage == TAKEN:
                folder.let_go(box, scan_id, scan.mark)
            elif scan.stage == DISMISSED:
                folder.set_aside(box, scan.name, scan_id)


def take(scan_id: int) -> None:
    """One file; whatever is wrong with it is written beside it and stops no other."""
    scan = db.session.get(Scan, scan_id, populate_existing=True)
    assert scan is not None
    box = root() / scan.box
    try:
        mark = _bring_in(scan, box)
    except Refused as no:
        _fail(scan_id, no.reason, str(no.said.get("of_file", "")))
    except FileNotFoundError:
        _settle(scan_id, stage=GONE, due_at=None, settled_at=now())
    except OSError:
        _fail(scan_id, "scan_unreadable")
    else:
        folder.let_go(box, scan_id, mark)


def _bring_in(scan: Scan, box: Path) -> str:
    """Read, inspect, keep, hold, enter: in this order nothing is lost at any step."""
    scan_id, agency_id, name, forced = scan.id, scan.agency_id, scan.name, scan.forced
    place = folder.where(box, name, scan_id)
    mark = folder.mark_of(place)
    data = folder.read(place)
    sha256 = hashlib.sha256(data).hexdigest()
    _settle(scan_id, sha256=sha256, mark=mark)
    if not forced and known(agency_id, sha256) is not None:
        raise Refused("scan_known")
    opened = letters.open_scan(name, data)
    if folder.mark_of(folder.hold(box, name, scan_id)) != mark:
        raise Refused("scan_growing")
    _enter(scan_id, agency_id, opened)
    return mark


def known(agency_id: int, sha256: str) -> int | None:
    """The document of this agency that has this very file already (px#1760)."""
    found = (
        select(IncomingDocument.id)
        .join(PaperFile, PaperFile.paper_id == IncomingDocument.id)
        .where(
            PaperFile.paper_kind == "incoming",
            PaperFile.sha256 == sha256,
            IncomingDocument.agency_id == agency_id,
            IncomingDocument.state != Incoming.RETURNED,
        )
    )
    return db.session.scalar(found.limit(1))


def _enter(scan_id: int, agency_id: int, opened: letters.Opened) -> None:
    """The paper and its row's last word are one act; who comes second finds it done."""
    paper = arriving.read_in(agency_id, {}, opened.files, opened.hints)
    paper.note = opened.note
    with transaction() as session:
        scan = session.get(Scan, scan_id, populate_existing=True, with_for_update=True)
        if scan is None or scan.stage not in OPEN:
            return
        arriving.enter(the_server(agency_id), paper, opened.files)
        table.look_for_separators(opened.files)
        scan.stage, scan.paper_id, scan.reason = TAKEN, paper.id, ""
        scan.due_at, scan.settled_at = None, now()


def _fail(scan_id: int, reason: str, words: str = "") -> None:
    """`words`: which file of a letter it was."""
    pause = AGAIN.get(reason)
    due_at = now() + pause if pause else None
    _settle(scan_id, stage=FAILED, reason=reason, words=words, due_at=due_at)


def _settle(scan_id: int, **values: object) -> None:
    """What is known of a scan now; what another consumer has settled meanwhile stays."""
    with transaction() as session:
        still_open = (Scan.id == scan_id, Scan.stage.in_(OPEN))
        session.execute(update(Scan).where(*still_open).values(values))
