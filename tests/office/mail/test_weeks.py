"""Minh publishes the week: a letter says so to whoever is in it, and nothing of what is in it."""

from server.schedule import services
from tests.office.mail.conftest import address, delivered, reached
from tests.office.mail.test_at_once import readable
from tests.office.schedule.test_week import published_week


def test_hoa_is_told_that_her_week_is_there_and_once_of_each_change(post, one_cast):
    reached(one_cast.hoa)
    reached(one_cast.binh, planned="never")
    line = published_week(one_cast)
    delivered()
    (letter,) = post.letters
    assert letter["To"] == address(one_cast.hoa)
    assert letter["Subject"] == "[Công Sở] Lịch công tác tuần: 1"
    said = readable(letter)
    assert f"https://congso.test/schedule/weeks/{line.week_id}" in said
    assert line.content not in said and line.presides not in said
    services.strike(one_cast.tuan.actor, line.id, reason="Hoãn")
    delivered()
    assert len(post.letters) == 2
