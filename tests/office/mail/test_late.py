"""A deadline turned red: whose desk it lies on is told at once, once, and nothing of the paper."""

import datetime as dt

import pytest

from server import clock
from server.clock import HANOI, today
from server.database import db, transaction
from server.desks import lateness
from server.desks.models import Desk
from server.mail.models import Mail, MailChoice
from server.outbox import Announcement
from tests.office.front.desks import arrivals, presented
from tests.office.front.test_notices import _new
from tests.office.mail.conftest import at, delivered, reached
from tests.office.mail.test_at_once import CONTENT, MARK, readable
from tests.office.papers import ok

FIVE = dt.datetime.combine(today(), dt.time(17), HANOI)
"""The end of working hours: there a deadline lies."""


@pytest.fixture
def paper(post, one_cast, monkeypatch) -> int:
    """It lies before Minh until five; the round has looked at ten in the morning, and his letter
    of its arrival is gone."""
    (paper_id,) = presented(one_cast, **CONTENT)
    due(paper_id, FIVE)
    delivered()
    lateness.tell()
    reached(one_cast.minh)
    at(monkeypatch, FIVE)
    lateness.tell()
    delivered()
    assert post.taken == []
    return paper_id


def due(paper_id: int, moment: dt.datetime) -> None:
    with transaction() as session:
        session.query(Desk).filter_by(paper_id=paper_id).update({"due_at": moment})


def passes(monkeypatch, minutes: int) -> None:
    """So many minutes after five the round looks, and the worker takes what it said."""
    at(monkeypatch, FIVE + dt.timedelta(minutes=minutes))
    lateness.tell()
    delivered()


def test_it_is_told_within_the_minute_once_and_nothing_of_the_paper(post, paper, monkeypatch):
    for minute in (1, 2, 3):
        passes(monkeypatch, minute)
    (letter,) = post.letters
    assert letter["Subject"] == "[Công Sở] Vừa quá hạn: 1 việc"
    said = readable(letter)
    assert "Cho ý kiến chỉ đạo" in said
    assert f"https://congso.test/incoming/{paper}" in said
    assert MARK not in said
    assert not any(MARK in str(mail.lines) for mail in db.session.query(Mail))


def test_the_bell_of_that_seat_rings_and_no_other(post, one_cast, paper, monkeypatch):
    passes(monkeypatch, 1)
    rung = [
        (row.room, row.payload) for row in db.session.query(Announcement).filter_by(event="notice")
    ]
    late = [room for room, payload in rung if payload == {"kind": "incoming", "id": paper}]
    assert len(late) == len(set(late)) == 1


def test_two_verbs_on_one_seat_are_one_notice(post, paper, monkeypatch):
    with transaction() as session:
        row = session.query(Desk).filter_by(paper_id=paper).first()
        names = {c.name for c in Desk.__table__.c} - {"id", "verb"}
        session.add(Desk(verb="sign", **{name: getattr(row, name) for name in names}))
    passes(monkeypatch, 1)
    assert [letter["Subject"] for letter in post.letters] == ["[Công Sở] Vừa quá hạn: 1 việc"]


def test_what_turns_red_in_the_quiet_hours_waits_for_their_end(post, paper, monkeypatch):
    due(paper, FIVE + dt.timedelta(hours=5))
    passes(monkeypatch, 5 * 60 + 1)
    assert post.taken == []
    passes(monkeypatch, 13 * 60 + 31)
    assert len(post.letters) == 1


def test_a_deadline_that_moved_before_the_letter_went_is_not_told(post, paper, monkeypatch):
    due(paper, FIVE + dt.timedelta(hours=5))
    passes(monkeypatch, 5 * 60 + 1)
    due(paper, FIVE + dt.timedelta(days=2))
    passes(monkeypatch, 13 * 60 + 31)
    assert post.taken == []


def test_what_is_done_in_time_is_not_told(post, one_cast, paper, monkeypatch):
    ok(one_cast.minh.does(f"/incoming/{paper}", "for_info", {"to": ["vhtt"]}))
    due(paper, FIVE + dt.timedelta(hours=1))
    delivered()
    post.taken.clear()
    passes(monkeypatch, 1)
    assert post.taken == []


def test_a_machine_that_slept_tells_it_on_waking_but_not_the_old(
    post, one_cast, paper, monkeypatch
):
    (old,) = arrivals(one_cast.lan.actor, 1)
    due(old, FIVE - dt.timedelta(days=9))
    reached(one_cast.lan, late="now")
    passes(monkeypatch, 3 * 60)
    assert len(post.letters) == 1


def test_who_does_not_want_it_at_once_is_not_written_to(post, one_cast, paper, monkeypatch):
    with transaction() as session:
        session.get_one(MailChoice, one_cast.minh.actor.person_id).events = {"late": "never"}
    passes(monkeypatch, 1)
    assert post.taken == []


def test_the_first_look_of_an_office_tells_nothing_old(post, one_cast, monkeypatch):
    (paper_id,) = presented(one_cast)
    due(paper_id, FIVE - dt.timedelta(minutes=1))
    delivered()
    reached(one_cast.minh)
    passes(monkeypatch, 1)
    assert post.taken == []


def test_a_paper_known_for_long_rings_again_when_its_deadline_passes(one_cast, monkeypatch):
    (paper_id,) = presented(one_cast)
    browser = one_cast.minh.browser()
    soon = clock.now() + dt.timedelta(seconds=30)
    due(paper_id, soon)
    browser.get("/notices")
    assert _new(browser.get("/notices").text) == 0
    due(paper_id, clock.now())
    assert "Thông báo: 1 chưa đọc" in browser.get("/").text
    assert _new(browser.get("/notices").text) == 1
    assert _new(browser.get("/notices").text) == 0
