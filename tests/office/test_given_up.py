"""A job fails for good while nobody looks: who asked for it closed the page long ago."""

import datetime as dt

import pytest

from server import jobs, rota
from server.archive import packing
from server.clock import now
from server.database import db, transaction
from server.documents.earlier import taking
from server.documents.earlier.models import Takeover
from server.jobs import Job
from tests.office.casefiles import keeping
from tests.office.earlier import old_register as old

WORDS = "Máy đã thôi thử 1 việc chạy nền vì gặp lỗi"


def falls(*_said, **_more):
    raise OSError("the store is away")


def work(kind: str) -> None:
    """The worker does the newest of that kind."""
    newest = db.session.query(Job).filter_by(kind=kind).order_by(Job.id.desc()).first()
    jobs.work(newest.id)
    db.session.rollback()


@pytest.mark.sent
def test_kien_is_told_of_a_case_files_package_that_nobody_waits_for(cast, monkeypatch):
    monkeypatch.setattr(jobs, "TRIES", 1)
    with monkeypatch.context() as away:
        away.setattr(packing, "write", falls)
        keeping.handed(cast)
        work(keeping.KIND)
    page = cast.kien.browser().get("/").text
    assert WORDS in page and keeping.KIND in page
    assert WORDS not in cast.lan.browser().get("/").text
    later = now() + dt.timedelta(days=8)
    monkeypatch.setattr(rota, "now", lambda: later)
    assert rota.given_up() == {}, "not for ever"


def test_of_a_takeover_that_was_gone_on_with_nothing_is_said_any_more(cast, monkeypatch):
    monkeypatch.setattr(jobs, "TRIES", 1)
    made = old.handed_in(cast.lan, old.workbook(old.LETTER), old.LETTERS_FILE)
    here = f"/earlier/takeovers/{made.id}/actions"
    cast.lan.asks("POST", f"{here}/carry_out", json={})
    with monkeypatch.context() as away:
        away.setattr(taking, "take_over", falls)
        work(taking.KIND)
    assert rota.given_up() == {taking.KIND: 1}
    cast.lan.asks("POST", f"{here}/go_on", json={})
    assert rota.given_up() == {taking.KIND: 1}, "asked for anew is not done"
    work(taking.KIND)
    assert db.session.get_one(Takeover, made.id).stage == "DONE"
    assert rota.given_up() == {} and WORDS not in cast.kien.browser().get("/").text


def test_a_nights_round_that_fell_is_mended_by_the_next_nights(one_app):
    del one_app

    def night(slot: str, state: str) -> None:
        with transaction():
            job = jobs.later("lasting:night", slot=slot)
            job.state, job.lease_until = state, now()

    night("2026-11-30", jobs.FAILED)
    assert rota.given_up() == {"lasting:night": 1}
    night("2026-12-01", jobs.DONE)
    assert rota.given_up() == {}


def test_only_the_same_is_mended_by_what_was_done_since_whoever_asked_for_it(one_app):
    """Two packages fell: the other one's success helps nobody, the same asked by a deputy does."""
    del one_app

    def asked(state: str, case: int, post: int) -> dict[str, int]:
        with transaction():
            job = jobs.later(keeping.KIND, {"case_id": case, "post": post})
            job.state, job.lease_until = state, now()
        return rota.given_up()

    assert asked(jobs.FAILED, 7, 1) == {keeping.KIND: 1}
    assert asked(jobs.DONE, 8, 1) == {keeping.KIND: 1}
    assert asked(jobs.DONE, 7, 2) == {}
