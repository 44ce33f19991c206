"""Each status on a line of its own, at the sender's page and at the recipient's (DOMAIN §8.4)."""

import html
import re

import pytest
from sqlalchemy import insert, select, update

from server.database import db, transaction
from server.documents.delivery.models import Letter
from server.exchange import carrier, lines
from server.exchange.carrier import carry
from server.exchange.following import PAGE
from tests.cast import Cast, Hand
from tests.office.exchange.letters import (
    delivery,
    envelope,
    hand_in,
    made_known,
    posted,
    status,
)
from tests.office.exchange.test_pages import presses
from tests.office.outcome import refused
from tests.office.papers import SENT, ok, registered
from workflows import Refused

NONE_LEFT = "Mọi tin báo nơi gửi đều đã được nhận."
NO = "Sai tài khoản kết nối"


@pytest.fixture
def taken(one_cast: Cast) -> None:
    """Đào has what Lan sent in her book."""
    carry()
    made_known(one_cast)
    carry()


def page(hand: Hand, path: str) -> str:
    return html.unescape(hand.browser().get(path).text)


def section(text: str, heading: str) -> str:
    return text.split(f"<h2>{heading}</h2>", 1)[1].split("</section>", 1)[0].lower()


@pytest.mark.sent
def test_lan_reads_every_word_that_came_back_though_nothing_is_wrong(one_cast, taken):
    sent = section(page(one_cast.lan, SENT), "Gửi đi")
    _stands, _, heard = sent.partition("các tin đã báo (3)")
    told = [heard.index(words) for words in ("đã gửi", "đã đến", "đã tiếp nhận")]
    assert told == sorted(told)


@pytest.mark.sent
def test_what_came_late_or_in_a_vendors_word_is_told_as_what_it_is(one_cast, taken):
    """Lan must not read “từ chối” as the last word on what the commune has long finished."""
    document = delivery().document_id
    for code in ("finish", "02", "3", "09"):
        assert hand_in(one_cast.lan, status(code, document)).status_code == 202
    _, _, heard = section(page(one_cast.lan, SENT), "Gửi đi").partition("các tin đã báo (7)")
    told = re.findall(r"</span> · (.*?)</small>", heard)
    assert told[2:] == [
        "đã tiếp nhận", "hoàn thành", "từ chối tiếp nhận (tình trạng giữ nguyên)",
        "đã tiếp nhận (tình trạng giữ nguyên)", "09: mã trạng thái lạ.",
    ]  # fmt: skip
    assert delivery().state == "COMPLETED"


@pytest.mark.sent
def test_a_program_reads_the_same_in_its_order(one_cast, taken):
    (row,) = one_cast.lan.sees(SENT)["deliveries"]
    history = [(one["code"], one["applied"]) for one in row["history"]]
    assert history == [("", True), ("01", True), ("03", True)]
    assert [one["state"] for one in row["history"]] == ["SENT", "DELIVERED", "ACCEPTED"]


@pytest.mark.sent
def test_dao_reads_what_her_office_told_the_sender(one_cast, taken):
    told = section(page(one_cast.dao, "/incoming/1"), "Đã báo nơi gửi")
    assert told.index("đã đến") < told.index("đã tiếp nhận")
    assert told.count("đã gửi") == 2


@pytest.mark.sent
def test_what_becomes_of_a_wish_stands_there_too(one_cast, taken):
    why = {"reason": "Gửi nhầm."}
    ok(one_cast.lan.asks("POST", f"{SENT}/deliveries/1/ask-back", json=why))
    carry()
    no = {"reason": "Đã giao xử lý."}
    assert one_cast.dao.does("/incoming/1", "refuse_recall", no).status_code == 202
    ok(one_cast.anh.does("/incoming/1", "refuse_recall", no))
    carry()
    assert "đã giao xử lý." in section(page(one_cast.dao, "/incoming/1"), "Đã báo nơi gửi")


def test_a_paper_that_came_on_paper_told_nobody(one_cast):
    assert "Đã báo nơi gửi" not in page(one_cast.lan, registered(one_cast))


@pytest.fixture
def refused_answer(one_cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Letter:
    """The province's axis does not take what Lan's office answers."""
    hand_in(one_cast.lan, envelope())

    def no(_organ: str) -> None:
        raise Refused("line_refused", words=NO)

    with monkeypatch.context() as away:
        away.setattr(carrier.lines, "line_to", no)
        carry()
    (letter,) = posted()
    assert letter.state == "FAILED"
    return letter


def test_an_answer_that_was_not_taken_lies_before_lan_with_the_reason(one_cast, refused_answer):
    shown = page(one_cast.lan, "/exchange/answers").lower()
    assert "đã đến" in shown
    assert refused_answer.to_organ.lower() in shown
    assert refused_answer.error.lower() in shown
    on_paper = section(page(one_cast.lan, "/incoming/1"), "Đã báo nơi gửi")
    assert "không gửi được" in on_paper
    assert refused_answer.error.lower() in on_paper


def test_lan_says_it_again_and_it_goes(one_cast, refused_answer, monkeypatch):
    browser = one_cast.lan.browser()
    again = f"/exchange/answers/{refused_answer.id}/again"
    assert presses(browser, again).status_code == 302

    class Line:
        def hand(self, _envelope: bytes) -> None: ...

    monkeypatch.setattr(carrier.lines, "line_to", lambda _organ: Line())
    carry()
    assert posted()[0].state == "SENT"
    assert NONE_LEFT in page(one_cast.lan, "/exchange/answers")
    assert presses(browser, again).status_code == 409


def test_only_the_clerk_of_that_agency_says_it_again(one_cast, refused_answer):
    again = f"/exchange/answers/{refused_answer.id}/again"
    for hand, wanted in ((one_cast.nam, 403), (one_cast.dao, 404)):
        assert presses(hand.browser(), again).status_code == wanted
    assert db.session.scalar(select(Letter.state)) == "FAILED"


def test_without_a_line_there_is_nothing_that_lan_could_do(one_cast):
    hand_in(one_cast.lan, envelope())
    carry()
    assert posted()[0].error == lines.NO_LINE
    assert NONE_LEFT in page(one_cast.lan, "/exchange/answers")


def test_a_document_is_sent_again_from_its_own_page_not_from_here(one_cast, refused_answer):
    with transaction() as session:
        session.get_one(Letter, refused_answer.id).kind = "document"
    again = f"/exchange/answers/{refused_answer.id}/again"
    assert presses(one_cast.lan.browser(), again).status_code == 404


def test_answers_are_found_by_words_and_shown_a_page_at_a_time(one_cast, refused_answer):
    assert '<b class="st refused">1</b>' in page(one_cast.lan, "/exchange")
    browser = one_cast.lan.browser()
    for said, there in (("chuyen doi so", True), ("h56", True), ("khong co", False)):
        found = page(one_cast.lan, f"/exchange/answers?q={said}")
        assert ("Báo lại" in found) is there, said
    row = {c.name: getattr(refused_answer, c.name) for c in Letter.__table__.c if c.name != "id"}
    with transaction() as session:
        session.execute(insert(Letter), [row] * PAGE)
    first = html.unescape(browser.get("/exchange/answers").text)
    assert first.count("Báo lại") == PAGE and "?page=2" in first
    second = html.unescape(browser.get("/exchange/answers?page=2").text)
    assert second.count("Báo lại") == 1 and "?page=3" not in second


def test_a_program_of_lans_says_it_again(one_cast, refused_answer, monkeypatch):
    monkeypatch.setattr("server.papers.listing.PAGE", 1)
    hand_in(one_cast.lan, envelope(document_id="tin-thu-hai", number="9"))
    with transaction() as session:
        session.execute(update(Letter).values(state="FAILED", error=NO))
    newer = one_cast.lan.sees("/gateway/answers")
    (one,) = one_cast.lan.sees(f"/gateway/answers?cursor={newer['next_cursor']}")["items"]
    assert (one["id"], one["code"], one["error"]) == (refused_answer.id, "01", NO)
    assert (one["paper"], one["to"]) == ("incoming/1", "H56")
    assert one_cast.lan.sees("/gateway/answers?q=khong-co")["items"] == []
    door = f"/gateway/answers/{one['id']}/actions/again"
    for hand, wanted in ((one_cast.nam, 403), (one_cast.dao, 404)):
        assert hand.asks("POST", door).status_code == wanted
    assert one_cast.dao.sees("/gateway/answers")["items"] == []
    said = ok(one_cast.lan.asks("POST", door, key="k"))
    assert (said["state"], said["error"]) == ("QUEUED", "")
    assert ok(one_cast.lan.asks("POST", door, key="k")) == said
    refused(one_cast.lan.asks("POST", door), "delivery_not_resendable")


@pytest.mark.sent
def test_lan_reads_in_words_why_the_commune_gave_her_letter_back(one_cast: Cast) -> None:
    """The code that opens it is for programs: she read BAD_SIGNATURE."""
    carry()
    ok(one_cast.dao.does("/incoming/1", "return", {"code": "WRONG_RECIPIENT", "reason": "Sai xã"}))
    carry()
    lan, dao = one_cast.lan, one_cast.dao
    for hand, path in ((lan, SENT), (lan, "/exchange"), (dao, "/incoming/1")):
        text = page(hand, path)
        assert "Gửi nhầm nơi nhận: Sai xã" in text, path
        assert "WRONG_RECIPIENT" not in text, path
