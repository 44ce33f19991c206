"""Eight hands in the same moment: no hole in the numbers, no ballot lost, none counted twice."""

from concurrent.futures import ThreadPoolExecutor

from tests.cast import Hand
from tests.office.meetings.gathering import does, opened, voting

EIGHT = ("minh", "binh", "hoa", "tckh", "nam", "mai", "cv_tckh", "lien")


def at_once(app, acts):
    """Each in a thread and an application context of its own; what each was answered."""

    def one(act):
        with app.app_context():
            return act().status_code

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def test_eight_hands_at_once_are_numbered_without_a_hole_and_all_counted(app, cast):
    hands: list[Hand] = [getattr(cast, name) for name in EIGHT]
    path = opened(cast, EIGHT, delegates=[hand.account for hand in hands[1:]])
    before = cast.minh.sees(path)["seq"]
    raised = [lambda it=hand: it.asks("POST", f"{path}/actions/request_floor") for hand in hands]
    assert at_once(app, raised) == [200] * 8
    told = cast.minh.sees(f"{path}/state?since={before}")
    assert [one["seq"] for one in told["events"]] == list(range(before + 1, before + 9))
    assert [one["waiting"] for one in told["events"]] == list(range(1, 9))
    vote = voting(cast, path, "secret")
    said = {"vote": vote, "choice": "for"}
    casts = [lambda it=it: it.asks("POST", f"{path}/actions/cast", json=said) for it in hands * 2]
    assert sorted(at_once(app, casts)) == [200] * 8 + [409] * 8
    result = does(cast.minh, path, "close_vote", vote=vote)["votes"][0]["result"]
    assert (result["cast"], result["counts"]["for"]) == (8, 8)
