"""Work for later: what was promised in an act is done, once or twice but never not at all."""

import contextlib
import datetime as dt
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from huey import RedisHuey
from sqlalchemy import select, update

from server import jobs
from server.clock import now
from server.config import Settings
from server.database import Base, db, engine_options, transaction
from server.jobs import Job
from tests import services
from tests.entry.watching import PATIENCE, Trial, until


def _app(settings: Settings) -> Flask:
    app = Flask("jobs")
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(settings.database)
    db.init_app(app)
    jobs.install(app, settings)
    return app


@pytest.fixture(params=["sqlite", "postgresql"])
def desk(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """An application with its bell, and nobody who listens to it."""
    with contextlib.ExitStack() as stack:
        url = ""
        if request.param == "postgresql":
            server = request.getfixturevalue("postgres_server")
            url = stack.enter_context(services.database(server))
        yield from _opened(_app(Settings(home=tmp_path, database_url=url)))


def _opened(app: Flask) -> Iterator[Flask]:
    with app.app_context():
        Base.metadata.create_all(db.engine, tables=[Job.__table__])
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def kinds(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, jobs.Call], None]:
    """Teach the office a kind of job, for one test."""
    return lambda kind, call: monkeypatch.setitem(jobs._calls, kind, call)


def _later(kind: str, **payload: object) -> int:
    with transaction():
        return jobs.later(kind, payload, person_id=7).id


def _row(job_id: int) -> Job:
    db.session.rollback()
    row = db.session.scalars(select(Job).where(Job.id == job_id)).one()
    db.session.refresh(row)
    return row


def _rung() -> int:
    return int(jobs.bell().huey.pending_count())


def _let_the_lease_run_out(job_id: int) -> None:
    with transaction() as session:
        session.execute(update(Job).where(Job.id == job_id).values(lease_until=now()))


def test_a_job_is_done_and_says_what_came_of_it(desk: Flask, kinds: Callable) -> None:
    kinds("letter", lambda name: {"to": name})
    job_id = _later("letter", name="Hoa")
    jobs.work(job_id)
    done = _row(job_id)
    assert (done.state, done.result, done.progress, done.tries) == ("done", {"to": "Hoa"}, 100, 1)
    assert done.person_id == 7


def test_a_job_asked_for_in_an_act_that_fails_was_never_asked_for(desk: Flask) -> None:
    with pytest.raises(ZeroDivisionError), transaction():
        jobs.later("letter")
        raise ZeroDivisionError
    assert db.session.scalars(select(Job)).all() == []
    assert _rung() == 0


def test_the_bell_rings_when_the_act_is_committed_and_not_before(desk: Flask) -> None:
    with transaction():
        jobs.later("letter")
        assert _rung() == 0
    assert _rung() == 1


def test_ringing_twice_is_ringing_once(desk: Flask, kinds: Callable) -> None:
    written: list[str] = []
    kinds("letter", lambda: written.append("Nam"))
    job_id = _later("letter")
    jobs.work(job_id)
    jobs.work(job_id)
    assert written == ["Nam"]


def test_a_job_that_somebody_has_is_left_to_them(desk: Flask, kinds: Callable) -> None:
    begun, go, written = threading.Event(), threading.Event(), list[str]()

    def write() -> None:
        written.append("letter")
        begun.set()
        assert go.wait(PATIENCE)

    kinds("letter", write)
    job_id = _later("letter")

    def consume() -> None:
        with desk.app_context():
            jobs.work(job_id)

    first = threading.Thread(target=consume)
    first.start()
    assert begun.wait(PATIENCE)
    jobs.work(job_id)
    go.set()
    first.join()
    assert written == ["letter"]


def test_a_lease_is_renewed_while_the_work_goes_on(
    desk: Flask, kinds: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "LEASE", dt.timedelta(milliseconds=60))
    leases: set[dt.datetime] = set()

    def look() -> bool:
        leases.add(db.session.scalars(select(Job.lease_until)).one())
        db.session.rollback()
        return len(leases) > 2

    kinds("letter", lambda: until(look, "the lease is renewed twice"))
    job_id = _later("letter")
    jobs.work(job_id)
    assert _row(job_id).state == "done"


def test_progress_is_seen_by_whoever_asks(desk: Flask, kinds: Callable) -> None:
    seen: list[int] = []

    def count() -> None:
        jobs.progress(40)
        seen.append(db.session.scalars(select(Job.progress)).one())

    kinds("count", count)
    jobs.work(_later("count"))
    assert seen == [40]


def test_a_failure_is_tried_again_later_and_then_given_up(desk: Flask, kinds: Callable) -> None:
    def fail() -> None:
        raise OSError("the scanner is off")

    kinds("scan", fail)
    job_id = _later("scan")
    pauses = []
    for _ in range(jobs.TRIES):
        jobs.work(job_id)
        pauses.append(_row(job_id).lease_until - now())
        _let_the_lease_run_out(job_id)
    assert pauses == sorted(pauses)
    given_up = _row(job_id)
    assert (given_up.state, given_up.tries) == ("failed", jobs.TRIES)
    assert given_up.result == {"error": "OSError: the scanner is off"}
    jobs.work(job_id)
    assert _row(job_id).tries == jobs.TRIES


def test_a_job_that_kills_every_consumer_is_not_tried_for_ever(
    desk: Flask, kinds: Callable
) -> None:
    kinds("bomb", lambda: pytest.fail("it must not be touched again"))
    job_id = _later("bomb")
    with transaction() as session:
        session.execute(update(Job).values(state="running", tries=jobs.TRIES))
    jobs.work(job_id)
    assert (_row(job_id).state, _row(job_id).result) == ("failed", {"error": "consumer died"})


def test_a_consumer_that_was_thought_dead_does_not_write_over_its_successor(
    desk: Flask, kinds: Callable
) -> None:
    def outlive() -> dict[str, str]:
        with transaction() as session:
            session.execute(update(Job).values(tries=2, state="done", result={"by": "second"}))
        return {"by": "first"}

    kinds("letter", outlive)
    job_id = _later("letter")
    jobs.work(job_id)
    assert _row(job_id).result == {"by": "second"}


def test_the_sweep_rings_for_what_waits_and_for_what_was_left(desk: Flask) -> None:
    job_id = _later("letter")
    huey = jobs.bell().huey
    huey.storage.flush_queue()
    jobs.sweep()
    assert _rung() == 1
    jobs.sweep()
    assert _rung() == 1  # the bell is busy: nothing was lost
    huey.storage.flush_queue()
    with transaction() as session:
        session.execute(update(Job).values(state="running", lease_until=now() + jobs.LEASE))
    jobs.sweep()
    assert _rung() == 0  # somebody has it
    _let_the_lease_run_out(job_id)
    jobs.sweep()
    assert _rung() == 1


def test_a_broken_bell_breaks_no_act(desk: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_job_id: int) -> None:
        raise ConnectionRefusedError

    monkeypatch.setitem(desk.extensions, "bell", jobs.Bell(jobs.bell().huey, broken))
    job_id = _later("letter")
    assert _row(job_id).state == "queued"


def test_a_monitor_hears_of_a_bell_that_does_not_answer(desk: Flask) -> None:
    assert jobs.hears()
    silent = RedisHuey("congso", url="redis://127.0.0.1:1/0", results=False)
    desk.extensions["bell"] = jobs.Bell(silent, print)
    assert not jobs.hears()


def test_two_functions_for_one_kind_are_refused(kinds: Callable) -> None:
    kinds("letter", lambda: None)
    with pytest.raises(ValueError, match="letter"):
        jobs.job("letter")(lambda: None)


@pytest.mark.parametrize("bell", ["file", "valkey"])
def test_a_consumer_killed_in_the_work_loses_nothing(
    bell: str, trial: Trial, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = request.getfixturevalue("valkey_server") if bell == "valkey" else None
    env = {"SMALL_LEASE": "1"} | ({"CONGSO_REDIS_URL": url} if url else {})
    diary = tmp_path / "diary"
    assert trial("small_office.py", "found", **env).wait(PATIENCE) == 0
    first = trial("small_office.py", "jobs", **env)
    with _app(Settings(home=tmp_path, redis_url=url)).app_context():
        job_id = _later("letter", name="Lan", until=str(tmp_path / "go"))
        until(diary.exists, "the work has begun")
        first.kill()
        (tmp_path / "go").touch()
        trial("small_office.py", "jobs", **env)
        until(lambda: _row(job_id).state == "done", "the next consumer has done it")
        assert _row(job_id).tries == 2
        db.session.remove()
        db.engine.dispose()
    assert diary.read_text().splitlines() == ["begin Lan", "begin Lan", "end Lan"]
