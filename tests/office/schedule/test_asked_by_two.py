"""Two units ask for one car: both read it, and who asked first also after publication (§11.5)."""

import datetime as dt
import re

import pytest
from flask import Flask

from server.schedule import services
from tests.cast import Cast
from tests.office.schedule.test_told import bell
from tests.office.schedule.test_week import MON, at, entry

CAR = "36A-123.45"
GIVEN_AWAY = "trong lịch công tác tuần vừa bị trùng"
HERE = f"/schedule?week={MON}"


@pytest.fixture
def app(one_app: Flask) -> Flask:
    return one_app


def clash(hand) -> bool:
    return f"Trùng xe {CAR} lúc 09:00" in hand.browser().get(HERE).text


def test_both_units_and_the_office_read_that_a_car_is_wanted_twice(cast: Cast):
    services.propose(cast.hoa.actor, entry(8, presides="", ends_at=at(10), car=CAR))
    assert not clash(cast.hoa)
    services.propose(cast.tckh.actor, entry(9, presides="", place="", car=CAR.lower()))
    assert clash(cast.hoa) and clash(cast.tckh) and clash(cast.tuan)


def test_whose_car_is_given_away_after_publication_reads_so_until_the_week_is_over(
    cast: Cast, monkeypatch
):
    """The office added a line with Hoa's car, and she alone of the three read nothing of it."""
    line = services.propose(cast.hoa.actor, entry(8, presides="", ends_at=at(10), car=CAR))
    services.settle(cast.tuan.actor, line.id, taken=True)
    services.review(cast.tuan.actor, MON)
    services.publish(cast.minh.actor, MON)
    services.amend(cast.tuan.actor, entry(9, presides="", place="", car=CAR), reason="Đột xuất")
    assert clash(cast.hoa) and clash(cast.tuan)
    assert not clash(cast.thu), "she keeps the archive, and asks for nothing"
    monkeypatch.setattr("server.schedule.routes.today", lambda: MON + dt.timedelta(7))
    assert not clash(cast.hoa) and clash(cast.tuan)


def test_whose_car_is_given_away_after_publication_hears_it(cast: Cast):
    """Her own line stood unchanged, so she was told nothing, and nobody reads a week again on the
    morning of the journey."""
    line = services.propose(cast.hoa.actor, entry(8, presides="", ends_at=at(10), car=CAR))
    services.settle(cast.tuan.actor, line.id, taken=True)
    services.review(cast.tuan.actor, MON)
    services.publish(cast.minh.actor, MON)
    services.amend(cast.tuan.actor, entry(14, presides="", place="", car=CAR), reason="Đột xuất")
    assert GIVEN_AWAY not in bell(cast.hoa), "in the afternoon it is free"
    services.amend(cast.tuan.actor, entry(9, presides="", place="", car=CAR), reason="Đột xuất")
    assert GIVEN_AWAY in bell(cast.hoa)
    for hand in (cast.tuan, cast.nam, cast.tckh):
        assert GIVEN_AWAY not in bell(hand), "he did it, and the others have no line there"


def test_the_head_stands_first_among_the_leaders_that_one_chooses_from(cast: Cast):
    page = cast.hoa.browser().get(f"/schedule/new?week={MON}").text
    for name in ("presides", "substitute"):
        options = re.findall(r"<option[^>]*>([^<]+)", page.split(f'name="{name}"', 1)[1])
        assert options[0].startswith("Chủ tịch") and options[1].startswith("Phó Chủ tịch")
