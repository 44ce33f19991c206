"""A week: Hoa proposes, Tuấn arranges, Minh publishes, and a change stays legible."""

import datetime as dt
import html
from typing import Any

import pytest
from flask import Flask

from server.audit.models import LedgerEvent
from server.clock import HANOI, local, today
from server.database import db
from server.org.models import Agency
from server.schedule import clashes, services, shared, sheet, views
from server.schedule.models import ScheduleEntry
from server.schedule.services import Entry
from tests.cast import Cast
from tests.office.admin.desk import why
from tests.office.front.clicking import Desk
from tests.office.meetings import gathering
from tests.office.outcome import id_of
from workflows.schedule import monday

MON = monday(today()) + dt.timedelta(days=7)


@pytest.fixture
def app(one_app: Flask) -> Flask:
    return one_app


def at(hour: int, day: int = 0, minute: int = 0) -> dt.datetime:
    return dt.datetime.combine(MON + dt.timedelta(days=day), dt.time(hour, minute), HANOI)


def entry(hour: int = 8, **more: Any) -> Entry:
    said = {
        "begins_at": at(hour), "content": "Kiểm tra chuyển đổi số tại xã Hoằng Đồng",
        "presides": "chutich.huyen", "attends": "Phòng VH-TT", "place": "Hội trường tầng 2",
    }  # fmt: skip
    return Entry(**said | more)


def proposed(cast: Cast, **more: Any) -> ScheduleEntry:
    return services.propose(cast.hoa.actor, entry(**more))


def published_week(cast: Cast) -> ScheduleEntry:
    """One line, proposed by Hoa, taken in by Tuấn, published by Minh."""
    line = proposed(cast)
    services.settle(cast.tuan.actor, line.id, taken=True)
    services.review(cast.tuan.actor, MON)
    services.publish(cast.minh.actor, MON)
    return line


def shown(hand: Any) -> list[views.Row]:
    actor = hand.actor
    week = services.week_of(actor.agency_id, MON)
    return views.rows(actor, week if services.may_read(actor, week) else None, MON)


def test_a_unit_proposes_the_office_arranges_and_a_leader_publishes(cast: Cast):
    line = proposed(cast)
    assert line.presides.startswith("Chủ tịch ") and line.unit.code == "vhtt"
    assert why(services.review, cast.tuan.actor, MON) == "everything_is_settled"
    assert why(services.settle, cast.hoa.actor, line.id, taken=True) == "wrong_role"
    services.settle(cast.tuan.actor, line.id, taken=True)
    assert why(services.publish, cast.minh.actor, MON) == "wrong_state"
    services.review(cast.tuan.actor, MON)
    assert why(services.publish, cast.tuan.actor, MON) == "wrong_role"
    services.send_back(cast.minh.actor, MON, reason="Chuyển sang thứ Năm")
    services.review(cast.tuan.actor, MON)
    week = services.publish(cast.minh.actor, MON)
    assert (week.state, week.said) == ("PUBLISHED", "")
    said = " ".join(row.content for row in db.session.query(LedgerEvent))
    for act in ("proposed", "settled", "reviewed", "sent_back", "published"):
        assert f"schedule_{act}" in said
    assert "Hoằng Đồng" not in said


def test_a_proposal_is_answered_once_and_turned_down_with_a_reason(cast: Cast):
    line = proposed(cast)
    assert why(services.settle, cast.tuan.actor, line.id, taken=False) == "has_reason"
    services.settle(cast.tuan.actor, line.id, taken=False, reason="Trùng lịch tỉnh")
    assert why(services.settle, cast.tuan.actor, line.id, taken=True) == "entry_is_settled"
    (hers,) = shown(cast.hoa)
    assert (hers.mark, hers.why) == ("left_out", "Trùng lịch tỉnh"), "she reads why, alone"
    assert shown(cast.tuan) == shown(cast.nam) == []
    assert why(services.review, cast.tuan.actor, MON) == "says_something"


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"ends_at": at(7)}, "ends_after_it_begins"),
        ({"ends_at": at(9, day=1)}, "lies_in_the_week"),
        ({"presides": "khong.co"}, "unknown_person"),
        ({"unit": "khong-co"}, "unknown_unit"),
    ],
)
def test_a_line_fits_a_day_and_names_who_is_there(cast: Cast, more, reason):
    assert why(services.propose, cast.hoa.actor, entry(**more)) == reason


def test_after_publication_a_change_strikes_the_old_line_and_says_why(cast: Cast):
    line = published_week(cast)
    assert why(proposed, cast) == "wrong_state"
    no_reason = why(services.amend, cast.tuan.actor, entry(14), reason=" ", replaces=line.id)
    assert no_reason == "has_reason"
    services.amend(cast.tuan.actor, entry(14), reason="Tỉnh gọi họp", replaces=line.id)
    rows = shown(cast.nam)
    assert [(row.mark, row.hours) for row in rows] == [("struck", "08:00"), ("new", "14:00")]
    assert rows[0].why == "Tỉnh gọi họp" and [row.half for row in rows] == ["AM", "PM"]
    again = why(services.strike, cast.tuan.actor, line.id, reason="x")
    assert again == "entry_is_struck"
    assert services.week_of(cast.nam.actor.agency_id, MON).amended_at is not None
    assert "Thay đổi lần cuối lúc" in cast.nam.browser().get(f"/schedule?week={MON}").text


def test_what_is_over_stays_in_the_published_week(cast: Cast, monkeypatch):
    """Neither struck nor changed afterwards, and no button offers it; under way it still may be."""
    line = published_week(cast)
    week = f"/schedule?week={MON}"
    assert "Hủy việc này" in cast.tuan.browser().get(week).text
    for room in ("services", "views"):
        monkeypatch.setattr(f"server.schedule.{room}.now", lambda: at(10))
    assert why(services.strike, cast.tuan.actor, line.id, reason="Hoãn") == "is_not_over"
    again = why(services.amend, cast.tuan.actor, entry(14), reason="Nhầm", replaces=line.id)
    assert again == "is_not_over"
    assert "Hủy việc này" not in cast.tuan.browser().get(week).text
    monkeypatch.setattr("server.schedule.services.now", lambda: at(9))
    services.strike(cast.tuan.actor, line.id, reason="Hoãn giữa chừng")
    assert [row.mark for row in shown(cast.nam)] == ["struck"]


def test_a_draft_is_read_by_those_who_write_it_and_by_no_other_agency(cast: Cast):
    proposed(cast)
    assert [row.mark for row in shown(cast.minh)] == ["proposed"]
    assert shown(cast.thu) == shown(cast.anh) == []
    line = db.session.query(ScheduleEntry).one()
    assert why(services.the_entry, cast.anh.actor, line.id) == "no_such_row"


def test_a_citizen_reads_nothing_internal_and_nothing_struck(cast: Cast):
    one = published_week(cast)
    services.amend(cast.tuan.actor, entry(10, internal=True), reason="Họp giao ban")
    week = one.week
    citizen = cast.yen.actor
    assert [row.hours for row in views.rows(citizen, week, MON)] == ["08:00"]
    services.strike(cast.tuan.actor, one.id, reason="Hoãn")
    assert views.rows(citizen, week, MON) == []


def test_a_leader_a_room_and_a_car_are_not_in_two_places(cast: Cast):
    chief = cast.tuan.actor
    services.propose(chief, entry(8, car="36A-123.45", ends_at=at(10)))
    services.propose(chief, entry(9, place="hội trường tầng 2", car="36a-123.45"))
    services.propose(chief, entry(10, place="Phòng họp số 1", presides=""))
    week = services.week_of(chief.agency_id, MON)
    found = clashes.warnings(week)
    assert len(found) == 3
    assert [words.split(" lúc")[0] for words in found] == [
        f"Trùng lịch Chủ tịch {cast.minh.actor.name}", "Trùng Hội trường tầng 2",
        "Trùng xe 36A-123.45",
    ]  # fmt: skip


def test_a_meeting_that_is_in_the_calendar_appears_by_itself_and_takes_its_room(cast: Cast):
    starts = at(8, day=2).isoformat()
    path = gathering.planned(cast, starts_at=starts, room="Hội trường tầng 2")
    assert shown(cast.minh) == []
    gathering.does(cast.minh, path, "schedule")
    (row,) = shown(cast.minh)
    assert (row.href, row.place) == (f"/meetings/{id_of(path)}", "Hội trường tầng 2")
    assert local(row.begins_at) == at(8, day=2)
    (hidden,) = shown(cast.thu)
    assert (hidden.href, hidden.content) == ("", "Họp")
    services.propose(cast.tuan.actor, entry(begins_at=at(9, day=2)))
    week = services.week_of(cast.tuan.actor.agency_id, MON)
    found = clashes.warnings(week)
    assert any("Hội trường tầng 2" in words and "một cuộc họp" in words for words in found)


def test_the_sheet_has_seven_days_and_says_in_words_what_was_struck(cast: Cast):
    line = published_week(cast)
    services.strike(cast.tuan.actor, line.id, reason="Hoãn")
    agency = db.session.get_one(Agency, cast.nam.actor.agency_id)
    drawn = sheet.listing(agency, MON, line.week, shown(cast.nam))
    headings = [row[0] for row in drawn.rows if len(row) == 1]
    assert len(headings) == 7 and headings[0].startswith("Thứ Hai, ngày ")
    assert drawn.rows[1][1] == "(ĐÃ HỦY) Kiểm tra chuyển đổi số tại xã Hoằng Đồng – Hoãn"
    assert "Ban hành lúc" in drawn.closing[0] and "Thay đổi lần cuối" in drawn.closing[0]
    blank = sheet.listing(agency, MON, None, [])
    assert blank.closing == ("Dự thảo, chưa ban hành.",)


def test_a_clash_that_is_too_long_to_be_named_whole_says_that_it_goes_on(cast: Cast):
    long = "Thẩm định kịch bản lễ hội kỷ niệm ngày thành lập huyện, các xã cùng dự"
    for content in (long, "Họp"):
        line = proposed(cast, content=content)
        services.settle(cast.tuan.actor, line.id, taken=True)
    week = services.week_of(cast.tuan.actor.agency_id, MON)
    assert week and f"“{long[:59].rstrip()}…” và “Họp”" in clashes.warnings(week)[0]


def test_the_week_is_made_by_clicking(cast: Cast):
    hoa, tuan, minh, thu = (Desk(one) for one in (cast.hoa, cast.tuan, cast.minh, cast.thu))
    here = f"/schedule?week={MON}"
    typed = {"begins_at": f"{at(8):%d/%m/%Y} 08:00", "content": "Tiếp công dân", "car": "36A-1"}
    new = f"/schedule/new?week={MON}"
    assert hoa.sends(new, new, **typed | {"content": ""}).status_code == 422
    assert hoa.sends(new, new, **typed).status_code == 302
    page = tuan.opens(here)
    assert "Tiếp công dân" in page and "Đưa vào lịch" in page
    line = db.session.query(ScheduleEntry).one().id
    assert "Tiếp công dân" not in thu.opens(here)
    tuan.sends(f"/schedule/entries/{line}/settle", here, answer="take")
    tuan.sends(f"/schedule/week/review?week={MON}", here)
    assert minh.sends(f"/schedule/week/send_back?week={MON}", here, reason="").status_code == 422
    minh.sends(f"/schedule/week/publish?week={MON}", here)
    assert "Tiếp công dân" in thu.opens(here) and "Hủy việc này" not in thu.opens(here)
    change = f"/schedule/entries/{line}/change"
    typed |= {"content": "Tiếp công dân tại xã", "reason": "Theo đề nghị của xã"}
    assert tuan.sends(change, change, **typed).status_code == 302
    page = thu.opens(here)
    assert "<s>" in page and "Theo đề nghị của xã" in page and "Tiếp công dân tại xã" in page
    assert thu.client.get(f"/schedule/sheet.pdf?week={MON}").data.startswith(b"%PDF")
    assert thu.client.get(change).status_code == 403
    assert thu.client.get("/schedule?week=xyz").status_code == 200


def test_the_office_keeps_the_rooms_and_cars(cast: Cast):
    tuan = Desk(cast.tuan)
    shared = "/schedule/shared"
    tuan.sends(shared, shared, kind="car", name="36A-123.45")
    again = tuan.sends(shared, shared, kind="car", name="36a-123.45")
    assert again.status_code == 409 and "Tên này đã có" in html.unescape(again.text)
    assert "36A-123.45" in tuan.opens(f"/schedule/new?week={MON}")
    assert cast.nam.browser().get(shared).status_code == 403


def test_a_program_of_a_unit_proposes_and_reads_the_week(cast: Cast):
    said = {"begins_at": at(8).isoformat(), "content": "Tiếp công dân"}
    got = cast.hoa.asks("POST", "/schedules/entries", json=said, key="k-week")
    assert got.status_code == 201, got.text
    assert got.json["entries"][0]["mark"] == "proposed"
    assert cast.hoa.asks("POST", "/schedules/entries", json=said, key="k-week").json == got.json
    week = cast.tuan.sees(f"/schedules/week?day={MON}")
    assert (week["monday"], week["state"], len(week["entries"])) == (str(MON), "DRAFT", 1)
    assert cast.thu.sees(f"/schedules/week?day={MON}")["entries"] == []
    assert cast.thu.asks("POST", "/schedules/entries", json=said).status_code == 403


def test_nothing_is_done_to_a_week_that_was_never_begun(cast: Cast):
    assert why(services.review, cast.tuan.actor, MON) == "no_such_week"
    assert why(shared.add, cast.nam.actor, kind="car", name="x") == "wrong_role"
    shared.add(cast.tuan.actor, kind="car", name="36A-1")
    again = why(shared.add, cast.tuan.actor, kind="car", name=" 36a-1 ")
    assert again == "shared_is_there"


def test_a_room_gets_its_seats_by_the_same_form(cast: Cast):
    tuan, shared = Desk(cast.tuan), "/schedule/shared"
    half = tuan.sends(shared, shared, kind="room", name="Hội trường", rows="4", seats="")
    assert half.status_code == 422 and "cả số hàng và số ghế" in html.unescape(half.text)
    too_many = tuan.sends(shared, shared, kind="room", name="Hội trường", rows="27", seats="3")
    assert too_many.status_code == 422
    done = tuan.sends(shared, shared, kind="room", name="Hội trường", rows="4", seats="10")
    assert done.status_code == 302 and "Hội trường" in tuan.opens(shared)
