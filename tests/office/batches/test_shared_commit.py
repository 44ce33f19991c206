"""Writers who wait for their turn share one commit: what it saves, and what it may not lose."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import event, func, select, text

from server import audit, database
from server.audit.models import LedgerEvent
from server.database import after_commit, db, together, transaction
from tests.entry.watching import until

Note = Callable[..., "Future[None]"]


@pytest.fixture
def commits(one_app: Flask) -> Iterator[list[str]]:
    """Each commit of the database, as it happens."""
    seen: list[str] = []
    note = lambda _connection: seen.append("commit")  # noqa: E731
    event.listen(db.engine, "commit", note)
    yield seen
    event.remove(db.engine, "commit", note)


def act(app: Flask, said: str, wrong: str = "", heard: list[str] | None = None) -> None:
    with app.app_context(), transaction():
        audit.append("batch", f"job/{said}", act="sign", total=1, done=1)
        if heard is not None:
            after_commit(lambda: heard.append(said))
        if wrong:
            db.session.execute(text(wrong))
            raise ZeroDivisionError


@pytest.fixture
def held(one_app: Flask) -> Iterator[Note]:
    """Acts that come while another is at work: `held((said, wrong), …)`."""
    done = threading.Event()

    def first() -> None:
        with one_app.app_context(), transaction():
            audit.append("batch", "job/first", act="sign", total=1, done=1)
            assert done.wait(60)

    def come(*acts: tuple[str, str], heard: list[str] | None = None) -> list[Future[None]]:
        under_way = [hands.submit(first)]
        until(database._writers._turn.locked, "the first is at work")
        for count, (said, wrong) in enumerate(acts, start=1):
            under_way.append(hands.submit(act, one_app, said, wrong, heard))
            until(lambda n=count: database._writers._waiting == n, "the next one waits")
        done.set()
        return under_way

    with ThreadPoolExecutor(8) as hands:
        yield come


def kept() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).where(LedgerEvent.subject.like("job/%"))) or 0


def test_whoever_waits_writes_beside_who_was_at_work_under_one_commit(held, commits):
    heard: list[str] = []
    for one in held(("a", ""), ("b", ""), ("c", ""), heard=heard):
        one.result(60)
    assert (kept(), commits, sorted(heard)) == (4, ["commit"], ["a", "b", "c"])


def test_one_who_fails_is_undone_alone_and_what_he_asked_for_with_it(held, commits):
    heard: list[str] = []
    first, a, bad, c = held(("a", ""), ("bad", "SELECT 1"), ("c", ""), heard=heard)
    with pytest.raises(ZeroDivisionError):
        bad.result(60)
    for one in (first, a, c):
        one.result(60)
    assert (kept(), commits, sorted(heard)) == (3, ["commit"], ["a", "c"])


def test_nobody_is_told_that_he_is_done_where_the_database_undid_all(held):
    """A full disk does that: the acts before go with the one that met it; the next begins anew."""
    heard: list[str] = []
    first, a, bad, c = held(("a", ""), ("bad", "ROLLBACK"), ("c", ""), heard=heard)
    with pytest.raises(OSError, match="undid all"):
        first.result(60)
    with pytest.raises(ZeroDivisionError):
        bad.result(60)
    told = [name for name, one in (("a", a), ("c", c)) if one.exception(60) is None]
    assert (kept(), sorted(heard)) == (len(told), told)


def test_a_batch_of_one_hand_begins_when_what_others_wrote_is_kept(held):
    first, a = held(("a", ""))
    with together():
        first.result(60)
    a.result(60)
    assert kept() == 2


def test_so_many_share_a_commit_and_no_more(held, commits, monkeypatch):
    monkeypatch.setattr("server.writers.MOST", 2)
    for one in held(*((name, "") for name in "abcde")):
        one.result(60)
    assert (kept(), len(commits)) == (6, 3)
