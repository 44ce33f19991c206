"""A stack that was scanned in one go, and how Lan takes it apart."""

from sqlalchemy import select

from server import jobs
from server.database import db
from server.documents.incoming import arriving
from server.documents.incoming.models import IncomingDocument
from server.files import store
from server.papers.intake import take_in
from server.scanbox import arranging, binding
from server.scanbox.models import Arrangement
from server.scanbox.plans import Leaf as Placed
from server.scanbox.plans import Plan
from server.uploads import inspect
from tests.cast import Cast
from tests.uploads.test_bindings import stack

STACK = stack("Công văn một", "", "Công văn hai", "trang hai")


def scanned(cast: Cast, data: bytes = STACK, name: str = "scan.pdf") -> int:
    return arriving.receive(cast.lan.actor, fields={}, files=[take_in(name, data)]).id


def work(kind: str) -> None:
    """The consumer does what waits of this kind."""
    mine = select(jobs.Job.id).where(jobs.Job.kind == kind, jobs.Job.state.in_(jobs.OPEN))
    for job_id in db.session.scalars(mine).all():
        jobs.work(job_id)
    db.session.rollback()


def split(paper: int) -> Plan:
    """Two documents of the stack, without the separator, the last page upside down."""
    one, two = (Placed(paper, 1),), (Placed(paper, 3), Placed(paper, 4, 180))
    return Plan((one, two), (Placed(paper, 2),))


def arranged(cast: Cast, plan: Plan) -> Arrangement:
    row = arranging.arrange(cast.lan.actor, plan)
    work(binding.JOB)
    return db.session.get_one(Arrangement, row.id)


def paper(paper_id: int) -> IncomingDocument:
    db.session.expire_all()
    return db.session.get_one(IncomingDocument, paper_id)


def state(paper_id: int) -> str:
    return str(paper(paper_id).state)


def words(paper_id: int) -> list[str]:
    data = store().fetch(paper(paper_id).file_sha256)
    return [page.strip() for page in inspect(data, "a.pdf").text]
