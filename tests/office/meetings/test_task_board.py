"""The board: every figure opens a list of exactly so many; whose board is whose (DOMAIN §13)."""

import datetime as dt
import html
import re

import pytest

from server.clock import HANOI
from tests.cast import Cast
from tests.office import papers
from tests.office.meetings.test_tasks_given import given, under_way

FIGURE = re.compile(r'<td><a href="(/tasks\?[^"]+)">(\d+)</a>')


@pytest.fixture
def busy(one_cast: Cast, monkeypatch) -> Cast:
    """Monday 1 March 2027 tasks are given; it is Thursday the 25th now, and some were reported."""

    def at(day: int) -> None:
        moment = dt.datetime(2027, 3, day, 9, tzinfo=HANOI).astimezone(dt.UTC)
        for module in ("services", "creating", "queries", "board_pages"):
            monkeypatch.setattr(f"server.documents.tasks.{module}.now", lambda: moment)
        monkeypatch.setattr("server.pages.now", lambda: moment)
        monkeypatch.setattr("server.documents.tasks.board.today", moment.date)
        monkeypatch.setattr("server.documents.tasks.board_pages.today", moment.date)

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
        assert shown.count("<li><p><a href=") == int(count), href
    assert page.count('role="img"') == 3 and "đến 3 ngày" in page


def test_whose_board(busy: Cast):
    """The agency's for its leaders, the unit's for its head; an officer has his list."""
    whole = busy.minh.browser().get("/tasks/board").text
    assert "Phòng Tài chính" in whole and "Phòng Văn hóa" in whole
    unit = busy.hoa.browser().get("/tasks/board").text
    assert "Phòng Tài chính" not in unit and "Nam" in unit
    assert busy.nam.browser().get("/tasks/board").status_code == 403
    assert "Chưa có nhiệm vụ nào" in busy.anh.browser().get("/tasks/board").text
