"""Who holds a sheet of the week reads on it and on the page whether it is still the last word."""

import pytest
from flask import Flask

from server.database import db
from server.org.models import Agency
from server.schedule import services, sheet
from tests.cast import Cast
from tests.office.schedule.test_week import MON, at, entry, published_week, shown

CHANGED = "Thay đổi lần cuối"


@pytest.fixture
def app(one_app: Flask) -> Flask:
    return one_app


def told(cast: Cast) -> tuple[str, str]:
    """What Nam reads, and the line that closes the printed sheet."""
    agency = db.session.get_one(Agency, cast.nam.actor.agency_id)
    drawn = sheet.listing(agency, MON, services.week_of(agency.id, MON), shown(cast.nam))
    return cast.nam.browser().get(f"/schedule?week={MON}").text, drawn.closing[0]


def test_it_says_when_it_was_last_changed_and_nothing_before_that(cast: Cast, monkeypatch):
    """Not when it was published: by that nobody sees that his sheet is of before."""
    line = published_week(cast)
    assert all("Ban hành lúc" in one and CHANGED not in one for one in told(cast))
    monkeypatch.setattr(services, "now", lambda: at(7, minute=15))
    new = services.amend(cast.tuan.actor, entry(14), reason="Tỉnh gọi họp", replaces=line.id)
    assert all(f"{CHANGED} lúc 07:15 {MON:%d/%m/%Y}" in one for one in told(cast))
    monkeypatch.setattr(services, "now", lambda: at(7, minute=20))
    services.strike(cast.tuan.actor, new.id, reason="Hoãn")
    assert all(f"{CHANGED} lúc 07:20 {MON:%d/%m/%Y}" in one for one in told(cast))
