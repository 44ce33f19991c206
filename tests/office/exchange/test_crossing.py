"""Lan asks Đào to give it back while Đào is turning it away: who has it, in the end (§8.5)."""

from collections.abc import Callable

import pytest

from server.database import transaction
from server.documents.delivery.models import Letter
from server.documents.delivery.services import queue_again
from server.exchange import gateway
from server.exchange.carrier import carry
from server.exchange.following import ask_back, troubles
from server.files import Body
from tests.cast import Cast
from tests.office.exchange.letters import (
    delivery,
    hand_in,
    heard,
    made_known,
    papers,
    posted,
    status,
)
from tests.office.exchange.test_asked_back import WHY
from tests.office.exchange.test_sending_updates import updates
from tests.office.exchange.test_unanswered import recalled_from_all
from tests.office.ledger.findings import found
from tests.office.outgoing.test_issuing import ORDER
from tests.office.papers import ok

pytestmark = pytest.mark.sent
WRONG = {"code": "WRONG_RECIPIENT"}


@pytest.mark.parametrize("from_all", [False, True])
def test_turned_away_while_it_is_asked_back_it_is_refused_and_not_with_dao(
    one_cast: Cast, from_all: bool
) -> None:
    """Her 02 crossed the 13; the 16 behind it ("too late") put it back to "đã đến"."""
    carry()
    ok(one_cast.dao.does("/incoming/1", "return", WRONG))
    if from_all:
        recalled_from_all(one_cast)
    else:
        ask_back(one_cast.lan.actor, 1, delivery().id, reason=WHY)
    assert delivery().state == "RECALL_REQUESTED"
    for _round in range(3):
        carry()
    assert (delivery().state, found()) == ("REFUSED", [])
    assert ("02", "REFUSED", True) in heard()
    if not from_all:
        assert [one.delivery.state for one in troubles(one_cast.lan.actor)] == ["REFUSED"]


@pytest.mark.parametrize("from_all", [False, True])
def test_cancelled_though_it_had_got_there_it_is_asked_for_once_that_is_heard(
    one_cast: Cast, monkeypatch: pytest.MonkeyPatch, from_all: bool
) -> None:
    """The answer to its first try was lost, then the line: Lan took it for not sent."""
    with monkeypatch.context() as cut:
        cut.setattr(gateway, "take", answer_lost(gateway.take))
        carry()
    if from_all:
        recalled_from_all(one_cast)
    else:
        ask_back(one_cast.lan.actor, 1, delivery().id, reason=WHY)
    assert (delivery().state, len(papers())) == ("CANCELLED", 1)
    with transaction():
        queue_again(Letter.kind == "status")  # Đào's 01, which was tried in vain as well
    for _round in range(3):
        carry()
    assert delivery().state == "RECALL_REQUESTED"
    wish = papers()[0]
    assert wish.request == "recall"
    assert wish.request_data["words"].endswith(ORDER["reason"] if from_all else WHY)
    ok(one_cast.dao.does("/incoming/1", "recall_received"))
    carry()
    assert (delivery().state, found()) == ("RECALLED", [])


def answer_lost(take: Callable[..., object]) -> Callable[..., object]:
    """What it carries gets there, and nobody hears so; nothing goes the other way meanwhile."""

    def taken(body: Body, by: gateway.Caller) -> object:
        if b"StatusCode" not in bytes(body):
            take(body, by)
        raise OSError("timed out")

    return taken


def test_what_she_has_registered_is_not_turned_away_by_a_late_02(one_cast: Cast) -> None:
    carry()
    made_known(one_cast)
    carry()
    ask_back(one_cast.lan.actor, 1, delivery().id, reason=WHY)
    late = status("02", delivery().document_id)
    assert hand_in(one_cast.lan, late).status_code == 202
    assert delivery().state == "RECALL_REQUESTED"


def test_an_update_that_was_turned_away_leaves_the_document_where_it_is(one_cast: Cast) -> None:
    """Its envelope could not be read there, say: 02 names it, and not the document."""
    carry()
    made_known(one_cast)
    carry()
    updates(one_cast)
    carry()
    (wish,) = [one for one in posted(business=2)]
    before = delivery().state
    assert hand_in(one_cast.lan, status("02", wish.document_id)).status_code == 202
    assert delivery().state == before and _of(wish).state == "UPDATE_REFUSED"
    assert found() == []


def _of(letter: Letter) -> Letter:
    return next(one for one in posted() if one.id == letter.id)


def test_a_recall_that_was_turned_away_is_refused(one_cast: Cast) -> None:
    carry()
    recalled_from_all(one_cast)
    recall = f"{delivery().document_id}-recall"
    assert hand_in(one_cast.lan, status("02", recall)).status_code == 202
    assert delivery().state == "DELIVERED"
