"""Kien marks a day off: days that a rule set move with it, those set by hand stay (CAL-09)."""

import datetime as dt
import html

import pytest
from sqlalchemy import select

from server.admin import kinds
from server.admin.days import calendar
from server.clock import local, today
from server.database import db, transaction
from server.desks.models import Desk
from server.documents.incoming import recomputing
from server.org import queries
from server.org.models import Agency, CalendarDay
from tests.office.admin.desk import kien
from tests.office.front.clicking import Desk as Page
from tests.office.incoming import desk
from tests.office.outcome import history, id_of, steps
from tests.office.papers import ok
from workflows import Refused

RULE = {"lead": "vhtt", "rule": "Điều 12 Quy chế văn thư"}


def agency(cast) -> Agency:
    return db.session.get_one(Agency, cast.lan.actor.agency_id)


@pytest.fixture
def routed(one_cast) -> str:
    """A letter of a type that gets seven working days, sent on by the rule."""
    kinds.settle(kien(), "huyen", "Công văn", kinds.Use(offered=True, series="CHUNG", due_days="7"))
    path = desk.registered(one_cast)
    ok(one_cast.lan.does(path, "route_by_rule", RULE))
    return path


def due(path: str) -> dt.date:
    db.session.expire_all()
    return local(desk.paper_of(path).due_at).date()


def a_day_before(day: dt.date) -> dt.date:
    """A plain working day in the span, later than today."""
    return queries.calendar().previous_working(day)


def mark(day: dt.date, moves: str = "", **more: str) -> None:
    said = {"kind": "off", "name": "Nghỉ bão", "notice": "12/TB-UBND"} | more
    calendar.mark(kien(), day, calendar.Marked(**said), moves=moves)


def test_a_day_off_moves_what_a_rule_counted_and_its_history_says_from_when_to_when(routed):
    before = due(routed)
    mark(a_day_before(before), "1")
    after = due(routed)
    assert after == queries.calendar().next_working(before)
    last = history(routed)[-1]
    assert (last.transition, last.name, last.account) == ("recompute_due", "Hệ thống", None)
    said = f"Hạn {before:%d/%m/%Y} → {after:%d/%m/%Y}: Nghỉ bão (12/TB-UBND)"
    assert last.reason == said
    rows = db.session.scalars(select(Desk).filter_by(paper_id=id_of(routed), verb="assign"))
    assert {local(row.due_at).date() for row in rows} == {after}


def test_what_would_move_is_shown_first_and_nothing_is_written(routed, one_cast):
    before = due(routed)
    day = a_day_before(before)
    for said in ("", "2", "x"):
        with pytest.raises(Refused, match="deadlines_would_move") as no:
            mark(day, said)
        assert no.value.field == "moves"
    db.session.rollback()
    assert db.session.get(CalendarDay, day) is None
    assert (due(routed), "recompute_due" in steps(routed)) == (before, False)


def test_the_page_says_whose_days_move_and_no_word_of_the_document(routed, one_cast):
    day = a_day_before(due(routed))
    form = {"day": f"{day:%d/%m/%Y}", "kind": "off", "name": "Nghỉ bão", "notice": "12/TB"}
    page = Page(one_cast.kien)
    shown = page.sends("/people/calendar/mark", **form)
    words = html.unescape(shown.text)
    new = queries.calendar().next_working(due(routed))
    assert shown.status_code == 409
    assert f"Có 1 hạn do quy tắc tính sẽ đổi: {agency(one_cast).name}: " in words
    assert f"{due(routed):%d/%m/%Y} → {new:%d/%m/%Y} (1 văn bản)" in words
    assert "chuyển đổi số" not in words and "Nghỉ bão" in words
    assert page.sends("/people/calendar/mark", **form, moves="1").status_code == 302
    assert due(routed) == new


def test_a_notice_taken_back_moves_them_back(routed):
    before = due(routed)
    day = a_day_before(before)
    mark(day, "1")
    mark(day, "1", kind="plain", notice="13/TB-UBND")
    assert due(routed) == before
    assert steps(routed).count("recompute_due") == 2


def test_a_made_up_saturday_brings_them_forward_and_the_officers_day_with_it(routed, one_cast):
    ok(one_cast.hoa.does(routed, "assign", {"person": one_cast.nam.account}))
    before = due(routed)
    saturday = today() + dt.timedelta(1)
    while saturday.weekday() != 5 or db.session.get(CalendarDay, saturday):
        saturday += dt.timedelta(1)
    mark(saturday, "1", kind="work", name="Làm bù")
    assert due(routed) == queries.calendar().previous_working(before)
    paper = desk.paper_of(routed)
    assert paper.person_due_at == paper.due_at


@pytest.mark.parametrize("way", ["direct", "redirect", "done"])
def test_a_day_set_by_hand_and_one_of_what_is_done_stay(routed, one_cast, way):
    if way == "done":
        ok(one_cast.hoa.does(routed, "assign", {"person": one_cast.nam.account}))
        ok(one_cast.nam.does(routed, "start"))
        ok(one_cast.nam.does(routed, "propose_close", {"no_reply_reason": "Để biết"}))
        path = routed
    elif way == "redirect":
        path = routed
        order = {"text": "Chuyển", "lead": "tckh", "reason": "Đúng chức năng"}
        at = f"{a_day_before(due(path))}T17:00:00+07:00"
        ok(one_cast.minh.does(path, "redirect", order | {"due_at": at}))
    else:
        day = a_day_before(due(routed))
        mark(a_day_before(day), "1")
        path = desk.presented(one_cast, number="88")
        at = f"{queries.calendar().next_working(due(routed))}T17:00:00+07:00"
        ok(one_cast.minh.does(path, "direct", {"text": "Xử lý", "lead": "vhtt", "due_at": at}))
    before = due(path)
    mark(a_day_before(a_day_before(before)), "1" if way == "direct" else "")
    assert due(path) == before and "recompute_due" not in steps(path)[-1:]


def test_a_day_that_minh_sets_while_kien_counts_stays(routed, one_cast):
    before = due(routed)
    off = CalendarDay(day=a_day_before(before), kind="off", name="Nghỉ bão", notice="12/TB")
    with transaction() as session:
        session.add(off)
    counted = recomputing.shifts()
    assert [one.paper_id for one in counted] == [id_of(routed)]
    order = {"text": "Chuyển", "lead": "tckh", "reason": "Đúng chức năng"}
    by_hand = queries.calendar().previous_working(off.day)
    ok(one_cast.minh.does(routed, "redirect", order | {"due_at": f"{by_hand}T17:00:00+07:00"}))
    with transaction():
        recomputing.recompute(counted, "Nghỉ bão")
    assert (due(routed), "recompute_due" in steps(routed)) == (by_hand, False)


def test_handed_to_another_unit_without_a_new_day_it_still_goes_by_the_rule(routed, one_cast):
    order = {"text": "Chuyển", "lead": "tckh", "reason": "Đúng chức năng"}
    ok(one_cast.minh.does(routed, "redirect", order))
    before = due(routed)
    mark(a_day_before(before), "1")
    assert due(routed) == queries.calendar().next_working(before)


def test_a_year_of_holidays_is_loaded_the_same_way(routed):
    year = today().year + 3
    assert calendar.load_year(kien(), year, notice="99/TB-BNV") > 0, "nothing moves, nothing asked"
    assert "recompute_due" not in steps(routed)
