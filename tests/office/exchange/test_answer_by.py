"""A document asks for an answer by a day: envelope and reader's desk say so (§4.5, §8.1)."""

import datetime as dt

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from server.clock import today
from server.database import transaction
from server.documents.outgoing.models import DraftVersion
from server.exchange.carrier import carry
from server.exchange.composing import said_by
from server.exchange.writing import write
from server.org import queries
from tests.cast import Cast
from tests.office.exchange.letters import posted
from tests.office.outcome import refused
from tests.office.papers import dispatched, drafted, ok, submitted

AHEAD = queries.Calendar().add_working(today(), 12)


@pytest.fixture
def cast(one_app: Flask) -> Cast:
    return Cast(one_app)


def letter() -> bytes:
    return write(said_by(posted(kind="document")[0]))


def changes(cast: Cast, path: str, day: str) -> TestResponse:
    etag = cast.nam.asks("GET", path).headers["ETag"]
    return cast.nam.asks("PATCH", path, json={"answer_by": day}, match=etag)


def test_the_day_goes_out_and_is_proposed_to_the_leader_who_directs_it(cast: Cast) -> None:
    dispatched(cast, answer_by=AHEAD.isoformat())
    assert f"<DueDate>{AHEAD:%Y/%m/%d}</DueDate>".encode() in letter()
    carry()
    (there,) = cast.dao.sees("/incoming")["items"]
    path = f"/incoming/{there['id']}"
    assert cast.dao.sees(path)["printed_due"] == AHEAD.isoformat()
    ok(cast.dao.does(path, "register"))
    ok(cast.dao.does(path, "present"))
    page = cast.anh.browser().get(path).text
    proposed = page.split('name="due_at"')[1].split(">")[0]
    day = queries.calendar().previous_working(AHEAD + dt.timedelta(days=1))
    assert f"{day:%d/%m/%Y}" in proposed, proposed


def test_a_document_that_asks_for_none_says_none(cast: Cast) -> None:
    dispatched(cast)
    assert b"DueDate" not in letter()


def test_a_day_that_passed_before_it_was_issued_is_not_said(cast: Cast) -> None:
    path = dispatched(cast, answer_by=AHEAD.isoformat())
    with transaction() as session:
        version = session.query(DraftVersion).order_by(DraftVersion.id.desc()).first()
        version.fields = version.fields | {"answer_by": f"{today() - dt.timedelta(days=1)}"}
    assert b"DueDate" not in letter()
    assert cast.lan.sees(path)["answer_by"] == f"{today() - dt.timedelta(days=1)}"


def test_the_drafter_types_it_and_takes_it_away_again(cast: Cast) -> None:
    path = drafted(cast)
    assert cast.nam.sees(path)["answer_by"] is None
    browser = cast.nam.browser()
    ok(changes(cast, path, AHEAD.isoformat()))
    editor = browser.get(f"{path}/edit").text
    assert f'value="{AHEAD:%d/%m/%Y}"' in editor.split('name="answer_by"')[1].split(">")[0]
    page = browser.get(path).text
    assert "Đề nghị trả lời trước ngày" in page and f"{AHEAD:%d/%m/%Y}" in page
    ok(changes(cast, path, ""))
    assert cast.nam.sees(path)["answer_by"] is None
    refused(changes(cast, path, "hôm nào đó"), "invalid")


def test_another_day_is_another_text_and_voids_who_approved(cast: Cast) -> None:
    path = submitted(cast, answer_by=AHEAD.isoformat())
    ok(cast.hoa.does(path, "content_check"))
    later = f"{AHEAD + dt.timedelta(days=7)}"
    ok(changes(cast, path, later))
    assert cast.nam.sees(path)["answer_by"] == later
    assert "content_check" in cast.hoa.sees(path)["actions"]
    assert "trả lời trước ngày" in cast.nam.browser().get(path).text.lower()
