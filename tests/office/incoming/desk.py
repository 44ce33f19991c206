"""Incoming papers brought to where a test begins, by the services; its own step uses the API."""

import datetime as dt
from typing import Any

from server.clock import HANOI, today
from server.database import db, transaction
from server.documents.casefiles.models import CaseFile
from server.documents.incoming import arriving, directing, handling, requests
from server.documents.incoming.directing import Order
from server.documents.incoming.models import IncomingDocument
from server.org import queries
from server.org.models import Absence
from server.papers.services import Ref
from tests.cast import Cast, Hand
from tests.office.outcome import change, id_of
from tests.office.papers import fields

ORDER = Order(text="Giao Phòng VH-TT chủ trì.", lead=["vhtt"])


def day(working_days: int) -> dt.datetime:
    """The end of a working day that lies ahead."""
    ahead = queries.calendar().add_working(today(), working_days)
    return dt.datetime.combine(ahead, dt.time(17), HANOI)


def arrived(cast: Cast, *, electronic: bool = False, **more: Any) -> str:
    """On Lan's desk; an electronic one came from the province with a sound signature."""
    said = fields(**more) | {"issued_on": today()}
    paper = arriving.receive(cast.lan.actor, fields=said | more, files=[])
    if electronic:
        sent = {"electronic": True, "organ_id": "H56", "message_id": f"m-{paper.id}"}
        change(IncomingDocument, {"id": paper.id}, verdict="VALID", **sent)
    return f"/incoming/{paper.id}"


def registered(cast: Cast, **more: Any) -> str:
    path = arrived(cast, **more)
    arriving.register(cast.lan.actor, Ref(id_of(path)), fields={})
    return path


def presented(cast: Cast, to: str | None = None, **more: Any) -> str:
    path = registered(cast, **more)
    directing.present(cast.lan.actor, Ref(id_of(path)), to=to)
    return path


def order(**more: Any) -> Order:
    return Order(**{"text": ORDER.text, "lead": ORDER.lead, "due_at": day(10)} | more)


def directed(cast: Cast, *, electronic: bool = False, **more: Any) -> str:
    path = presented(cast, electronic=electronic)
    directing.direct(cast.minh.actor, Ref(id_of(path)), order=order(**more))
    return path


def given_back(cast: Cast) -> str:
    """Hoa's unit is not competent: it lies before Minh again, and his first order stands."""
    path = directed(cast, electronic=True)
    directing.refuse_assignment(cast.hoa.actor, Ref(id_of(path)), reason="Không thuộc chức năng")
    return path


def informed(cast: Cast) -> str:
    path = presented(cast, electronic=True)
    directing.for_info(cast.minh.actor, Ref(id_of(path)), to=["vhtt"])
    return path


def assigned(cast: Cast, **more: Any) -> str:
    path = directed(cast, **more)
    to = {"person": "chuyenvien.huyen", "due_at": day(7)}
    handling.assign(cast.hoa.actor, Ref(id_of(path)), **to)
    return path


def in_progress(cast: Cast, **more: Any) -> str:
    path = assigned(cast, **more)
    handling.start(cast.nam.actor, Ref(id_of(path)))
    return path


def awaiting_close(cast: Cast, **more: Any) -> str:
    path = in_progress(cast, **more)
    why = "Văn bản chỉ để thực hiện."
    handling.propose_close(cast.nam.actor, Ref(id_of(path)), no_reply_reason=why)
    return path


def done(cast: Cast, **more: Any) -> str:
    path = awaiting_close(cast, **more)
    handling.close(cast.hoa.actor, Ref(id_of(path)))
    return path


def filed(cast: Cast, code: str = "01.2025", **more: Any) -> str:
    path = done(cast, **more)
    open_file(cast, code)
    handling.file(cast.nam.actor, Ref(id_of(path)), case_file=code)
    return path


def open_file(cast: Cast, code: str, state: str = "OPEN") -> None:
    agency = cast.nam.actor.agency_id
    with transaction() as session:
        session.add(
            CaseFile(
                agency_id=agency,
                code=code,
                year=int(code[-4:]),
                subject="Hồ sơ",
                state=state,
                opened_on=today(),
            )  # fmt: skip
        )


def asked(path: str, what: str, **data: Any) -> str:
    """The sender of the paper asks for something (the exchange's own act does it)."""
    with transaction():
        requests.ask(db.session.get_one(IncomingDocument, id_of(path)), what, **data)
    return path


def paper_of(path: str) -> IncomingDocument:
    db.session.rollback()
    return db.session.get_one(IncomingDocument, id_of(path))


def renumber(path: str, number: int) -> None:
    """Another number, so that the next paper of the test is no double of this one."""
    change(IncomingDocument, {"id": id_of(path)}, number=str(number))


def away(absent: Hand, substitute: Hand) -> None:
    """From today somebody is away, and another sits at the desk."""
    people = {"person_id": absent.actor.person_id, "substitute_id": substitute.actor.person_id}
    with transaction() as session:
        until = today() + dt.timedelta(days=30)
        session.add(Absence(valid_from=today(), valid_to=until, **people))
