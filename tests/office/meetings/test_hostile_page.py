"""A page that means ill, on a real socket, is refused in words or sent away, and leaves no trace.

A mebibyte at once, a thousand words a second, the id of another meeting (issue 5; LIVE §3).
"""

import json
from collections.abc import Callable, Iterator
from threading import Thread
from typing import Any

import pytest
import websocket
from flask import Flask
from werkzeug.serving import make_server

from server import outbox
from server.door.services import create_token
from server.meetings.live import events, live
from tests.cast import Cast, Hand
from tests.office.meetings.gathering import does, id_of, item, opened, planned, voting
from tests.office.outcome import refused

PATIENCE = 20
MIB = 1 << 20


class Line:
    """Somebody's page: words out, answers back."""

    def __init__(self, port: int, hand: Hand) -> None:
        address = f"ws://127.0.0.1:{port}/socket.io/?EIO=4&transport=websocket"
        self.page = websocket.create_connection(address, timeout=PATIENCE)
        self.page.recv()
        self.page.send(f"40{json.dumps({'token': create_token(hand.account)})}")
        assert self.page.recv().startswith("40")

    def says(self, word: str, n: int = 0, **said: Any) -> None:
        self.page.send(f"42{n}{json.dumps([word, said])}")

    def hears(self) -> dict[str, Any]:
        """The next answer; what the room says meanwhile is passed over."""
        while not (heard := self.page.recv()).startswith("43"):
            assert heard and not heard.startswith("41"), "sent away"
        return dict(json.loads(heard.lstrip("0123456789"))[0])

    def asks(self, word: str, **said: Any) -> dict[str, Any]:
        self.says(word, **said)
        return self.hears()

    def is_sent_away(self) -> bool:
        """Whether what it said ended its line; a line that is answered, or silent, is open."""
        try:
            while heard := self.page.recv():
                if heard.startswith(("41", "43")):
                    return heard.startswith("41")
        except websocket.WebSocketTimeoutException:
            return False
        except (websocket.WebSocketException, OSError):
            return True
        return True


@pytest.fixture
def sits(one_app: Flask, monkeypatch) -> Iterator[Callable[[Hand], Line]]:
    """The house on a port of its own."""
    monkeypatch.setattr(events, "_said", {})
    monkeypatch.setitem(outbox._mouth, "open", True)
    server = make_server("127.0.0.1", 0, one_app, threaded=True)
    server.daemon_threads = True
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    lines: list[Line] = []

    def sit(hand: Hand) -> Line:
        lines.append(Line(server.server_port, hand))
        return lines[-1]

    yield sit
    for one in lines:
        one.page.shutdown()
    server.shutdown()
    server.server_close()


def _votes_on(cast: Cast, path: str, vote: int) -> None:
    """Everybody else goes on, and the result is theirs."""
    for hand in (cast.minh, cast.binh, cast.tckh):
        does(hand, path, "cast", vote=vote, choice="for")
    told = does(cast.minh, path, "close_vote", vote=vote)["votes"][-1]["result"]
    assert (told["cast"], told["counts"]["for"]) == (3, 3)


def test_a_mebibyte_at_once_ends_the_line_that_sent_it(one_cast, sits) -> None:
    path = opened(one_cast)
    vote, hoa, binh = voting(one_cast, path), sits(one_cast.hoa), sits(one_cast.binh)
    for page in (hoa, binh):
        assert page.asks("join", meeting=id_of(path))["ok"]
    seq = one_cast.minh.sees(path)["seq"]
    hoa.says("presence", meeting=id_of(path), rtt="9" * MIB)
    assert hoa.is_sent_away()
    assert binh.asks("presence", meeting=id_of(path), rtt=9)["seq"] == seq
    _votes_on(one_cast, path, vote)


def test_a_mebibyte_in_an_act_is_refused_in_words_and_moves_nothing(one_cast) -> None:
    """By the other door, whatever is filled with it; whose part it is not hears no other reason."""
    cast, long = one_cast, "9" * MIB
    path = opened(cast)
    vote, first = voting(cast, path), item(cast.minh, path)
    seq = cast.minh.sees(path)["seq"]
    for hand, step, said in (
        (cast.hoa, "cast", {"vote": vote, "choice": long}),
        (cast.hoa, "cast", {"vote": vote, "choice": ["for"] * (MIB // 8)}),
        (cast.hoa, "tell_secretary", {"text": long}),
        (cast.hoa, "ask_question", {"item": first, "text": long}),
        (cast.tuan, "remark", {"text": long}),
        (cast.tuan, "pair_screen", {"code": long}),
        (cast.minh, "open_vote", {"item": first, "kind": "open", "question": long}),
        (cast.minh, "end_item", {"item": first, "conclusion": long}),
        (cast.minh, "show_page", {"item": first, "document": f"outgoing/{long}", "page": 1}),
    ):
        no = refused(hand.asks("POST", f"{path}/actions/{step}", json=said), "invalid")
        assert (no["status"], no["detail"] != "", len(str(no)) < 4000) == (422, True, True), step
    assert cast.minh.sees(path)["seq"] == seq
    _votes_on(cast, path, vote)


def test_a_thousand_words_a_second_are_refused_and_then_nobody_listens(one_cast, sits) -> None:
    path = opened(one_cast)
    vote, hoa, binh = voting(one_cast, path), sits(one_cast.hoa), sits(one_cast.binh)
    assert binh.asks("join", meeting=id_of(path))["ok"]
    seq = one_cast.minh.sees(path)["seq"]
    answers = []
    try:
        for n in range(1000):
            hoa.says("presence", n, meeting=id_of(path))
        while True:
            answers.append(hoa.hears())
    except (websocket.WebSocketException, OSError, AssertionError):
        pass
    taken = [one for one in answers if one["ok"]]
    assert len(taken) == live.MOST
    refused = [one for one in answers if not one["ok"]]
    assert {one["code"] for one in refused} == {"too_many_events"}
    assert len(refused) <= live.MOST * live.STRIKES + 1
    assert binh.asks("presence", meeting=id_of(path), rtt=9)["seq"] == seq
    _votes_on(one_cast, path, vote)


def test_another_meetings_id_is_no_meeting_to_who_does_not_sit_there(one_cast, sits) -> None:
    cast = one_cast
    path = opened(cast)
    other = planned(cast, delegates=[cast.binh.account], agenda=[{"title": "Việc riêng"}])
    before, hoa = cast.minh.sees(other)["seq"], sits(cast.hoa)
    assert hoa.asks("join", meeting=id_of(path))["ok"]
    told = {"item": 1, "document": "outgoing/1", "page": 1}
    for word, said in (("join", {}), ("sync", {}), ("presence", {}), ("call", {"as": "audio"}),
                       ("rtc", {"to": "x", "data": {}}), ("follow_page", told)):  # fmt: skip
        answer = hoa.asks(word, meeting=id_of(other), **said)
        assert (answer["ok"], answer["code"]) == (False, "not_found"), word
    assert cast.minh.sees(other)["seq"] == before
    assert hoa.asks("presence", meeting=id_of(path))["ok"]
