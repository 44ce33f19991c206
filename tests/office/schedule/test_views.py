"""How a line of the week looks: marks, hours, halves of a day, what is kept from whom.

Without a database: lines are what a page looks at, no more.
"""

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from pydantic import ValidationError

from server.clock import HANOI
from server.org.actor import Actor
from server.schedule import clashes, feed, forms, routes, services, sheet, views
from server.schedule.clashes import Taken
from server.schedule.models import ScheduleEntry, WeeklySchedule
from server.schedule.views import Row
from workflows import Role
from workflows.schedule import Stage

MON = dt.date(2026, 11, 23)
NOW = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)


@pytest.fixture
def app(one_app: Flask) -> Flask:
    return one_app


def at(hour: int, minute: int = 0, day: int = 0) -> dt.datetime:
    return dt.datetime.combine(MON + dt.timedelta(days=day), dt.time(hour, minute), HANOI)


def line(**more: Any) -> ScheduleEntry:
    """Taken in by the office, not struck."""
    said = {
        "id": 1, "begins_at": at(8), "ends_at": None, "content": "Tiếp công dân", "presides": "",
        "attends": "", "place": "", "car": "", "link": "", "internal": False, "struck_why": "",
        "settled_at": NOW, "added_at": None, "struck_at": None, "proposed_at": NOW,
        "proposed_by_id": 7,
    }  # fmt: skip
    return ScheduleEntry(**said | more)


def row(**more: Any) -> Row:
    said = {
        "begins_at": at(8), "ends_at": None, "content": "Tiếp công dân", "presides": "",
        "attends": "", "place": "", "car": "", "unit": "",
    }  # fmt: skip
    return Row(**said | more)


def actor(*roles: Role) -> Actor:
    return Actor(
        person_id=1, account="n1", name="Người", title="Chuyên viên", roles=frozenset(roles)
    )


@pytest.mark.parametrize(
    ("more", "mark"),
    [
        ({}, ""),
        ({"settled_at": None}, "proposed"),
        ({"added_at": NOW}, "new"),
        ({"struck_at": NOW}, "struck"),
        ({"added_at": NOW, "struck_at": NOW}, "struck"),
    ],
)
def test_a_line_bears_one_mark(more, mark):
    assert views._entry(line(**more), None, {}, None).mark == mark


@pytest.mark.parametrize(
    ("more", "kept_from_all", "kept_from_citizens"),
    [
        ({}, False, False),
        ({"internal": True}, False, True),
        ({"struck_at": NOW}, False, True),
        ({"struck_at": NOW, "settled_at": None}, True, True),
    ],
)
def test_what_was_turned_down_is_no_others_and_what_is_internal_no_citizens(
    more, kept_from_all, kept_from_citizens
):
    one = line(**more)
    assert views._is_kept_from(one, None, public=False) is kept_from_all
    assert views._is_kept_from(one, None, public=True) is kept_from_citizens


@pytest.mark.parametrize(
    ("begins", "ends", "hours", "half"),
    [
        (at(7, 30), None, "07:30", "AM"),
        (at(8), at(9, 15), "08:00–09:15", "AM"),
        (at(11, 59), None, "11:59", "AM"),
        (at(12), None, "12:00", "PM"),
        (at(14), at(17), "14:00–17:00", "PM"),
    ],
)
def test_hours_are_those_of_ha_noi(begins, ends, hours, half):
    one = row(begins_at=begins.astimezone(dt.UTC), ends_at=ends)
    assert (one.hours, one.half) == (hours, half)


def test_a_link_leads_to_its_paper():
    assert views._entry(line(link="incoming/12"), None, {}, None).href == "/incoming/12"
    assert views._entry(line(), None, {}, None).href == ""


def test_seven_days_stand_there_the_empty_ones_too(app: Flask):
    found = [row(), row(begins_at=at(23, 59, day=6))]
    days = views.by_day(found, MON)
    assert [len(rows) for _day, _words, rows in days] == [1, 0, 0, 0, 0, 0, 1]
    assert days[0][1] == "Thứ Hai, 23/11" and days[6][1] == "Chủ nhật, 29/11"


def test_a_week_is_called_by_its_number_and_its_days(app: Flask):
    assert views.title(MON) == "Tuần 48 năm 2026 (từ 23/11 đến 29/11/2026)"
    assert views.title(dt.date(2026, 12, 28)).startswith("Tuần 53 năm 2026")


@pytest.mark.parametrize(
    ("more", "stage", "word"),
    [
        ({}, Stage.DRAFT, "Đang lập"),
        ({"reviewed_at": NOW}, Stage.REVIEWED, "Chờ lãnh đạo duyệt"),
        ({"reviewed_at": NOW, "published_at": NOW}, Stage.PUBLISHED, "Đã ban hành"),
    ],
)
def test_where_a_week_stands_is_told_by_what_happened_to_it(app: Flask, more, stage, word):
    week = WeeklySchedule(**more)
    assert (week.state, views.state(week)["word"]) == (stage, word)
    assert views.state(None)["word"] == "Chưa lập"


def test_what_was_struck_counts_for_nothing_any_more():
    week = WeeklySchedule(lines=[line(), line(id=2, settled_at=None), line(id=3, struck_at=NOW)])
    assert (week.entries, week.unsettled) == (2, 1)
    assert [it.id for it in week.standing] == [1, 2]


BUTTONS = {
    "OFFICER": [{"propose", "correct"}, set(), set()],
    "UNIT_HEAD": [{"propose", "correct"}, set(), set()],
    "OFFICE_CHIEF": [{"propose", "correct", "settle", "review"}, set(), {"amend", "strike"}],
    "CLERK": [{"propose", "correct", "settle", "review"}, set(), {"amend", "strike"}],
    "LEADER": [{"propose", "correct"}, {"send_back", "publish"}, {"amend", "strike"}],
    "ARCHIVIST": [set(), set(), set()],
    "AUDITOR": [set(), set(), set()],
    "ADMIN": [set(), set(), set()],
}
"""What each is offered while it is written, before a leader, and after publication."""
WEEKS = (
    {},
    {"reviewed_at": NOW},
    {"reviewed_at": NOW, "published_at": NOW},
)


@pytest.mark.parametrize("role", BUTTONS)
def test_each_is_shown_the_steps_of_his_own_desk(role):
    for more, wanted in zip(WEEKS, BUTTONS[role], strict=True):
        week = WeeklySchedule(lines=[line()], **more)
        assert views.steps(actor(Role(role)), week) == wanted
    begins = {"propose"} if BUTTONS[role][0] else set()
    assert views.steps(actor(Role(role)), None) == begins


@pytest.mark.parametrize("role", BUTTONS)
def test_a_week_that_is_not_published_is_read_by_its_writers(role):
    writes = bool(BUTTONS[role][0])
    assert services.may_read(actor(Role(role)), WeeklySchedule(lines=[])) is writes
    assert services.may_read(actor(Role(role)), WeeklySchedule(lines=[], published_at=NOW))
    assert services.may_read(actor(Role(role)), None) is False
    assert services.may_arrange(actor(Role(role))) is (role in ("OFFICE_CHIEF", "CLERK"))


def test_a_week_with_an_open_proposal_or_nothing_is_not_presented():
    chief = actor(Role.OFFICE_CHIEF)
    for lines in ([], [line(settled_at=None)]):
        assert "review" not in views.steps(chief, WeeklySchedule(lines=lines))


def taken(hour: int, who: int = 1, place: str = "", car: str = "", called: str = "a") -> Taken:
    return Taken(called, (at(hour), at(hour + 1)), {who: "ông Minh"}, place, car)


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (taken(8), taken(8), ["Trùng lịch ông Minh"]),
        (taken(8), taken(8, who=2), []),
        (taken(8, place="Phòng 1"), taken(8, who=2, place="phòng 1"), ["Trùng Phòng 1"]),
        (taken(8, place=""), taken(8, who=2, place=""), []),
        (taken(8, car="36A"), taken(8, who=2, car="36a"), ["Trùng xe 36A"]),
        (taken(8, place="P1", car="36A"), taken(8, place="P1", car="36A"),
         ["Trùng lịch ông Minh", "Trùng P1", "Trùng xe 36A"]),
    ],
)  # fmt: skip
def test_a_clash_says_what_is_wanted_twice_and_when(app: Flask, one, other, found):
    said = clashes._said(one, other)
    assert [words.split(" lúc")[0] for words in said] == found
    assert all("08:00 23/11" in words for words in said)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"mark": "struck", "fate": "đã hủy", "why": "Hoãn"}, "(ĐÃ HỦY) Tiếp công dân – Hoãn"),
        (
            {"mark": "struck", "fate": "đã thay đổi", "becomes": "14:00", "why": "Bận"},
            "(ĐÃ THAY ĐỔI) Tiếp công dân – Bận – nay: 14:00",
        ),
        ({"mark": "new", "why": "x"}, "(MỚI) Tiếp công dân"),
        ({"mark": "proposed"}, "(ĐỀ NGHỊ) Tiếp công dân"),
        ({}, "Tiếp công dân"),
    ],
)
def test_paper_says_in_words_what_the_page_strikes_through(more, words):
    assert sheet._line(row(**more))[1] == words


def test_paper_names_who_prepares_it_and_the_car():
    one = row(attends="Các phòng", unit="Phòng VH-TT", place="Trụ sở", car="36A-1")
    assert sheet._line(one)[3:] == ("Các phòng; Chuẩn bị: Phòng VH-TT", "Trụ sở; xe 36A-1")
    assert sheet._line(row())[3:] == ("", "")


def test_a_day_without_anything_is_a_dash_on_paper():
    rows = sheet._rows([row()], MON)
    assert rows[0] == ("Thứ Hai, ngày 23/11",) and rows[1][1] == "Tiếp công dân"
    assert rows[2:4] == [("Thứ Ba, ngày 24/11",), ("", "–", "", "", "")]


def test_an_entry_is_an_event_that_keeps_its_name(app: Flask):
    said = feed.event(line(content="Họp; giao ban, tuần", place="P1", presides="Chủ tịch A"), 1, 0)
    assert "SUMMARY:Họp\\; giao ban\\, tuần" in said and "LOCATION:P1" in said
    assert "DTSTART:20261123T010000Z" in said and "DTEND:20261123T030000Z" in said
    gone = feed.event(line(struck_at=NOW), 1, 0)
    assert said[1] == gone[1] and "STATUS:CANCELLED" in gone and "SEQUENCE:1" in gone


@pytest.mark.parametrize(
    ("link", "fits"),
    [("", True), ("incoming/12", True), ("meetings/3", True), ("outgoing/9", True),
     ("/incoming/12", False), ("incoming/0", False), ("https://x.vn", False), ("tasks/1", False),
     ("incoming/12/files", False)],
)  # fmt: skip
def test_a_line_leads_to_a_paper_of_this_house_and_nowhere_else(link, fits):
    said = {"begins_at": at(8).isoformat(), "content": "Họp", "link": link}
    if fits:
        assert forms.EntryAsked.model_validate(said).link == link
    else:
        with pytest.raises(ValidationError):
            forms.EntryAsked.model_validate(said)


@pytest.mark.parametrize("content", ["", "  ", "\n"])
def test_a_line_says_something(content):
    with pytest.raises(ValidationError):
        forms.EntryAsked.model_validate({"begins_at": at(8).isoformat(), "content": content})


@pytest.mark.parametrize(
    ("said", "first"),
    [("2026-11-26", MON), ("2026-11-23", MON), ("2026-11-29", MON), ("2027-01-01", "2026-12-28")],
)
def test_any_day_of_a_week_opens_it(app: Flask, said, first):
    with app.test_request_context(f"/schedule?week={said}"):
        assert str(routes.day_asked()) == str(first)


@pytest.mark.parametrize("said", ["", "x", "2026-13-01", "0001-01-01", "9999-12-31", "26-11-2026"])
def test_what_is_no_day_opens_this_week(app: Flask, said):
    with app.test_request_context(f"/schedule?week={said}"):
        found = routes.day_asked()
    assert found.weekday() == 0 and 2000 <= found.year <= 2999


def test_an_entry_fits_its_week_where_it_is_on_one_of_its_days():
    week = SimpleNamespace(monday=MON)
    for begins, ends, in_week, after in (
        (at(8), at(9), True, True),
        (at(8), at(8), True, False),
        (at(8), at(9, day=1), False, True),
        (at(8, day=7), None, False, True),
    ):
        fits = services._fits(week, services.Entry(begins_at=begins, ends_at=ends, content="x"))
        assert (fits.is_in_week, fits.ends_after) == (in_week, after)
