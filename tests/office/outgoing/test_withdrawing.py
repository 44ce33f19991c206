"""What was proposed to a second person is taken back by the hand that proposed it (OUT-T16)."""

import datetime as dt
import re

import pytest
import time_machine

from server.clock import now
from tests.cast import Cast
from tests.office.ledger.findings import found
from tests.office.outcome import (
    last_step,
    refused,
    state_of,
    steps,
    waits,
)
from tests.office.outgoing import desk
from tests.office.papers import ok, signed

WHY = {"reason": "Sai nơi nhận"}


def withdraws(who, path: str, name: str = "void_number", **more):
    return who.asks("POST", f"{path}/actions/{name}/withdraw", **more)


def proposed(cast: Cast) -> str:
    path = desk.as_registered(cast)
    assert cast.lan.does(path, "void_number", WHY).status_code == 202
    return path


def test_lan_saw_that_the_number_was_right_and_takes_her_proposal_back(cast: Cast) -> None:
    path = proposed(cast)
    assert "void_number" not in cast.lan.sees(path)["actions"]
    assert ok(withdraws(cast.lan, path))["state"] == "REGISTERED"
    assert waits(cast.minh, path) == set()
    refused(cast.minh.does(path, "void_number"), "not_proposed")
    assert last_step(path)[:2] == ("withdraw_void_number", "vanthu.huyen")
    assert waits(cast.lan, path) == {"seal"}
    assert found() == []


def test_what_was_taken_back_is_proposed_anew_with_another_reason(cast: Cast) -> None:
    path = proposed(cast)
    ok(withdraws(cast.lan, path))
    assert cast.lan.does(path, "void_number", {"reason": "Sai ngày"}).status_code == 202
    ok(cast.minh.does(path, "void_number"))
    assert (state_of(path), last_step(path)[2]) == ("VOIDED", "Sai ngày")


def test_nobody_takes_back_what_another_hand_proposed(cast: Cast) -> None:
    path = proposed(cast)
    refused(withdraws(cast.lien, path), "proposed_by_another")
    refused(withdraws(cast.minh, path), "proposed_by_another")
    refused(withdraws(cast.nam, path), "wrong_role")
    assert waits(cast.minh, path) == {"void_number"}


def test_what_was_answered_or_has_lapsed_is_not_taken_back(cast: Cast) -> None:
    path = proposed(cast)
    with time_machine.travel(now() + dt.timedelta(days=1, seconds=1), tick=False):
        refused(withdraws(cast.lan, path), "nothing_is_proposed")
    ok(cast.minh.does(path, "void_number"))
    refused(withdraws(cast.lan, path), "wrong_state")
    assert "withdraw_void_number" not in steps(path)


def test_said_twice_under_its_key_it_is_one(cast: Cast) -> None:
    path = proposed(cast)
    first = ok(withdraws(cast.lan, path, key="rut-lai"))
    assert ok(withdraws(cast.lan, path, key="rut-lai")) == first
    assert steps(path).count("withdraw_void_number") == 1


def test_who_withdraws_from_an_old_page_is_told_that_it_moved(cast: Cast) -> None:
    path = proposed(cast)
    refused(withdraws(cast.lan, path, match='"999"'), "stale")
    assert waits(cast.minh, path) == {"void_number"}


def test_the_page_of_who_proposed_has_the_button_and_says_what_he_proposed(cast: Cast) -> None:
    path = signed(cast)
    ok(cast.lan.does(path, "number"))
    assert cast.lan.does(path, "void_number", WHY).status_code == 202
    lan = cast.lan.browser()
    page = lan.get(path).text
    assert f'action="{path}/void_number/withdraw"' in page
    assert "Anh/chị đã đề nghị" in page and WHY["reason"] in page
    assert f"{path}/void_number/withdraw" not in cast.minh.browser().get(path).text
    token = {"csrf_token": re.findall(r'name="csrf_token" value="([^"]*)"', page)[0]}
    after = lan.post(f"{path}/void_number/withdraw", data=token, follow_redirects=True).text
    assert "Đã ghi: Rút lại đề nghị hủy số." in after
    assert f"{path}/void_number/withdraw" not in after
    assert waits(cast.minh, path) == set()


@pytest.mark.sent
def test_the_leader_takes_back_his_order_to_recall(one_cast: Cast) -> None:
    order = WHY | {"order_code": "12/CT-UBND"}
    assert one_cast.minh.does("/outgoing/1", "recall", order).status_code == 202
    ok(withdraws(one_cast.minh, "/outgoing/1", "recall"))
    assert waits(one_cast.lan, "/outgoing/1") == set()
    assert (state_of("/outgoing/1"), found()) == ("DISPATCHED", [])
