"""The agency's key alone goes to another clerk, and its keeper stays what she is (art. 32.2b)."""

import pytest
from flask import Flask
from sqlalchemy import select

from server.database import db
from server.handing_over import looking, services, sheet
from server.papers.exceptions import ExceptionRecord
from tests.cast import Cast
from tests.office.admin.desk import actor, kien, position, post_of, why
from tests.office.handing_over.leaver import begun, called, confirmed, given, newcomer, says_so
from tests.office.ledger.findings import found

LAN, TRANG, CODE = "vanthu.huyen", "trang.huyen", "88/UBND-VP"


@pytest.fixture
def app(one_app: Flask) -> Flask:
    return one_app


@pytest.fixture
def trang(cast: Cast):
    """A second clerk, beside Lan."""
    return newcomer(LAN, TRANG, "Hoàng Thị Trang", position(LAN).rank)


def key_alone(**more):
    return begun(LAN, decision_code=CODE, only_key=True, **more)


def test_the_key_alone_goes_with_a_minute_that_both_confirm(cast: Cast, trang):
    one = key_alone()
    assert [kind for kind, _taker in called(one)] == ["seals"]
    given(one, TRANG)
    page = sheet.listing(one)
    assert page.under == ("Bàn giao con dấu, thiết bị lưu khóa bí mật của cơ quan",)
    assert "khoản 2 Điều 32" in page.opening[0] and CODE in page.opening[1]
    confirmed(one, cast.lan.actor)
    assert why(services.hand_over, kien(), one.id) == "everybody_has_confirmed"
    says_so(one, trang)
    services.hand_over(kien(), one.id)
    assert post_of(LAN).valid_to is None and actor(LAN).roles == cast.lan.actor.roles
    assert one.sums == {"moved": 1, "late": 0}


def test_it_is_an_exception_with_its_written_permission(cast: Cast, trang):
    one = key_alone()
    given(one, TRANG)
    confirmed(one, cast.lan.actor, trang)
    services.hand_over(kien(), one.id)
    (said,) = db.session.scalars(select(ExceptionRecord))
    assert (said.rule_id, said.approver, said.name) == ("SIG-03", CODE, cast.lan.actor.name)
    assert said.agency_id == cast.lan.actor.agency_id and "Hoàng Thị Trang" in said.reason
    page = cast.minh.browser().get("/reports/exceptions").text
    assert "SIG-03: giao khóa của cơ quan cho người khác" in page and said.reason in page
    assert said.reason in cast.son.browser().get("/audit/anomalies?kind=exception").text
    assert found() == []


def test_it_goes_to_no_one_but_a_clerk_and_from_no_one_else(cast: Cast, trang):
    assert why(begun, "chuyenvien.huyen", only_key=True) == "keeps_no_key"
    assert why(begun, LAN, only_key=True, leaves=True) == "key_alone_and_leaves"
    one = key_alone()
    assert why(given, one, "chuyenvien.huyen") == "taker_is_no_clerk"


def test_whoever_leaves_hands_the_key_over_with_all_the_rest(cast: Cast, trang):
    """The list is the minute, and the exception is counted there too."""
    one = begun(LAN)
    given(one, TRANG)
    confirmed(one, cast.lan.actor, trang)
    services.hand_over(kien(), one.id)
    assert [it.rule_id for it in db.session.scalars(select(ExceptionRecord))] == ["SIG-03"]


def test_a_list_of_the_key_alone_is_another_list(cast: Cast, trang):
    one = key_alone()
    before = looking.digest(one)
    one.only_key = False
    assert looking.digest(one) != before
    db.session.rollback()


def test_kien_is_offered_it_for_a_clerk_alone(cast: Cast):
    browser = cast.kien.browser()
    assert 'name="only_key"' in browser.get(f"/people/handovers/new/{LAN}").text
    assert 'name="only_key"' not in browser.get("/people/handovers/new/chuyenvien.huyen").text
