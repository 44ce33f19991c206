"""Whoever plans a meeting reads what the week already holds, and the week what meetings hold."""

import html
from typing import Any

import pytest
from flask import Flask

from server.clock import local
from server.meetings.plan.clashes import Slot
from server.schedule import clashes, services, wanted
from tests.cast import Cast, Hand
from tests.office.meetings import gathering
from tests.office.meetings.test_planning import sends, typed
from tests.office.schedule.test_week import MON, at, entry

HALL = "Hội trường tầng 2"
VISIT = "lịch công tác “Kiểm tra chuyển đổi số tại xã Hoằng Đồng”"
MORNING = f"từ 08:00 đến 10:00 ngày {local(at(8)):%d/%m/%Y}"


@pytest.fixture
def app(one_app: Flask) -> Flask:
    return one_app


def looks(cast: Cast, hour: int = 9, **more: Any) -> str:
    """What Tuấn reads when he has the plan looked at before he keeps it."""
    said = typed(cast, starts_at=f"{local(at(hour)):%d/%m/%Y %H:%M}", **more)
    got = sends(cast, look="1", **said)
    assert got.status_code == 200
    return html.unescape(got.text)


def twice(hand: Hand, path: str) -> str:
    return html.unescape(hand.browser().get(path).text)


def test_a_leader_on_a_journey_and_a_hall_in_the_week_are_wanted_twice(cast: Cast):
    services.propose(cast.tuan.actor, entry(presides=cast.binh.account, ends_at=at(10)))
    text = looks(cast, room="hội trường TẦNG 2")
    assert f"hội trường TẦNG 2 đã có {VISIT}, {MORNING}." in text
    assert f"{cast.binh.actor.name} đã có {VISIT}, {MORNING}." in text
    assert VISIT not in looks(cast, hour=10, room=HALL), "it begins as the other ends"
    assert VISIT not in looks(cast, delegates=[cast.hoa.account]), "another room, other people"


def test_it_is_asked_again_before_the_plan_is_kept_and_refuses_nothing(cast: Cast):
    services.propose(cast.tuan.actor, entry(presides=cast.binh.account))
    said = typed(cast, starts_at=f"{local(at(9)):%d/%m/%Y %H:%M}")
    assert sends(cast, **said).status_code == 409
    assert sends(cast, seen="1", **said).status_code == 302


def test_who_stands_in_for_a_leader_is_taken_and_the_leader_is_free(cast: Cast):
    """Minh was to go; Hoa goes in his place (§11.5: dự thay)."""
    line = {"presides": cast.minh.account, "substitute": cast.hoa.account, "place": ""}
    services.propose(cast.tuan.actor, entry(**line))
    text = looks(cast)
    assert f"{cast.hoa.actor.name} đã có {VISIT}" in text
    assert f"{cast.minh.actor.name} đã có" not in text
    without = {"chair": cast.binh.account, "delegates": [cast.hoa.account]}
    assert f"{cast.hoa.actor.name} đã có {VISIT}" in looks(cast, **without)


def test_rapporteurs_and_guests_are_looked_at_too(cast: Cast):
    services.propose(cast.tuan.actor, entry(presides=cast.binh.account, place=""))
    delegates = [cast.hoa.account]
    assert VISIT in looks(cast, delegates=delegates, guests=[cast.binh.account])
    presenting = {"item.1.rapporteur": cast.binh.account}
    assert VISIT in looks(cast, delegates=delegates, **presenting)


def test_what_was_struck_or_turned_down_takes_nobody(cast: Cast):
    line = services.propose(cast.hoa.actor, entry(presides=cast.binh.account))
    assert VISIT in looks(cast), "a proposal is said: somebody must decide which"
    services.settle(cast.tuan.actor, line.id, taken=False, reason="Hoãn")
    assert VISIT not in looks(cast)


def test_the_line_that_leads_to_the_meeting_is_no_second_thing(cast: Cast):
    """The office writes who goes there by which car; neither page calls that a clash."""
    path = gathering.planned(cast, starts_at=at(8).isoformat(), room=HALL)
    gathering.does(cast.minh, path, "schedule")
    line = services.propose(cast.tuan.actor, entry(car="36A-123.45", link=path[1:]))
    week = line.week
    assert clashes.warnings(week) == []
    assert VISIT not in twice(cast.minh, path)
    other = gathering.planned(cast, starts_at=at(8).isoformat(), room="Phòng 9")
    assert VISIT in twice(cast.minh, other), "of any other meeting it is one"
    services.correct(cast.tuan.actor, line.id, entry(car="36A-123.45"))
    assert VISIT in twice(cast.minh, path) and len(clashes.warnings(week)) == 2


def test_what_a_commune_does_is_told_to_the_district_as_taken_and_not_what(cast: Cast):
    """Nor is a room of theirs one of ours, though both are called the same."""
    line = {"presides": cast.anh.account, "content": "Đối thoại với thanh niên", "attends": ""}
    services.propose(cast.anh.actor, entry(**line))
    text = looks(cast, attending=[cast.anh.account], room=HALL)
    assert f"{cast.anh.actor.name} đã có một việc trong lịch công tác, {MORNING}." in text
    assert "Đối thoại với thanh niên" not in text and f"{HALL} đã có" not in text


def test_a_head_who_goes_for_a_leader_is_not_in_a_meeting_at_that_time(cast: Cast):
    """The other way round: the week reads the meetings of whoever stands in, also elsewhere."""
    path = gathering.planned(
        cast, starts_at=at(8).isoformat(), chair=cast.minh.account, delegates=[cast.hoa.account]
    )
    gathering.does(cast.minh, path, "schedule")
    line = {"presides": cast.binh.account, "substitute": cast.hoa.account, "place": ""}
    made = services.propose(cast.tuan.actor, entry(**line))
    (words,) = clashes.warnings(made.week)
    assert words.startswith("Trùng lịch ") and cast.hoa.actor.name in words
    assert "một cuộc họp" in words


def test_a_week_that_is_not_published_tells_who_may_not_read_it_nothing_of_itself(cast: Cast):
    """Thu keeps the archive: she sees the week once it is published, and is warned before all the
    same."""
    line = services.propose(cast.tuan.actor, entry(presides=cast.binh.account, place=""))
    people = [cast.binh.actor.person_id or 0]
    slot = Slot(line.week.agency_id, "Phòng 9", at(9), at(11), people)
    (before,) = wanted.words_for(cast.thu.actor, slot)
    assert "một việc trong lịch công tác" in before and line.content not in before
    services.review(cast.tuan.actor, MON)
    services.publish(cast.minh.actor, MON)
    assert VISIT in wanted.words_for(cast.thu.actor, slot)[0]
