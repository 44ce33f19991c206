"""The worlds that benches need: a busy official with fifty papers on the desk."""

from sqlalchemy import func, select

from server.clock import now, today
from server.database import db, transaction
from server.demo import loader
from server.demo.acting import acting
from server.desks.models import Desk
from server.documents.incoming.models import IncomingDocument
from server.org.actor import Actor
from server.perform import enter
from workflows.incoming import Arriving, Verdict

BUSY = "vanthu.huyen"
ROWS = 60


def office_with_work() -> None:
    """The demo people, and at least a page of papers waiting at the busy official's desk."""
    if not loader.is_loaded():
        loader.load_people()
    clerk = acting(BUSY)
    waiting = select(func.count()).select_from(Desk).where(Desk.seat.in_(clerk.seats))
    for _ in range(ROWS - (db.session.scalar(waiting) or 0)):
        arrived(clerk, "1")


def arrived(clerk: Actor, number: str) -> int:
    """A paper at the clerk's desk, with all columns of the register."""
    paper = IncomingDocument(
        agency_id=clerk.agency_id,
        arrived_at=now(),
        verdict=Verdict.PAPER,
        number=number,
        notation="UBND-VX",
        issued_on=today(),
        issuer="UBND tỉnh Thanh Hóa",
        doc_type="Công văn",
        subject=f"V/v đẩy mạnh chuyển đổi số trong hội họp ({number})",
        urgency="NORMAL",
    )
    with transaction():
        enter(clerk, "receive_paper", paper, Arriving())
    return paper.id
