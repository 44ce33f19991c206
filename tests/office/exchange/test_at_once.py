"""A line is mended: what waits for its hour goes when somebody says so (DOMAIN §8.5)."""

import html

import pytest
from sqlalchemy import update

from server.audit.models import LedgerEvent
from server.clock import now
from server.database import db, transaction
from server.documents.delivery.models import Letter
from server.exchange import gateway
from server.exchange.carrier import LINE_FAILS, carry
from server.exchange.stopped import TRIES
from tests.cast import Cast, Hand
from tests.office.exchange.letters import (
    answered,
    arrived_from_the_province,
    delivery,
    heard,
    papers,
    posted,
)
from tests.office.exchange.test_asked_back import asks
from tests.office.exchange.test_pages import AGAIN, presses
from tests.office.ledger.findings import found
from tests.office.outcome import refused
from tests.office.papers import dispatched, ok

NOW, SAY_NOW = "Gửi lại ngay", "Báo lại ngay"


def page(hand: Hand, path: str) -> str:
    return html.unescape(hand.browser().get(path).text)


def down(_body: bytes, _by: object) -> None:
    raise OSError("network is unreachable")


def tried_in_vain(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as without:
        without.setattr(gateway, "take", down)
        carry()
    assert all(one.next_try_at > now() for one in posted(state="QUEUED"))


def written(kind: str) -> int:
    return sum(kind in one.content for one in db.session.query(LedgerEvent))


@pytest.mark.sent
@pytest.mark.parametrize("path", ["/exchange?state=waiting", "/outgoing/1"])
def test_lan_presses_once_where_she_reads_that_it_waits_and_it_goes(
    one_cast: Cast, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    tried_in_vain(monkeypatch)
    carry()
    assert papers() == [], "it waits for its minute"
    assert NOW in page(one_cast.lan, path) and NOW not in page(one_cast.nam, "/outgoing/1")
    browser = one_cast.lan.browser()
    back = "?back=waiting" if "waiting" in path else ""
    assert f'action="{AGAIN}{back}"' in browser.get(path).text
    assert presses(browser, f"{AGAIN}{back}").headers["Location"] == path
    assert presses(browser, AGAIN).status_code == 409, "it is on its way"
    assert written("resend") == 1 and ("RESEND", "QUEUED", True) in heard()
    carry()
    assert (delivery().state, len(papers()), found()) == ("DELIVERED", 1, [])
    assert NOW not in page(one_cast.lan, path)


def test_what_waits_for_the_same_recipient_goes_along(
    one_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line was mended, not one letter."""
    for _n in range(2):
        dispatched(one_cast, to=["hoangphu", "hoangdong"])
    tried_in_vain(monkeypatch)
    ok(one_cast.lan.asks("POST", AGAIN))
    carry()
    assert {(one.state, one.to_organ) for one in posted(kind="document")} == {
        ("SENT", "H56.12.21"),
        ("QUEUED", posted(kind="document")[1].to_organ),
    }
    assert len(papers()) == 2


@pytest.mark.sent
def test_pressed_often_in_vain_it_has_not_failed(
    one_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has all its tries before it each time."""
    for _press in range(6):
        tried_in_vain(monkeypatch)
        ok(one_cast.lan.asks("POST", AGAIN))
    assert delivery().state == "QUEUED"


@pytest.mark.sent
def test_who_has_no_part_in_it_cannot_press(
    one_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried_in_vain(monkeypatch)
    assert one_cast.nam.asks("POST", AGAIN).status_code == 403
    assert one_cast.dao.asks("POST", AGAIN).status_code == 404
    carry()
    assert papers() == []


@pytest.mark.sent
def test_a_13_that_waits_goes_at_once_too(one_cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    carry()
    with monkeypatch.context() as without:
        without.setattr(gateway, "take", down)
        asks(one_cast)
    assert NOW in page(one_cast.lan, "/exchange?state=waiting")
    ok(one_cast.lan.asks("POST", AGAIN))
    carry()
    assert papers()[0].request == "recall" and found() == []


def test_lan_finds_an_answer_that_waits_on_its_list_and_on_its_paper(
    one_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.exchange.carrier.lines.line_to", lambda _organ: Tired())
    arrived_from_the_province(one_cast)
    waiting = "/exchange/answers?state=waiting"
    assert SAY_NOW not in page(one_cast.lan, waiting)
    carry()
    assert "Đã thử 1 lần" in page(one_cast.lan, "/incoming/1")
    shown = page(one_cast.lan, waiting)
    assert SAY_NOW in shown and "Đã thử 1 lần" in shown and "Không báo nữa" not in shown
    assert "Báo lại" not in page(one_cast.lan, "/exchange/answers")
    assert SAY_NOW not in page(one_cast.dao, waiting)
    (one,) = one_cast.lan.sees("/gateway/answers?state=waiting")["items"]
    assert one["waiting"]["tries"] == 1 and one_cast.lan.sees("/gateway/answers")["items"] == []
    door = f"/gateway/answers/{one['id']}/actions/again"
    assert one_cast.nam.asks("POST", door).status_code == 403
    said = ok(one_cast.lan.asks("POST", door))
    assert (said["state"], said["waiting"]) == ("QUEUED", None)
    assert posted()[0].next_try_at <= now() and written("say_again") == 1
    refused(one_cast.lan.asks("POST", door), "delivery_not_resendable")
    assert answered() == ["01"]


def test_kien_who_mended_the_line_sends_all_that_waits(
    one_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    dispatched(one_cast, to=["hoangphu", "hoangdong"])
    desk = one_cast.kien.browser()
    assert presses(desk, "/people/waiting/send").status_code == 409
    tried_in_vain(monkeypatch)
    assert "/people/waiting" not in page(one_cast.kien, "/"), "it comes right by itself, mostly"
    with transaction() as session:
        session.execute(update(Letter).values(tries=TRIES))
    assert 'href="/people/waiting"' in page(one_cast.kien, "/")
    shown = page(one_cast.kien, "/people/waiting")
    assert "H56.12.21" in shown and LINE_FAILS in shown and "/people/waiting/send" in shown
    assert "đang chờ (2)" in page(one_cast.kien, "/people/waiting/send")
    assert presses(desk, "/people/waiting/send").headers["Location"] == "/people/waiting"
    carry()
    assert len(papers()) == 2 and written("waiting_sent_now") == 1 and found() == []
    assert NOW not in page(one_cast.kien, "/people/waiting")


def test_a_program_of_kiens_does_the_same_and_nobody_else_may(
    one_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    dispatched(one_cast, to=["hoangphu"])
    tried_in_vain(monkeypatch)
    door, send = "/gateway/waiting", "/gateway/waiting/actions/send"
    (one,) = one_cast.kien.sees(door)["items"]
    assert (one["to"], one["letters"], one["tries"]) == ("H56.12.21", 1, 1)
    for hand in (one_cast.lan, one_cast.minh):
        assert hand.asks("GET", door).status_code == hand.asks("POST", send).status_code == 403
        assert hand.browser().get("/people/waiting").status_code == 403
    assert ok(one_cast.kien.asks("POST", send)) == {"items": []}
    refused(one_cast.kien.asks("POST", send), "nothing_waits")
    carry()
    assert len(papers()) == 1


class Tired:
    """A line that takes nothing."""

    def hand(self, _envelope: object) -> None:
        raise OSError("network is unreachable")
