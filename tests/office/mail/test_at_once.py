"""What has just come is written to whom it came, once, and nothing of what is in it."""

import datetime as dt

import pytest
import structlog
from sqlalchemy import text

from server import clock, outbox
from server.database import db, transaction
from server.mail import collecting, posting
from server.mail.models import Mail, MailChoice
from server.org.models import Absence
from server.outbox import Announcement
from tests.office.front.desks import arrivals, presented, registered
from tests.office.mail.conftest import address, at, delivered, reached
from tests.office.papers import ok

MARK = "Xoài cát Hòa Lộc"
CONTENT = {"subject": f"V/v {MARK}", "issuer": f"UBND {MARK}", "notation": MARK}


def readable(letter) -> str:
    """All that somebody sees who has the letter in hand, the sources of its parts decoded."""
    parts = [part.get_content() for part in letter.walk() if not part.is_multipart()]
    return "\n".join([*(f"{name}: {value}" for name, value in letter.items()), *parts])


def test_minh_is_told_of_what_waits_for_his_word_and_lan_is_not_told_of_her_own_doing(
    post, one_cast
):
    reached(one_cast.minh)
    reached(one_cast.lan, clerk="now")
    (paper_id,) = presented(one_cast)
    delivered()
    (letter,) = post.letters
    assert letter["To"] == address(one_cast.minh)
    assert letter["Subject"] == "[Công Sở] Việc mới chờ anh/chị: 1"
    said = readable(letter)
    assert "Cho ý kiến chỉ đạo" in said
    assert said.count(f"https://congso.test/incoming/{paper_id}") == 2


def test_of_what_lan_did_herself_only_the_other_clerk_is_told(post, one_cast):
    reached(one_cast.lan, clerk="now")
    reached(one_cast.lien, clerk="now")
    registered(one_cast.lan.actor)
    delivered()
    assert [letter["To"] for letter in post.letters] == [address(one_cast.lien)]


def test_nothing_of_a_paper_is_in_its_letter(post, one_cast):
    for hand in (one_cast.minh, one_cast.lan, one_cast.lien):
        reached(hand, clerk="now", work="now", check="now")
    presented(one_cast, **CONTENT)
    arrivals(one_cast.lan.actor, 1, **CONTENT)
    arrivals(one_cast.dao.actor, 1, **CONTENT)
    delivered()
    said = "\n".join(map(readable, post.letters))
    assert len(post.letters) == 2 and "Vào sổ" in said and "Cho ý kiến chỉ đạo" in said
    assert MARK not in said and "Xo=C3=A0i" not in said
    waiting = db.session.query(Mail).all()
    assert not any(MARK in str(mail.lines) for mail in waiting)


def test_of_a_suspected_secret_a_letter_says_only_that_something_is_to_be_looked_at(post, one_cast):
    reached(one_cast.minh)
    (paper_id,) = arrivals(one_cast.lan.actor, 1, **CONTENT)
    ok(one_cast.lan.does(f"/incoming/{paper_id}", "quarantine", {"reason": "Có dấu MẬT"}))
    delivered()
    said = readable(post.letters[0])
    assert "Việc cần xem trên hệ thống" in said and "https://congso.test/notices" in said
    for word in (MARK, "ách ly", "mật", "MẬT", f"/incoming/{paper_id}"):
        assert word not in said


SPOILT = {
    "no JSON at all": "events = '{now'",
    "a list": "events = '[1]'",
    "a word of its own": """events = '{"decide": "sometimes"}'""",
    "an object": """events = '{"decide": {}}'""",
    "no hour": "quiet_from = '25:99'",
}


@pytest.mark.parametrize("spoilt", SPOILT.values(), ids=SPOILT.keys())
def test_one_whose_choices_cannot_be_read_is_named_and_stops_nobody_elses_letters(
    post, one_cast, spoilt
):
    """Somebody wrote into the database by hand: Minh has no letters, Liên has hers."""
    reached(one_cast.minh)
    reached(one_cast.lien)
    whose = one_cast.minh.actor.person_id
    with transaction() as session:
        session.execute(text(f"UPDATE mail_choices SET {spoilt} WHERE person_id = {whose}"))
    db.session.expire_all()
    presented(one_cast)
    arrivals(one_cast.lan.actor, 1, urgency="HOA_TOC")
    with structlog.testing.capture_logs() as said:
        delivered()
    assert [letter["To"] for letter in post.letters] == [address(one_cast.lien)]
    assert {one["person"] for one in said if "cannot be read" in one["event"]} == {whose}


def test_nothing_goes_to_an_address_that_nobody_proved(post, one_cast):
    with transaction() as session:
        session.add(MailChoice(person_id=one_cast.minh.actor.person_id, stop="s", asked="a@b.vn"))
    presented(one_cast)
    delivered()
    assert post.taken == [] and db.session.query(Mail).count() == 0
    assert not outbox.mail_waits()


def test_who_wants_it_in_the_morning_or_never_is_not_written_to_at_once(post, one_cast):
    reached(one_cast.minh, decide="morning")
    reached(one_cast.binh, decide="never")
    presented(one_cast)
    delivered()
    assert post.taken == []


def test_an_urgent_paper_comes_at_once_to_a_clerk_who_reads_in_the_morning(post, one_cast):
    reached(one_cast.lien)
    arrivals(one_cast.lan.actor, 1, urgency="HOA_TOC")
    delivered()
    assert "Vào sổ – Hỏa tốc" in readable(post.letters[0])


def test_what_comes_in_the_quiet_hours_is_one_letter_in_the_morning(post, one_cast, monkeypatch):
    reached(one_cast.minh)
    night = dt.datetime.combine(clock.today(), dt.time(22), clock.HANOI)
    for hour in range(3):
        at(monkeypatch, night + dt.timedelta(hours=hour))
        presented(one_cast)
        delivered()
    assert post.taken == []
    at(monkeypatch, night + dt.timedelta(hours=8, minutes=30))
    delivered()
    assert [letter["Subject"] for letter in post.letters] == ["[Công Sở] Việc mới chờ anh/chị: 3"]


def test_what_a_colleague_did_meanwhile_is_not_told(post, one_cast):
    reached(one_cast.minh)
    (paper_id,) = presented(one_cast)
    collecting.collect()
    ok(one_cast.minh.does(f"/incoming/{paper_id}", "for_info", {"to": ["vhtt"]}))
    posting.post()
    assert post.taken == []
    assert db.session.query(Mail).one().state == "dropped"


def test_who_stands_in_for_the_absent_is_told_in_their_place(post, one_cast):
    reached(one_cast.binh)
    presented(one_cast)
    delivered()
    assert post.taken == []
    minh, binh = one_cast.minh.actor.person_id, one_cast.binh.actor.person_id
    days = {"valid_from": clock.today(), "valid_to": None}
    with transaction() as session:
        session.add(Absence(person_id=minh, substitute_id=binh, **days))
    presented(one_cast)
    delivered()
    assert [letter["To"] for letter in post.letters] == [address(one_cast.binh)]


def test_without_a_mail_server_the_outbox_holds_no_letters(one_app, one_cast):
    presented(one_cast)
    posting.mind_the_post()
    rows = db.session.query(Announcement).filter_by(event=outbox.MAIL)
    assert rows.count() == 0


def test_the_sockets_say_nothing_of_what_is_for_the_post(post, one_cast):
    presented(one_cast)
    outbox.deliver()
    assert {row.event for row in db.session.query(Announcement)} == {outbox.MAIL}
