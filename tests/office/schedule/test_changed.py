"""A published line that was changed says so, and to what; in a calendar it moves (§11.5)."""

import datetime as dt
import re

import pytest
from flask import Flask

from server.clock import local
from server.database import db
from server.meetings.calling import feeds
from server.org.models import Agency
from server.schedule import feed, services, sheet
from server.schedule.models import ScheduleEntry
from tests.cast import Cast
from tests.office.meetings import gathering
from tests.office.schedule.test_week import MON, at, entry, proposed, published_week, shown


@pytest.fixture
def app(one_app: Flask) -> Flask:
    return one_app


def changes(cast: Cast, line: ScheduleEntry, hour: int = 8, **more) -> ScheduleEntry:
    new = entry(hour, **more)
    return services.amend(cast.tuan.actor, new, reason="Tỉnh gọi họp", replaces=line.id)


@pytest.mark.parametrize(
    ("hour", "more", "becomes"),
    [
        (14, {"ends_at": at(16)}, "14:00–16:00"),
        (8, {"begins_at": at(9, day=2)}, f"09:00, Thứ Tư {at(9, day=2):%d/%m}"),
        (8, {"place": "Phòng họp số 1", "car": "36A-123.45"},
         "địa điểm: Phòng họp số 1 · xe: 36A-123.45"),
        (8, {"attends": "", "content": "Họp nội bộ"}, "“Họp nội bộ” · thành phần: –"),
        (8, {"internal": True}, "nội dung giữ nguyên"),
    ],
)  # fmt: skip
def test_a_line_that_was_changed_is_not_called_off(cast: Cast, hour: int, more, becomes: str):
    changes(cast, published_week(cast), hour, **more)
    (old,) = [row for row in shown(cast.nam) if row.mark == "struck"]
    assert (old.fate, old.becomes, old.why) == ("đã thay đổi", becomes, "Tỉnh gọi họp")


def test_who_prepares_it_stays_where_nobody_names_another(cast: Cast):
    """The office changed the hour, and stood there as who prepares what Hoa's unit does."""
    line = published_week(cast)
    new = changes(cast, line, 14)
    assert new.unit_id == line.unit_id
    assert changes(cast, new, 15, unit="tckh").unit.code == "tckh"


def test_the_page_and_the_sheet_say_what_stands_in_its_place(cast: Cast):
    line = published_week(cast)
    changes(cast, line, 14)
    page = cast.nam.browser().get(f"/schedule?week={MON}").text
    assert "đã thay đổi" in page and "Nay là: 14:00" in page and "đã hủy" not in page
    drawn = sheet.listing(db.session.get_one(Agency, line.week.agency_id), MON, line.week,
                          shown(cast.nam))  # fmt: skip
    assert drawn.rows[1][1].startswith("(ĐÃ THAY ĐỔI) Kiểm tra")
    assert drawn.rows[1][1].endswith(" – Tỉnh gọi họp – nay: 14:00")


def test_a_sheet_is_in_vietnamese_whoever_prints_it(cast: Cast, monkeypatch):
    published_week(cast)
    gathering.does(cast.minh, gathering.planned(cast, starts_at=at(8, day=2).isoformat()),
                   "schedule")  # fmt: skip
    printed = []
    monkeypatch.setattr(sheet, "printed", lambda it: printed.append(it) or b"%PDF-")
    browser = cast.nam.browser()
    browser.get(f"/schedule/sheet.pdf?week={MON}", headers={"Accept-Language": "en"})
    assert "theo giấy mời" in str(printed[0].rows)


def test_what_was_called_off_after_it_was_changed_is_called_off(cast: Cast):
    new = changes(cast, published_week(cast), 14)
    services.strike(cast.tuan.actor, new.id, reason="Hoãn")
    rows = [(row.fate, row.becomes) for row in shown(cast.nam)]
    assert rows == [("đã thay đổi", "14:00"), ("đã hủy", "")]


def test_a_meeting_that_is_put_off_says_so_and_then_until_when(cast: Cast):
    path = gathering.planned(cast, starts_at=at(8, day=2).isoformat())
    gathering.does(cast.minh, path, "schedule")
    published_week(cast)

    def fates() -> list[tuple[str, str]]:
        return [(row.fate, row.becomes) for row in shown(cast.minh) if row.mark == "struck"]

    gathering.does(cast.minh, path, "postpone", reason="Chờ số liệu của Sở")
    assert fates() == [("đã hoãn", "")]
    gathering.does(cast.minh, path, "schedule", starts_at=at(9, day=3).isoformat())
    ((fate, becomes),) = fates()
    assert fate == "đã dời" and becomes.startswith("09:00–")
    assert becomes.endswith(f", Thứ Năm {at(9, day=3):%d/%m}")


def events(cast: Cast, secret: str) -> list[tuple[str, int, str, dt.datetime]]:
    """As a calendar reads them: name, version, state, beginning."""
    got = cast.nam.app.test_client().get(f"/calendar/{secret}/week.ics")
    unfolded = got.text.replace("\r\n ", "").split("BEGIN:VEVENT\r\n")[1:]
    read = [dict(line.split(":", 1) for line in one.splitlines()) for one in unfolded]
    return [
        (re.sub("@.*", "", one["UID"]), int(one["SEQUENCE"]), one["STATUS"],
         local(dt.datetime.strptime(one["DTSTART"], "%Y%m%dT%H%M%S%z")))
        for one in read
    ]  # fmt: skip


def test_in_a_calendar_a_line_that_was_changed_moves_and_is_no_second_one(cast: Cast):
    """It kept its old hour as called off, and another stood beside it."""
    secret = feeds.make(cast.nam.actor)
    line = published_week(cast)
    name = f"week-{line.id}"
    assert events(cast, secret) == [(name, 0, "CONFIRMED", at(8))]
    new = changes(cast, line, 14)
    newer = changes(cast, new, 15)
    assert events(cast, secret) == [(name, 2, "CONFIRMED", at(15))]
    services.strike(cast.tuan.actor, newer.id, reason="Hoãn")
    assert events(cast, secret) == [(name, 3, "CANCELLED", at(15))]


def test_a_line_moved_out_of_a_week_of_long_ago_keeps_its_name(cast: Cast, monkeypatch):
    secret, line = feeds.make(cast.nam.actor), published_week(cast)
    last = entry(9, begins_at=at(9, day=7))
    other = services.propose(cast.tuan.actor, last)
    services.review(cast.tuan.actor, local(last.begins_at).date())
    services.publish(cast.minh.actor, local(last.begins_at).date())
    services.amend(cast.tuan.actor, last, reason="Dời một tuần", replaces=line.id)
    monkeypatch.setattr(feed, "today", lambda: MON + feed.BACK)
    found = {(name, version) for name, version, _state, _at in events(cast, secret)}
    assert found == {(f"week-{other.id}", 0), (f"week-{line.id}", 1)}


def test_of_more_than_a_calendar_takes_the_oldest_are_left_out(cast: Cast, monkeypatch):
    secret, line = feeds.make(cast.nam.actor), proposed(cast)
    later = proposed(cast, begins_at=at(9, day=3))
    for one in (line, later):
        services.settle(cast.tuan.actor, one.id, taken=True)
    services.review(cast.tuan.actor, MON)
    services.publish(cast.minh.actor, MON)
    monkeypatch.setattr(feed, "MOST", 1)
    assert [name for name, *_rest in events(cast, secret)] == [f"week-{later.id}"]
