"""A heap of papers in the registers of earlier years: in order, readable, some still waiting."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from server import audit
from server.audit.vouched import MARKS
from server.clock import now, today
from server.database import db, transaction
from server.demo import loader, loader_bulk
from server.desks.models import Desk, Reader
from server.documents.incoming import directing, queries
from server.documents.incoming.directing import Order
from server.documents.incoming.models import IncomingDocument
from server.ledger.checking import rows as checking_rows
from server.papers.services import Ref
from server.perform import desks_in
from server.readers import readers_after
from server.registers.models import Register, RegisterRow
from server.words import fold, keyed
from tests import services
from tests.demo.conftest import open_small_office
from workflows.numbering import in_order

MANY = 3_000
TAKEN = {
    "PRESENTED": ("receive_paper", "register", "present"),
    "DIRECTED": ("receive_paper", "register", "present", "direct"),
    "IN_PROGRESS": ("receive_paper", "register", "present", "direct", "assign"),
    "DONE": ("receive_paper", "register", "present", "direct", "assign"),
}
"""The steps that a paper in this state has behind it, as far as readers come from them."""


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def heap(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    """An office with its people and three thousand old papers, on each database."""
    home: Path = tmp_path_factory.mktemp("heap")
    if request.param == "sqlite":
        yield _filled(open_small_office(home))
        return
    server = request.getfixturevalue("postgres_server")
    with services.database(server) as url:
        app = _filled(open_small_office(home, url))
        yield app
        with app.app_context():
            db.engine.dispose()


def _filled(app: Flask) -> Flask:
    with app.app_context():
        db.create_all()
        loader.load_people()
        _broken_off(MANY)
        loader_bulk.load_bulk(MANY)
        db.session.remove()
    return app


def _broken_off(n: int) -> None:
    """The power fails after the first chunk; the same command is given again."""

    def fails(_done: int) -> None:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(loader_bulk, "CHUNK", 1_100)
        loader_bulk.load_bulk(n, tell=fails)


@pytest.fixture(autouse=True)
def _inside(heap: Flask) -> Iterator[None]:
    with heap.app_context():
        yield
        db.session.remove()


def heaped() -> list[IncomingDocument]:
    oldest = select(IncomingDocument).order_by(IncomingDocument.id).limit(MANY)
    return list(db.session.scalars(oldest))


def test_as_many_papers_as_were_asked_for_oldest_first() -> None:
    days = [paper.arrived_at for paper in heaped()]
    assert len(days) == MANY
    assert days == sorted(days)
    assert days[-1].date() < today()


def test_numbers_have_no_gap_and_the_book_knows_the_last() -> None:
    years = defaultdict(list)
    for row in db.session.scalars(select(RegisterRow)):
        years[row.year].append((row.number, row.entered_on))
    books = {book.year: book.last for book in db.session.scalars(select(Register))}
    assert all(in_order(rows) for rows in years.values())
    assert books == {year: max(rows)[0] for year, rows in years.items()}


def test_the_book_and_the_paper_say_the_same() -> None:
    rows = {row.paper_id: row for row in db.session.scalars(select(RegisterRow))}
    for paper in heaped()[::100]:
        row = rows[paper.id]
        assert (row.number, row.year, row.code) == (paper.arrival_no, paper.year, paper.code)
        assert paper.folded == keyed(" ".join(paper.found_by))


def test_the_log_says_which_lines_it_does_not_vouch_for() -> None:
    """An event for each of a million would be as much again as all of them."""
    with transaction():
        audit.append("rows_bound", MARKS[0])
    assert not [said for said in checking_rows.row_findings() if said.startswith("sổ ")]
    db.session.execute(update(RegisterRow).where(RegisterRow.id == 7).values(id=MANY * 9))
    assert [said for said in checking_rows.row_findings() if said.startswith("sổ ")]
    db.session.rollback()


def test_readers_are_those_that_the_law_names() -> None:
    readers = defaultdict(dict)
    for row in db.session.scalars(select(Reader)):
        readers[row.paper_id][row.seat] = row.reason
    for paper in heaped()[::37]:
        seats = {seat for name in TAKEN[paper.state] for seat in readers_after(name, paper)}
        assert set(readers[paper.id]) == seats, paper.state


def test_desks_are_those_that_the_law_says() -> None:
    desks = defaultdict(dict)
    for row in db.session.scalars(select(Desk).where(Desk.paper_kind == "incoming")):
        desks[row.paper_id][row.seat, row.verb, row.due_at] = row.unit_id
    open_ones = [paper for paper in heaped() if paper.state != "DONE"]
    assert Counter(p.state for p in open_ones).keys() == {"PRESENTED", "DIRECTED", "IN_PROGRESS"}
    for paper in open_ones:
        assert desks[paper.id] == desks_in(paper.state, paper)


def test_the_clerk_lists_them_and_finds_one_by_its_words(acting) -> None:
    lan = acting("vanthu.huyen")
    rows, after = queries.listed(lan, {}, None)
    assert len(rows) == 50
    assert after is not None
    found, _ = queries.listed(lan, {"q": fold(rows[0].subject)}, None)
    assert rows[0].id in {row.id for row in found}


def test_the_chair_takes_one_up(acting) -> None:
    presented = next(paper.id for paper in heaped() if paper.state == "PRESENTED")
    order = Order(text="Giao tham mưu.", lead=["vhtt"])
    assert (
        directing.direct(acting("chutich.huyen"), Ref(presented), order=order).state == "DIRECTED"
    )


def test_the_next_paper_takes_the_next_id(acting) -> None:
    top = db.session.scalar(select(func.max(IncomingDocument.id)))
    paper = IncomingDocument(
        agency_id=acting("vanthu.huyen").agency_id, state="ARRIVED", arrived_at=now(), informed=[]
    )
    db.session.add(paper)
    db.session.flush()
    assert paper.id == top + 1
    db.session.rollback()


def test_a_second_heap_goes_before_the_first() -> None:
    first = min(db.session.scalars(select(Register.year)))
    loader_bulk.load_bulk(300)
    years = set(db.session.scalars(select(Register.year)))
    assert min(years) < first
    assert len(heaped()) == MANY
