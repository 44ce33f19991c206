"""The room's ear: joined by those who sit there, numbered, caught up, and quiet to others."""

import contextlib
from collections.abc import Iterator

import pytest

from server import outbox
from server.door.services import create_token
from server.meetings import door
from server.meetings.live import events, lines, live, sweeping
from server.sockets import socketio
from tests.office.meetings.gathering import does, id_of, item, opened, voting


@pytest.fixture(autouse=True)
def _nobody_has_joined_yet(monkeypatch):
    monkeypatch.setattr(events, "_said", {})
    monkeypatch.setitem(outbox._mouth, "open", True)


@contextlib.contextmanager
def ear(app, hand) -> Iterator:
    """An open page of somebody's."""
    page = socketio.test_client(app, auth={"token": create_token(hand.account)})
    try:
        yield page
    finally:
        if page.is_connected():
            page.disconnect()


def heard(page) -> list[dict]:
    return [one["args"][0] for one in page.get_received() if one["name"] == "ev"]


def joins(page, path, **said):
    return page.emit("join", {"meeting": id_of(path), **said}, callback=True)


def test_whoever_joins_gets_the_picture_and_then_every_event_in_order(one_app, one_cast):
    cast = one_cast
    path = opened(cast)
    with ear(one_app, cast.hoa) as page:
        answer = joins(page, path)
        assert (answer["ok"], answer["snapshot"]["state"]) == (True, "IN_SESSION")
        does(cast.minh, path, "start_item", item=item(cast.minh, path))
        does(cast.binh, path, "request_floor")
        told = heard(page)
        assert [one["kind"] for one in told] == ["item.current", "queue.changed"]
        assert [one["seq"] for one in told] == [answer["seq"] + 1, answer["seq"] + 2]
        assert {one["meeting"] for one in told} == {id_of(path)}


def test_whoever_comes_back_is_told_what_he_missed(one_app, one_cast):
    cast = one_cast
    path = opened(cast)
    seq = cast.hoa.sees(path)["seq"]
    does(cast.binh, path, "request_floor")
    with ear(one_app, cast.hoa) as page:
        answer = joins(page, path, since=seq)
        assert [one["kind"] for one in answer["events"]] == ["queue.changed"]
        assert "snapshot" not in answer
        again = page.emit("sync", {"meeting": id_of(path), "since": seq + 1}, callback=True)
        assert (again["ok"], again["seq"], again["events"]) == (True, seq + 1, [])


def test_whoever_comes_back_is_not_drawn_the_whole_room(one_app, one_cast, monkeypatch):
    """Five hundred come back at once; the picture of one room has five hundred people in it."""
    path = opened(one_cast)
    seq = one_cast.hoa.sees(path)["seq"]
    monkeypatch.setattr(door, "thing", None)
    with ear(one_app, one_cast.hoa) as page:
        assert joins(page, path, since=seq)["events"] == []


def test_an_event_is_said_as_it_was_written_before_anything_is_read(one_app, one_cast, monkeypatch):
    path = opened(one_cast)
    with ear(one_app, one_cast.hoa) as page:
        joins(page, path)
        with monkeypatch.context() as patch:
            patch.setattr(events, "since", None)
            does(one_cast.binh, path, "request_floor")
        (told,) = heard(page)
        (kept,) = events.since(id_of(path), told["seq"] - 1)
        assert told == events.told(kept)


def test_where_one_was_left_unsaid_the_next_act_says_both_in_order(one_app, one_cast):
    path = opened(one_cast)
    with ear(one_app, one_cast.hoa) as page:
        seq = joins(page, path)["seq"]
        events._said[id_of(path)] = seq - 1
        does(one_cast.binh, path, "request_floor")
        assert [one["seq"] for one in heard(page)] == [seq, seq + 1]


def test_after_too_much_he_gets_the_whole_picture(one_app, one_cast, monkeypatch):
    path = opened(one_cast)
    monkeypatch.setattr(events, "MOST", 2)
    with ear(one_app, one_cast.hoa) as page:
        assert joins(page, path, since=1)["snapshot"]["state"] == "IN_SESSION"


def test_to_others_the_room_does_not_exist(one_app, one_cast):
    path = opened(one_cast)
    with ear(one_app, one_cast.nam) as page:
        assert joins(page, path) == {"ok": False, "code": "not_found"}
        for wrong in (None, {}, {"meeting": "1"}, {"meeting": True}, {"meeting": 2**60}):
            assert page.emit("join", wrong, callback=True) == {"ok": False, "code": "not_found"}
        does(one_cast.binh, path, "request_floor")
        assert heard(page) == []


def test_a_number_that_is_none_is_refused(one_app, one_cast):
    path = opened(one_cast)
    with ear(one_app, one_cast.hoa) as page:
        for word in ("join", "sync"):
            for since in ("1", -1, True, None):
                said = {"meeting": id_of(path), "since": since}
                assert page.emit(word, said, callback=True)["code"] == "since_malformed"


def test_whoever_left_hears_nothing_more(one_app, one_cast):
    path = opened(one_cast)
    with ear(one_app, one_cast.hoa) as page:
        joins(page, path)
        assert page.emit("leave", {"meeting": id_of(path)}, callback=True) == {"ok": True}
        does(one_cast.binh, path, "request_floor")
        assert heard(page) == []


def test_the_presenter_turns_a_page_and_nobody_else_does(one_app, one_cast):
    cast = one_cast
    path = opened(cast)
    said = {
        "meeting": id_of(path),
        "item": item(cast.minh, path),
        "document": "outgoing/1",
        "page": 2,
    }
    with ear(one_app, cast.hoa) as hoa, ear(one_app, cast.minh) as minh:
        assert hoa.emit("follow_page", said, callback=True)["code"] == "wrong_role"
        assert minh.emit("follow_page", said, callback=True)["code"] == "no_such_document"
        assert minh.emit("follow_page", said | {"page": "x"}, callback=True)["code"] == "invalid"


def test_a_word_left_unsaid_is_said_by_the_sweep_and_only_once(one_app, one_cast, monkeypatch):
    """A hand that dies between commit and word: the row is there, the next look says it."""
    path = opened(one_cast)
    with ear(one_app, one_cast.hoa) as page:
        joins(page, path)
        with monkeypatch.context() as broken:
            broken.setattr(events, "_say_at_once", lambda _event: None)
            does(one_cast.binh, path, "request_floor")
        assert heard(page) == []
        sweeping.look()
        sweeping.look()
        assert [one["kind"] for one in heard(page)] == ["queue.changed"]


def test_an_act_that_fails_says_nothing_and_takes_no_number(one_app, one_cast, monkeypatch):
    path = opened(one_cast)
    seq = one_cast.hoa.sees(path)["seq"]
    with ear(one_app, one_cast.hoa) as page:
        joins(page, path)

        def breaks(*_given):
            raise RuntimeError("the disk is full")

        monkeypatch.setattr("server.meetings.acting.repeats.remember", breaks)
        with pytest.raises(RuntimeError, match="disk"):
            one_cast.binh.asks("POST", f"{path}/actions/request_floor", json={})
        assert heard(page) == []
        assert one_cast.hoa.sees(path)["seq"] == seq


def test_how_many_have_voted_is_told_once_and_never_what(one_app, one_cast):
    cast = one_cast
    path = opened(cast)
    vote = voting(cast, path)
    with ear(one_app, cast.minh) as page:
        joins(page, path)
        for hand in (cast.binh, cast.hoa):
            does(hand, path, "cast", vote=vote, choice="against")
        sweeping.look()
        sweeping.look()
        (told,) = heard(page)
        assert (told["kind"], told["cast"], told["present"]) == ("vote.progress", 2, 4)
        head = {"meeting", "seq", "kind", "at"}
        assert told.keys() == head | {"vote", "cast", "present"}, "and nothing else (VT-08)"
        assert cast.minh.sees(path)["votes"][0]["result"] is None


def test_a_remote_speaker_whose_line_is_gone_is_skipped_and_comes_back_first(
    one_app, one_cast, monkeypatch
):
    cast = one_cast
    path = opened(cast, ("minh", "binh", "hoa"))
    does(cast.tckh, path, "check_in", remote=True)
    does(cast.tckh, path, "request_floor")
    does(cast.minh, path, "give_floor", person=cast.tckh.account)
    does(cast.hoa, path, "request_floor")
    with ear(one_app, cast.minh) as page:
        joins(page, path)
        sweeping.look()
        assert cast.minh.sees(path)["speaker"]["person"] == cast.tckh.account
        monkeypatch.setattr(sweeping, "is_lost", lambda _seen, _now: True)
        sweeping.look()
        assert cast.minh.sees(path)["speaker"] is None
        queue = does(cast.tckh, path, "request_floor")["queue"]
        assert [one["person"] for one in queue] == [cast.tckh.account, cast.hoa.account]


def test_who_joins_from_elsewhere_counts_by_his_signs_of_life(one_app, one_cast, monkeypatch):
    cast = one_cast
    path = opened(cast, ("minh", "binh", "hoa"))
    does(cast.tckh, path, "check_in", remote=True)
    later = live.now() + sweeping.is_lost.__globals__["LOST"] * 2
    monkeypatch.setattr("server.meetings.models.now", lambda: later)
    assert cast.minh.sees(path)["quorum"]["present"] == 3
    for place in (live, lines):
        monkeypatch.setattr(place, "now", lambda: later)
    with ear(one_app, cast.tckh) as page:
        joins(page, path)
        told = page.emit("presence", {"meeting": id_of(path), "rtt": 40}, callback=True)
        stamp = int(later.timestamp() * 1000)
        seq = cast.minh.sees(path)["seq"]
        assert told == {"ok": True, "seq": seq, "server_time": stamp, "hears": True}
    assert cast.minh.sees(path)["quorum"]["present"] == 4


def test_a_page_that_talks_without_end_is_hushed_and_then_sent_away(one_app, one_cast):
    path = opened(one_cast)
    said = {"meeting": id_of(path)}
    with ear(one_app, one_cast.hoa) as page:
        answers = [page.emit("presence", said, callback=True) for _ in range(live.MOST + 1)]
        assert [one["ok"] for one in answers] == [True] * live.MOST + [False]
        assert answers[-1] == {"ok": False, "code": "too_many_events", "retry_ms": 10_000}
        for _ in range(live.MOST * live.STRIKES):
            if page.is_connected():
                page.emit("presence", said)
        assert not page.is_connected()
