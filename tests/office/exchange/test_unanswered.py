"""What nobody answers, a recall or an update: after four days Lan calls there (§8.5)."""

import datetime as dt
import html
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from server.clock import as_if, now
from server.exchange.carrier import carry
from server.exchange.following import ask_back, troubles
from server.exchange.settling import settle
from tests.cast import Cast
from tests.office.exchange.letters import delivery, made_known
from tests.office.exchange.test_asked_back import asks
from tests.office.exchange.test_sending_updates import LATEST, updates
from tests.office.outcome import refused
from tests.office.outgoing.test_issuing import ORDER
from tests.office.papers import ok
from workflows.dispatch import unanswered_before

pytestmark = pytest.mark.sent
HOW = "Đã gọi điện, Đảng ủy xã hẹn trả lời chiều nay."
RECALL, UPDATE = "Chưa trả lời yêu cầu lấy lại", "Chưa trả lời yêu cầu cập nhật"


@contextmanager
def later(days: int) -> Iterator[None]:
    """After so many days."""
    with as_if(now() + dt.timedelta(days=days)):
        yield


def waits(cast: Cast) -> list[str]:
    return [one.delivery.state for one in troubles(cast.lan.actor)]


def page(cast: Cast, path: str = "/exchange") -> str:
    return html.unescape(cast.lan.browser().get(path).text)


def recalled_from_all(cast: Cast) -> None:
    assert cast.minh.does("/outgoing/1", "recall", ORDER).status_code == 202
    ok(cast.lan.does("/outgoing/1", "recall"))


def test_asked_on_a_friday_it_waits_from_tuesday_on() -> None:
    friday, tuesday = dt.date(2026, 11, 27), dt.date(2026, 12, 1)
    assert unanswered_before(tuesday) == friday + dt.timedelta(days=1)


def test_one_that_is_asked_back_and_says_nothing_comes_before_lan(one_cast: Cast) -> None:
    carry()
    asks(one_cast)
    with later(3):
        assert waits(one_cast) == []
    with later(4):
        assert waits(one_cast) == ["RECALL_REQUESTED"]
        said = page(one_cast, "/exchange?state=silent")
        assert RECALL in said and "/settle" in said and "/resend" not in said
        assert (
            one_cast.lan.sees("/gateway/failed?state=silent")["items"][0]["paper"] == "outgoing/1"
        )
        assert one_cast.lan.sees("/gateway/failed?state=late")["items"] == []
        settle(one_cast.lan.actor, 1, delivery().id, reason=HOW)
        assert waits(one_cast) == [] and delivery().state == "RECALL_REQUESTED"
        assert HOW in page(one_cast, "/outgoing/1")


def test_what_is_called_back_from_all_is_out_no_more_and_waits_all_the_same(one_cast: Cast) -> None:
    carry()
    recalled_from_all(one_cast)
    carry()
    with later(4):
        assert one_cast.lan.sees("/outgoing/1")["state"] == "RECALLED"
        assert waits(one_cast) == ["RECALL_REQUESTED"]
    ok(one_cast.dao.does("/incoming/1", "recall_received"))
    carry()
    with later(4):
        assert (waits(one_cast), delivery().state) == ([], "RECALLED")


def test_an_update_that_nobody_answers_waits_until_it_is_answered(one_cast: Cast) -> None:
    carry()
    made_known(one_cast)
    updates(one_cast)
    carry()
    with later(3):
        assert waits(one_cast) == []
    with later(4):
        assert waits(one_cast) == ["ACCEPTED"]
        assert UPDATE in page(one_cast) and UPDATE in page(one_cast, "/exchange?state=silent")
        assert UPDATE not in page(one_cast, "/exchange?state=late")
    ok(one_cast.dao.does("/incoming/1", "refuse_update", {"reason": "Đã báo cáo xong."}))
    carry()
    with later(4):
        assert waits(one_cast) == []


def test_seen_to_it_waits_no_more_and_the_next_one_does(one_cast: Cast) -> None:
    carry()
    updates(one_cast)
    carry()
    with later(4):
        settle(one_cast.lan.actor, 1, delivery().id, reason=HOW)
        assert waits(one_cast) == []
        updates(one_cast, answer_by=LATEST.isoformat())
        carry()
        assert waits(one_cast) == []
    with later(8):
        assert waits(one_cast) == ["DELIVERED"]


def test_asked_for_back_it_is_asked_for_its_update_no_more(one_cast: Cast) -> None:
    """One call does for both."""
    carry()
    updates(one_cast)
    carry()
    ask_back(one_cast.lan.actor, 1, delivery().id, reason="Gửi nhầm.")
    with later(4):
        assert waits(one_cast) == ["RECALL_REQUESTED"]


def test_before_that_there_is_nothing_to_see_to(one_cast: Cast) -> None:
    carry()
    asks(one_cast)
    door = "/outgoing/1/deliveries/1/settle"
    refused(one_cast.lan.asks("POST", door, json={"reason": HOW}), "delivery_not_in_trouble")
