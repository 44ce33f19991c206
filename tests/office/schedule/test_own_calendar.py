"""The published week in one's own calendar, by an address that its owner keeps (RFC 5545)."""

import re

import pytest
from flask import Flask

from server.meetings.calling import feeds
from server.schedule import services
from server.schedule.feed import published
from tests.cast import Cast
from tests.office.front.clicking import Desk
from tests.office.schedule.test_week import MON, proposed, published_week


@pytest.fixture
def app(one_app: Flask) -> Flask:
    return one_app


def test_the_published_week_comes_to_ones_own_calendar(cast: Cast):
    secret = feeds.make(cast.nam.actor)
    line = proposed(cast)
    assert published(secret) == []
    services.settle(cast.tuan.actor, line.id, taken=True)
    services.review(cast.tuan.actor, MON)
    services.publish(cast.minh.actor, MON)
    client = cast.nam.app.test_client()
    got = client.get(f"/calendar/{secret}/week.ics")
    assert got.status_code == 200 and got.mimetype == "text/calendar"
    assert f"UID:week-{line.id}@" in got.text and "STATUS:CONFIRMED" in got.text
    services.strike(cast.tuan.actor, line.id, reason="Hoãn")
    again = client.get(f"/calendar/{secret}/week.ics").text
    assert "STATUS:CANCELLED" in again and "SEQUENCE:1" in again
    assert client.get("/calendar/nothing/week.ics").status_code == 404


def test_a_calendar_says_which_car_goes_and_why_something_is_called_off(cast: Cast):
    secret = feeds.make(cast.hoa.actor)
    line = proposed(cast, car="36A-123.45")
    services.settle(cast.tuan.actor, line.id, taken=True)
    services.review(cast.tuan.actor, MON)
    services.publish(cast.minh.actor, MON)
    client = cast.hoa.app.test_client()

    def read() -> str:
        return client.get(f"/calendar/{secret}/week.ics").text.replace("\r\n ", "")

    assert "\\nxe 36A-123.45" in read() and "Lý do" not in read()
    services.strike(cast.tuan.actor, line.id, reason="Hoãn vì bão")
    assert "\\nLý do: Hoãn vì bão" in read()


def test_the_page_of_ones_calendar_gives_the_weeks_address_too(cast: Cast):
    """The week's page leads there, and said only where the meetings are."""
    line = published_week(cast)
    desk = Desk(cast.hoa)
    assert 'href="/meetings/calendar"' in desk.opens(f"/schedule?week={MON}")
    made = desk.sends("/meetings/calendar").text
    meetings, week = re.findall(r'value="[^"]*(/calendar/[^"]+\.ics)"', made)
    assert "Lịch công tác tuần của cơ quan" in made and "/week.ics" not in meetings
    assert f"UID:week-{line.id}@" in cast.hoa.app.test_client().get(week).text
