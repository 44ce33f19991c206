"""Hoa names Nam in a remark: a letter tells him so, and nothing of what she said."""

import datetime as dt

from server import clock
from tests.office.habits.test_remarks import WORDS, says
from tests.office.mail.conftest import address, at, delivered, reached
from tests.office.mail.test_at_once import readable
from tests.office.papers import assigned


def test_nam_is_told_where_and_not_what_nor_by_whom(post, one_cast):
    reached(one_cast.nam, work="never", urgent="never")
    path = assigned(one_cast)
    says(one_cast.hoa, path, "chuyenvien.huyen", text=WORDS)
    delivered()
    (letter,) = post.letters
    assert letter["To"] == address(one_cast.nam)
    assert letter["Subject"] == "[Công Sở] Có người nhắc tới anh/chị: 1"
    said = readable(letter)
    assert f"https://congso.test{path}#talk" in said
    assert WORDS not in said and one_cast.hoa.actor.name not in said


def test_at_night_it_waits_for_the_morning_and_two_are_one_letter(post, one_cast, monkeypatch):
    reached(one_cast.nam, work="never", urgent="never")
    path = assigned(one_cast)
    night = dt.datetime.combine(clock.today(), dt.time(22), clock.HANOI)
    at(monkeypatch, night)
    for text in ("Một", "Hai"):
        says(one_cast.hoa, path, "chuyenvien.huyen", text=text)
        delivered()
    assert post.letters == []
    at(monkeypatch, night + dt.timedelta(hours=9))
    delivered()
    assert len(post.letters) == 1


def test_who_does_not_want_it_or_named_himself_by_a_colleague_only_gets_none(post, one_cast):
    reached(one_cast.nam, named="never", work="never", urgent="never")
    reached(one_cast.hoa, work="never", urgent="never")
    path = assigned(one_cast)
    says(one_cast.hoa, path, "chuyenvien.huyen")
    delivered()
    assert post.letters == []
