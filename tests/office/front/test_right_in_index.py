"""The index of words knows who may read: whoever is let in finds, whoever is shut out does not.

What is found is held against the reader rows and the words themselves, read one by one.
"""

import random
import threading

import pytest
from sqlalchemy import delete, select, text, update

from server import finding
from server.clock import now
from server.database import db, put, run, table, transaction
from server.desks.models import Reader
from server.finding.asked import ask
from server.finding.matching import hits
from server.finding.models import SearchRow, SearchText
from server.finding.windows import Window
from server.papers import searching
from server.search.queries import found
from server.words import keyed
from tests.office.front.desks import arrivals

WORDS = ("lụt bão", "lút bảo", "đê điều", "đường sá", "đề án", "chuyển đổi số", "nghĩa trang")
ASKED = (*WORDS, "lut", "de", "đê", "duong s", "chuyen doi", "ng", "nghi", "nghia tr", "q" * 9)
readers = table(Reader)


@pytest.fixture
def cast(cast, monkeypatch):
    """Whoever reads little is asked as whoever reads much."""
    monkeypatch.setattr(searching, "_reads_few", lambda _actor: False)
    return cast


def places(hand, words: str) -> list[int]:
    return sorted(row.paper_id for row in found(hand.actor, {"q": words}, None)[0])


def test_whatever_is_granted_and_taken_back_exactly_what_may_be_read_is_found(cast):
    chance = random.Random(11)
    hands = [cast.lan, cast.nam, cast.dao]
    seats = [seat for hand in hands for seat in hand.actor.seats]
    papers = [
        arrivals(cast.lan.actor, 1, subject=f"{chance.choice(WORDS)} {chance.choice(WORDS)}")[0]
        for _ in range(30)
    ]
    for _round in range(2):
        with transaction():
            for paper in papers:
                _shuffle(chance, paper, chance.choice(seats))
        for hand in hands:
            for words in ASKED:
                assert places(hand, words) == sorted(_one_by_one(hand, words)), (
                    hand.account,
                    words,
                )


def _shuffle(chance, paper: int, seat: str) -> None:
    """A seat is let in or shut out, the scan is read, or the seat is another's from now on."""
    key = (readers.c.paper_kind == "incoming", readers.c.paper_id == paper)
    there = (*key, readers.c.seat == seat)
    match chance.randrange(4):
        case 0 if run(select(readers.c.seat).where(*there)).first() is None:
            row = {"seat": seat, "paper_kind": "incoming", "paper_id": paper}
            put(Reader, row | {"since": now(), "reason": "x"})
        case 1:
            run(delete(readers).where(*there))
        case 2:
            finding.keep_text("incoming", paper, chance.choice(WORDS))
        case 3:
            moved = {"seat": f"p:{chance.randrange(10**6)}"}
            run(update(readers).where(*there).values(moved))


def _one_by_one(hand, words: str) -> list[int]:
    """What `finding.asked` promises, without an index: whole words first, then the last one open,
    marks where they find something."""
    mine = select(Reader.paper_id).where(Reader.seat.in_(hand.actor.seats))
    rows = select(SearchRow, SearchText).outerjoin(SearchText, SearchText.id == SearchRow.id)
    rows = rows.where(SearchRow.paper_id.in_(mine)).order_by(SearchRow.id.desc())
    read = db.session.execute(rows).all()
    for attempt in searching._attempts(finding.asked.ask(words)):
        hits = [
            row.paper_id
            for row, scan in read
            if any(_stands(attempt, place) for place in (row, scan) if place is not None)
        ]
        if hits:
            return hits
    return []


def _stands(asked, place) -> bool:
    *whole, last = asked.words
    there = f" {place.folded} "
    end = last if asked.is_open else f"{last} "
    return (
        all(f" {word} " in there for word in whole)
        and f" {end}" in there
        and all(mark in place.marked for mark in asked.marks)
    )


def test_what_may_be_read_no_longer_is_no_longer_found(cast):
    (paper,) = arrivals(cast.lan.actor, 1, subject="V/v lụt bão")
    with transaction():
        finding.keep_text("incoming", paper, "đập yên mỹ")
    assert places(cast.lan, "lut bao") == places(cast.lan, "đập yên") == [paper]
    with transaction():
        run(delete(readers).where(readers.c.paper_id == paper))
    assert places(cast.lan, "lut bao") == places(cast.lan, "đập yên") == []


def test_an_index_that_lets_somebody_in_shows_him_nothing(cast):
    """The reader rows are asked once more of what is shown: an index is only an index."""
    arrivals(cast.lan.actor, 1, subject="V/v lụt bão")
    if db.engine.dialect.name == "postgresql":
        seat = cast.dao.actor.seats[0]
        with transaction() as session:
            stolen = text("UPDATE search_rows SET seats_fts = array_to_tsvector(ARRAY[:seat])")
            session.execute(stolen, {"seat": seat})
    assert places(cast.dao, "lut bao") == []


@pytest.mark.parametrize("app", ["postgresql"], indirect=True)
def test_a_seat_let_in_while_the_scan_is_read_finds_its_words(cast):
    """Each waits for the other: neither act sees what the other has not yet written."""
    (paper,) = arrivals(cast.lan.actor, 1, subject="V/v lụt bão")
    seat = cast.nam.actor.seats[0]
    waits = threading.Event()
    with db.engine.begin() as raw:
        row = {"seat": seat, "paper_kind": "incoming", "paper_id": paper, "reason": "x"}
        raw.execute(readers.insert(), row | {"since": now()})
        reading = threading.Thread(target=_read_scan, args=(db.engine, paper, waits))
        reading.start()
        assert waits.wait(5)
        reading.join(0.3)
        assert reading.is_alive()
    reading.join(5)
    assert places(cast.nam, "yen my") == [paper]


def _read_scan(engine, paper: int, waits: threading.Event) -> None:
    with engine.begin() as connection:
        waits.set()
        connection.execute(
            text(
                "INSERT INTO search_texts (id, folded, marked) SELECT id, :words, '' "
                "FROM search_rows WHERE paper_id = :paper"
            ),
            {"words": keyed("đập yên mỹ"), "paper": paper},
        )


def test_in_a_small_office_a_word_of_most_scans_is_asked_of_the_index(cast):
    """PostgreSQL is told what it costs to take a row into words: else it took each one, for a third
    of a second, and held that for cheaper."""
    if db.engine.dialect.name == "sqlite":
        pytest.skip("SQLite walks its index of words whatever it costs")
    ids = arrivals(cast.lan.actor, 300, subject="V/v báo cáo")
    with transaction() as session:
        for paper in ids:
            words = "báo cáo" if paper % 10 else "tờ trình"
            finding.add_text("incoming", paper, f"{words} của xã " * 100)
        session.execute(text("ANALYZE search_rows, search_texts"))
    asked = ask("bao cao")
    assert asked is not None
    chosen = hits(SearchText, asked, Window(10**9), list(cast.lan.actor.seats))
    said = select(chosen.c.id).compile(db.engine, compile_kwargs={"literal_binds": True})
    plan = db.session.scalars(text(f"EXPLAIN {str(said).replace(':', chr(92) + ':')}")).all()
    assert any("search_texts_fts" in line for line in plan), plan
