"""A line that failed is left alone a while, and what waits for it goes once it answers (§8.5)."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

import pytest

from server.clock import now
from server.database import db, transaction
from server.documents.delivery.models import Letter
from server.exchange import resting
from server.exchange.carrier import carry
from tests.cast import Cast
from tests.office.exchange.far_end import Lead, far_end
from tests.office.exchange.letters import PROVINCE, envelope, hand_in, posted
from tests.office.exchange.test_lines import with_token

DOWN, TAKEN = (503, "?"), (202, "{}")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """The seconds that lines rest by; they stand still until a test lets some pass."""
    at = [1000.0]
    monkeypatch.setattr(resting, "time", SimpleNamespace(monotonic=lambda: at[0]))

    def passes(seconds: float) -> None:
        at[0] += seconds

    return passes


def to_answer(cast: Cast, *organs: str) -> None:
    """A letter came from each, and waits for its answer 01."""
    for n, organ in enumerate(organs):
        away = replace(PROVINCE, organ_id=organ)
        assert hand_in(cast.lan, envelope(sender=away, document_id=f"{n}")).status_code == 202


def tries() -> list[tuple[str, str, int]]:
    db.session.rollback()
    return [(one.to_organ, one.state, one.tries) for one in posted()]


def states() -> list[str]:
    return [state for _organ, state, _tries in tries()]


def test_a_word_that_was_lost_costs_a_second_and_a_line_that_is_down_half_a_minute(
    one_cast: Cast, lead: Lead, clock: Callable[[float], None]
) -> None:
    lead(H56="folder:/a")
    lasts = []
    for _n in range(7):
        resting.failed("H56", 0.1)
        seconds = 0
        while resting.rests("H56"):
            clock(1)
            seconds += 1
        lasts.append(seconds)
    assert lasts == [1, 2, 4, 8, 16, 30, 30]
    resting.answered("H56")
    assert not resting.rests("H56")
    resting.failed("H56", 0.1)
    clock(1)
    assert not resting.rests("H56")


def test_a_line_that_swallowed_a_word_for_long_rests_at_once_for_longer(
    one_cast: Cast, lead: Lead, clock: Callable[[float], None]
) -> None:
    """A sweep that waits 20 s each second second would carry nothing for anybody else."""
    lead(H56="folder:/a")
    resting.failed("H56", 10)
    clock(14.9)
    assert resting.rests("H56")
    clock(0.1)
    assert not resting.rests("H56")
    resting.failed("H56", 60)
    clock(resting.LONGEST)
    assert not resting.rests("H56")


def test_one_no_is_enough_for_all_who_are_reached_by_that_line_and_only_for_them(
    one_cast: Cast, lead: Lead, clock: Callable[[float], None]
) -> None:
    with far_end(DOWN) as axis, far_end(TAKEN) as neighbour:
        lead(**{"H*": with_token(axis.address), "H60": with_token(neighbour.address)})
        to_answer(one_cast, "H56", "H57", "H56", "H60")
        carry()
        waits = [("H56", "QUEUED", 1), ("H57", "QUEUED", 0), ("H56", "QUEUED", 0)]
        assert tries() == [*waits, ("H60", "SENT", 0)]
        assert (len(axis.got), len(neighbour.got)) == (1, 1)
        clock(1)
        carry()
    assert len(axis.got) == 2


def test_what_waits_for_hours_goes_when_the_line_is_back(
    cast: Cast, lead: Lead, clock: Callable[[float], None]
) -> None:
    """The province's axis was down all the morning; at the first answer the rest follows, for a
    clerk who sees it answer has no word for "in fifty minutes"."""
    to_answer(cast, *["H56"] * 6)
    with far_end(DOWN) as axis:
        lead(H56=with_token(axis.address))
        for _n in range(5):
            carry()
            clock(resting.LONGEST)
    assert sorted(tries())[1:] == [("H56", "QUEUED", 1)] * 5
    with far_end(TAKEN) as axis:
        lead(H56=with_token(axis.address))
        carry()
    assert states() == ["SENT"] * 6


def test_a_letter_that_alone_fails_waits_for_its_own_hour(
    cast: Cast, lead: Lead, clock: Callable[[float], None]
) -> None:
    """The others that pass it by do not call it up again each time."""
    to_answer(cast, *["H56"] * 5)
    with far_end(TAKEN, DOWN, TAKEN) as axis:
        lead(H56=with_token(axis.address))
        for _n in range(4):
            carry()
            clock(resting.LONGEST)
    assert sorted(states()) == ["QUEUED", *["SENT"] * 4]
    assert len(axis.got) == 5


def test_a_worker_that_began_anew_knows_of_no_failure_and_tries_what_waits(
    cast: Cast, lead: Lead, clock: Callable[[float], None]
) -> None:
    to_answer(cast, "H56", "H56", "H57")
    with transaction() as session:
        for one in session.query(Letter).where(Letter.document_id != "0"):
            one.next_try_at = now() + dt.timedelta(hours=1)
    with far_end(TAKEN) as axis, far_end(TAKEN) as other:
        lead(H56=with_token(axis.address), H57=with_token(other.address))
        carry()
    assert states() == ["SENT", "SENT", "QUEUED"]


def test_who_says_no_for_good_has_answered(
    one_cast: Cast, lead: Lead, clock: Callable[[float], None]
) -> None:
    to_answer(one_cast, "H56", "H56")
    with far_end((422, "{}")) as axis:
        lead(H56=with_token(axis.address))
        for _n in range(3):
            resting.failed("H56", 0)
        clock(resting.LONGEST)
        carry()
    assert states() == ["FAILED", "FAILED"]
    assert not resting.rests("H56")
