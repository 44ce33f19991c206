"""What is asked beforehand of whoever presents a matter, and his answers (DOMAIN §10.4, MT-04)."""

import re

from server.audit.models import LedgerEvent
from server.database import db
from tests.office.meetings.gathering import does, entered, item, opened
from tests.office.meetings.test_refusals import no
from tests.office.outcome import refused, says, waits

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


def test_who_may_not_ask_or_answer(one_cast):
    cast = one_cast
    path = presented(cast)
    one = asked(cast.hoa, path) or asks(cast.hoa, path)["agenda"][0]["questions"]
    first, second = item(cast.hoa, path), item(cast.hoa, path, 2)
    refused(cast.lan.asks("POST", f"{path}/actions/ask_question",
                          json={"item": first, "text": WHERE}), "wrong_role")  # fmt: skip
    no(cast.hoa, path, "ask_question", "is_presented", item=second, text=WHERE)
    no(cast.hoa, path, "answer_question", "wrong_role", question=one[0]["id"], text="Có")
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
    no(cast.hoa, path, "answer_question", "presents_the_item", question=one["id"], text="Có")


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

    def sends(hand, **typed):
        page = hand.browser()
        text = page.get(f"{path}/questions").text
        token = re.findall(r'name="csrf_token" value="([^"]*)"', text)[0]
        return page.post(f"{path}/questions", data=typed | {"csrf_token": token})

    first, second = (str(item(cast.hoa, path, n)) for n in (1, 2))
    got = sends(cast.hoa, item=second, text=WHERE)
    assert got.status_code == 409 and says("is_presented", got.text)
    assert sends(cast.hoa, item=first, text=" ").status_code == 422
    for _twice in (1, 2):
        assert sends(cast.hoa, item=first, text=WHERE, op_id="mot").status_code == 302
    (one,) = asked(cast.hoa, path)
    assert WHERE in cast.binh.browser().get(f"{path}/questions").text
    assert sends(cast.tckh, question=str(one["id"]), text=FROM_THERE).status_code == 302
    assert FROM_THERE in cast.hoa.browser().get(f"{path}/questions").text
    assert "1 câu hỏi" in cast.hoa.browser().get(path).text
