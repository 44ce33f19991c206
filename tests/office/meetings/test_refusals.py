"""Who may not, what is too late, and what does not fit: each no of the room by its name."""

import datetime as dt

import pytest

from server import clock
from tests.office.meetings.gathering import does, entered, item, opened, plan, planned, voting
from tests.office.outcome import refused


def no(hand, path, step, code, **said):
    """A refusal that leaves nothing behind: no number is given out."""
    before = hand.sees(path)["seq"]
    told = refused(hand.asks("POST", f"{path}/actions/{step}", json=said), code)
    assert hand.sees(path)["seq"] == before
    return told


def test_only_a_secretary_plans_and_names_what_there_is(one_cast):
    cast = one_cast
    refused(cast.minh.asks("POST", "/meetings", json=plan(cast)), "wrong_role")
    for wrong, code in (
        ({"room": " "}, "is_planned"),
        ({"chair": cast.tuan.account}, "keeps_two_hands"),
        ({"delegates": ["ai.do"]}, "unknown_person"),
        ({"agenda": [{"title": "Một", "documents": ["outgoing/999999"]}]}, "not_found"),
    ):
        refused(cast.tuan.asks("POST", "/meetings", json=plan(cast, **wrong)), code)
    assert cast.tuan.sees("/meetings")["items"] == []


def test_without_an_agenda_and_before_its_time_nothing_goes_on(one_cast):
    cast = one_cast
    empty = planned(cast, agenda=[])
    no(cast.minh, empty, "schedule", "has_items")
    late = (clock.now() + dt.timedelta(minutes=90)).isoformat()
    path = planned(cast, starts_at=late, urgent="")
    does(cast.minh, path, "schedule")
    no(cast.tuan, path, "open_check_in", "is_called_at_once")
    refused(
        cast.lan.asks("POST", f"{path}/actions/invite", json={"invitation": 1}), "was_invited_to"
    )
    refused(
        cast.minh.asks("POST", f"{planned(cast, starts_at=late)}/actions/schedule", json={}),
        "room_is_free",
    )
    urgent = planned(cast, starts_at=late, room="Phòng họp số 2")
    does(cast.minh, urgent, "schedule")
    no(cast.tuan, urgent, "open_check_in", "is_near")


def test_until_it_is_entered_the_delegates_see_nothing_of_it(one_cast):
    cast = one_cast
    path = planned(cast)
    refused(cast.hoa.asks("GET", path), "not_found")
    does(cast.minh, path, "schedule")
    refused(cast.hoa.asks("GET", path), "not_found")
    does(cast.tuan, path, "open_check_in")
    assert cast.hoa.sees(path)["state"] == "CHECK_IN"
    refused(cast.nam.asks("GET", path), "not_found")
    refused(cast.nam.asks("POST", f"{path}/actions/check_in", json={}), "not_found")


def test_nothing_is_opened_without_a_quorum_of_all_members(one_cast):
    cast = one_cast
    path = entered(cast)
    for hand in (cast.minh, cast.binh):
        does(hand, path, "check_in")
    assert cast.minh.sees(path)["quorum"] == {
        "base": 4, "needed": 3, "present": 2, "reached": False,
    }  # fmt: skip
    no(cast.minh, path, "open", "has_quorum")
    no(cast.hoa, path, "open", "wrong_role")
    does(cast.tuan, path, "check_in", person=cast.hoa.account, reason="Quên thẻ")
    assert does(cast.minh, path, "open")["state"] == "IN_SESSION"


def test_one_signs_in_for_another_only_as_the_secretary_and_with_a_reason(one_cast):
    cast = one_cast
    path = entered(cast)
    no(cast.hoa, path, "check_in", "is_own_or_secretarys", person=cast.binh.account, reason="Hộ")
    no(cast.tuan, path, "check_in", "has_reason_for_another", person=cast.binh.account)
    no(cast.tuan, path, "check_in", "not_in_the_meeting", person=cast.nam.account, reason="Hộ")
    told = does(cast.tuan, path, "check_in", person=cast.binh.account, reason="Máy hỏng")
    binh = next(one for one in told["attendance"] if one["account"] == cast.binh.account)
    assert (binh["state"], binh["note"].split(": ")[1]) == ("PRESENT", "Máy hỏng")


def test_an_item_is_dealt_with_once_and_one_at_a_time(one_cast):
    cast = one_cast
    path = opened(cast)
    first, second = item(cast.minh, path), item(cast.minh, path, 2)
    no(cast.minh, path, "end_item", "item_runs", item=first)
    no(cast.minh, path, "start_item", "no_such_item", item=999_999)
    does(cast.minh, path, "start_item", item=first)
    no(cast.minh, path, "start_item", "has_no_running_item", item=second)
    no(cast.minh, path, "close", "has_no_running_item")
    no(cast.minh, path, "show_page", "no_such_document", item=first, document="outgoing/9", page=1)
    does(cast.minh, path, "end_item", item=first)
    no(cast.minh, path, "start_item", "item_waits", item=first)


def test_who_speaks_was_called_on_and_one_at_a_time(one_cast):
    cast = one_cast
    path = opened(cast, ("minh", "binh", "hoa"))
    no(cast.tckh, path, "request_floor", "is_in_the_room")
    assert [one["person"] for one in does(cast.hoa, path, "request_floor")["queue"]] == [
        cast.hoa.account
    ]
    no(cast.hoa, path, "request_floor", "asked_already")
    no(cast.binh, path, "withdraw_request", "asked_nothing")
    no(cast.minh, path, "end_turn", "nobody_speaks")
    told = does(cast.minh, path, "give_floor", person=cast.hoa.account)
    assert (told["speaker"]["person"], told["queue"]) == (cast.hoa.account, [])
    no(cast.minh, path, "give_floor", "somebody_speaks", person=cast.binh.account)
    no(cast.binh, path, "end_turn", "not_yours")
    no(cast.minh, path, "end_turn", "turn_is_over", person=cast.binh.account)
    assert does(cast.hoa, path, "end_turn")["speaker"] is None


def test_a_vote_takes_what_the_law_lets_it_take(one_cast):
    """E05, VT-05: what comes after the end is refused, whatever hour it says of itself."""
    cast = one_cast
    path = opened(cast, ("minh", "binh", "hoa"))
    vote = voting(cast, path)
    no(cast.minh, path, "open_vote", "has_no_open_vote", item=1, kind="open", question="Nữa?")
    no(cast.minh, path, "pause", "has_no_open_vote")
    no(cast.hoa, path, "cast", "no_such_choice", vote=vote, choice="maybe")
    no(cast.hoa, path, "cast", "no_such_vote", vote=999_999, choice="for")
    does(cast.tckh, path, "check_in")
    no(cast.tckh, path, "cast", "not_eligible", vote=vote, choice="for")
    no(cast.tuan, path, "cast", "wrong_role", vote=vote, choice="for")
    no(cast.tuan, path, "record_card_vote", "no_card_vote", vote=vote, counts={"for": 1})
    refused(cast.hoa.asks("GET", f"{path}/votes/{vote}/ballots"), "vote_is_open")
    does(cast.hoa, path, "cast", vote=vote, choice="for")
    does(cast.hoa, path, "cast", vote=vote, choice="against")
    told = does(cast.minh, path, "close_vote", vote=vote)["votes"][0]["result"]
    assert (told["counts"], told["passed"]) == ({"for": 0, "against": 1, "abstain": 0}, False)
    no(cast.binh, path, "cast", "vote_is_closed", vote=vote, choice="for")
    no(cast.binh, path, "cast", "invalid", vote=vote, choice="for", at="2027-03-10T09:59:59+07:00")
    (ballot,) = cast.binh.sees(f"{path}/votes/{vote}/ballots")["items"]
    assert ballot == {"id": cast.hoa.account, "choice": ["against"], "text": ""}


@pytest.mark.parametrize("kind", ["open", "secret"])
def test_who_has_left_votes_no_more_until_he_is_back(one_cast, kind):
    """VT-07; whoever was there at its opening stands on its list, and so may when he is back."""
    cast = one_cast
    path = opened(cast)
    vote = voting(cast, path, kind)
    does(cast.tuan, path, "leave", person=cast.hoa.account, reason="Có việc gấp")
    no(cast.hoa, path, "cast", "is_in_the_room", vote=vote, choice="for")
    assert cast.minh.sees(path)["votes"][0]["cast"] == 0
    does(cast.hoa, path, "check_in")
    does(cast.hoa, path, "cast", vote=vote, choice="for")
    assert cast.minh.sees(path)["votes"][0]["cast"] == 1


def test_of_four_three_came_and_two_voted_and_four_are_what_it_is_judged_on(one_cast):
    """VT-01, VT-10: two of the three who are there are not more than half of the body."""
    path = opened(one_cast, ("minh", "binh", "hoa"))
    vote = voting(one_cast, path)
    for hand in (one_cast.minh, one_cast.binh):
        does(hand, path, "cast", vote=vote, choice="for")
    (told,) = does(one_cast.minh, path, "close_vote", vote=vote)["votes"]
    figures = ("base", "present", "cast", "needed", "percent", "passed")
    assert [told["result"][name] for name in figures] == [4, 3, 2, 3, 50.0, False]


def test_two_thirds_are_asked_with_their_legal_basis(one_cast):
    """VT-03, VT-04: three of four carry it, two do not."""
    cast = one_cast
    path = opened(cast)
    asked = {"threshold": "two_thirds", "basis": "Điều 91 Luật TCCQĐP 2015"}
    for hands, passed in (
        ((cast.minh, cast.binh), False),
        ((cast.minh, cast.binh, cast.hoa), True),
    ):
        vote = voting(cast, path, **asked)
        for hand in hands:
            does(hand, path, "cast", vote=vote, choice="for")
        told = does(cast.minh, path, "close_vote", vote=vote)["votes"][-1]
        assert (told["result"]["passed"], told["result"]["needed"]) == (passed, 3)
        assert told["basis"] == asked["basis"]


def test_what_belongs_to_another_meeting_is_nothing_here(one_cast):
    """Both are in session at one hour: a matter's and a vote's number alone open no door."""
    cast = one_cast
    there = opened(cast, room="Phòng họp số 2")
    theirs, vote = item(cast.minh, there), voting(cast, there)
    here = opened(cast)
    no(cast.minh, here, "start_item", "no_such_item", item=theirs)
    no(cast.minh, here, "open_vote", "no_such_item", item=theirs, kind="open", question="Nữa?")
    no(cast.hoa, here, "cast", "no_such_vote", vote=vote, choice="for")
    no(cast.minh, here, "close_vote", "no_such_vote", vote=vote)
    assert cast.minh.sees(there)["votes"][0]["state"] == "OPEN"


def test_a_meeting_without_a_body_votes_on_nothing(one_cast):
    path = opened(one_cast, kind="giao_ban")
    said = {"item": item(one_cast.minh, path), "kind": "open", "question": "Nhất trí?"}
    no(one_cast.minh, path, "open_vote", "body_votes", **said)


def test_cards_are_counted_by_the_secretary_and_confirmed_by_the_chair(one_cast):
    cast = one_cast
    path = opened(cast)
    vote = voting(cast, path, "card")
    no(cast.hoa, path, "cast", "cards_are_counted", vote=vote, choice="for")
    no(cast.minh, path, "close_vote", "cards_not_counted", vote=vote)
    counts = {"for": 3, "against": 2, "abstain": 0}
    no(cast.tuan, path, "record_card_vote", "more_cards_than_people", vote=vote, counts=counts)
    does(cast.tuan, path, "record_card_vote", vote=vote, counts=counts | {"against": 1})
    told = [hand.sees(path)["votes"][-1]["counted"] for hand in (cast.minh, cast.tuan, cast.binh)]
    assert told == [counts | {"against": 1}] * 2 + [None]  # the chair confirms what he sees
    told = does(cast.minh, path, "close_vote", vote=vote)["votes"][0]["result"]
    assert (told["cast"], told["passed"]) == (4, True)


def test_at_a_tie_the_side_of_the_chair_carries_it(one_cast):
    """E03."""
    cast = one_cast
    path = opened(cast)
    vote = voting(cast, path)
    for hand, choice in ((cast.minh, "for"), (cast.binh, "for"), (cast.hoa, "against"),
                         (cast.tckh, "against")):  # fmt: skip
        does(hand, path, "cast", vote=vote, choice=choice)
    told = does(cast.minh, path, "close_vote", vote=vote)["votes"][0]["result"]
    assert (told["passed"], told["by_chair"], told["percent"]) == (True, True, 50.0)


def test_a_vote_is_repeated_with_a_reason_and_the_old_result_stays(one_cast):
    cast = one_cast
    path = opened(cast)
    old = voting(cast, path)
    does(cast.minh, path, "close_vote", vote=old)
    again = {"item": item(cast.minh, path), "kind": "open", "question": "Lại?", "repeats": old}
    no(cast.minh, path, "open_vote", "has_reason", **again)
    told = does(cast.minh, path, "open_vote", **again, reason="Nhầm phương án")["votes"]
    assert [(one["state"], one["repeats"]) for one in told] == [("CLOSED", None), ("OPEN", old)]


def test_the_chair_is_handed_over_with_a_trace_and_whoever_had_it_opens_nothing(one_cast):
    cast = one_cast
    path = opened(cast)
    does(cast.minh, path, "hand_over_chair", person=cast.binh.account)
    no(cast.minh, path, "pause", "wrong_role")
    assert does(cast.binh, path, "pause")["state"] == "PAUSED"


def test_a_key_said_twice_counts_once(one_cast):
    cast = one_cast
    path = opened(cast)
    for _ in range(2):
        got = cast.hoa.asks("POST", f"{path}/actions/request_floor", json={}, key="tay-1")
        assert got.status_code == 200
    assert len(cast.minh.sees(path)["queue"]) == 1
