"""The line to the others is down for days: nothing is lost, nothing comes twice (DOMAIN §8.5)."""

import datetime as dt
from collections.abc import Callable

import pytest

from server.clock import now
from server.exchange import carrier, gateway
from server.exchange.carrier import carry
from server.exchange.following import resend
from tests.cast import Cast
from tests.office.exchange.letters import delivery, papers, posted
from tests.office.exchange.test_the_way import lans_bell, seen
from tests.office.outgoing.test_issuing import ORDER
from tests.office.papers import SENT, ok

pytestmark = pytest.mark.sent


def after_hours(monkeypatch: pytest.MonkeyPatch, hours: float) -> None:
    """The worker comes round so many hours from now."""
    later = now() + dt.timedelta(hours=hours)
    monkeypatch.setattr(carrier, "now", lambda: later)
    carry()


def down(_body: bytes, _by: object) -> None:
    raise OSError("network is unreachable")


def deaf_to_statuses(take: Callable[[bytes], object]) -> Callable[[bytes], object]:
    """Letters come through, their answers do not."""
    return lambda body, by: (down if b"StatusCode" in body else take)(body, by)


def failed(monkeypatch: pytest.MonkeyPatch, until: int = 8) -> None:
    """Tried at once, five times more, and from then on; the last time after so many hours."""
    with monkeypatch.context() as without:
        without.setattr(gateway, "take", down)
        for hour in (*range(7), *range(8, until, 8)):
            after_hours(without, 1.1 * hour)


def test_three_days_without_a_line_lose_nothing_and_double_nothing(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lan was told once; then it goes by itself, and so does its receipt after as many days."""
    before = lans_bell()
    failed(monkeypatch, 66)  # three days
    assert (seen(cast), lans_bell()) == (("FAILED", ""), before + 1)
    assert posted(kind="document")[0].tries > 12
    with monkeypatch.context() as deaf:
        deaf.setattr(gateway, "take", deaf_to_statuses(gateway.take))
        for hour in range(80, 146, 8):
            after_hours(deaf, 1.1 * hour)
        assert (seen(cast)[0], len(papers())) == ("SENT", 1)
    after_hours(monkeypatch, 200)
    assert seen(cast) == ("DELIVERED", "01")
    assert len(papers()) == 1


def test_what_is_taken_back_while_it_could_not_be_sent_goes_out_no_more(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed(monkeypatch)
    assert seen(cast)[0] == "FAILED"
    cast.minh.does(SENT, "recall", ORDER)
    ok(cast.lan.does(SENT, "recall"))
    after_hours(monkeypatch, 40)
    assert papers() == []
    assert [one.state for one in posted(kind="document")] == ["CANCELLED"]


def test_what_lan_sends_once_more_herself_goes_once(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed(monkeypatch)
    resend(cast.lan.actor, 1, delivery().id)
    after_hours(monkeypatch, 40)
    assert [one.state for one in posted(kind="document")] == ["CANCELLED", "SENT"]
    assert (seen(cast), len(papers())) == (("DELIVERED", "01"), 1)


def test_an_administrator_reads_that_a_line_takes_nothing_and_why(
    one_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A certificate, a key, an address: no clerk can mend it. Not of one word that was lost."""
    words = "Liên thông với H56.12.21 không thông, 1 phong bì đang chờ. Mạng hoặc ổ đĩa trục trặc"
    kien = one_cast.kien.browser()
    with monkeypatch.context() as without:
        without.setattr(gateway, "take", down)
        for hour in range(4):
            assert words not in kien.get("/").text
            after_hours(without, 1.1 * hour)
    assert words in kien.get("/").text
    assert words not in one_cast.lan.browser().get("/").text
    after_hours(monkeypatch, 9)
    assert words not in kien.get("/").text
