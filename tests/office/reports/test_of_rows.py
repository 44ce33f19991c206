"""What Minh and Sơn are told of what is no document, and the list behind each figure (§13)."""

import datetime as dt
import html
import io
import re
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, insert, select

from server import jobs
from server.clock import today
from server.database import db, transaction
from server.documents.delivery import on_paper
from server.documents.delivery.models import Delivery, DeliveryEvent
from server.documents.outgoing.models import OutgoingDocument
from server.office import office
from server.org.models import Agency
from server.papers.exceptions import ExceptionRecord
from tests.cast import Cast, Hand
from tests.office.outcome import change, id_of
from tests.office.outgoing import desk
from tests.office.papers import ok
from tests.office.reports.test_kept import made, signs

FIGURE = re.compile(r'<td><a href="(/reports/\w+\?[^"]*)"[^>]*>(\d+)</a>')
WHY = "Thủ trưởng đồng ý giữ nguyên trích yếu"


@pytest.fixture
def waived(one_cast: Cast) -> Cast:
    """Nam set the rule of subjects aside twice; one of the drafts was sent back since."""
    for _again in range(2):
        path = desk.waived(one_cast, {"subject": "CÔNG VĂN v/v họp"}, WHY)
    one_cast.hoa.does(path, "send_back", {"reason": "sửa trích yếu"})
    return one_cast


def lines(hand: Hand, href: str) -> int:
    return hand.browser().get(html.unescape(href)).text.count("<li><p><b>")


def taken(hand: Hand, path: str) -> list[list[str]]:
    """The rows of its workbook, under the heads."""
    browser = hand.browser()
    page = browser.get(path).text
    token = re.findall(r'name="csrf_token" value="([^"]*)"', page)[0]
    (where,) = re.findall(r'action="([^"]*/xlsx[^"]*)"', page)
    job = browser.post(html.unescape(where), data={"csrf_token": token}).headers["Location"]
    jobs.work(int(job.rsplit("/", 1)[1]))
    db.session.rollback()
    told = browser.get(job).text
    assert f'href="{job}/file"' in told and "Xong: " in told and "Ký nhiều" not in told
    with browser.get(f"{job}/file") as got:
        sheet = load_workbook(io.BytesIO(got.data)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]


def test_minh_reads_what_was_set_aside_by_rule_person_and_month(waived: Cast):
    """RP-05: each figure opens a list of so many."""
    for by, name in (("rule", "FMT-17: "), ("person", "Nam"), ("month", f"{today():%m/%Y}")):
        page = waived.minh.browser().get(f"/reports?of=exceptions&by={by}").text
        assert name in page.partition("<tbody>")[2]
        figures = FIGURE.findall(page)
        assert [int(n) for _href, n in figures] == [2, 1, 1] * 2
        assert [lines(waived.minh, href) for href, _n in figures] == [2, 1, 1] * 2
    (over,) = [row for row in taken(waived.son, "/reports/exceptions") if WHY in row and row[-1]]
    assert over[2].startswith("FMT-17")


def test_nobody_else_does(waived: Cast):
    for hand in (waived.lan, waived.hoa, waived.nam):
        for path in ("/reports?of=exceptions", "/reports/exceptions"):
            assert hand.browser().get(path).status_code == 403
    assert "of=exceptions" not in waived.lan.browser().get("/reports").text
    page = waived.dao.browser().get("/reports?of=exceptions").text
    assert not FIGURE.findall(page)


def test_it_is_kept_and_signed_as_every_report(waived: Cast):
    path = made(waived.minh, "exceptions-rule")
    assert signs(waived.minh, path).headers["Location"] == path
    assert "FMT-17" in waived.son.browser().get(path).text
    assert waived.lan.browser().get(path).status_code == 404


def test_long_reasons_make_a_shorter_page_and_none_is_lost(waived: Cast):
    """25 KB a page (DESIGN §8), each reason in full."""
    with transaction() as session:
        (one,) = session.execute(select(ExceptionRecord.__table__).limit(1)).mappings()
        long = {"reason": "Thủ trưởng đồng ý " * 100}
        rows = [dict(one) | long | {"id": 100 + n} for n in range(30)]
        session.execute(insert(ExceptionRecord), rows)
    seen, href = 0, "/reports/exceptions"
    while href:
        page = waived.minh.browser().get(href)
        assert len(page.data) <= 25 * 1024
        seen += page.text.count("<li><p><b>")
        more = re.search(r'href="(\?[^"]*)" rel="next"', page.text)
        href = f"/reports/exceptions{html.unescape(more[1])}" if more else ""
    assert seen == 32


@pytest.fixture
def sent(one_cast: Cast) -> Cast:
    """To two communes: Đào took hers in 90 minutes after it came and gave it back when she was
    asked to, at the other the axis took none."""
    for code, state in (("hoangphu", "RECALLED"), ("hoangdong", "FAILED")):
        path = desk.as_dispatched(one_cast, to=[code])
        with transaction() as session:
            (one,) = session.scalars(select(Delivery).filter_by(outgoing_id=id_of(path)))
            one.state = state
            if state == "RECALLED":
                for n, heard in enumerate(("01", "03", "13", "15")):
                    at = one.at + n * dt.timedelta(minutes=90)
                    event = {"delivery_id": one.id, "code": heard, "state": state, "at": at}
                    session.add(DeliveryEvent(applied=True, **event))
    return one_cast


def test_lan_reads_how_each_recipient_took_what_was_sent(sent: Cast):
    """RP-07: states, how long from come to taken in, and whether a wish to have it back was
    answered."""
    page = sent.lan.browser().get("/reports?of=exchange").text
    rows = [re.findall(r"<td>(?:<a[^>]*>)?([^<\n]*)", one) for one in page.split("<tr>")[2:]]
    assert ["1", "0", "0", "0", "0", "0", "0", "1", "1", "1", "1 giờ 30 phút"] in rows
    assert ["1", "0", "0", "0", "0", "1", "0", "0", "0", "0", "–"] in rows
    for href, n in FIGURE.findall(page):
        assert lines(sent.son, href) == int(n)
    assert sent.hoa.browser().get("/reports?of=exchange").status_code == 403
    assert [row[3] for row in taken(sent.lan, "/reports/exchange")[1:]] == [
        "đã lấy lại", "gửi không được",
    ]  # fmt: skip


@pytest.fixture
def unreached(cast: Cast) -> Cast:
    """To the province, to which no line leads, and to a commune where the axis took none."""
    for code in ("tinh", "hoangdong"):
        path = desk.as_dispatched(cast, to=[code])
        change(Delivery, {"outgoing_id": id_of(path)}, state="FAILED")
    return cast


def test_what_waits_for_the_post_has_not_failed(unreached: Cast) -> None:
    """On paper is another way to him (OUT-T15); programs read FAILED of the delivery itself."""
    told = unreached.lan.sees("/reports/exchange?by=recipient")
    counted = [dict(zip(told["columns"], row["cells"], strict=True)) for row in told["rows"]]
    by = {row["name"]: one for row, one in zip(told["rows"], counted, strict=True)}
    province, commune = by["Ủy ban nhân dân tỉnh Thanh Hóa"], by["Ủy ban nhân dân xã Hoằng Đồng"]
    assert (province["gửi không được"], province["gửi giấy qua bưu điện"]) == (0, 1)
    assert (commune["gửi không được"], commune["gửi giấy qua bưu điện"]) == (1, 0)
    assert (told["sums"][0], sum(told["sums"][1:8])) == (2, 2), "each stands in one place"
    assert said(unreached) == ["chờ gửi giấy qua bưu điện", "gửi không được"]


def said(cast: Cast) -> list[str]:
    return [row[3] for row in taken(cast.lan, "/reports/exchange")[1:]]


def test_the_list_behind_the_figure_says_whether_it_was_posted(unreached: Cast) -> None:
    lan = unreached.lan
    figures = dict(FIGURE.findall(lan.browser().get("/reports?of=exchange").text))
    (by_post,) = [href for href in figures if "outcome=on_paper" in href and "recipient" in href]
    assert "chờ gửi giấy qua bưu điện" in lan.browser().get(html.unescape(by_post)).text
    (one,) = [row for row in figures if "outcome=failed" in row and "recipient" in row]
    assert "gửi không được" in lan.browser().get(html.unescape(one)).text
    path = f"/outgoing/{db.session.scalar(select(func.min(Delivery.outgoing_id)))}"
    change(OutgoingDocument, {"id": id_of(path)}, copies=1)
    ok(lan.does(path, "send_by_post", {"to": "Ủy ban nhân dân tỉnh Thanh Hóa; 35 Lê Lợi",
                                       "envelopes": 1}))  # fmt: skip
    assert said(unreached) == ["đã gửi giấy qua bưu điện", "gửi không được"]


@pytest.mark.parametrize("line", ["H56*", "H56"])
def test_where_a_line_leads_it_has_failed(unreached: Cast, monkeypatch, line: str) -> None:
    straight = office()
    there = replace(straight, gateways={line: "https://truc.gov.vn"})
    monkeypatch.setattr(on_paper, "office", lambda: there)
    assert said(unreached) == ["gửi không được"] * 2
    monkeypatch.setattr(
        on_paper, "office", lambda: replace(straight, gateways={"H5": "x", "H57*": "x"})
    )
    assert said(unreached)[0] == "chờ gửi giấy qua bưu điện"


def test_many_recipients_take_several_pages_of_25_kb(sent: Cast):
    columns = Agency.__table__
    with transaction() as session:
        one = dict(session.execute(select(columns).filter_by(code="hoangdong")).mappings().one())
        delivery = dict(session.execute(select(Delivery.__table__).limit(1)).mappings().one())
        for n in range(100, 160):
            name = {"code": f"xa{n}", "organ_id": f"xa{n}", "name": f"Ủy ban nhân dân xã số {n}"}
            session.execute(insert(Agency), [one | name | {"id": n}])
            session.execute(insert(Delivery), [delivery | {"id": n, "recipient_id": n}])
            event = {"delivery_id": n, "state": "", "at": delivery["at"], "applied": True}
            session.execute(insert(DeliveryEvent), [event | {"code": c} for c in ("13", "15")])
    names, href = [], "/reports?of=exchange"
    while href:
        page = sent.lan.browser().get(href)
        assert len(page.data) <= 25 * 1024
        names += re.findall(r'<th scope="row">([^<]*)', page.text)
        more = re.search(r'href="(\?[^"]*)" rel="next"', page.text)
        href = f"/reports{html.unescape(more[1])}" if more else ""
    assert len(names) == len(set(names)) == 62


def test_programs_read_the_same_figures(sent: Cast):
    told = sent.lan.sees("/reports/exchange?by=month")
    assert (told["sums"][0], told["sums"][-1]) == (2, "1 giờ 30 phút")
    assert told["rows"] == [{"name": f"{today():%m/%Y}", "cells": told["sums"]}]
    assert sent.lan.sees(f"/reports/outgoing?first={today()}&by=doc_type")["sums"][0] == 2
    no = sent.lan.asks("GET", "/reports/exchange?by=colour")
    assert no.status_code == 422 and sent.hoa.asks("GET", "/reports/exchange").status_code == 403


def test_son_reads_the_numbers_of_a_year_by_a_program(sent: Cast):
    """RP-03."""
    (mine,) = sent.son.sees("/audit/numbers?agency=huyen")["items"]
    assert (mine["book"], mine["lines"], mine["sound"]) == ("OUT:CHUNG", 2, True)
    assert sent.son.sees("/audit/numbers?year=1990")["items"] == []
