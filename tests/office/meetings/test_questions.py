"""What is asked beforehand of whoever presents a matter, and his answers (DOMAIN §10.4, MT-04)."""

import re

from server.audit.models import LedgerEvent
from server.database import db
from tests.office.meetings.gathering import does, entered, item, opened
from tests.office.meetings.test_refusals import no
from tests.office.outcome import refused, says, waits

PAGES = ("questions", "stances")
WHERE, FROM_THERE = "Vốn lấy ở đâu?", "Từ ngân sách huyện"


def presented(cast, begin=entered, room="Phòng họp số 1", **more):
    """The head of finance presents the first matter; the archivist is only a guest."""
    matter = {"title": "Dự toán năm 2027", "rapporteur": cast.tckh.account} | more
    agenda = [matter, {"title": "Việc khác"}]
    return begin(cast, agenda=agenda, guests=[cast.thu.account], room=room)


def asks(hand, path, words=WHERE):
    return does(hand, path, "ask_question", item=item(hand, path), text=words)


def asked(hand, path):
    return hand.sees(path)["agenda"][0]["questions"]


def sends(hand, path, page=None, **typed):
    page = page or hand.browser()
    text = page.get(f"{path}/questions").text
    token = re.findall(r'name="csrf_token" value="([^"]*)"', text)[0]
    return page.post(f"{path}/questions", data=typed | {"csrf_token": token})


def test_it_lies_on_the_rapporteurs_desk_until_he_has_answered(one_cast):
    cast = one_cast
    path = presented(cast)
    assert "answer_question" not in waits(cast.tckh, path)
    asks(cast.hoa, path)
    (one,) = asked(cast.binh, path)
    assert (one["name"], one["text"], one["answer"]) == (cast.hoa.actor.name, WHERE, "")
    assert "answer_question" in waits(cast.tckh, path)
    assert "answer_question" not in waits(cast.binh, path)
    does(cast.tckh, path, "answer_question", question=one["id"], text="Chưa rõ")
    does(cast.tckh, path, "answer_question", question=one["id"], text=FROM_THERE)
    assert "answer_question" not in waits(cast.tckh, path)
    (one,) = asked(cast.thu, path)
    assert (one["answer"], one["answered_by"]) == (FROM_THERE, cast.tckh.actor.name)


def test_who_asked_hears_that_it_was_answered_and_nobody_else_does(one_cast):
    """She need not come back each morning to look; what was answered stays in the house."""
    cast = one_cast
    path = presented(cast)
    asks(cast.hoa, path)
    (one,) = asked(cast.hoa, path)
    told = "Câu hỏi của anh/chị trước một cuộc họp đã được trả lời"
    assert told not in cast.hoa.browser().get("/notices").text
    does(cast.tckh, path, "answer_question", question=one["id"], text=FROM_THERE)
    notices = cast.hoa.browser().get("/notices").text
    assert told in notices and path in notices and FROM_THERE not in notices
    assert all(told not in hand.browser().get("/notices").text for hand in (cast.binh, cast.tckh))


def test_who_may_not_ask_or_answer(one_cast):
    cast = one_cast
    path = presented(cast)
    one = asked(cast.hoa, path) or asks(cast.hoa, path)["agenda"][0]["questions"]
    first, second = item(cast.hoa, path), item(cast.hoa, path, 2)
    refused(cast.lan.asks("POST", f"{path}/actions/ask_question",
                          json={"item": first, "text": WHERE}), "wrong_role")  # fmt: skip
    no(cast.hoa, path, "ask_question", "is_presented", item=second, text=WHERE)
    no(cast.hoa, path, "answer_question", "owes_the_answer", question=one[0]["id"], text="Có")
    no(cast.tckh, path, "answer_question", "no_such_question", question=999, text="Có")
    said = {"item": first, "text": WHERE}
    refused(cast.nam.asks("POST", f"{path}/actions/ask_question", json=said), "not_found")
    other = presented(cast, room="Phòng họp số 2")
    no(cast.tckh, other, "answer_question", "no_such_question", question=one[0]["id"], text="Có")


def test_another_rapporteur_does_not_answer(one_cast):
    cast = one_cast
    matters = [{"title": "Một", "rapporteur": cast.tckh.account},
               {"title": "Hai", "rapporteur": cast.hoa.account}]  # fmt: skip
    path = entered(cast, agenda=matters)
    (one,) = asks(cast.binh, path)["agenda"][0]["questions"]
    no(cast.hoa, path, "answer_question", "owes_the_answer", question=one["id"], text="Có")


def test_once_it_is_taken_up_one_asks_in_the_room(one_cast):
    cast = one_cast
    path = presented(cast, opened)
    does(cast.minh, path, "start_item", item=item(cast.minh, path))
    no(cast.hoa, path, "ask_question", "item_waits", item=item(cast.hoa, path), text=WHERE)


def test_a_guest_hears_nothing_of_a_closed_matters_questions(one_cast):
    cast = one_cast
    path = presented(cast, closed=True)
    asks(cast.hoa, path)
    assert asked(cast.thu, path) == [] and WHERE in str(cast.binh.sees(path))
    no(cast.thu, path, "ask_question", "no_such_item", item=item(cast.thu, path), text=WHERE)
    assert WHERE not in cast.thu.browser().get(f"{path}/questions").text
    events = cast.thu.sees(f"{path}/state?since=1")["events"]
    assert "question.changed" in {one["kind"] for one in events} and WHERE not in str(events)


def test_who_presents_another_matter_learns_not_even_that_a_closed_one_is_asked_about(one_cast):
    cast = one_cast
    matters = [{"title": "Nhân sự", "rapporteur": cast.tckh.account, "closed": True},
               {"title": "Đường liên xã", "rapporteur": cast.thu.account}]  # fmt: skip
    path = entered(cast, agenda=matters, guests=[cast.thu.account])
    (one,) = asks(cast.binh, path)["agenda"][0]["questions"]
    for question in (one["id"], 999):
        no(cast.thu, path, "answer_question", "no_such_question", question=question, text="Có")


def test_the_log_knows_that_it_was_asked_and_not_what(one_cast):
    cast = one_cast
    path = presented(cast)
    (one,) = asks(cast.hoa, path)["agenda"][0]["questions"]
    does(cast.tckh, path, "answer_question", question=one["id"], text=FROM_THERE)
    db.session.rollback()
    rows = [row.content for row in db.session.query(LedgerEvent)]
    told = [row for row in rows if '"question' in row]
    assert ["question_asked" in row for row in told] == [True, False]
    assert not any(words in row for row in rows for words in (WHERE, FROM_THERE))


def test_on_a_page_that_works_without_script(one_cast):
    cast = one_cast
    path = presented(cast)
    first, second = (str(item(cast.hoa, path, n)) for n in (1, 2))
    got = sends(cast.hoa, path, item=second, text=WHERE)
    assert got.status_code == 409 and says("is_presented", got.text)
    assert sends(cast.hoa, path, item=first, text=" ").status_code == 422
    for _twice in (1, 2):
        assert sends(cast.hoa, path, item=first, text=WHERE, op_id="mot").status_code == 302
    (one,) = asked(cast.hoa, path)
    assert WHERE in cast.binh.browser().get(f"{path}/questions").text
    assert sends(cast.tckh, path, question=str(one["id"]), text=FROM_THERE).status_code == 302
    assert FROM_THERE in cast.hoa.browser().get(f"{path}/questions").text
    assert "1 câu hỏi" in cast.hoa.browser().get(path).text


def test_who_asked_takes_it_back_until_it_is_answered(one_cast):
    """A question sent to the wrong one, or settled over tea, stood there for the whole session."""
    cast = one_cast
    path = presented(cast)
    one = asks(cast.hoa, path)["agenda"][0]["questions"][0]["id"]
    seq = cast.binh.sees(path)["seq"]
    no(cast.binh, path, "withdraw_question", "asked_it", question=one)
    no(cast.hoa, path, "withdraw_question", "no_such_question", question=one + 1)
    does(cast.hoa, path, "withdraw_question", question=one)
    assert asked(cast.binh, path) == [] and "answer_question" not in waits(cast.tckh, path)
    (told,) = cast.binh.sees(f"{path}/state?since={seq}")["events"]
    assert (told["kind"], told["question"], told["withdrawn"]) == ("question.changed", one, True)
    no(cast.tckh, path, "answer_question", "no_such_question", question=one, text=FROM_THERE)
    no(cast.hoa, path, "withdraw_question", "no_such_question", question=one)


def test_what_was_answered_stays_beside_its_answer(one_cast):
    cast = one_cast
    path = presented(cast)
    one = asks(cast.hoa, path)["agenda"][0]["questions"][0]["id"]
    does(cast.tckh, path, "answer_question", question=one, text=FROM_THERE)
    no(cast.hoa, path, "withdraw_question", "is_unanswered", question=one)
    assert asked(cast.binh, path)[0]["answer"] == FROM_THERE


def test_a_question_taken_back_gives_its_number_to_no_other(one_cast):
    """His answer was being typed: it must not stand under what she asked afterwards."""
    cast = one_cast
    path = presented(cast)
    first = asks(cast.hoa, path)["agenda"][0]["questions"][0]["id"]
    does(cast.hoa, path, "withdraw_question", question=first)
    second = asks(cast.hoa, path, "Ai làm?")["agenda"][0]["questions"][0]["id"]
    assert second != first
    no(cast.tckh, path, "answer_question", "no_such_question", question=first, text=FROM_THERE)


def test_of_a_closed_matter_a_guest_does_not_learn_that_a_question_was_taken_back(one_cast):
    cast = one_cast
    path = presented(cast, closed=True)
    one = asks(cast.hoa, path)["agenda"][0]["questions"][0]["id"]
    no(cast.thu, path, "withdraw_question", "no_such_question", question=one)
    does(cast.hoa, path, "withdraw_question", question=one)
    told = cast.thu.sees(f"{path}/state?since=1")["events"]
    assert "text" not in told[-1] and told[-1]["kind"] == "question.changed"


def test_the_log_knows_that_it_was_taken_back(one_cast):
    cast = one_cast
    path = presented(cast)
    one = asks(cast.hoa, path)["agenda"][0]["questions"][0]["id"]
    does(cast.hoa, path, "withdraw_question", question=one)
    db.session.rollback()
    rows = [row.content for row in db.session.query(LedgerEvent)]
    assert any("question_withdrawn" in row and f'"question":{one}' in row for row in rows)


def test_the_button_to_take_it_back_stands_beside_ones_own_alone(one_cast):
    cast = one_cast
    path = presented(cast)
    one = asks(cast.hoa, path)["agenda"][0]["questions"][0]["id"]
    button, typed = 'data-form="withdraw_question"', {"question": str(one), "withdrawn": "1"}
    shown = {name: getattr(cast, name).browser().get(f"{path}/questions").text
             for name in ("hoa", "binh", "tckh")}  # fmt: skip
    assert [name for name, page in shown.items() if button in page] == ["hoa"]
    got = sends(cast.binh, path, **typed)
    assert got.status_code == 403 and says("asked_it", got.text)
    page = cast.hoa.browser()
    assert sends(cast.hoa, path, page, **typed).status_code == 302
    shown = page.get(f"{path}/questions").text
    assert "Đã rút câu hỏi." in shown and WHERE not in shown and button not in shown


def test_whoever_presents_is_told_on_the_meetings_page_that_he_is_asked(one_cast):
    """His desk led there, and there a small link among others was all that said so."""
    cast = one_cast
    path = presented(cast)
    waiting, matter = "câu hỏi trước phiên họp chờ anh/chị trả lời", f"{path}/questions#q-"
    assert waiting not in cast.tckh.browser().get(path).text
    asks(cast.hoa, path)
    (one,) = asked(cast.binh, path)
    shown = {name: getattr(cast, name).browser().get(path).text for name in ("tckh", "binh")}
    assert f"1 {waiting}" in shown["tckh"] and waiting not in shown["binh"]
    assert all(matter in page and "chưa trả lời 1" in page for page in shown.values())
    does(cast.tckh, path, "answer_question", question=one["id"], text=FROM_THERE)
    page = cast.tckh.browser().get(path).text
    assert waiting not in page and matter in page and "chưa trả lời" not in page


def test_the_box_that_was_refused_is_named_and_who_gets_a_question_is_said(one_cast):
    """Five matters have five boxes, and at the top of the page stood: fill in this field."""
    cast = one_cast
    path = presented(cast)
    page, first = cast.hoa.browser(), item(cast.hoa, path)
    got = sends(cast.hoa, path, item=str(first), text=" ")
    assert f'href="#ask-{first}">1. Dự toán năm 2027' in got.text
    assert re.findall(r'id="([^"]*)"[^>]*aria-invalid', got.text) == [f"ask-{first}"]
    assert sends(cast.hoa, path, page, item=f"0{first}", text=WHERE).status_code == 302
    assert f"Đã gửi câu hỏi cho {cast.tckh.actor.name}." in page.get(f"{path}/questions").text
    (one,) = asked(cast.hoa, path)
    got = sends(cast.tckh, path, question=str(one["id"]), text=" ")
    assert re.findall(r'id="([^"]*)"[^>]*aria-invalid', got.text) == [f"answer-{one['id']}"]


def test_where_nothing_is_asked_any_more_the_page_says_why(one_cast):
    cast = one_cast
    path = presented(cast, opened)
    over, taken_up = "Cuộc họp không còn ở phía trước", "hỏi tại phiên họp"
    first = item(cast.minh, path)
    does(cast.minh, path, "start_item", item=first)
    now = {page: cast.hoa.browser().get(f"{path}/{page}").text for page in PAGES}
    assert taken_up in now["questions"] and over not in str(now)
    does(cast.minh, path, "end_item", item=first, conclusion="Thống nhất")
    does(cast.minh, path, "close")
    for page in PAGES:
        text = cast.hoa.browser().get(f"{path}/{page}").text
        assert over in text and taken_up not in text
