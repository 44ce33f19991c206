"""The ground gives way under the office (PEERS §4, 3 and 4): its disk is full, its database away.

Nothing is half done, whoever asked is told in words, what is there may be read meanwhile, and what
was read meanwhile is written down afterwards.
"""

import contextlib
import datetime as dt
import errno
import shutil
import sqlite3
from collections import namedtuple
from pathlib import Path

import psycopg
import pytest
import time_machine
from flask import Flask
from sqlalchemy import create_engine, select, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from server import ground, room_left
from server.answers import words_of
from server.clock import now
from server.database import db
from server.desks.models import ReadLog
from server.documents.incoming.models import IncomingDocument
from server.files import shelves, store
from tests.cast import Cast
from tests.office import papers
from tests.office.front.filling import forms_on
from tests.office.outcome import id_of, refused, says


@pytest.fixture
def cast(app: Flask) -> Cast:
    """An office at its door, as people meet it: an error is answered, not raised to a test."""
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return Cast(app)


@pytest.fixture
def disk(monkeypatch):
    """`with disk():` nothing is kept any more: no commit, no file."""

    @contextlib.contextmanager
    def full():
        with monkeypatch.context() as broken:
            broken.setattr(Session, "commit", _fills)
            broken.setattr(shelves, "_fill", _fills)
            yield

    return full


def _fills(*_asked: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


# the disk is full


def test_lan_is_told_what_to_do_and_nothing_is_half_done(cast, disk):
    path = papers.arrived(cast)
    browser = cast.lan.browser()
    key = next(iter(forms_on(browser.get(path).text))).key
    said, came_from = {"csrf_token": key, "text": "Thiếu phụ lục 2."}, f"http://localhost{path}"
    with disk():
        got = browser.post(f"{path}/remark", data=said, headers={"Referer": came_from})
    assert got.status_code == 507
    assert says("disk_full", got.text) and f'href="{path}"' in got.text
    assert "Thiếu phụ lục 2." not in browser.get(path).text
    assert browser.post(f"{path}/remark", data=said).status_code == 302
    assert browser.get(path).text.count("Thiếu phụ lục 2.") == 1


def test_a_program_hears_507_its_key_is_not_used_up_and_the_number_is_the_next(cast, disk):
    path = papers.arrived(cast)
    with disk():
        got = cast.lan.asks("POST", f"{path}/actions/register", json={}, key="mon-1")
    refused(got, "disk_full")
    paper = db.session.get(IncomingDocument, id_of(path), populate_existing=True)
    assert (paper.state, paper.arrival_no) == ("ARRIVED", None)
    got = cast.lan.asks("POST", f"{path}/actions/register", json={}, key="mon-1")
    assert papers.ok(got)["arrival_no"] == 1


def test_of_a_scan_that_the_disk_did_not_take_nothing_is_left(cast, disk):
    before = sorted(store().shelf.root.rglob("*"))
    data = {
        "file": (papers.io.BytesIO(papers.scan("Công văn 7")), "cong-van.pdf"),
        **papers.fields(),
    }
    with disk():
        refused(cast.lan.asks("POST", "/incoming", data=data), "disk_full")
    left = [place for place in store().shelf.root.rglob("*") if place.is_file()]
    assert left == [place for place in before if place.is_file()]
    assert db.session.scalar(select(IncomingDocument.id)) is None


def test_what_is_there_is_read_and_written_down_when_there_is_room_again(cast, disk, capsys):
    first, second = papers.arrived(cast, number="1"), papers.arrived(cast, number="2")
    browser = cast.lan.browser()
    with disk():
        assert browser.get("/incoming").status_code == 200
        assert browser.get(first).status_code == 200
        assert browser.get(f"{first}/files/1", buffered=True).status_code == 200
        assert papers.ok(cast.lan.asks("GET", second))["id"] == id_of(second)
    assert _openings() == []
    assert "an opening waits to be written down" in "".join(capsys.readouterr())
    moment = now()
    browser.get(second)
    lan = cast.lan.actor
    assert [(row.paper_id, row.person_id, row.position) for row in _openings()] == [
        (id_of(path), lan.person_id, lan.post) for path in (first, second, second)
    ]
    assert all(row.at < moment for row in _openings()[:2])


def _openings() -> list[ReadLog]:
    db.session.rollback()
    return list(db.session.scalars(select(ReadLog).order_by(ReadLog.id)))


def test_nobody_is_put_out_because_his_last_sign_of_life_could_not_be_written(cast, disk):
    browser = cast.lan.browser()
    with time_machine.travel(now() + dt.timedelta(minutes=6), tick=False), disk():
        assert browser.get("/incoming").status_code == 200


def test_an_opening_that_fails_for_another_reason_shows_nothing(cast, monkeypatch):
    """Whoever opens a paper stands in the book of openings (§3.6), or does not open it."""
    path = papers.arrived(cast)
    browser = cast.lan.browser()
    with monkeypatch.context() as broken:
        broken.setattr(Session, "commit", lambda _self: (_ for _ in ()).throw(OSError("?")))
        assert browser.get(path).status_code == 500
    browser.get(path)
    assert len(_openings()) == 1


def test_what_waits_to_be_written_down_outlasts_another_mishap(cast, disk, monkeypatch):
    first, second = papers.arrived(cast, number="1"), papers.arrived(cast, number="2")
    browser = cast.lan.browser()
    with disk():
        browser.get(first)
    with monkeypatch.context() as broken:
        broken.setattr(Session, "commit", lambda _self: (_ for _ in ()).throw(RuntimeError("?")))
        assert browser.get(second).status_code == 500
    browser.get(second)
    assert [row.paper_id for row in _openings()] == [id_of(first), id_of(second)]


# before it is full


def test_administrators_are_told_before_it_is_full_and_nobody_else(cast, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _at: usage(10, 9, 310 << 20))
    words = "Đĩa máy chủ chỉ còn 310 MiB"
    assert words in cast.kien.browser().get("/").text
    assert words not in cast.lan.browser().get("/").text
    assert "congso_disk_free_bytes 3.2505856e+08" in cast.lan.app.test_client().get("/metrics").text


def test_with_room_nobody_is_alarmed(cast, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _at: usage(10, 9, room_left.ROOMY))
    assert "Đĩa máy chủ" not in cast.kien.browser().get("/").text


# which no it is: each error as the library makes it


def _sqlite(place: Path, *said: str) -> sqlite3.Error:
    line = sqlite3.connect(place, timeout=0)
    try:
        for one in said:
            line.execute(one)
    except sqlite3.Error as wrong:
        return wrong
    finally:
        line.close()
    raise AssertionError("nothing went wrong")


def test_what_sqlite_says(tmp_path):
    place = tmp_path / "office.db"
    made = sqlite3.connect(place, isolation_level=None)
    made.execute("CREATE TABLE paper (text)")
    large = "INSERT INTO paper VALUES (zeroblob(100000))"
    assert ground.reason_of(_sqlite(place, "PRAGMA max_page_count = 3", large)) == "disk_full"
    assert ground.reason_of(_sqlite(place, "PRAGMA query_only = 1", large)) == "disk_fails"
    made.execute("BEGIN IMMEDIATE")
    assert ground.reason_of(_sqlite(place, large)) == "database_busy"
    made.close()
    with pytest.raises(sqlite3.Error) as nowhere:
        sqlite3.connect(tmp_path / "not" / "there.db")
    assert ground.reason_of(nowhere.value) == "disk_fails"
    assert ground.reason_of(_sqlite(place, "SELECT nothing FROM nowhere")) == ""


def test_what_postgresql_says(postgres_server):
    engine = create_engine(postgres_server)
    with engine.connect() as one, engine.connect() as two, engine.connect() as three:
        one.execute(text("SELECT pg_advisory_lock(7)"))
        two.execute(text("SET lock_timeout = 1"))
        assert _said(two, "SELECT pg_advisory_lock(7)") == "database_busy"
        two.execute(text("SET TRANSACTION READ ONLY"))
        assert _said(two, "CREATE TABLE paper (n int)") == "disk_fails"
        mine = two.scalar(text("SELECT pg_backend_pid()"))
        three.execute(text(f"SELECT pg_terminate_backend({mine})"))
        assert _said(two, "SELECT 1") == "database_away"
        assert _said(three, "SELECT nothing") == ""
    engine.dispose()


def _said(line, statement: str) -> str:
    with pytest.raises(Exception) as wrong:
        line.execute(text(statement))
    line.rollback()
    return ground.reason_of(wrong.value)


def test_where_nobody_answers_and_where_no_line_is_left():
    with pytest.raises(psycopg.OperationalError) as nobody:
        psycopg.connect("postgresql://127.0.0.1:1/office")
    assert ground.reason_of(nobody.value) == "database_away"
    engine = create_engine(
        "sqlite:///:memory:", poolclass=QueuePool, pool_size=1, max_overflow=0, pool_timeout=0
    )
    with engine.connect(), pytest.raises(Exception) as none_left:
        engine.connect()
    assert ground.reason_of(none_left.value) == "database_busy"
    assert ground.reason_of(psycopg.errors.DiskFull("no space left")) == "disk_full"


@pytest.mark.parametrize(
    ("number", "reason"),
    [(errno.ENOSPC, "disk_full"), (errno.EDQUOT, "disk_full"), (errno.EROFS, "disk_fails"),
     (errno.EIO, "disk_fails"), (errno.ECONNREFUSED, ""), (errno.ENOENT, "")],
)  # fmt: skip
def test_what_the_disk_says(number, reason):
    assert ground.reason_of(OSError(number, "?")) == reason


def test_a_fault_of_ours_that_hides_a_full_disk_is_the_full_disk():
    """A library puts its own error around it; the page is about what can be done."""
    with pytest.raises(RuntimeError) as ours:
        try:
            _fills()
        except OSError as full:
            raise RuntimeError("could not do it") from full
    assert ground.reason_of(ours.value) == "disk_full"


def test_each_no_has_words_that_say_that_nothing_is_half_done():
    for reason in ("disk_full", "disk_fails", "database_away", "database_busy"):
        assert "không có gì dở dang" in words_of(reason, {})
