"""A crash in the first start leaves no half of a year; the next start makes it whole."""

from collections import Counter
from collections.abc import Mapping

import pytest
from sqlalchemy import func, select

from server.bench.world import office_with_work
from server.clock import now, today
from server.database import db
from server.demo import loader, loader_papers, papers
from server.demo.loader_pages import Kept, Revision
from server.desks.models import History
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.models import OutgoingDocument
from server.registers.models import Register, RegisterRow
from server.registers.services import take_number

pytestmark = pytest.mark.usefixtures("app")  # the demo's people and none of its papers


@pytest.fixture(autouse=True)
def _no_press(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are not what is tried here, nor a whole year: few papers, one sheet for each."""

    def sheets(jobs: Mapping[str, object]) -> dict[str, Kept]:
        return {key: Kept((Revision("0" * 64, 1),), 1) for key in jobs}

    small = papers.world(today(), counts=(60, 40))
    monkeypatch.setattr(papers, "world", lambda _day: small)
    monkeypatch.setattr(loader_papers, "printed", sheets)
    monkeypatch.setattr(loader_papers, "copied", sheets)


def counted() -> dict[str, int | None]:
    models = (IncomingDocument, OutgoingDocument, History, RegisterRow, Register)
    return {
        model.__tablename__: db.session.scalar(select(func.count()).select_from(model))
        for model in models
    }


def test_a_crash_leaves_people_and_no_papers_and_the_next_start_has_all(monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(loader_papers.Files, "keep", _power_cut)
        with pytest.raises(OSError, match="power"):
            loader.load()
    assert set(counted().values()) == {0}
    assert not loader_papers.is_loaded()
    loader.load()
    offices = papers.world(today()).values()
    wanted = Counter(p.state for office in offices for p in office.incoming)
    assert Counter(db.session.scalars(select(IncomingDocument.state))) == wanted


def _power_cut(*_args: object) -> None:
    raise OSError("power")


def test_the_next_number_and_the_next_id_follow_the_loaded() -> None:
    loader.load()
    book = db.session.scalars(
        select(Register).where(Register.book == "IN").order_by(Register.year.desc())
    ).first()
    assert book is not None
    last = book.last if book.year == today().year else 0
    assert take_number(book.agency_id, "IN", today()) == last + 1
    top = db.session.scalar(select(func.max(IncomingDocument.id)))
    paper = IncomingDocument(agency_id=book.agency_id, state="ARRIVED", arrived_at=now())
    db.session.add(paper)
    db.session.flush()
    assert paper.id == top + 1
    db.session.rollback()


def test_an_office_of_other_people_gets_no_papers_of_ours() -> None:
    chair = loader.person_by_account(loader.CHAIR)
    assert chair is not None
    chair.account = "lanhdao"
    db.session.flush()
    loader.load()
    assert set(counted().values()) == {0}
    db.session.rollback()


def test_an_office_that_a_bench_has_filled_starts_with_the_papers_it_has() -> None:
    """`congso bench` first, `congso run` afterwards: it stopped at every start."""
    office_with_work()
    before = counted()
    loader.load()
    assert counted() == before
