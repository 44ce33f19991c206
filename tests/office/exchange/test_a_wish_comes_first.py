"""What its sender calls back is not entered or presented by the way (IN-T23 to T26)."""

from server.exchange.envelope import UPDATE
from tests.cast import Cast, Hand
from tests.office.exchange.letters import LETTER, envelope, hand_in
from tests.office.exchange.test_wishes import SOUND, recall, registered
from tests.office.papers import ok


def _first_act(hand: Hand) -> str:
    page = hand.browser().get("/incoming/1").text
    return page.partition('id="primary"')[2].partition("</section>")[0]


def test_lans_page_begins_with_the_recall_and_why(one_cast: Cast) -> None:
    hand_in(one_cast.lan, envelope())
    assert "Vào sổ</" in _first_act(one_cast.lan)
    hand_in(one_cast.lan, recall())
    first = _first_act(one_cast.lan)
    assert "Đồng ý thu hồi</" in first and "thu hồi, lấy lại văn bản: Gửi nhầm." in first
    ok(one_cast.lan.does("/incoming/1", "register", SOUND))
    first = _first_act(one_cast.lan)
    assert "Đồng ý thu hồi</" in first and "Trình lãnh đạo</" not in first


def test_the_desk_that_enters_one_after_another_leads_to_the_wish(one_cast: Cast) -> None:
    """There Ctrl and Enter would have given it a number."""
    hand_in(one_cast.lan, envelope())
    browser = one_cast.lan.browser()
    assert browser.get("/incoming/1/confirm").status_code == 200
    hand_in(one_cast.lan, recall())
    assert browser.get("/incoming/1/confirm").headers["Location"] == "/incoming/1"
    assert "/incoming/1/confirm" not in browser.get("/incoming/1").text


def test_new_words_of_the_sender_come_first_too_and_then_the_register(one_cast: Cast) -> None:
    hand_in(one_cast.lan, envelope())
    key = {"document_id": "cap-nhat-1", "updates": LETTER.document_id, "attachments": []}
    hand_in(one_cast.lan, envelope(business=UPDATE, subject="V/v khác", reason="Sai.", **key))
    assert "Đồng ý cập nhật</" in _first_act(one_cast.lan)
    ok(one_cast.lan.does("/incoming/1", "accept_update"))
    assert "Vào sổ</" in _first_act(one_cast.lan)


def test_of_a_no_lan_must_say_why_and_minh_reads_it_and_confirms(one_cast: Cast) -> None:
    registered(one_cast)
    ok(one_cast.lan.does("/incoming/1", "present"))
    ok(one_cast.minh.does("/incoming/1", "for_info", {"to": ["vhtt"]}))
    hand_in(one_cast.lan, recall())
    page = one_cast.lan.browser().get("/incoming/1").text
    form = page.partition('action="/incoming/1/refuse_recall"')[2].partition("</form>")[0]
    assert "required" in form and "nếu có" not in form
    one_cast.lan.does("/incoming/1", "refuse_recall", {"reason": "Đã trả lời rồi."})
    first = _first_act(one_cast.minh)
    assert "Xác nhận không cho thu hồi</" in first and "Đã trả lời rồi." in first
    assert "<textarea" not in first
