"""Delegations speak one of each in turn; the chair puts the queue in another order (§10.7)."""

import re

from tests.office.meetings.gathering import MEMBERS, does, item, opened
from tests.office.meetings.test_pages import Page
from tests.office.meetings.test_refusals import no

UNIT = "Phòng Văn hóa và Thông tin"


def heard_of(cast) -> str:
    """Hoa and Nam come with their unit, Ánh and Đào with their commune, Bình leads."""
    more = [cast.nam, cast.anh, cast.dao]
    path = opened(cast, (*MEMBERS, "nam", "anh", "dao"), attending=[one.account for one in more])
    does(cast.minh, path, "start_item", item=item(cast.minh, path))
    return path


def queue(cast, path: str) -> list[str]:
    called = {getattr(cast, name).account: name for name in (*MEMBERS, "nam", "anh", "dao")}
    return [called[one["person"]] for one in cast.minh.sees(path)["queue"]]


def asks(cast, path: str, *names: str) -> None:
    for name in names:
        does(getattr(cast, name), path, "request_floor")


def test_one_of_each_delegation_is_heard_before_the_second_of_any(one_cast):
    cast = one_cast
    path = heard_of(cast)
    asks(cast, path, "hoa", "nam", "anh", "binh")
    assert queue(cast, path) == ["hoa", "anh", "binh", "nam"]
    seen = cast.minh.sees(path)["queue"]
    assert [one["group"] for one in seen][::3] == [UNIT, UNIT] and seen[2]["group"] == ""
    does(cast.minh, path, "give_floor", person=cast.hoa.account)
    does(cast.hoa, path, "end_turn")
    asks(cast, path, "dao", "hoa")
    assert queue(cast, path) == ["anh", "binh", "nam", "dao", "hoa"]


def test_whom_the_chair_calls_on_has_had_his_delegations_turn(one_cast):
    cast = one_cast
    path = heard_of(cast)
    does(cast.minh, path, "give_floor", person=cast.nam.account)
    does(cast.nam, path, "end_turn")
    asks(cast, path, "hoa", "anh")
    assert queue(cast, path) == ["anh", "hoa"]
    does(cast.minh, path, "end_item", item=item(cast.minh, path))
    does(cast.minh, path, "start_item", item=item(cast.minh, path, 2))
    does(cast.hoa, path, "withdraw_request")
    asks(cast, path, "hoa")
    assert queue(cast, path) == ["anh", "hoa"]


def test_the_chair_puts_the_queue_in_another_order_and_nobody_else_does(one_cast):
    cast = one_cast
    path = heard_of(cast)
    asks(cast, path, "hoa", "anh", "binh")
    does(cast.minh, path, "move_request", person=cast.binh.account, place=1)
    assert queue(cast, path) == ["binh", "hoa", "anh"]
    asks(cast, path, "dao")
    assert queue(cast, path) == ["binh", "hoa", "anh", "dao"]
    to_first = {"person": cast.anh.account, "place": 1}
    no(cast.anh, path, "move_request", "wrong_role", **to_first)
    no(cast.minh, path, "move_request", "waits_for_nothing", person=cast.nam.account, place=1)
    no(cast.minh, path, "move_request", "no_such_place", person=cast.anh.account, place=5)
    no(cast.minh, path, "move_request", "not_in_the_meeting", person="ai.do", place=1)
    does(cast.nam, path, "request_floor", of_order=True)
    no(cast.minh, path, "move_request", "stands_by_right", **to_first)
    no(cast.minh, path, "move_request", "stands_by_right", person=cast.nam.account, place=2)
    assert queue(cast, path)[0] == "nam"


def test_the_same_without_script(one_cast):
    cast = one_cast
    path = heard_of(cast)
    assert f"{path}/move_request" not in cast.minh.browser().get(path).text
    asks(cast, path, "hoa", "anh")
    seen = cast.minh.browser().get(path).text
    assert f"{path}/move_request" in seen and "Vị trí trong hàng chờ" in seen


def test_a_matter_concluded_or_a_session_closed_takes_the_floor_from_who_had_it(one_cast):
    """His clock ran on over the next matter, and the wall still rang for him after the end."""
    cast = one_cast
    path = opened(cast)
    first = item(cast.minh, path)
    does(cast.minh, path, "start_item", item=first)
    does(cast.minh, path, "give_floor", person=cast.hoa.account, minutes=5)
    assert does(cast.minh, path, "end_item", item=first)["speaker"] is None
    does(cast.minh, path, "give_floor", person=cast.binh.account, minutes=5)
    assert does(cast.minh, path, "close")["speaker"] is None


def test_a_point_of_order_is_told_as_one_and_not_as_a_speech(one_cast):
    """It jumps the queue (§10.7): who reads the minutes sees why he spoke first."""
    cast = one_cast
    path = heard_of(cast)
    does(cast.hoa, path, "request_floor", of_order=True)
    does(cast.minh, path, "give_floor", person=cast.hoa.account)
    written = "\n".join(one["text"] for one in cast.tuan.sees(f"{path}/minutes")["items"])
    for told in (written, cast.tuan.browser().get(f"{path}/record").text):
        assert "Lê Thị Hoa nêu vấn đề quy trình" in told
        assert "Lê Thị Hoa phát biểu" not in told


def test_who_waits_for_the_floor_raises_a_point_of_order_and_keeps_the_place(one_cast):
    """Hoa had to give up her turn to say that the quorum was gone (§10.7)."""
    cast = one_cast
    path = heard_of(cast)
    for hand in (cast.binh, cast.hoa):
        does(hand, path, "request_floor")
    seen = does(cast.hoa, path, "request_floor", of_order=True)["queue"]
    assert [(one["person"], one["of_order"]) for one in seen] == [
        (cast.hoa.account, True), (cast.binh.account, False), (cast.hoa.account, False),
    ]  # fmt: skip
    no(cast.hoa, path, "request_floor", "asked_already", of_order=True)
    does(cast.minh, path, "give_floor", person=cast.hoa.account)
    seen = does(cast.minh, path, "end_turn")["queue"]
    assert [one["person"] for one in seen] == [cast.binh.account, cast.hoa.account]


def test_a_point_of_order_is_raised_without_script_too(one_cast):
    """Hoa's old tablet runs none: it had a form for a speech alone, and none at all once she waited
    for hers."""
    cast = one_cast
    path = heard_of(cast)
    asks(cast, path, "binh")
    hoa = Page(cast.hoa, path)
    box = r'<input type="checkbox"[^>]*name="of_order" value="1"( checked)?'
    assert re.findall(box, hoa.text) == [""]
    assert hoa.presses("request_floor").status_code == 302
    assert queue(cast, path) == ["binh", "hoa"]
    assert re.findall(box, hoa.text) == [" checked"], "she waits: the other is left"
    assert hoa.presses("request_floor", of_order="1").status_code == 302
    assert queue(cast, path) == ["hoa", "binh", "hoa"]
    assert re.findall(box, hoa.text) == []
