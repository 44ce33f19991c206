"""The rota: each round once in its slot, whoever restarts and however often they ask."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import insert, select

from server import jobs, rota
from server.config import Settings
from server.database import Base, db, transaction
from server.jobs import Job


@pytest.fixture
def rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rota of our own, empty."""
    monkeypatch.setattr(rota, "_rounds", [])
    monkeypatch.setattr(jobs, "_calls", {})


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Flask]:
    settings = Settings(home=tmp_path)
    app = Flask("rota")
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database
    db.init_app(app)
    jobs.install(app, settings)
    with app.app_context():
        Base.metadata.create_all(db.engine, tables=[Job.__table__])
        yield app
        db.session.remove()
        db.engine.dispose()


def _at(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    """Set the clock to a time in Hà Nội."""
    moment = dt.datetime.fromisoformat(f"{said}+07:00")
    monkeypatch.setattr(rota, "now", lambda: moment)
    monkeypatch.setattr(jobs, "now", lambda: moment)


def _slots() -> list[str | None]:
    return list(db.session.scalars(select(Job.slot).order_by(Job.id)))


def test_a_round_is_entered_once_in_its_span(
    desk: Flask, rounds: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    rota.every(15, "remind")(lambda: None)
    for moment in (
        "2026-11-24T08:00",
        "2026-11-24T08:14:59",
        "2026-11-24T08:15",
        "2026-11-24T08:16",
    ):
        _at(monkeypatch, moment)
        rota.call_rounds()
    assert _slots() == ["2026-11-24T08:00+07:00", "2026-11-24T08:15+07:00"]


def test_the_night_begins_at_two_and_a_machine_that_slept_catches_up(
    desk: Flask, rounds: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    rota.nightly("checkpoint")(lambda: None)
    for moment in ("2026-11-24T01:59", "2026-11-24T02:00", "2026-11-25T09:30", "2026-11-25T23:00"):
        _at(monkeypatch, moment)
        rota.call_rounds()
    assert _slots() == ["2026-11-23", "2026-11-24", "2026-11-25"]


def test_of_two_consumers_at_one_moment_one_enters_the_round(
    desk: Flask, rounds: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    rota.nightly("checkpoint")(lambda: None)
    _at(monkeypatch, "2026-11-24T08:00")
    rota._enter("checkpoint", "2026-11-24")
    rota._enter("checkpoint", "2026-11-24")
    assert _slots() == ["2026-11-24"]


def test_finished_jobs_go_after_a_month_and_rounds_after_two_days(
    desk: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    _at(monkeypatch, "2026-11-24T08:00")
    old = {"payload": {}, "lease_until": rota.now(), "progress": 0, "tries": 1}
    rows = [
        ("kept: not done", "failed", None, 400),
        ("kept: this month", "done", None, 29),
        ("gone: last month", "done", None, 31),
        ("kept: yesterday's round", "done", "2026-11-23", 1),
        ("gone: an old round", "done", "2026-11-21", 3),
    ]
    with transaction() as session:
        for kind, state, slot, days in rows:
            age = {"created_at": rota.now() - dt.timedelta(days=days)}
            session.execute(insert(Job).values(kind=kind, state=state, slot=slot, **age, **old))
    rota.tidy()
    rota.tidy()
    assert {kind.split(":")[0] for kind in db.session.scalars(select(Job.kind))} == {"kept"}
    assert len(_slots()) == 3


def test_what_tells_of_the_others_comes_last_whatever_it_is_called(
    desk: Flask, rounds: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The letter of 7:30 was entered before the reports that it should tell of."""
    rota.daily("a:letter", dt.time(7, 30), last=True)(lambda: None)
    rota.daily("b:reports", dt.time(7, 30))(lambda: None)
    rota.every(1, "c:lateness")(lambda: None)
    _at(monkeypatch, "2026-11-24T07:30")
    rota.call_rounds()
    kinds = list(db.session.scalars(select(Job.kind).order_by(Job.id)))
    assert kinds == ["b:reports", "c:lateness", "a:letter"]


def test_a_round_is_over_once_its_job_of_this_slot_is_done(
    desk: Flask, rounds: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    rota.daily("letter", dt.time(7, 30))(lambda: None)
    _at(monkeypatch, "2026-11-24T07:30")
    assert not rota.is_over("letter")
    rota.call_rounds()
    assert not rota.is_over("letter"), "it is only entered"
    with transaction() as session:
        session.query(Job).update({"state": jobs.DONE})
    assert rota.is_over("letter") and not rota.is_over("another")
    _at(monkeypatch, "2026-11-25T07:30")
    assert not rota.is_over("letter"), "that was yesterday's"
