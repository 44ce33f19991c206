"""Kien sets the summer hours of the district: they count wherever hours count (CAL-01)."""

import datetime as dt
import html
from collections.abc import Iterator

import pytest

from server.admin.days import hours
from server.clock import HANOI, as_if, today
from server.database import db
from server.desks.models import Desk
from server.documents.casefiles.models import CaseFile
from server.documents.tasks.queries import due_by
from server.org import queries
from server.org.models import OfficeHours
from tests.cast import Cast
from tests.office.admin.desk import DAY, actor, kien, last_change, why
from tests.office.admin.test_moved_deadlines import due, routed  # noqa: F401
from tests.office.front.clicking import Desk as Page
from tests.office.incoming import desk
from tests.office.outcome import history, key_of
from workflows.deadlines import SESSIONS, Sessions

SUMMER: Sessions = ((dt.time(7), dt.time(11)), (dt.time(14), dt.time(17, 30)))
TYPED = {"agency": "huyen", "opens": "07:00", "noon": "11:00", "after_noon": "14:00",
         "closes": "17:30", "notice": "40/TB-UBND"}  # fmt: skip


@pytest.fixture(autouse=True)
def at_ten() -> Iterator[None]:
    """What arrives between 17:00 and 17:30 would begin a day earlier by the summer's hours."""
    with as_if(dt.datetime.combine(today(), dt.time(10), HANOI)):
        yield


def summer(since: dt.date, who=None, moves: str = "", sessions: Sessions = SUMMER) -> None:
    told = hours.HoursSaid(since, sessions, "40/TB-UBND")
    hours.set_hours(who or kien(), "huyen", told, moves=moves)


def test_a_set_counts_from_its_day_in_its_agency_alone(app):
    cast = Cast(app)
    summer(today() + 10 * DAY)
    mine = queries.calendar(cast.lan.actor.agency_id)
    assert mine.sessions(today() + 9 * DAY) == SESSIONS
    assert mine.sessions(today() + 10 * DAY) == SUMMER
    theirs = queries.calendar(cast.dao.actor.agency_id)
    assert theirs.sessions(today() + 10 * DAY) == SESSIONS
    change = last_change()
    assert change.act == "hours_set"
    assert "07:00-11:00 14:00-17:30 (40/TB-UBND)" in change.words


def test_what_arrives_then_lies_on_lans_desk_until_the_summer_evening(one_cast):
    summer(today())
    path = desk.arrived(one_cast)
    row = db.session.query(Desk).filter_by(**key_of(path), verb="register").one()
    assert row.due_at.astimezone(HANOI).time() == dt.time(17, 30)


def test_a_saturday_that_is_set_for_a_task_becomes_the_summer_evening_before(one_cast):
    summer(today())
    saturday = today() + (26 - today().weekday()) * DAY
    wished = dt.datetime.combine(saturday, dt.time(10), HANOI)
    until = due_by(one_cast.minh.actor.agency_id, wished)
    assert until is not None and until.astimezone(HANOI) < wished
    assert until.astimezone(HANOI).time() == dt.time(17, 30)


def test_a_day_that_minh_types_without_an_hour_ends_with_the_summer_evening(one_cast):
    summer(today())
    path, friday = desk.presented(one_cast), today() + (25 - today().weekday()) * DAY
    order = {"lead": "vhtt", "text": "Giao chủ trì", "due_at": f"{friday:%d/%m/%Y}"}
    sent = Page(one_cast.minh).sends(f"{path}/direct", **order)
    assert sent.status_code == 302
    until = desk.paper_of(path).due_at.astimezone(HANOI)
    assert (until.date(), until.time()) == (friday, dt.time(17, 30))


def test_a_case_file_is_owed_until_the_evening_of_its_own_agency(one_cast):
    summer(today())
    desk.open_file(one_cast, "01.2026")
    case = db.session.query(CaseFile).first()
    assert case.due_at.astimezone(HANOI).time() == dt.time(17, 30)


def test_days_that_a_rule_set_end_with_the_new_hours_once_their_number_is_said_back(
    routed,  # noqa: F811
):
    before = due(routed)
    assert why(summer, today()) == "deadlines_would_move"
    assert db.session.query(OfficeHours).count() == 0
    summer(today(), moves="1")
    assert due(routed) == before
    assert desk.paper_of(routed).due_at.astimezone(HANOI).time() == dt.time(17, 30)
    assert f"Hạn 17:00 → 17:30 {before:%d/%m/%Y}" in history(routed)[-1].reason


def test_the_page_of_the_calendar_says_whose_hours_are_other(one_cast):
    page, since = Page(one_cast.kien), today() + 3 * DAY
    form = TYPED | {"since": f"{since:%d/%m/%Y}"}
    shown = page.sends("/people/calendar/hours", **form | {"noon": "25:00"})
    assert shown.status_code == 422 and 'value="07:00"' in shown.text
    assert page.sends("/people/calendar/hours", **form).status_code == 302
    words = html.unescape(one_cast.kien.browser().get("/people/calendar").text)
    assert f"từ {since:%d/%m/%Y}: 07:00–11:00, 14:00–17:30 (40/TB-UBND)" in words


@pytest.mark.parametrize("at", [0, 1])
def test_hours_are_in_order(one_cast, at):
    turned = (SUMMER[1], SUMMER[0]) if at else ((dt.time(11), dt.time(7)), SUMMER[1])
    assert why(summer, today(), sessions=turned) == "hours_out_of_order"


def test_what_lies_behind_stays_and_nobody_but_an_administrator_sets_hours(one_cast):
    assert why(summer, today() - DAY) == "end_is_backdated"
    assert why(summer, today(), actor("chutich.huyen")) == "not_allowed"
    summer(today())
    assert why(summer, today()) == "nothing_changes"
    summer(today(), sessions=SESSIONS)
    assert queries.calendar(one_cast.lan.actor.agency_id).sessions(today()) == SESSIONS
