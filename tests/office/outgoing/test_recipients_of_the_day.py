"""A commune ends between seal and dispatch: the letter goes to who came after (ORG-16)."""

import html

import pytest

from server.exchange.carrier import carry
from tests.cast import Cast
from tests.office import papers
from tests.office.exchange.test_closed_agencies import close_hoangphu
from tests.office.ledger.findings import found
from tests.office.outcome import line_of, refused, state_of
from tests.office.papers import ok
from tests.office.reorganising.test_mail import closed

TO = {"to": ["hoangphu"], "for_info": ["hoangthinh"]}
MOVED = "Ủy ban nhân dân xã Hoằng Phú đã kết thúc hoạt động, gửi Ủy ban nhân dân xã Hoằng Đồng"


@pytest.fixture
def path(one_cast: Cast) -> str:
    return papers.sealed(one_cast, **TO)


def test_it_goes_to_the_successor_and_history_and_register_say_so(one_cast: Cast, path: str):
    close_hoangphu(days_ago=0)
    sent = ok(one_cast.lan.does(path, "dispatch"))
    assert [one["recipient"] for one in sent["deliveries"]] == ["hoangdong", "hoangthinh"]
    carry()
    (letter,) = one_cast.dao2.sees("/incoming")["items"]
    assert letter["subject"] == papers.DRAFT["subject"]
    steps = one_cast.lan.sees(f"{path}/history")["items"]
    assert next(one["reason"] for one in steps if one["transition"] == "dispatch") == MOVED
    assert MOVED in line_of(path).note
    assert MOVED in html.unescape(one_cast.lan.browser().get(path).text)
    assert found() == []


def test_it_goes_to_the_heir_of_its_field_as_a_letter_from_outside_would(one_cast: Cast, path: str):
    """ORG-13: whichever way a letter about meetings comes, it is for the same one of the heirs."""
    closed("hoangphu", "hoangdong", 0, butson="phòng họp", tinh="không của ai")
    sent = ok(one_cast.lan.does(path, "dispatch"))
    assert [one["recipient"] for one in sent["deliveries"]] == ["butson", "hoangthinh"]
    assert "thị trấn Bút Sơn theo địa bàn, lĩnh vực “phòng họp”" in line_of(path).note


def test_an_heir_whose_midnight_is_still_to_come_has_none_of_its_mail(one_cast: Cast, path: str):
    closed("hoangphu", "hoangdong", -1, butson="phòng họp")
    sent = ok(one_cast.lan.does(path, "dispatch"))
    assert [one["recipient"] for one in sent["deliveries"]] == ["hoangphu", "hoangthinh"]


def test_an_heir_who_is_named_too_has_it_once(one_cast: Cast):
    path = papers.sealed(one_cast, to=["hoangphu", "hoangdong"])
    close_hoangphu(days_ago=0)
    sent = ok(one_cast.lan.does(path, "dispatch"))
    assert [one["recipient"] for one in sent["deliveries"]] == ["hoangdong"]


def test_without_a_successor_lan_hears_what_to_do_and_nothing_is_sent(one_cast: Cast, path: str):
    close_hoangphu(days_ago=0, successor=None)
    said = refused(one_cast.lan.does(path, "dispatch"), "recipient_has_ended")
    assert "UBND xã Hoằng Phú" in said["detail"] and "hủy số" in said["detail"]
    assert state_of(path) == "SEALED"


def test_where_nobody_ended_nothing_is_said(one_cast: Cast, path: str):
    ok(one_cast.lan.does(path, "dispatch"))
    steps = one_cast.lan.sees(f"{path}/history")["items"]
    assert next(one["reason"] for one in steps if one["transition"] == "dispatch") == ""
