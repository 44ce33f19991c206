"""Who is in the week hears of it: published, changed, and whoever goes in a leader's place."""

from typing import Any

import pytest
from flask import Flask

from server.database import db
from server.schedule import clashes, services, sheet
from server.schedule.feed import event
from tests.cast import Cast
from tests.office.admin.desk import why
from tests.office.schedule.test_week import MON, entry, proposed, published_week, shown

READY = "Lịch công tác tuần có việc của anh/chị đã ban hành"
CHANGED = "Lịch công tác tuần có việc của anh/chị vừa thay đổi"
GOES = "Anh/chị được phân công dự thay"
BINH = "phochutich.huyen"


@pytest.fixture
def app(one_app: Flask) -> Flask:
    return one_app


def bell(hand: Any) -> str:
    return hand.browser().get("/notices").text


def test_who_is_in_the_week_hears_when_it_is_published_and_what_changes(cast: Cast):
    line = published_week(cast)
    assert READY in bell(cast.hoa), "her unit asked for it"
    for hand in (cast.minh, cast.nam, cast.tckh, cast.anh):
        assert READY not in bell(hand), "Minh did it himself; the others are not in it"
    services.strike(cast.tuan.actor, line.id, reason="Hoãn")
    for hand in (cast.hoa, cast.minh):
        assert CHANGED in bell(hand)
    there = f"/schedule/weeks/{line.week_id}"
    assert f'href="{there}"' in bell(cast.hoa)
    assert cast.hoa.browser().get(there).location == f"/schedule?week={MON}"
    assert cast.anh.browser().get(there).status_code == 404
    assert cast.hoa.browser().get("/schedule/weeks/999").status_code == 404


def test_the_office_hears_what_units_propose_and_who_proposed_what_became_of_it(cast: Cast):
    asks, left_out = "Đơn vị đề nghị đưa việc vào lịch", "không được đưa vào lịch công tác tuần"
    services.propose(cast.tuan.actor, entry(10))
    assert asks not in bell(cast.tuan), "what the office writes itself is no proposal"
    line = proposed(cast)
    proposed(cast, begins_at=entry(15).begins_at)
    assert bell(cast.tuan).count(asks) == 1, "of many the newest"
    for hand in (cast.hoa, cast.minh, cast.nam, cast.lan):
        assert asks not in bell(hand), "the clerk arranges only where nobody heads an office"
    assert CHANGED not in bell(cast.hoa)
    services.correct(cast.tuan.actor, line.id, entry(9))
    assert CHANGED in bell(cast.hoa)
    assert left_out not in bell(cast.hoa)
    services.settle(cast.tuan.actor, line.id, taken=False, reason="Trùng lịch tỉnh")
    assert left_out in bell(cast.hoa) and left_out not in bell(cast.nam)


def test_a_week_lies_before_the_leaders_until_one_has_spoken(cast: Cast):
    waits, back = "Lịch công tác tuần chờ anh/chị duyệt", "Lịch công tác tuần bị trả lại"
    line = proposed(cast)
    services.settle(cast.tuan.actor, line.id, taken=True)
    services.review(cast.tuan.actor, MON)
    there = f'href="/schedule/weeks/{line.week_id}"'
    for hand in (cast.minh, cast.binh):
        desk = hand.browser().get("/").text
        assert waits in desk and there in desk and waits in bell(hand)
    assert waits not in bell(cast.hoa) and waits not in bell(cast.anh)
    services.send_back(cast.minh.actor, MON, reason="Thiếu tiếp công dân")
    assert waits not in bell(cast.binh) and back in bell(cast.tuan)
    services.review(cast.tuan.actor, MON)
    services.publish(cast.binh.actor, MON)
    for hand in (cast.minh, cast.binh):
        assert waits not in hand.browser().get("/").text and waits not in bell(hand)


def test_who_goes_in_a_leaders_place_is_named_and_told(cast: Cast):
    line = proposed(cast, substitute=BINH)
    assert GOES not in bell(cast.binh), "it is a draft"
    services.settle(cast.tuan.actor, line.id, taken=True)
    services.review(cast.tuan.actor, MON)
    services.publish(cast.minh.actor, MON)
    heard = bell(cast.binh)
    assert GOES in heard and READY not in heard
    (row,) = shown(cast.nam)
    binh = cast.binh.actor.name
    assert row.presides.startswith("Chủ tịch ") and row.presides.endswith(f"{binh} dự thay)")
    drawn = sheet.listing(line.week.agency, MON, line.week, [row])
    assert f"{binh} dự thay" in drawn.rows[1][2]
    assert any(f"{binh} dự thay" in words for words in event(line, line.id, 0))


def test_another_goes_the_one_who_was_to_go_hears_of_the_change(cast: Cast):
    line = published_week(cast)
    old = services.amend(
        cast.tuan.actor, entry(14, substitute=BINH), reason="Bận", replaces=line.id
    )
    assert GOES in bell(cast.binh) and CHANGED in bell(cast.hoa)
    new = entry(14, substitute=cast.tckh.account)
    services.amend(cast.tuan.actor, new, reason="Đổi người", replaces=old.id)
    assert CHANGED in bell(cast.binh) and bell(cast.binh).count(GOES) == 1
    assert GOES in bell(cast.tckh)


def test_it_is_he_who_cannot_be_in_two_places(cast: Cast):
    chief = cast.tuan.actor
    services.propose(chief, entry(8, place="", substitute=BINH))
    services.propose(chief, entry(8, place=""))
    week = services.week_of(chief.agency_id, MON)
    assert clashes.warnings(week) == []
    services.propose(chief, entry(9, place="", presides=BINH))
    db.session.refresh(week, ["lines"])
    (words,) = clashes.warnings(week)
    assert words.startswith("Trùng lịch Phó Chủ tịch")


@pytest.mark.parametrize("more", [{"presides": ""}, {"substitute": "chutich.huyen"}])
def test_he_stands_for_somebody_and_for_another(cast: Cast, more):
    said = entry(**{"substitute": BINH} | more)
    assert why(services.propose, cast.hoa.actor, said) == "stands_in_for_a_leader"


def test_he_is_chosen_from_those_who_may_stand_in(cast: Cast):
    page = cast.hoa.browser().get(f"/schedule/new?week={MON}").text
    choice = page.partition('name="substitute"')[2].partition("</select>")[0]
    assert BINH in choice and cast.tckh.account in choice and cast.nam.account not in choice
