"""A recall that a recipient refuses is told to whoever ordered it, and stands open (§8.5)."""

import html

import pytest

from server.documents.incoming.answered import OF_A_WISH
from server.exchange.carrier import carry
from server.exchange.hearing import WISH_CAME
from tests.cast import Cast, Hand
from tests.office.exchange.letters import delivery, heard, made_known
from tests.office.exchange.test_wishes import recalled
from tests.office.papers import ok

WHY = "Đã giao người xử lý."
NOT_GIVEN = "Nơi nhận không cho lấy lại một văn bản đi"
pytestmark = pytest.mark.sent


def _bell(hand: Hand) -> str:
    return html.unescape(hand.browser().get("/notices").text)


def _refused(cast: Cast) -> None:
    carry()
    made_known(cast)
    recalled(cast)
    cast.dao.does("/incoming/1", "refuse_recall", {"reason": WHY})
    ok(cast.anh.does("/incoming/1", "refuse_recall"))
    carry()


def test_minh_who_ordered_it_and_lan_hear_it_behind_the_bell(one_cast: Cast) -> None:
    _refused(one_cast)
    assert delivery().state == "ACCEPTED" and heard()[-1] == ("16", "ACCEPTED", True)
    for hand in (one_cast.minh, one_cast.lan):
        assert NOT_GIVEN in _bell(hand)
    for hand in (one_cast.nam, one_cast.binh, one_cast.dao):
        assert NOT_GIVEN not in _bell(hand)


def test_on_the_documents_page_the_no_is_not_folded_away(one_cast: Cast) -> None:
    _refused(one_cast)
    page = one_cast.lan.browser().get("/outgoing/1").text
    sent = page.split("<h2>Gửi đi</h2>", 1)[1].split("</section>", 1)[0]
    assert WHY in sent and "<details" not in sent


def test_a_yes_is_told_to_nobody(one_cast: Cast) -> None:
    """Of thirty communes that give it back the chair need not hear thirty times."""
    carry()
    recalled(one_cast)
    ok(one_cast.dao.does("/incoming/1", "recall_received"))
    carry()
    assert heard()[-1][0] == "15" and NOT_GIVEN not in _bell(one_cast.minh)


def test_that_the_wish_came_is_not_read_as_the_document_come_twice(one_cast: Cast) -> None:
    carry()
    recalled(one_cast)
    carry()
    page = one_cast.lan.browser().get("/outgoing/1").text
    assert f"{WISH_CAME[1]}" in page
    theirs = one_cast.dao.browser().get("/incoming/1").text
    assert theirs.count(str(OF_A_WISH)) == 1
