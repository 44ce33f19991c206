"""Opinions in writing before a session, by the rules of its votes, seen at its matter (§10.5)."""

import re

import pytest

from server import clock
from tests.office.meetings.gathering import (
    MEMBERS,
    does,
    entered,
    id_of,
    item,
    opened,
    plan,
    planned,
)
from tests.office.meetings.test_polls import POLL, agreeing, scheduled, sends, until
from tests.office.meetings.test_refusals import no
from tests.office.outcome import refused, says

NAMES = ["Phương án A", "Phương án B", "Phương án C"]


def matter(**more):
    return {"agenda": [{"title": "Chọn phương án tuyến đường"} | more]}


def sent(cast, **more):
    path = scheduled(cast, **matter(**more))
    does(cast.tuan, path, "send_ballots", answer_by=until(days=3))
    return path


def vote_of(hand, path):
    return hand.sees(path)["votes"][0]


def answers(hand, path, choice, **more):
    said = {"vote": vote_of(hand, path)["id"], "choice": choice} | more
    return does(hand, path, "answer", answers=[said])


def counted(cast, path, **chosen):
    for name, choice in chosen.items():
        answers(getattr(cast, name), path, choice)
    return does(cast.tuan, path, "end_poll")["votes"][0]


def all_say(cast, path, choice):
    return counted(cast, path, **dict.fromkeys(MEMBERS, choice))


def test_two_thirds_of_all_members_carry_what_asks_for_so_many(one_cast):
    cast = one_cast
    path = sent(cast, threshold="two_thirds", basis="Điều 9 Quy chế")
    asked = vote_of(cast.hoa, path)
    assert (asked["threshold"], asked["basis"]) == ("two_thirds", "Điều 9 Quy chế")
    told = counted(cast, path, minh="for", binh="for", hoa="against", tckh="against")
    assert not told["result"]["passed"] and told["result"]["needed"] == 3


def test_one_of_several_names_is_chosen(one_cast):
    cast = one_cast
    path = sent(cast, choices=NAMES)
    vote = vote_of(cast.hoa, path)["id"]
    for wrong in ("for", ["Phương án A", "Phương án B"], [], "Phương án D"):
        no(cast.hoa, path, "answer", "no_such_choice", answers=[{"vote": vote, "choice": wrong}])
    a, b, _c = NAMES
    result = counted(cast, path, minh=a, binh=a, hoa=a, tckh=b)["result"]
    assert result["counts"] == {a: 3, b: 1, _c: 0} and result["elected"] == [a]
    text = "\n".join(one["text"] for one in cast.tuan.sees(f"{path}/minutes")["items"])
    assert f"được chọn: {a}" in text


def test_up_to_two_of_three_are_chosen_on_the_page(one_cast):
    cast = one_cast
    path = sent(cast, choices=NAMES, up_to=2)
    vote = vote_of(cast.hoa, path)["id"]
    text = cast.hoa.browser().get(f"{path}/poll").text
    assert text.count('type="checkbox"') == 3 and "Chọn không quá 2" in text
    name = f"choice.{vote}"
    got = sends(cast.hoa, f"{path}/poll", **{name: NAMES})
    assert got.status_code == 422 and says("no_such_choice", got.text)
    assert got.text.count(" checked") == 3, "what was ticked is still ticked"
    typed = {name: NAMES[:2], f"text.{vote}": "A thì rẻ hơn"}
    assert sends(cast.hoa, f"{path}/poll", **typed).status_code == 302
    assert cast.hoa.browser().get(f"{path}/poll").text.count(" checked") == 2
    for hand in (cast.minh, cast.binh, cast.tckh):
        answers(hand, path, NAMES[1:])
    result = does(cast.tuan, path, "end_poll")["votes"][0]["result"]
    assert result["elected"] == [NAMES[1], NAMES[2]] and result["cast"] == 4


def test_in_secret_names_are_chosen_among_as_well(one_cast):
    cast = one_cast
    path = scheduled(cast, **matter(choices=NAMES, up_to=2))
    does(cast.tuan, path, "send_ballots", answer_by=until(days=3), secret=True)
    result = all_say(cast, path, NAMES[:2])["result"]
    assert result["elected"] == NAMES[:2]


def test_silence_names_nobody(one_cast, monkeypatch):
    cast = one_cast
    agreeing(cast)
    path = sent(cast, choices=NAMES)
    assert vote_of(cast.hoa, path)["silence_agrees"] is False
    assert "không phải là đồng ý" in cast.hoa.browser().get(f"{path}/poll").text


@pytest.mark.parametrize(
    "wrong", [{"choices": ["A"]}, {"choices": ["A", "A"]}, {"choices": NAMES, "up_to": 3}]
)
def test_a_question_that_cannot_be_put_is_not_planned(one_cast, wrong):
    said = plan(one_cast, **POLL | matter(**wrong))
    refused(one_cast.tuan.asks("POST", "/meetings", json=said), "choices_do_not_fit")


def test_a_session_asks_when_it_sits(one_cast):
    said = plan(one_cast, **matter(choices=NAMES))
    refused(one_cast.tuan.asks("POST", "/meetings", json=said), "only_polls_ask")


# what is asked for a matter of a session


def test_it_is_judged_by_the_session_and_stands_at_its_matter(one_cast):
    cast = one_cast
    session = entered(cast)
    path = sent(cast, of_item=item(cast.tuan, session))
    asked = vote_of(cast.hoa, path)
    assert "Điều 114, 117" in asked["basis"]
    told = cast.hoa.sees(session)["agenda"][0]["polls"]
    assert [(one["cast"], one["present"], one["result"], one["open"]) for one in told] == [
        (0, 4, None, True)
    ]
    of = cast.hoa.sees(path)["agenda"][0]["session"]
    assert (of["meeting"], of["order"], of["open"]) == (id_of(session), 1, True)
    result = counted(cast, path, minh="for", binh="for", hoa="against", tckh="against")["result"]
    assert result["passed"] and result["by_chair"], "a tie, and the chair's own side (VT-04)"
    (told,) = cast.hoa.sees(session)["agenda"][0]["polls"]
    assert told["result"]["counts"] == {"for": 2, "against": 2, "abstain": 0}
    assert cast.hoa.sees(session)["agenda"][1]["polls"] == []
    page = cast.hoa.browser().get(session).text
    assert f'href="/meetings/{id_of(path)}"' in page


def test_the_minutes_of_the_session_tell_it_at_its_matter(one_cast):
    cast = one_cast
    session = entered(cast)
    path = sent(cast, of_item=item(cast.tuan, session))
    all_say(cast, path, "for")
    for name in MEMBERS:
        does(getattr(cast, name), session, "check_in")
    does(cast.minh, session, "open")
    does(cast.minh, session, "start_item", item=item(cast.minh, session))
    text = "\n".join(one["text"] for one in cast.tuan.sees(f"{session}/minutes")["items"])
    assert "Trước phiên họp: Phiếu lấy ý kiến: “Chọn phương án tuyến đường”. Gửi 4 phiếu" in text


def test_the_room_hears_that_it_was_sent_and_counted(one_cast):
    cast = one_cast
    session = opened(cast)
    seq = cast.hoa.sees(session)["seq"]
    path = sent(cast, of_item=item(cast.tuan, session))
    all_say(cast, path, "for")
    events = cast.hoa.sees(f"{session}/state?since={seq}")["events"]
    assert [one["kind"] for one in events] == ["poll.changed", "poll.changed"]


def test_who_was_not_called_to_a_closed_matter_sees_nothing_of_it(one_cast):
    cast = one_cast
    closed = [{"title": "Nhân sự", "closed": True}]
    session = entered(cast, agenda=closed, guests=[cast.thu.account])
    path = sent(cast, of_item=item(cast.tuan, session), title="Giới thiệu nhân sự")
    assert cast.thu.sees(session)["agenda"][0]["polls"] == []
    assert "Giới thiệu nhân sự" not in cast.thu.browser().get(session).text
    refused(cast.thu.asks("GET", path), "not_found")


def test_who_sits_in_the_session_alone_reads_what_came_of_it_and_is_led_to_no_no(one_cast):
    cast = one_cast
    session = entered(cast, attending=[cast.anh.account])
    path = sent(cast, of_item=item(cast.tuan, session))
    (told,) = cast.anh.sees(session)["agenda"][0]["polls"]
    assert told["open"] is False
    assert f'href="{path}"' not in cast.anh.browser().get(session).text


def test_a_poll_that_was_called_off_or_not_sent_yet_is_not_told(one_cast):
    cast = one_cast
    session = entered(cast)
    path = scheduled(cast, **matter(of_item=item(cast.tuan, session)))
    assert cast.hoa.sees(session)["agenda"][0]["polls"] == []
    does(cast.tuan, path, "send_ballots", answer_by=until(days=3))
    assert len(cast.hoa.sees(session)["agenda"][0]["polls"]) == 1
    does(cast.minh, path, "cancel", reason="Dự thảo viết lại")
    assert cast.hoa.sees(session)["agenda"][0]["polls"] == []


def test_it_is_for_a_matter_that_is_still_ahead_in_a_session_of_the_own_agency(one_cast):
    cast = one_cast
    draft, session = planned(cast, title="Phiên họp sau"), opened(cast)
    over = item(cast.minh, session)
    does(cast.minh, session, "start_item", item=over)
    other = scheduled(cast, **matter())
    for wrong in (item(cast.tuan, draft), over, item(cast.tuan, other), 999):
        said = plan(cast, **POLL | matter(of_item=wrong))
        refused(cast.tuan.asks("POST", "/meetings", json=said), "no_such_item")


def test_tuan_is_led_from_the_matter_to_a_form_that_knows_it(one_cast):
    cast = one_cast
    session = entered(cast)
    about = item(cast.tuan, session)
    href = f"/meetings/new?template=lay_y_kien&item={about}"
    assert href.replace("&", "&amp;") in cast.tuan.browser().get(session).text
    assert href.replace("&", "&amp;") not in cast.hoa.browser().get(session).text
    page = cast.tuan.browser()
    text = page.get(href).text
    assert re.search(rf'<option value="{about}" selected>', text)
    token = re.findall(r'name="csrf_token" value="([^"]*)"', text)[0]
    typed = {
        "csrf_token": token, "kind": "lay_y_kien", "title": "Lấy ý kiến",
        "chair": cast.minh.account,
        "starts_at": f"{clock.local(clock.now()):%d/%m/%Y} 17:00", "secretary": cast.tuan.account,
        "delegates": [cast.binh.account, cast.hoa.account, cast.tckh.account],
        "item.1.title": "Dự toán", "item.1.of_item": str(about), "item.1.there": "1",
        "item.1.choices": "Phương án A\r\n Phương án B \r\n\r\nPhương án C", "item.1.up_to": "3",
        "item.1.threshold": "two_thirds", "item.1.basis": "Điều 9",
    }  # fmt: skip
    wrong = page.post("/meetings/new", data=typed)
    assert wrong.status_code == 422 and says("choices_do_not_fit", wrong.text)
    assert "Phương án B" in wrong.text
    got = page.post("/meetings/new", data=typed | {"item.1.up_to": "2"})
    assert got.status_code == 302
    (matter_,) = cast.tuan.sees(got.location)["agenda"]
    assert matter_["choices"] == NAMES and matter_["session"]["item"] == about
    assert (matter_["up_to"], matter_["threshold"], matter_["basis"]) == (2, "two_thirds", "Điều 9")
    again = page.get(f"{got.location}/edit").text
    assert "Phương án A\nPhương án B\nPhương án C" in again


def test_a_plan_that_is_changed_keeps_how_it_asks(one_cast):
    cast = one_cast
    about = item(cast.tuan, entered(cast))
    path = planned(cast, **POLL | matter(choices=NAMES, up_to=2, of_item=about))
    cast.tuan.sees(path)
    got = cast.tuan.asks("PATCH", path, json={"title": "Lần hai"}, match=cast.tuan.seen[path])
    assert got.status_code == 200, got.text
    (one,) = got.json["agenda"]
    assert (one["choices"], one["up_to"], one["session"]["item"]) == (NAMES, 2, about)


def test_it_is_found_by_the_matter_that_it_is_for_and_listed_by_the_session(one_cast):
    cast = one_cast
    session = entered(cast)
    path = sent(cast, of_item=item(cast.tuan, session))
    sent(cast)
    rows = cast.hoa.sees(f"/meetings?session={id_of(session)}")["items"]
    assert [one["id"] for one in rows] == [id_of(path)]
    kinds = {one["kind"] for one in cast.hoa.sees("/meetings?kind=lay_y_kien")["items"]}
    assert kinds == {"lay_y_kien"}
    found = cast.hoa.sees("/search?q=dự toán năm 2027")["items"]
    assert {id_of(path), id_of(session)} <= {one["id"] for one in found}
