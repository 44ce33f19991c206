"""A session from its plan to its end, as the committee holds it; and who may not (DOMAIN §10)."""

from tests.cast import Cast
from tests.office.meetings.gathering import (
    does,
    item,
    opened,
    voting,
)


def test_a_session_is_held_from_its_plan_to_its_end(one_cast):
    cast: Cast = one_cast
    path = opened(cast)
    first = item(cast.minh, path)
    does(cast.minh, path, "start_item", item=first)
    vote = voting(cast, path)
    for hand, choice in ((cast.minh, "for"), (cast.binh, "for"), (cast.hoa, "for"),
                         (cast.tckh, "against")):  # fmt: skip
        assert does(hand, path, "cast", vote=vote, choice=choice)["receipt"] == "đã bỏ phiếu"
    told = does(cast.minh, path, "close_vote", vote=vote)["votes"][0]
    assert told["state"] == "CLOSED"
    assert {name: told["result"][name] for name in ("base", "present", "cast", "passed")} == {
        "base": 4, "present": 4, "cast": 4, "passed": True,
    }  # fmt: skip
    assert told["result"]["counts"] == {"for": 3, "against": 1, "abstain": 0}
    assert (told["result"]["percent"], told["result"]["threshold"]) == (75.0, "half")
    does(cast.minh, path, "end_item", item=first, conclusion="Thông qua")
    done = does(cast.minh, path, "close")
    assert done["state"] == "CLOSED"
    assert [one["state"] for one in done["agenda"]] == ["DONE", "PLANNED"]
    steps = [row["transition"] for row in cast.minh.sees(f"{path}/history")["items"]]
    assert steps == ["create", "schedule", "open_check_in", "open", "close"]


def test_what_happened_is_numbered_without_holes(one_cast):
    path = opened(one_cast)
    stand = one_cast.hoa.sees(f"{path}/state?since=1")
    assert [one["seq"] for one in stand["events"]] == list(range(2, stand["seq"] + 1))
    assert stand["events"][-1]["kind"] == "meeting.state"
    assert one_cast.hoa.sees(f"{path}/state")["snapshot"]["state"] == "IN_SESSION"
    assert one_cast.hoa.sees(f"{path}/state?since={stand['seq']}")["events"] == []
