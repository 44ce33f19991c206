"""A question asked beforehand that the chair hands on to whoever knows (DOMAIN §10.3, §10.4)."""

import re

from server.audit.models import LedgerEvent
from server.database import db
from tests.office.meetings.gathering import does, entered, item
from tests.office.meetings.test_questions import FROM_THERE, WHERE, asked, asks, presented, sends
from tests.office.meetings.test_refusals import no
from tests.office.meetings.test_succession import DUNG, succeeded
from tests.office.outcome import refused, waits

OWED = "câu hỏi trước phiên họp chờ anh/chị trả lời"


def handed(cast, to, **more):
    """Hoa asked about the budget, and Minh had somebody else answer: path and question."""
    path = presented(cast, **more)
    one = asks(cast.hoa, path)["agenda"][0]["questions"][0]["id"]
    does(cast.minh, path, "hand_on_question", question=one, person=to.account)
    return path, one


def test_the_chair_hands_a_question_on_to_who_knows(one_cast):
    """The head of finance was asked about what Bình had negotiated: he wrote “ask Bình”."""
    cast = one_cast
    path, one = handed(cast, cast.binh)
    assert asked(cast.hoa, path)[0]["given_to"] == cast.binh.account
    assert "answer_question" in waits(cast.binh, path)
    assert "answer_question" not in waits(cast.tckh, path)
    pages = {name: getattr(cast, name).browser().get(path).text for name in ("binh", "tckh")}
    assert f"1 {OWED}" in pages["binh"] and OWED not in pages["tckh"]
    no(cast.tckh, path, "answer_question", "owes_the_answer", question=one, text=FROM_THERE)
    does(cast.binh, path, "answer_question", question=one, text=FROM_THERE)
    (told,) = asked(cast.hoa, path)
    assert (told["answer"], told["answered_by"]) == (FROM_THERE, cast.binh.actor.name)
    assert "answer_question" not in waits(cast.binh, path)


def test_nobody_else_hands_it_on_nor_to_who_may_not_hear_or_speak(one_cast):
    """Thu is a guest of the road, and the matter before it is closed; Nam looks on."""
    cast = one_cast
    agenda = [{"title": "Nhân sự", "rapporteur": cast.tckh.account, "closed": True},
              {"title": "Đường liên xã", "rapporteur": cast.tckh.account}]  # fmt: skip
    guests, observers = [cast.thu.account], [cast.nam.account]
    path = entered(cast, agenda=agenda, guests=guests, observers=observers)
    closed = asks(cast.hoa, path)["agenda"][0]["questions"][0]["id"]
    about = {"item": item(cast.hoa, path, 2), "text": WHERE}
    road = does(cast.hoa, path, "ask_question", **about)["agenda"][1]["questions"][0]["id"]
    for hand in (cast.tckh, cast.hoa, cast.tuan):
        said = {"question": road, "person": cast.binh.account}
        refused(hand.asks("POST", f"{path}/actions/hand_on_question", json=said), "wrong_role")

    def not_to(account: str, why: str, one: int = road) -> None:
        no(cast.minh, path, "hand_on_question", why, question=one, person=account)

    not_to(cast.thu.account, "answerer_hears_it", closed)
    not_to(cast.nam.account, "answerer_hears_it")
    not_to("ai.do", "not_in_the_meeting")
    not_to(cast.binh.account, "no_such_question", 999)
    does(cast.minh, path, "hand_on_question", question=road, person=cast.thu.account)
    does(cast.thu, path, "answer_question", question=road, text=FROM_THERE)
    not_to(cast.binh.account, "is_unanswered")


def test_given_back_it_is_the_rapporteurs_again(one_cast):
    cast = one_cast
    path, one = handed(cast, cast.binh)
    does(cast.minh, path, "hand_on_question", question=one, person=cast.tckh.account)
    assert asked(cast.hoa, path)[0]["given_to"] == ""
    assert "answer_question" in waits(cast.tckh, path)
    assert "answer_question" not in waits(cast.binh, path)


def test_it_goes_with_the_place_of_who_sends_another(one_cast):
    cast = one_cast
    path, one = handed(cast, cast.binh)
    said = {"substitute": cast.lan.account, "reason": "Đi công tác tại tỉnh"}
    does(cast.binh, path, "send_substitute", **said)
    assert asked(cast.hoa, path)[0]["given_to"] == cast.lan.account
    assert "answer_question" in waits(cast.lan, path)
    does(cast.lan, path, "answer_question", question=one, text=FROM_THERE)


def test_on_the_page_that_works_without_script(one_cast):
    cast = one_cast
    path = presented(cast)
    one = asks(cast.hoa, path)["agenda"][0]["questions"][0]["id"]
    form = 'data-form="hand_on_question"'
    assert form not in cast.tckh.browser().get(f"{path}/questions").text
    page = cast.minh.browser()
    offered = re.findall(r'<option value="([^"]+)"', page.get(f"{path}/questions").text)
    assert cast.binh.account in offered and cast.tckh.account not in offered
    got = sends(cast.minh, path, page, question=str(one), person=cast.binh.account)
    assert got.status_code == 302
    told = page.get(f"{path}/questions").text
    assert f"Đã chuyển câu hỏi cho {cast.binh.actor.name}." in told
    assert f"Chủ trì đã chuyển cho {cast.binh.actor.name}; chưa trả lời." in told
    assert sends(cast.binh, path, question=str(one), text=FROM_THERE).status_code == 302
    assert form not in page.get(f"{path}/questions").text, "answered, it stays"


def test_the_log_knows_to_whom_and_not_what(one_cast):
    cast = one_cast
    handed(cast, cast.binh)
    db.session.rollback()
    (row,) = [one.content for one in db.session.query(LedgerEvent)
              if "question_handed_on" in one.content]  # fmt: skip
    assert cast.binh.account in row and WHERE not in row


def test_whoever_comes_after_him_in_his_post_answers_it(one_cast):
    cast = one_cast
    path, one = handed(cast, cast.binh)
    dung = succeeded(cast, cast.binh)
    assert asked(cast.hoa, path)[0]["given_to"] == DUNG
    does(dung, path, "answer_question", question=one, text=FROM_THERE)
