"""What the clerk does about a scan that was not taken: try again, or put it aside with a reason."""

from typing import Any

from sqlalchemy import Select, select

from server import audit
from server.clock import now
from server.database import db, transaction
from server.org.actor import Actor
from server.scanbox.models import DISMISSED, FAILED, OPEN, WAITING, Scan
from workflows import Refused, Role

PAGE = 50


def troubled(actor: Actor) -> Select[Any]:
    """The badge of the room: what waits for the clerk's word."""
    return select(Scan.id).where(Scan.agency_id == actor.agency_id, Scan.stage == FAILED)


def listed(actor: Actor) -> tuple[list[Scan], list[Scan]]:
    """What is still in the folder, then what left it lately; only a clerk sees either."""
    if Role.CLERK not in actor.roles:
        raise Refused("not_allowed")
    mine = select(Scan).where(Scan.agency_id == actor.agency_id).order_by(Scan.id.desc())
    lying = db.session.scalars(mine.where(Scan.stage.in_(OPEN)).limit(4 * PAGE)).all()
    gone = db.session.scalars(mine.where(Scan.stage.not_in(OPEN)).limit(PAGE)).all()
    return list(lying), list(gone)


def again(actor: Actor, scan_id: int) -> Scan:
    """Try it once more; a file that came before is taken all the same, for the clerk says so."""
    with transaction():
        scan = _failed(actor, scan_id)
        scan.forced = scan.forced or scan.reason == "scan_known"
        scan.stage, scan.due_at = WAITING, now()
    return scan


def dismiss(actor: Actor, scan_id: int, *, reason: str) -> Scan:
    """It becomes no document: who said so and why is kept, and so is the file, put aside."""
    with transaction():
        scan = _failed(actor, scan_id)
        if not reason.strip():
            raise Refused("has_reason", "reason")
        scan.stage, scan.due_at, scan.settled_at = DISMISSED, None, now()
        scan.reason = ""
        scan.person_id, scan.words = actor.person_id, reason.strip()
        facts = {"agency": actor.agency_id, "sha256": scan.sha256}
        audit.append("dismiss_scan", f"scan/{scan.id}", **actor.by, **facts)
    return scan


def _failed(actor: Actor, scan_id: int) -> Scan:
    """A scan of the own agency that failed; another agency's does not exist."""
    if Role.CLERK not in actor.roles:
        raise Refused("not_allowed")
    mine = (Scan.id == scan_id, Scan.agency_id == actor.agency_id)
    scan = db.session.scalar(select(Scan).where(*mine).with_for_update())
    if scan is None:
        raise Refused("not_found")
    if scan.stage != FAILED:
        raise Refused("scan_settled")
    return scan
