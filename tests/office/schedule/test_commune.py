"""A commune without an office: Đào the clerk arranges, Ánh publishes; weeks stay apart."""

import datetime as dt
from typing import Any

import pytest
from flask import Flask

from server.clock import HANOI, today
from server.database import db
from server.meetings.calling import feeds
from server.org.models import Agency
from server.schedule import services, sheet, views
from server.schedule.feed import published
from server.schedule.models import ScheduleEntry
from server.schedule.services import Entry
from tests.cast import Cast, Hand
from tests.office.admin.desk import why
from workflows.schedule import monday

MON = monday(today()) + dt.timedelta(days=7)
EIGHT = dt.datetime.combine(MON, dt.time(8), HANOI)
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def app(one_app: Flask) -> Flask:
    return one_app


def proposed(hand: Hand, content: str = "Tiếp công dân", **more: Any) -> ScheduleEntry:
    return services.propose(hand.actor, Entry(**{"begins_at": EIGHT, "content": content} | more))


def published_by(clerk: Hand, leader: Hand) -> None:
    services.review(clerk.actor, MON)
    services.publish(leader.actor, MON)


def rows(hand: Hand) -> list[views.Row]:
    week = services.week_of(hand.actor.agency_id, MON)
    return views.rows(hand.actor, week, MON)


def test_the_clerk_takes_in_what_officers_propose_her_own_too(cast: Cast):
    for hand in (cast.cv_xa, cast.dao):
        line = proposed(hand)
        assert line.settled_at is None
        services.settle(cast.dao.actor, line.id, taken=True)
    published_by(cast.dao, cast.anh)
    week = services.week_of(cast.anh.actor.agency_id, MON)
    assert (week.state, week.entries) == ("PUBLISHED", 2)
    assert week.published_by == cast.anh.actor.name and week.reviewed_by == cast.dao.actor.name


def test_two_agencies_have_a_week_each_and_read_no_word_of_the_other(cast: Cast):
    services.settle(cast.tuan.actor, proposed(cast.hoa, "Họp huyện").id, taken=True)
    services.settle(cast.dao.actor, proposed(cast.cv_xa, "Họp xã").id, taken=True)
    published_by(cast.tuan, cast.minh)
    published_by(cast.dao, cast.anh)
    assert [row.content for row in rows(cast.nam)] == ["Họp huyện"]
    assert [row.content for row in rows(cast.cv_xa)] == ["Họp xã"]
    theirs = services.week_of(cast.anh.actor.agency_id, MON).lines[0]
    for act in (services.strike, services.settle):
        more = {"taken": True} if act is services.settle else {}
        assert why(act, cast.tuan.actor, theirs.id, reason="x", **more) == "no_such_row"
    mine, other = feeds.make(cast.nam.actor), feeds.make(cast.cv_xa.actor)
    assert [one.content for one in published(mine)] == ["Họp huyện"]
    assert [one.content for one in published(other)] == ["Họp xã"]


def test_what_was_turned_down_is_in_no_calendar_and_on_no_sheet(cast: Cast):
    services.settle(cast.dao.actor, proposed(cast.cv_xa).id, taken=True)
    no = proposed(cast.cv_xa, "Đi thực tế")
    services.settle(cast.dao.actor, no.id, taken=False, reason="Chưa có xe")
    published_by(cast.dao, cast.anh)
    assert [one.content for one in published(feeds.make(cast.anh.actor))] == ["Tiếp công dân"]
    agency = db.session.get_one(Agency, cast.anh.actor.agency_id)
    drawn = sheet.listing(agency, MON, no.week, rows(cast.anh))
    assert "Đi thực tế" not in str(drawn.rows)
    assert drawn.signers[0][2] == cast.anh.actor.name and drawn.agency == agency.name


def test_a_leader_adds_and_strikes_after_publication_and_an_officer_does_not(cast: Cast):
    first = proposed(cast.cv_xa)
    services.settle(cast.dao.actor, first.id, taken=True)
    published_by(cast.dao, cast.anh)
    new = Entry(begins_at=EIGHT + HOUR, content="Đón đoàn kiểm tra")
    assert why(services.amend, cast.cv_xa.actor, new, reason="x") == "wrong_role"
    assert why(services.strike, cast.cv_xa.actor, first.id, reason="x") == "wrong_role"
    services.amend(cast.anh.actor, new, reason="Huyện báo")
    services.strike(cast.anh.actor, first.id, reason="Hoãn")
    assert [row.mark for row in rows(cast.cv_xa)] == ["struck", "new"]
    again = Entry(begins_at=EIGHT, content="x")
    assert why(services.amend, cast.anh.actor, again, reason="y", replaces=first.id) == (
        "entry_is_struck"
    )
    assert [row.mark for row in rows(cast.cv_xa)] == ["struck", "new"]


def test_until_it_goes_before_a_leader_what_was_taken_in_may_be_left_out_again(cast: Cast):
    line, kept = proposed(cast.cv_xa), proposed(cast.cv_xa, "Đi thực tế")
    for one in (line, kept):
        services.settle(cast.dao.actor, one.id, taken=True)
    assert why(services.settle, cast.dao.actor, line.id, taken=True) == "entry_is_settled"
    assert why(services.settle, cast.dao.actor, line.id, taken=False) == "has_reason"
    assert "Bỏ khỏi lịch" in cast.dao.browser().get(f"/schedule?week={MON}").text
    services.settle(cast.dao.actor, line.id, taken=False, reason="Ghi nhầm ngày")
    again = why(services.settle, cast.dao.actor, line.id, taken=False, reason="x")
    assert again == "entry_is_settled"
    published_by(cast.dao, cast.anh)
    assert [one.content for one in published(feeds.make(cast.anh.actor))] == ["Đi thực tế"]
    assert why(services.settle, cast.dao.actor, kept.id, taken=True) == "wrong_state"
