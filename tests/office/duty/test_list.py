"""Tuấn keeps the list of who is rung for Hỏa tốc, and the minutes of each level (§4.4)."""

import html

import pytest
from sqlalchemy import select

from server.clock import now
from server.database import db
from server.duty import calling, services
from server.duty.models import DutyNumber
from server.org import queries as org
from server.org.models import KindRule
from tests.cast import Cast
from tests.office.admin.desk import last_change, why
from tests.office.duty.conftest import MINH
from tests.office.duty.gateway import Gateway
from tests.office.front.clicking import Desk, main
from workflows.deadlines import escalates_at
from workflows.urgency import Urgency


def test_tuan_writes_minh_down_tries_it_and_takes_him_off_again(sms: Gateway, cast: Cast):
    desk = Desk(cast.tuan)
    assert "Chưa có gì ở đây." in desk.opens("/duty")
    said = desk.sends("/duty/huyen/new", person="chutich.huyen", telephone="0912.345.678")
    assert said.status_code == 302
    page = main(desk.opens("/duty"))
    assert cast.minh.actor.name in page
    assert "0912 345 678" in page
    assert "chưa nhắn lần nào" in page
    (row,) = db.session.scalars(select(DutyNumber))
    assert desk.sends(f"/duty/{row.id}/try").status_code == 302
    assert "đang gửi" in desk.opens("/duty")
    calling.call()
    assert sms.taken[0]["to"] == MINH
    assert "Tin thu" in sms.taken[0]["text"]
    assert "cổng tin nhắn đã nhận" in desk.opens("/duty")
    assert desk.sends(f"/duty/{row.id}", telephone="0988 000 111").status_code == 302
    assert "0988 000 111" in desk.opens("/duty")
    assert desk.sends(f"/duty/{row.id}/drop").status_code == 302
    assert cast.minh.actor.name not in main(desk.opens("/duty"))
    assert last_change().act == "duty_number_dropped"
    assert "0988" not in last_change().words


@pytest.mark.parametrize("number", ["12345", "0912 345", "+1 202 555 0100", "abc", "00912345678"])
def test_what_is_no_number_is_said_at_its_box_and_stays_in_it(one_app, one_cast, number):
    page = Desk(one_cast.tuan).sends(
        "/duty/huyen/new", person="chutich.huyen", telephone=number
    )  # fmt: skip
    assert page.status_code == 422
    assert "Đây không phải là số điện thoại" in page.text
    assert f'value="{number}"' in html.unescape(page.text)
    said = (one_cast.tuan.actor, "huyen", "chutich.huyen", number)
    assert why(services.keep, *said) == "not_a_telephone"
    assert db.session.scalar(select(DutyNumber)) is None


def test_a_number_longer_than_any_row_is_no_row(one_app, one_cast):
    for path in ("", "/try", "/drop"):
        assert one_cast.tuan.browser().get(f"/duty/{10**30}{path}").status_code == 404


@pytest.mark.parametrize("number", ["0912345678", "+84 912 345 678", "84912345678"])
def test_a_number_is_kept_in_one_form(one_app, one_cast, number):
    services.keep(one_cast.tuan.actor, "huyen", "chutich.huyen", number)
    assert db.session.scalars(select(DutyNumber.telephone)).all() == [MINH]
    assert why(services.keep, one_cast.tuan.actor, "huyen", "chutich.huyen", number) == (
        "nothing_changes"
    )


def test_a_commune_is_not_the_districts_to_keep_and_kien_keeps_every_one(one_app, one_cast):
    tuan, kien = one_cast.tuan.actor, one_cast.kien.actor
    assert why(services.keep, tuan, "hoangphu", "vanthu.hoangphu", "0912345678") == "unknown_agency"
    assert why(services.keep, kien, "hoangphu", "vanthu.huyen", "0912345678") == "unknown_person"
    services.keep(kien, "hoangphu", "vanthu.hoangphu", "0912345678")
    row = db.session.scalars(select(DutyNumber)).one()
    assert why(services.drop, tuan, row.id) == "no_such_row"
    assert one_cast.tuan.browser().get(f"/duty/{row.id}").status_code == 404
    services.drop(kien, row.id)


@pytest.mark.parametrize("who", ["nam", "lan", "son"])
def test_nobody_else_sees_the_numbers(one_app, one_cast, who):
    assert getattr(one_cast, who).browser().get("/duty").status_code == 403


def test_whoever_may_keep_it_is_led_there_and_reads_that_no_gateway_is_there(one_app, one_cast):
    page = Desk(one_cast.tuan).opens("/duty")
    assert "CONGSO_SMS_URL" in page
    assert 'href="/duty"' in page
    assert 'href="/duty"' in Desk(one_cast.kien).opens("/people/kinds")
    assert 'href="/duty"' not in Desk(one_cast.nam).opens("/")
    services.keep(one_cast.tuan.actor, "huyen", "chutich.huyen", "0912345678")
    row = db.session.scalars(select(DutyNumber)).one()
    assert why(services.try_out, one_cast.tuan.actor, row.id) == "sms_is_off"


def test_the_minutes_are_the_agencys_own_and_the_log_says_from_what_to_what(app, cast):
    desk, agency = Desk(cast.tuan), cast.lan.actor.agency_id
    moment = now()
    usual = escalates_at(org.calendar(agency), moment, Urgency.HOA_TOC)
    said = desk.sends("/duty/huyen/patience", KHAN="120", THUONG_KHAN="60", HOA_TOC="10")
    assert said.status_code == 302
    own = escalates_at(org.calendar(agency), moment, Urgency.HOA_TOC)
    assert (usual - own).total_seconds() == 5 * 60
    there = cast.dao.actor.agency_id
    assert escalates_at(org.calendar(there), moment, Urgency.HOA_TOC) == usual
    assert "Hỏa tốc 15 → 10 phút" in last_change().words
    assert "Khẩn" not in last_change().words.partition(": giờ nhắc")[2].replace("khẩn", "")
    assert "Hỏa tốc 10 phút" in desk.opens("/duty")
    again = desk.sends("/duty/huyen/patience", KHAN="120", THUONG_KHAN="60", HOA_TOC="10")
    assert again.status_code == 422
    desk.sends("/duty/huyen/patience", KHAN="120", THUONG_KHAN="60", HOA_TOC="15")
    assert escalates_at(org.calendar(agency), moment, Urgency.HOA_TOC) == usual
    assert len(db.session.scalars(select(KindRule).filter_by(what="minutes")).all()) == 2


@pytest.mark.parametrize("minutes", ["0", "-5", "1441", "mười", ""])
def test_minutes_that_are_none_are_refused_and_stay_in_their_box(one_app, one_cast, minutes):
    page = Desk(one_cast.tuan).sends(
        "/duty/huyen/patience", KHAN="120", THUONG_KHAN="60", HOA_TOC=minutes
    )
    assert page.status_code == 422
    assert db.session.scalar(select(KindRule).filter_by(what="minutes")) is None
