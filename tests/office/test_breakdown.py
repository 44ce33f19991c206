"""The house itself fails: a page in words, without the database that may be what failed."""

import re

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from server import pages
from server.documents.incoming import arriving
from server.door.sessions import RowSessions
from server.home import lists
from tests.cast import Cast
from tests.office import papers
from tests.office.outcome import says

GONE = OperationalError("SELECT 1", {"pin": "246810"}, Exception("server closed the connection"))


@pytest.fixture
def cast(one_app: Flask) -> Cast:
    """An office at its door, as people meet it: an error is answered, not raised to a test."""
    one_app.config["PROPAGATE_EXCEPTIONS"] = False
    return Cast(one_app)


def fails(*_args: object, **_how: object) -> None:
    raise GONE


@pytest.mark.parametrize("part", [(lists, "_page"), (pages, "_counts"), (RowSessions, "_row")])
def test_lan_is_told_in_words_whatever_broke(cast, monkeypatch, part):
    """The list, the frame around every page, or the session before any page."""
    browser = cast.lan.browser()
    monkeypatch.setattr(*part, fails)
    got = browser.get("/incoming")
    assert got.status_code == 500
    assert says("broke_down", got.text) and "Máy chủ gặp lỗi" in got.text
    assert "246810" not in got.text and "SELECT" not in got.text


def test_the_mark_on_the_page_is_the_mark_in_the_log(cast, monkeypatch, capsys):
    browser = cast.lan.browser()
    monkeypatch.setattr(lists, "_page", fails)
    page = browser.get("/incoming").text
    (mark,) = re.findall(r"báo người quản trị mã ([0-9a-f]{8})", page)
    assert mark in "".join(capsys.readouterr())


def test_a_program_hears_a_problem(cast, monkeypatch):
    path = papers.arrived(cast)
    monkeypatch.setattr(arriving, "register", fails)
    said = cast.lan.does(path, "register")
    assert (said.status_code, said.mimetype) == (500, "application/problem+json")
    assert said.json["code"] == "broke_down"
    assert "246810" not in said.text


def test_what_broke_is_whole_again_afterwards(cast, monkeypatch):
    browser = cast.lan.browser()
    with monkeypatch.context() as broken:
        broken.setattr(RowSessions, "_row", fails)
        assert browser.get("/incoming").status_code == 500
    assert browser.get("/incoming").status_code == 200
