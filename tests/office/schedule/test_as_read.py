"""Whoever decides on a week decides on what he read: two tabs, two leaders, a unit that corrects.

Minh sends the week back, Tuấn moves a line and lays it before them again; on Bình's page it is the
week of an hour ago that waits for his "Ban hành".
"""

import re
from dataclasses import replace

import pytest
from flask import Flask

from server.database import db
from server.schedule import services
from server.schedule.models import ScheduleEntry
from tests.cast import Cast, Hand
from tests.office.front.clicking import Desk
from tests.office.schedule.test_week import MON, at, entry, proposed
from workflows.schedule import Stage

HERE = f"/schedule?week={MON}"
CHANGED = "vừa thay đổi sau khi anh/chị mở trang"
WHY = "Để Sở chủ trì, sẽ mời lại sau"


@pytest.fixture
def app(one_app: Flask) -> Flask:
    return one_app


def mark(page: str, action: str, *, last: bool = False) -> str:
    """What the form at `action` says that its page showed."""
    forms = re.findall(rf'action="{re.escape(action)}"(.*?)</form>', page, re.S)
    found = re.search(r'name="shown" value="(\w+)"', forms[-1 if last else 0])
    assert found, forms
    return found[1]


def laid_before(cast: Cast) -> ScheduleEntry:
    line = proposed(cast)
    services.settle(cast.tuan.actor, line.id, taken=True)
    services.review(cast.tuan.actor, MON)
    return line


def publishes(hand: Hand, shown: str) -> tuple[int, str]:
    got = Desk(hand).sends(f"/schedule/week/publish?week={MON}", HERE, shown=shown)
    return got.status_code, got.text


def test_a_week_that_was_arranged_anew_is_read_before_it_is_published(cast: Cast) -> None:
    line = laid_before(cast)
    publish = f"/schedule/week/publish?week={MON}"
    read = mark(Desk(cast.binh).opens(HERE), publish)
    services.send_back(cast.minh.actor, MON, reason="Chiều hãy họp")
    services.correct(cast.tuan.actor, line.id, replace(entry(), begins_at=at(14)))
    services.review(cast.tuan.actor, MON)
    status, page = publishes(cast.binh, read)
    assert status == 412 and CHANGED in page and "14:00" in page
    week = services.week_of(cast.minh.actor.agency_id, MON)
    assert week and week.state == Stage.REVIEWED
    assert publishes(cast.binh, mark(Desk(cast.binh).opens(HERE), publish))[0] == 302


@pytest.mark.parametrize(("answer", "last"), [("take", False), ("turn_down", True)])
def test_what_a_unit_put_right_meanwhile_is_read_before_it_is_answered(
    cast: Cast, answer: str, last: bool
) -> None:
    line = proposed(cast)
    settle = f"/schedule/entries/{line.id}/settle"
    desk = Desk(cast.tuan)
    read = mark(desk.opens(HERE), settle, last=last)
    services.correct(cast.hoa.actor, line.id, replace(entry(), place="Nhà văn hóa xã"))
    said = {"answer": answer, "shown": read, "reason": WHY}
    got = desk.sends(settle, HERE, **said)
    assert got.status_code == 412 and CHANGED in got.text and "Nhà văn hóa xã" in got.text
    db.session.expire_all()
    assert (line.settled_at, line.struck_at) == (None, None)
    said["shown"] = mark(desk.opens(HERE), settle, last=last)
    assert desk.sends(settle, HERE, **said).status_code == 302


def test_a_reason_that_came_too_late_is_there_to_be_copied(cast: Cast) -> None:
    """Struck in another tab meanwhile: the line has no form for it any more."""
    line = laid_before(cast)
    services.publish(cast.minh.actor, MON)
    services.strike(cast.tuan.actor, line.id, reason="Hoãn")
    late = Desk(cast.tuan).sends(f"/schedule/entries/{line.id}/strike", HERE, reason=WHY)
    assert late.status_code == 409 and "để chép lại" in late.text and WHY in late.text
    back = Desk(cast.minh).sends(f"/schedule/week/send_back?week={MON}", HERE, reason=WHY)
    assert back.status_code == 409 and WHY in back.text
