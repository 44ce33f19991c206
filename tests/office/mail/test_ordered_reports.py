"""Minh orders a report of each week: it is made in the morning after it, and a letter says so."""

import datetime as dt
import re

import pytest
from sqlalchemy import select

from server.clock import HANOI
from server.database import db, transaction
from server.mail.models import Mail
from server.org.models import Appointment
from server.reports import keeping, orders
from server.reports.models import KeptReport, ReportOrder
from tests.office.mail.conftest import address, at, delivered, reached
from tests.office.mail.test_at_once import readable
from tests.office.outcome import says
from workflows import Refused
from workflows.periods import Every

MONDAY = dt.date(2026, 11, 23)


def morning(monkeypatch: pytest.MonkeyPatch, day: dt.date) -> None:
    """The round of that day, and the post after it."""
    moment = dt.datetime.combine(day, dt.time(7, 31), HANOI)
    monkeypatch.setattr(orders, "today", lambda: day)
    at(monkeypatch, moment)
    orders.make_all()
    delivered()


def kept() -> list[tuple[str, str, str]]:
    rows = db.session.scalars(select(KeptReport).order_by(KeptReport.id))
    return [(row.of, f"{row.first}", f"{row.last}") for row in rows]


def test_it_is_made_once_for_each_week_and_a_letter_says_where(post, one_cast, monkeypatch):
    reached(one_cast.minh)
    orders.order(one_cast.minh.actor, "outgoing", "unit", Every.WEEK)
    for day in (MONDAY, MONDAY, MONDAY + dt.timedelta(3), MONDAY + dt.timedelta(7)):
        morning(monkeypatch, day)
    assert kept() == [
        ("outgoing", "2026-11-16", "2026-11-22"), ("outgoing", "2026-11-23", "2026-11-29"),
    ]  # fmt: skip
    assert [letter["To"] for letter in post.letters] == [address(one_cast.minh)] * 2
    said = readable(post.letters[0])
    first = db.session.scalars(select(KeptReport.id).order_by(KeptReport.id)).first()
    assert f"https://congso.test/reports/kept/{first}" in said
    assert post.letters[0]["Subject"] == "[Công Sở] Báo cáo định kỳ: 1"
    which = "Báo cáo văn bản đi (Đơn vị). Vào sổ từ 16/11/2026 đến 22/11/2026"
    assert which in " ".join(said.split()), "of eight in one letter he sees which is which"


def test_no_figure_and_no_name_of_a_unit_is_in_the_letter(post, one_cast, monkeypatch):
    reached(one_cast.minh)
    orders.order(one_cast.minh.actor, "incoming", "unit", Every.MONTH)
    morning(monkeypatch, MONDAY)
    said = readable(post.letters[0])
    for word in (one_cast.hoa.actor.unit_name, "đúng hạn", "quá hạn"):
        assert word not in said


def test_on_a_day_off_none_is_made_and_the_next_working_day_makes_it(post, one_cast, monkeypatch):
    orders.order(one_cast.minh.actor, "incoming", "unit", Every.WEEK)
    morning(monkeypatch, MONDAY - dt.timedelta(1))
    assert kept() == []
    morning(monkeypatch, MONDAY + dt.timedelta(1))
    assert kept() == [], "the day of culture, 24/11 (CAL-03)"
    morning(monkeypatch, MONDAY + dt.timedelta(2))
    assert kept() == [("incoming", "2026-11-16", "2026-11-22")]


def test_who_wants_no_letter_of_it_finds_it_in_the_house(post, one_cast, monkeypatch):
    reached(one_cast.minh, made="never")
    orders.order(one_cast.minh.actor, "incoming", "unit", Every.WEEK)
    morning(monkeypatch, MONDAY)
    assert db.session.query(Mail).count() == 0
    assert "16/11/2026" in one_cast.minh.browser().get("/reports/kept").text
    made = db.session.scalars(select(KeptReport)).one()
    bell = one_cast.minh.browser().get("/notices").text
    assert "Báo cáo định kỳ anh/chị đăng ký đã lập" in bell
    assert f'href="/reports/kept/{made.id}"' in bell
    assert "Báo cáo định kỳ" not in one_cast.lan.browser().get("/notices").text


def test_of_a_post_that_ended_none_is_made_and_the_others_are(post, one_cast, monkeypatch):
    for hand in (one_cast.hoa, one_cast.minh):
        orders.order(hand.actor, "incoming", "unit", Every.WEEK)
    with transaction() as session:
        session.get_one(Appointment, one_cast.hoa.actor.appointment_id).valid_to = MONDAY
    morning(monkeypatch, MONDAY)
    (row,) = db.session.scalars(select(KeptReport)).all()
    assert row.made_by == one_cast.minh.actor.person_id


def test_a_report_that_breaks_keeps_nobody_elses_waiting(post, one_cast, monkeypatch):
    """Hoa's came first, failed in each of five tries, and Minh had no report that week."""
    for hand in (one_cast.hoa, one_cast.minh):
        orders.order(hand.actor, "incoming", "unit", Every.WEEK)
    keep_in, first = keeping.keep_in, []

    def breaks(actor, *more):
        first.append(actor.person_id)
        if actor.person_id == first[0]:
            raise ZeroDivisionError
        return keep_in(actor, *more)

    with monkeypatch.context() as broken:
        broken.setattr(keeping, "keep_in", breaks)
        with pytest.raises(ZeroDivisionError):
            morning(broken, MONDAY)
    (row,) = db.session.scalars(select(KeptReport)).all()
    assert row.made_by != first[0]
    morning(monkeypatch, MONDAY)
    assert len(kept()) == 2, "tried again, and nobody has his twice"


def test_hoa_orders_on_the_page_and_ends_it_there(post, one_cast):
    browser = one_cast.hoa.browser()
    page = browser.get("/reports/orders/new?what=tasks-lead").text
    assert '<option value="tasks-lead" selected>' in page
    token = re.findall(r'name="csrf_token" value="([^"]*)"', page)[0]
    typed = {"csrf_token": token, "what": "tasks-lead", "every": "month"}
    assert browser.post("/reports/orders/new", data=typed).status_code == 302
    assert "lập vào sáng ngày làm việc tới" in browser.get("/reports/kept").text
    again = browser.post("/reports/orders/new", data=typed)
    assert again.status_code == 409 and says("order_is_there", again.text)
    shown = browser.get("/reports/kept").text
    assert "Báo cáo nhiệm vụ (Người, đơn vị chủ trì), hằng tháng" in shown
    (end,) = re.findall(r'href="(/reports/orders/\d+/end)"', shown)
    assert one_cast.minh.browser().get(end).status_code == 404
    assert browser.post(end, data={"csrf_token": token}).status_code == 302
    assert db.session.query(ReportOrder).count() == 0


def test_whose_report_it_is_not_orders_none(post, one_cast):
    for hand, of in (
        (one_cast.lan, "tasks"),
        (one_cast.nam, "incoming"),
        (one_cast.son, "incoming"),
    ):
        with pytest.raises(Refused):
            orders.order(hand.actor, of, "unit", Every.WEEK)
    assert one_cast.nam.browser().get("/reports/orders/new").status_code == 403
    assert "tasks-" not in one_cast.lan.browser().get("/reports/orders/new").text


def test_so_many_and_no_more(post, one_cast, monkeypatch):
    monkeypatch.setattr(orders, "MOST", 1)
    orders.order(one_cast.minh.actor, "incoming", "unit", Every.WEEK)
    with pytest.raises(Refused, match="too_many_orders"):
        orders.order(one_cast.minh.actor, "outgoing", "unit", Every.WEEK)
