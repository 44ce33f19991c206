"""A poll in writing (§10.5): sent to all members, answered until a moment, counted on all."""

import datetime as dt
import re

from server import clock
from server.admin.organisation import agencies
from server.documents.outgoing.models import DraftVersion
from server.meetings.votes import polls
from server.org.queries import agency_by_code
from tests.office.ledger.test_checking_lines import events
from tests.office.meetings.gathering import MEMBERS, does, id_of, planned
from tests.office.meetings.test_pages import Page
from tests.office.meetings.test_refusals import no
from tests.office.outcome import change, refused, says, waits
from tests.office.papers import submitted

POLL = {"kind": "lay_y_kien", "room": "", "urgent": "", "agenda": [{"title": "Dự thảo quy chế"}]}


def until(**span):
    return (clock.now() + dt.timedelta(**span)).isoformat()


def scheduled(cast, **more):
    path = planned(cast, **POLL | more)
    does(cast.minh, path, "schedule")
    return path


def sent(cast, **more):
    path = scheduled(cast, **more)
    does(cast.tuan, path, "send_ballots", answer_by=until(days=3))
    return path


def answers(hand, path, choice, text=""):
    vote = hand.sees(path)["votes"][0]["id"]
    return does(hand, path, "answer", answers=[{"vote": vote, "choice": choice, "text": text}])


def later(monkeypatch, **span):
    moment = clock.now() + dt.timedelta(**span)
    monkeypatch.setattr(clock, "now", lambda: moment)
    monkeypatch.setattr(polls, "now", lambda: moment)


def test_it_is_planned_without_a_room_and_calls_nobody(one_cast):
    cast = one_cast
    path = scheduled(cast)
    assert waits(cast.tuan, path) == {"send_ballots"} and waits(cast.lan, path) == set()
    for hand, step, said in (
        (cast.tuan, "draft_invitation", {}),
        (cast.lan, "invite", {"invitation": 1}),
    ):
        refused(hand.asks("POST", f"{path}/actions/{step}", json=said), "meets")
    refused(cast.hoa.asks("GET", path), "not_found")
    sending = f"{path}/actions/send_ballots"
    refused(cast.minh.asks("POST", sending, json={"answer_by": until(days=1)}), "wrong_role")
    refused(cast.tuan.asks("POST", sending, json={"answer_by": until(days=-1)}), "lies_ahead")
    meets = planned(cast, room="Phòng họp số 3")
    does(cast.minh, meets, "schedule")
    no(cast.tuan, meets, "send_ballots", "is_in_writing", answer_by=until(days=1))


def test_it_lies_on_each_members_desk_until_he_has_answered(one_cast):
    cast = one_cast
    path = sent(cast)
    assert all("answer" in waits(getattr(cast, name), path) for name in MEMBERS)
    answers(cast.hoa, path, "for")
    assert "answer" not in waits(cast.hoa, path) and "answer" in waits(cast.binh, path)


def test_all_have_answered_and_it_is_counted_on_all_members(one_cast):
    cast = one_cast
    path = sent(cast)
    for name in ("minh", "binh", "tckh"):
        answers(getattr(cast, name), path, "for")
    no(cast.tuan, path, "end_poll", "answers_are_in")
    answers(cast.hoa, path, "against")
    answers(cast.hoa, path, "abstain", "Nên lùi sang năm sau")
    assert cast.minh.sees(path)["votes"][0]["result"] is None
    done = does(cast.tuan, path, "end_poll")
    result = done["votes"][0]["result"]
    assert done["state"] == "CLOSED" and result["passed"]
    assert result["counts"] == {"for": 3, "against": 0, "abstain": 1}
    assert (result["base"], result["cast"], result["percent"]) == (4, 4, 75.0)
    told = cast.minh.sees(f"{path}/votes/{done['votes'][0]['id']}/ballots")["items"]
    assert {one["id"]: one["text"] for one in told}[cast.hoa.account] == "Nên lùi sang năm sau"


def test_who_does_not_answer_has_no_opinion_and_that_is_no_agreement(one_cast, monkeypatch):
    cast = one_cast
    path = sent(cast)
    for name in ("minh", "binh"):
        answers(getattr(cast, name), path, "for")
    polls.count()
    assert cast.tuan.sees(path)["state"] == "POLLING"
    later(monkeypatch, days=4)
    polls.count()
    polls.count()
    seen = cast.tuan.sees(path)
    result = seen["votes"][0]["result"]
    assert seen["state"] == "CLOSED" and not result["passed"]
    assert (result["counts"]["for"], result["cast"], result["base"]) == (2, 2, 4)


def test_who_may_not_and_what_does_not_count(one_cast, monkeypatch):
    cast = one_cast
    path = sent(cast)
    vote = cast.hoa.sees(path)["votes"][0]["id"]
    said = lambda **how: {"answers": [{"vote": vote, "choice": "for"} | how]}  # noqa: E731
    no(cast.tuan, path, "answer", "wrong_role", **said())
    no(cast.hoa, path, "answer", "other_wants_words", **said(choice="abstain", text=" "))
    no(cast.hoa, path, "answer", "no_such_vote", **said(vote=999))
    refused(cast.nam.asks("POST", f"{path}/actions/answer", json=said()), "not_found")
    later(monkeypatch, days=4)
    no(cast.hoa, path, "answer", "vote_is_closed", **said())
    assert does(cast.minh, path, "cancel", reason="Dự thảo viết lại")["state"] == "CANCELLED"


def test_a_draft_that_changed_is_another_one(one_cast):
    cast = one_cast
    paper = submitted(cast)
    path = sent(cast, agenda=[{"title": "Dự thảo", "documents": [paper.removeprefix("/")]}])
    assert cast.binh.sees(paper)["id"] == id_of(paper)
    answers(cast.binh, path, "for")
    change(DraftVersion, {"outgoing_id": id_of(paper)}, digest="0" * 64)
    vote = cast.hoa.sees(path)["votes"][0]["id"]
    wrong = [{"vote": vote, "choice": "for"}]
    no(cast.hoa, path, "answer", "draft_has_changed", answers=wrong)


def test_the_minutes_tell_who_was_asked_and_what_each_said(one_cast):
    cast = one_cast
    path = sent(cast)
    for name in ("minh", "binh", "tckh"):
        answers(getattr(cast, name), path, "for")
    answers(cast.hoa, path, "abstain", "Nên lùi sang năm sau")
    does(cast.tuan, path, "end_poll")
    text = "\n".join(one["text"] for one in cast.tuan.sees(f"{path}/minutes")["items"])
    for words in (
        "Lấy ý kiến bằng phiếu, không tổ chức họp", "Gửi phiếu tới 4 thành viên", "hạn trả lời",
        "Gửi 4 phiếu, thu về 4", "ý kiến khác 1", "“Nên lùi sang năm sau”", "được thông qua",
    ):  # fmt: skip
        assert words in text
    assert does(cast.tuan, path, "draft_minutes")["state"] == "MINUTES_DRAFT"


def sends(hand, path, **typed):
    page = hand.browser()
    text = page.get(path).text
    token = re.findall(r'name="csrf_token" value="([^"]*)"', text)[0]
    return page.post(path, data=typed | {"csrf_token": token})


def test_a_member_answers_on_a_page(one_cast):
    cast = one_cast
    path = scheduled(cast)
    day = f"{clock.local(clock.now() + dt.timedelta(days=3)):%d/%m/%Y %H:%M}"
    assert Page(cast.tuan, path).presses("send_ballots", answer_by=day).status_code == 302
    vote = cast.hoa.sees(path)["votes"][0]["id"]
    text = Page(cast.hoa, path).text
    assert "đã trả lời 0/4" in text and "Còn 4 thành viên chưa cho ý kiến" in text
    got = sends(cast.hoa, f"{path}/poll", **{f"choice.{vote}": "abstain"})
    assert got.status_code == 422 and says("other_wants_words", got.text)
    assert f'name="choice.{vote}" value="abstain" checked' in got.text
    assert says("nothing_marked", sends(cast.hoa, f"{path}/poll").text)
    typed = {f"choice.{vote}": "abstain", f"text.{vote}": "Chưa rõ vốn"}
    assert sends(cast.hoa, f"{path}/poll", **typed).status_code == 302
    assert "đã trả lời 1/4" in Page(cast.minh, path).text
    assert "Chưa rõ vốn" in cast.hoa.browser().get(f"{path}/poll").text
    assert "Chưa rõ vốn" not in cast.minh.browser().get(f"{path}/poll").text
    assert "disabled" in cast.tuan.browser().get(f"{path}/poll").text


def test_the_planning_form_asks_for_no_room(one_cast):
    text = one_cast.tuan.browser().get("/meetings/new?template=lay_y_kien").text
    assert 'name="room"' not in text and 'name="delegates"' in text


def agreeing(cast, code="huyen", *, agrees=True):
    """Kiên writes down what the agency's working rules say of silence."""
    agencies.settle_silence(cast.kien.actor, agency_by_code(code).id, agrees=agrees)


def test_where_the_working_rules_say_so_who_does_not_answer_agrees(one_cast, monkeypatch):
    cast = one_cast
    agreeing(cast)
    path = scheduled(cast)
    assert "được tính là đồng ý (phiếu kín thì" in Page(cast.tuan, path).text
    does(cast.tuan, path, "send_ballots", answer_by=until(days=3))
    for text in (Page(cast.minh, path).text, cast.hoa.browser().get(f"{path}/poll").text):
        assert "ai không trả lời trong hạn được tính là đồng ý" in text
        assert "không phải là đồng ý" not in text
    answers(cast.minh, path, "for")
    answers(cast.hoa, path, "against")
    no(cast.tuan, path, "end_poll", "answers_are_in")
    later(monkeypatch, days=4)
    polls.count()
    seen = cast.tuan.sees(path)
    vote = seen["votes"][0]
    result = vote["result"]
    assert result["counts"] == {"for": 1, "against": 1, "abstain": 0} and vote["silence_agrees"]
    assert (result["silent"], result["cast"], result["base"]) == (2, 2, 4)
    assert result["passed"] and result["percent"] == 75.0
    told = [one for one in events(f"meetings/{id_of(path)}") if one["event"] == "vote"]
    assert [(one["counts"], one["silent"], one["passed"]) for one in told] == [
        ("0:1 1:1 2:0", 2, 1)
    ]
    text = "\n".join(one["text"] for one in cast.tuan.sees(f"{path}/minutes")["items"])
    assert "không trả lời 2 (theo quy chế làm việc tính là đồng ý); đạt 75,00 %" in text
    assert "Không trả lời, tính là đồng ý: " in text
    assert re.search(r"tính là đồng ý</td><td[^>]*>2<", Page(cast.minh, path).text)
    again = cast.minh.browser().get(f"{path}/votes/{vote['id']}/ballots").text
    assert "Ngoài các lá phiếu: 2 thành viên không trả lời" in again


def test_a_poll_is_counted_by_the_rule_that_its_members_were_told(one_cast, monkeypatch):
    """Kiên changes the agency's rule while answers are awaited; a commune's is its own."""
    cast = one_cast
    agreeing(cast, "hoangphu")
    path = sent(cast)
    agreeing(cast)
    answers(cast.minh, path, "for")
    later(monkeypatch, days=4)
    polls.count()
    seen = cast.tuan.sees(path)["votes"][0]
    assert "silent" not in seen["result"] and not seen["result"]["passed"]
    assert "theo quy chế làm việc" not in Page(cast.minh, path).text


def test_in_secret_silence_never_agrees(one_cast, monkeypatch):
    """Who was silent is known, and so would be what he is counted for (VT-12)."""
    cast = one_cast
    agreeing(cast)
    path = scheduled(cast)
    does(cast.tuan, path, "send_ballots", answer_by=until(days=3), secret=True)
    assert "không phải là đồng ý" in cast.hoa.browser().get(f"{path}/poll").text
    for name in ("minh", "binh", "tckh"):
        answers(getattr(cast, name), path, "against")
    later(monkeypatch, days=4)
    polls.count()
    result = cast.tuan.sees(path)["votes"][0]["result"]
    assert result["counts"] == {"for": 0, "against": 3, "abstain": 0} and "silent" not in result
