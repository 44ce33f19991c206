"""Of which days a report is asked: by one press, by days as they are typed, by none."""

import datetime as dt
import html
import re

from server.clock import today
from tests.cast import Cast
from tests.office.papers import registered


def test_on_the_first_of_a_month_the_last_one_is_shown_and_named(one_cast: Cast, monkeypatch):
    """Nothing of December: November, as the page says; who asks for a day reads of that day."""
    registered(one_cast)
    first = (today().replace(day=28) + dt.timedelta(7)).replace(day=1)
    for place in ("words", "periods"):
        monkeypatch.setattr(f"server.reports.{place}.today", lambda: first)
    last = first - dt.timedelta(1)
    said = f"Tháng {first:%m/%Y} chưa có số liệu; dưới đây là tháng {last:%m/%Y}."
    browser = one_cast.minh.browser()
    page = browser.get("/reports").text
    assert said in page and f"Vào sổ từ {last:01/%m/%Y} đến {last:%d/%m/%Y}" in page
    assert f'formaction="/reports/docx?first={last:%Y-%m-01}&amp;last={last}' in page
    assert said in browser.get("/reports?of=online").text, "rows of nothing are nothing"
    assert said not in browser.get("/reports?of=below").text, "nor had November anything"
    asked = browser.get(f"/reports?first={first}&last={first}").text
    assert said not in asked and "Không có gì trong kỳ này." in asked
    neither = browser.get("/reports?of=meetings").text
    assert said not in neither and "Không có gì trong kỳ này." in neither


PERIODS = (
    "Tháng 11/2026", "Quý IV/2026", "6 tháng cuối năm 2026", "Năm 2026",
    "Tháng 10/2026", "Quý III/2026", "6 tháng đầu năm 2026", "Năm 2025",
)  # fmt: skip


def test_a_half_year_and_a_year_are_one_press_away(one_cast: Cast, monkeypatch):
    """The running ones until today, the last ones whole; the one that is shown is marked."""
    monkeypatch.setattr("server.reports.periods.today", lambda: dt.date(2026, 11, 29))
    browser = one_cast.minh.browser()
    spans = dict(zip(PERIODS, _spans(browser.get("/reports?by=month").text), strict=True))
    assert spans["6 tháng cuối năm 2026"] == "first=2026-07-01&last=2026-11-29"
    assert spans["6 tháng đầu năm 2026"] == "first=2026-01-01&last=2026-06-30"
    assert spans["Năm 2025"] == "first=2025-01-01&last=2025-12-31"
    page = browser.get(f"/reports?by=month&{spans['Năm 2026']}").text
    assert re.findall(r'aria-current="page">([^<]*\d{4})<', page) == ["Năm 2026"]


def _spans(page: str) -> list[str]:
    bar = page.partition('aria-label="Chọn kỳ"')[2].partition("</nav>")[0]
    return re.findall(r"first=[\d-]+&last=[\d-]+", html.unescape(bar))


def test_days_typed_the_wrong_way_round_mean_what_lies_between(one_cast: Cast):
    """He read of the earlier day alone, that there was nothing."""
    asked = "first=31/3/2026&last=1/1/2026"
    assert "từ 01/01/2026 đến 31/03/2026" in one_cast.minh.browser().get(f"/reports?{asked}").text
    said = one_cast.minh.sees("/reports/incoming?first=2026-03-31&last=2026-01-01")
    assert (said["first"], said["last"]) == ("2026-01-01", "2026-03-31")
