"""The board: every figure opens a list of exactly so many; whose board is whose (DOMAIN §13)."""

import datetime as dt
import html
import re

import pytest
from sqlalchemy import select

from server.clock import HANOI
from server.database import db, transaction
from server.documents.tasks.models import Task
from server.reports import keeping
from server.reports.conditions import Asked
from server.reports.figures import figures
from tests.cast import Cast
from tests.office import papers
from tests.office.meetings.test_tasks_given import given, under_way

LINE = re.compile(r"<li><p>(?:<label.*?</label> )?<a href=")
FIGURE = re.compile(r'<td><a href="(/tasks\?[^"]+)">(\d+)</a>')

GLANCE = re.compile(r'<a href="(/tasks\?[^"]+)"[^>]*>(\d+)</a>')


@pytest.fixture
def busy(one_cast: Cast, monkeypatch) -> Cast:
    """Monday 1 March 2027 tasks are given; it is Thursday the 25th now, and some were reported."""

    def at(day: int) -> None:
        moment = dt.datetime(2027, 3, day, 9, tzinfo=HANOI).astimezone(dt.UTC)
        for module in ("services", "creating", "queries", "pages", "board_pages"):
            monkeypatch.setattr(f"server.documents.tasks.{module}.now", lambda: moment)
        monkeypatch.setattr("server.pages.now", lambda: moment)
        monkeypatch.setattr("server.documents.tasks.board.today", moment.date)
        monkeypatch.setattr("server.documents.tasks.board_pages.today", moment.date)
        monkeypatch.setattr("server.documents.tasks.queries.today", moment.date)

    at(1)
    days = ("2027-03-05", "2027-03-23", "2027-03-26", "2027-04-20", "")
    for lead in ("vhtt", "tckh", one_cast.nam.account):
        for day in days:
            due = {"due_at": f"{day}T17:00:00+07:00"} if day else {}
            given(one_cast.minh, lead=lead, **due)
    for day, due in ((2, "2027-03-05"), (9, "2027-03-05")):
        at(1)
        path = under_way(
            one_cast.hoa, given(one_cast.minh, lead="vhtt", due_at=f"{due}T17:00:00+07:00")
        )
        at(day)
        papers.ok(one_cast.hoa.does(path, "report", {"result": "Xong"}))
        papers.ok(one_cast.minh.does(path, "accept"))
    at(25)
    return one_cast


@pytest.mark.parametrize("who", ["minh", "tuan", "hoa"])
def test_each_figure_opens_a_list_of_so_many(busy: Cast, who: str):
    browser = getattr(busy, who).browser()
    page = browser.get("/tasks/board").text
    figures = FIGURE.findall(page)
    assert len(figures) > 11
    for href, count in figures:
        shown = browser.get(html.unescape(href)).text
        assert len(LINE.findall(shown)) == int(count), href
    assert page.count('<figure class="chart">') == 3 and "đến 3 ngày" in page


@pytest.mark.parametrize(("who", "by"), [("minh", "place"), ("minh", "lead"), ("hoa", "place")])
def test_each_figure_of_a_report_opens_a_list_of_so_many(busy: Cast, who: str, by: str):
    """What stands open, and what March gave and brought; Hoa has her unit's."""
    browser = getattr(busy, who).browser()
    page = browser.get(f"/reports?of=tasks&by={by}&first=2027-03-01&last=2027-03-31").text
    figures = FIGURE.findall(page)
    assert len(figures) > 6
    for href, count in figures:
        shown = browser.get(html.unescape(href)).text
        assert len(LINE.findall(shown)) == int(count), href
    total = sums_of(page)
    assert total[0] == sum(total[1:5]) == {"minh": 15, "hoa": 10}[who]
    assert total[8:] == {"minh": [17, 1, 1], "hoa": [12, 1, 1]}[who]
    assert "Đúng hạn trong số đã xong: 50,0 %" in page


def sums_of(page: str) -> list[int]:
    return [int(n) for n in re.findall(r"<td>(?:<a[^>]*>)?(\d+)", page.partition("<tfoot>")[2])]


LAST_WEEK = (dt.date(2027, 3, 15), dt.date(2027, 3, 21))


@pytest.mark.parametrize("who", ["minh", "tuan", "hoa"])
def test_a_report_of_a_week_in_which_nothing_was_given_tells_what_is_late(busy: Cast, who: str):
    """What Minh gets on Monday was mostly zeros; each figure is the board's."""
    hand = getattr(busy, who)
    given(busy.minh, lead="vhtt", due_at="2027-03-29T17:00:00+07:00")  # next Monday
    told = figures(hand.actor, Asked(LAST_WEEK, {}, "tasks"), "place")
    said = dict(zip(told.columns, (n for n, _href in told.sums), strict=True))
    places = {"minh": 3, "tuan": 3, "hoa": 2}[who]
    late, this_week, all_open = 2 * places, places, 5 * places + 1
    assert (said["quá hạn"], said["đến hạn trong tuần này"]) == (late, this_week)
    assert said["đang thực hiện"] == all_open
    assert not any(n for name, n in said.items() if "trong kỳ" in name)
    with hand.browser() as browser:
        standing = sums_of(browser.get("/tasks/board").text)[:4]
    assert [n for n, _href in told.sums[1:5]] == standing


def test_a_year_of_the_report_is_what_the_board_says_was_done(busy: Cast):
    """One question for one number."""
    page = busy.minh.browser().get("/reports?of=tasks&first=2027-01-01&last=2027-03-25").text
    board = busy.minh.browser().get("/tasks/board").text
    assert sums_of(page)[9:] == sums_of(board)[4:6] == [1, 1]


def test_what_moves_on_after_a_report_is_no_correction_of_it(busy: Cast):
    """What stands open is of its moment; what was given and done in a week is the week's (§13)."""
    row = keeping.keep(busy.minh.actor, Asked(LAST_WEEK, {}, "tasks"), "place")
    given(busy.minh, lead="vhtt", due_at="2027-04-20T17:00:00+07:00")
    assert keeping.changed_since(busy.minh.actor, row) == []
    task = db.session.scalars(select(Task).order_by(Task.id.desc()).limit(1)).one()
    with transaction():
        task.given_at = dt.datetime(2027, 3, 16, 9, tzinfo=HANOI)
    assert keeping.changed_since(busy.minh.actor, row) == [("giao trong kỳ", 0, 1)]


def test_who_was_late_more_than_once_is_named(busy: Cast):
    """RP-08: repeated late."""
    minh = busy.minh.browser()
    page = minh.get("/reports?of=tasks&by=lead&first=2027-03-01&last=2027-03-31").text
    assert "Chậm từ hai việc trở lên: Phòng Văn hóa" in page
    assert busy.lan.browser().get("/reports?of=tasks").status_code == 403
    assert "of=tasks" not in busy.lan.browser().get("/reports").text


def test_more_time_given_is_counted_and_opens_its_list(busy: Cast):
    """RP-08: extensions."""
    minh, ask = busy.minh.browser(), {"due_at": "2027-04-30T17:00:00+07:00", "reason": "Chờ xã"}
    path = under_way(busy.hoa, given(busy.minh, lead="vhtt", due_at="2027-04-20T17:00:00+07:00"))
    papers.ok(busy.hoa.does(path, "request_extension", ask))
    papers.ok(busy.minh.does(path, "grant_extension"))
    page = minh.get("/reports?of=tasks&first=2027-03-01&last=2027-03-31").text
    (_row, (href, count)) = [one for one in FIGURE.findall(page) if "extended=1" in one[0]]
    assert (count, minh.get(html.unescape(href)).text.count("<li><p><a href=")) == ("1", 1)
    assert "extended=2" not in page


@pytest.mark.sent
def test_the_communes_board_has_what_the_district_gave_it(one_cast: Cast):
    """Each counts it once: the district under the commune, the commune as given from above."""
    far = {"due_at": papers.due(9)}
    given(one_cast.minh, lead="hoangphu", source=papers.SENT.strip("/"), **far)
    given(one_cast.anh, lead=one_cast.cv_xa.account, **far)
    for hand, place, count in ((one_cast.anh, "Cấp trên giao", 2), (one_cast.minh, "Hoằng Phú", 1)):
        browser = hand.browser()
        page = browser.get("/tasks/board").text
        assert place in page
        figures = FIGURE.findall(page)
        assert sum(int(n) for href, n in figures if "colour=green" in href) == count
        for href, n in figures:
            shown = browser.get(html.unescape(href)).text
            assert shown.count("<li><p><a href=") == int(n), href
    assert "Cấp trên giao" not in one_cast.minh.browser().get("/tasks/board").text
    report = one_cast.anh.browser().get("/reports?of=tasks&by=place").text
    assert "Cấp trên giao" in report


def test_the_leaders_board_says_how_tasks_stand_and_who_leads_the_late_ones(busy: Cast):
    """Each figure opens a list of so many, and the late ones of all places are all late ones."""
    browser = busy.minh.browser()
    page = browser.get("/board").text
    assert 'href="/tasks/board"' in page
    figures = GLANCE.findall(page)
    for href, count in figures:
        assert len(LINE.findall(browser.get(html.unescape(href)).text)) == int(count) > 0, href
    late = {href: int(n) for href, n in figures if "colour=red" in href}
    whole = late.pop("/tasks?place=all&amp;colour=red")
    assert sum(late.values()) == whole and len(late) > 1
    assert "/tasks?place=all&amp;colour=green" in dict(figures)


def test_who_has_no_board_of_tasks_reads_nothing_of_them_on_the_leaders(busy: Cast):
    page = busy.lan.browser().get("/board").text
    assert "Văn bản đến" in page and "/tasks?" not in page.partition("<main")[2]


def test_whose_board(busy: Cast):
    """The agency's for its leaders, the unit's for its head; an officer has his list."""
    whole = busy.minh.browser().get("/tasks/board").text
    assert "Phòng Tài chính" in whole and "Phòng Văn hóa" in whole
    unit = busy.hoa.browser().get("/tasks/board").text
    assert "Phòng Tài chính" not in unit and "Nam" in unit
    assert busy.nam.browser().get("/tasks/board").status_code == 403
    assert "Chưa có nhiệm vụ nào" in busy.anh.browser().get("/tasks/board").text
