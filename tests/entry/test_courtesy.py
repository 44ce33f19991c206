"""While a leader's hundred papers are signed, whoever opens a page goes first."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask

from server import courtesy
from server.database import transaction
from server.documents.outgoing.batch import abreast
from tests.office.batches.desk import ended
from tests.office.outcome import id_of
from tests.office.outgoing import desk

LONG = 30.0
"""Seconds that no test takes: what is waited for came, or the test hangs until it fails."""


@pytest.fixture
def office(one_app: Flask) -> Flask:
    """With a page that is being made until `finish` says so, and one that came to its writing."""
    here = Flask("corridor")
    here.extensions |= {"made": threading.Event(), "finish": threading.Event()}

    @here.route("/page", methods=["GET", "POST"])
    def page() -> str:
        here.extensions["made"].set()
        here.extensions["finish"].wait(LONG)
        return "Việc của tôi"

    @here.get("/read")
    def read() -> str:
        with one_app.app_context(), transaction():
            return page()

    courtesy.install(here)
    return here


@contextmanager
def being_made(office: Flask, path: str = "/page") -> Iterator[threading.Event]:
    """Somebody's page, in a thread of its own, as far as its middle."""
    asking = threading.Thread(target=lambda: office.test_client().get(path))
    asking.start()
    assert office.extensions["made"].wait(LONG)
    try:
        yield office.extensions["finish"]
    finally:
        office.extensions["finish"].set()
        asking.join()


def stands_aside() -> float:
    began = time.monotonic()
    courtesy.stand_aside()
    return time.monotonic() - began


def test_long_work_waits_until_the_page_is_made(office, monkeypatch):
    monkeypatch.setattr(courtesy, "MOST", LONG)
    over = list[str]()
    with being_made(office) as finish:
        work = threading.Thread(target=lambda: [courtesy.stand_aside(), over.append("work")])
        work.start()
        work.join(0.05)
        over.append("page")
        finish.set()
        work.join(LONG)
    assert over == ["page", "work"]


def test_it_goes_on_however_long_a_page_takes(office, monkeypatch):
    monkeypatch.setattr(courtesy, "MOST", 0.05)
    with being_made(office):
        assert 0.04 < stands_aside() < LONG / 2


def test_where_no_page_is_made_it_does_not_wait(office, monkeypatch):
    monkeypatch.setattr(courtesy, "MOST", LONG)
    with being_made(office) as finish:
        finish.set()
    assert stands_aside() < LONG / 2


def test_a_page_that_breaks_is_waited_for_no_more(office, monkeypatch):
    monkeypatch.setattr(courtesy, "MOST", LONG)

    @office.get("/broken")
    def broken() -> str:
        raise ZeroDivisionError

    assert office.test_client().get("/broken").status_code == 500
    assert stands_aside() < LONG / 2


def test_who_waits_for_a_turn_to_write_is_not_waited_for(office, monkeypatch):
    """The turn may be the very one that the long work has."""
    monkeypatch.setattr(courtesy, "MOST", LONG)
    with being_made(office, "/read"):
        assert stands_aside() < LONG / 2


def test_a_batch_stands_aside_before_each_paper_and_each_record(one_cast, monkeypatch):
    aside = list[None]()
    monkeypatch.setattr(abreast, "stand_aside", lambda: aside.append(None))
    ids = [id_of(desk.ready(one_cast, subject=f"V/v họp lần {n}")) for n in range(2)]
    asked = {"ids": ids, "pin": one_cast.pin}
    rows = ended(one_cast.minh, one_cast.minh.asks("POST", "/outgoing/batch/sign", json=asked).json)
    assert {row["done"] for row in rows.values()} == {True}
    assert len(aside) == 4


def test_the_office_itself_knows_of_its_pages(one_cast, monkeypatch):
    browser = one_cast.nam.browser()
    assert browser.get("/").status_code == 200
    seen = list[int]()
    monkeypatch.setattr(courtesy, "leave_the_line", lambda: seen.append(len(courtesy._making)))
    assert browser.get("/").status_code == 200
    courtesy._making.clear()
    assert seen == [1]
