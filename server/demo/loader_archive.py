"""What lies before the archive and before who lends files: acts of today's, done by the law."""

import datetime as dt

from sqlalchemy import select

from server.clock import today
from server.database import db
from server.demo.acting import acting
from server.demo.loader_files import GUIDANCE, WORK
from server.documents.casefiles import access, services
from server.documents.casefiles.models import AccessRequest, CaseFile
from server.org.actor import Actor
from server.papers.services import Ref
from workflows.filing import code_of

OFFICER, OWN, ANOTHER = "cv-tckh.huyen", "TCKH", "VHTT"
"""Who keeps the district's money; her unit, and Nam's."""
TERM = dt.timedelta(days=14)
PURPOSE = "Đối chiếu kinh phí các nhiệm vụ chuyển đổi số đã giao năm trước"


def load_archive() -> None:
    """Once: the officer for finance hands last year's work to the archive, and asks to read a file
    of Nam's (the head of his unit has it on the desk). Not where the demo's people have papers of
    somebody else's: a bench lays its own before them (`bench.world`)."""
    if db.session.scalar(select(AccessRequest.id).limit(1)) is not None:
        return
    officer, year = acting(OFFICER), today().year - 1
    work = _file(officer, code_of(WORK.ordinal, OWN), year)
    if work is None:
        return
    if work.state == "CLOSED":
        services.transfer(officer, Ref(work.id))
    guidance = access.Named(code_of(GUIDANCE.ordinal, ANOTHER), year)
    access.ask(officer, guidance, purpose=PURPOSE, until=today() + TERM)


def _file(keeper: Actor, code: str, year: int) -> CaseFile | None:
    same = {"agency_id": keeper.agency_id, "year": year, "code": code}
    return db.session.scalars(select(CaseFile).filter_by(**same)).one_or_none()
