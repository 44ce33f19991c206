"""An auditor begins and ends the inspection under which he opens papers; one at a time."""

from server import audit
from server.clock import now
from server.database import db, transaction
from server.org.actor import Actor
from server.papers.openings import Inspection, running
from workflows import Refused


def begin(actor: Actor, order_code: str, about: str) -> Inspection:
    """Raises `inspection_runs` while another one is open."""
    with transaction() as session:
        if running(actor.person_id) is not None:
            raise Refused("inspection_runs")
        one = Inspection(
            person_id=actor.person_id, order_code=order_code, about=about, began_at=now()
        )
        session.add(one)
        session.flush()
        _write_down("inspection_began", actor, one)
    return one


def end(actor: Actor, inspection_id: int) -> None:
    """His own, as he saw it; ended twice it is ended once, whosever else it is not there."""
    with transaction() as session:
        one = session.get(Inspection, inspection_id, with_for_update=True)
        if one is None or one.person_id != actor.person_id:
            raise Refused("not_found")
        if one.ended_at is None:
            one.ended_at = now()
            _write_down("inspection_ended", actor, one)


def _write_down(event: str, actor: Actor, one: Inspection) -> None:
    subject = f"inspection/{one.id}"
    audit.append(event, subject, **actor.by)
    db.session.flush()
