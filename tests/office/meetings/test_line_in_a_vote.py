"""E06: Ánh's line drops for twenty seconds in a vote; she comes back, and counts once (§10.13)."""

import datetime as dt

import pytest

from server import outbox
from server.meetings.live import events, live
from tests.cast import Cast, Hand
from tests.office.meetings.gathering import does, opened, voting
from tests.office.meetings.test_live import ear, heard, joins

SECONDS = dt.timedelta(seconds=1)


@pytest.fixture(autouse=True)
def _nobody_has_joined_yet(monkeypatch):
    monkeypatch.setattr(events, "_said", {})
    monkeypatch.setitem(outbox._mouth, "open", True)


def ballot(hand: Hand, path: str, vote: int):
    said = {"vote": vote, "choice": "for"}
    return hand.asks("POST", f"{path}/actions/cast", json=said, key="phieu-cua-anh")


@pytest.mark.parametrize("kind", ["open", "secret"])
def test_twenty_seconds_without_a_line_cost_neither_ballot_nor_place(
    one_app, one_cast: Cast, monkeypatch, kind: str
):
    cast = one_cast
    path = opened(cast, ("minh", "binh", "hoa"))
    does(cast.tckh, path, "check_in", remote=True)
    vote = voting(cast, path, kind)
    with ear(one_app, cast.tckh) as page:
        seq = joins(page, path)["seq"]
    lost = ballot(cast.tckh, path, vote)  # its answer never reached her
    assert lost.status_code == 200
    does(cast.hoa, path, "request_floor")
    later = live.now() + 20 * SECONDS
    monkeypatch.setattr("server.meetings.models.now", lambda: later)
    assert cast.minh.sees(path)["quorum"]["present"] == 4, "within the grace"
    with ear(one_app, cast.tckh) as page:
        missed = joins(page, path, since=seq)["events"]
        assert [one["kind"] for one in missed][-1] == "queue.changed"
        assert ballot(cast.tckh, path, vote).json == lost.json
        assert heard(page) == [], "a ballot that is in is not cast anew"
    assert cast.minh.sees(path)["votes"][0]["cast"] == 1
    assert cast.minh.sees(path)["quorum"]["present"] == 4
