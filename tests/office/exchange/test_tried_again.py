"""A letter whose line fails is tried again, and arrives once whoever carries it (DOMAIN §8.6)."""

import datetime as dt

import pytest
from flask import Flask

from server.clock import now
from server.exchange import carrier, gateway
from server.exchange.carrier import carry
from tests.cast import Cast
from tests.office.exchange.letters import (
    arrivals,
    delivery,
    lans_bell,
    papers,
    posted,
    seen,
)


@pytest.mark.sent
def test_a_line_that_is_down_is_tried_again_and_it_arrives_once(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C02."""
    start = now()
    for minutes in (0, 1, 3):
        with monkeypatch.context() as down:
            down.setattr(
                carrier, "now", lambda at=minutes: start + dt.timedelta(minutes=at, seconds=5)
            )
            down.setattr(gateway, "take", _down)
            carry()
        assert seen(cast) == ("QUEUED", "")
    assert posted()[0].tries == 3
    monkeypatch.setattr(carrier, "now", lambda: start + dt.timedelta(minutes=10))
    carry()
    assert seen(cast) == ("DELIVERED", "01")
    assert len(papers()) == 1


def _down(_body: bytes, _by: object) -> None:
    raise OSError("network is unreachable")


@pytest.mark.sent
@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (KeyError("x_column"), "Máy gặp lỗi khi gửi"),
        (OSError(5, "I/O"), "Mạng hoặc ổ đĩa trục trặc"),
    ],
)
def test_a_fault_of_ours_is_told_to_lan_in_words_and_not_in_pythons(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, wrong: Exception, told: str
) -> None:
    def fails(_body: bytes, _by: object) -> None:
        raise wrong

    monkeypatch.setattr(gateway, "take", fails)
    carry()
    assert posted()[0].error.startswith(told)
    assert "Error" not in posted()[0].error and "x_column" not in posted()[0].error


@pytest.mark.sent
def test_before_its_time_nothing_is_tried_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gateway, "take", _down)
    carry()
    carry()
    assert posted()[0].tries == 1


@pytest.mark.sent
def test_after_the_last_retry_it_has_failed_and_lan_is_told(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = lans_bell()
    monkeypatch.setattr(gateway, "take", _down)
    start = now()
    for hours in range(6):
        monkeypatch.setattr(carrier, "now", lambda at=hours: start + dt.timedelta(hours=2 * at + 1))
        assert seen(cast) == ("QUEUED", "")
        carry()
    assert seen(cast) == ("FAILED", "")
    assert delivery().words == carrier.LINE_FAILS
    assert lans_bell() == before + 1


@pytest.mark.sent
def test_carried_twice_is_arrived_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The consumer is killed between handing over and marking: it is handed over again."""
    with monkeypatch.context() as killed:
        killed.setattr(carrier, "_mark", _die)
        with pytest.raises(KeyboardInterrupt):
            carry()
    assert (len(papers()), seen(cast)) == (1, ("QUEUED", ""))
    carry()
    assert (len(papers()), len(arrivals())) == (1, 1)
    assert seen(cast) == ("DELIVERED", "01")
    assert [letter.state for letter in posted()] == ["SENT", "SENT"]


def _die(*_args: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.sent
def test_two_consumers_carry_the_same_letter_and_it_arrives_once(cast: Cast, app: Flask) -> None:
    (letter,) = posted()
    tried = carrier._try(letter.id)
    again = carrier._try(letter.id)
    for one in (tried, again):
        carrier._mark(letter.id, one)
    carry()
    assert len(papers()) == 1
    assert seen(cast) == ("DELIVERED", "01")
