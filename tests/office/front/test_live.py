"""The live ear: a notice reaches the seats it is for, and carries nothing but where to look."""

import contextlib
from collections import deque
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import delete

from server import outbox
from server.absences import services
from server.clock import today
from server.database import transaction
from server.door.models import Token, WebSession
from server.door.services import create_token
from server.home import hearing, live
from server.sockets import socketio
from tests.cast import Cast, Hand
from tests.office.absences.test_in_the_heads_place import stands_in
from tests.office.front.desks import presented, registered
from tests.office.meetings.test_tasks_given import given
from tests.office.outcome import id_of
from tests.office.papers import due, in_progress, ok


@pytest.fixture(autouse=True)
def _the_mouth_is_here(monkeypatch):
    monkeypatch.setitem(outbox._mouth, "open", True)


@contextlib.contextmanager
def _ear(app: Flask, hand: Hand | None) -> Iterator:
    """An open page of somebody's, by a token of theirs."""
    auth = {"token": create_token(hand.account)} if hand else None
    ear = socketio.test_client(app, auth=auth)
    try:
        yield ear
    finally:
        if ear.is_connected():
            ear.disconnect()


def _heard(ear, event: str) -> list[dict]:
    return [one["args"][0] for one in ear.get_received() if one["name"] == event]


def test_a_notice_reaches_the_seat_it_is_for_and_no_other(app: Flask, cast: Cast):
    with _ear(app, cast.minh) as minh, _ear(app, cast.hoa) as hoa, _ear(app, cast.dao) as dao:
        (paper_id,) = presented(cast)
        (notice,) = _heard(minh, "notice")
        assert (notice["kind"], notice["id"]) == ("incoming", paper_id)
        assert _heard(hoa, "notice") == _heard(dao, "notice") == []


def test_who_stands_in_hears_what_comes_to_that_desk_for_those_days_alone(app, cast: Cast):
    """ORG-04: Bình in Minh's place, neither before it was written down nor once he is back."""

    def hears(hand: Hand) -> list[int]:
        with _ear(app, hand) as ear:
            (paper_id,) = presented(cast)
            heard = [one["id"] for one in _heard(ear, "notice")]
            assert heard in ([], [paper_id])
            wanted = {"kind": "incoming", "id": paper_id}
            assert ear.emit("watch", wanted, callback=True)["ok"] is bool(heard)
        return heard

    assert not hears(cast.binh)
    stands_in(cast, cast.minh, cast.binh)
    assert hears(cast.binh) and not hears(cast.hoa)
    services.come_back(cast.kien.actor, 1, on=today())
    assert not hears(cast.binh)


def test_who_keeps_his_page_open_past_those_days_hears_nothing_more_of_them(app, cast):
    """Bình stood in for Minh, and his page of yesterday told him each paper that came to Minh."""
    stands_in(cast, cast.minh, cast.binh)
    with _ear(app, cast.binh) as ear, _ear(app, cast.minh) as minh:
        (paper_id,) = presented(cast)
        assert ear.emit("watch", {"kind": "incoming", "id": paper_id}, callback=True)["ok"]
        services.come_back(cast.kien.actor, 1, on=today())
        _ask_all()
        assert _heard(ear, "notice")[-1] == hearing.LOOK_AGAIN
        _heard(minh, "notice")
        (other,) = presented(cast)
        directive = {"text": "Tham mưu trả lời", "lead": "vhtt", "due_at": due(5)}
        ok(cast.minh.does(f"/incoming/{paper_id}", "direct", directive))
        assert not ear.get_received()
        assert other in [one["id"] for one in _heard(minh, "notice")]


def test_who_stands_in_from_today_hears_it_on_a_page_that_was_open_before(app, cast):
    with _ear(app, cast.binh) as ear:
        stands_in(cast, cast.minh, cast.binh)
        ear.get_received()
        _ask_all()
        assert _heard(ear, "notice") == [hearing.LOOK_AGAIN]
        (paper_id,) = presented(cast)
        assert [one["id"] for one in _heard(ear, "notice")] == [paper_id]
        _ask_all()
        assert not ear.get_received(), "nothing changed, so nothing is said"


def test_a_page_whose_session_was_ended_hears_nothing_more(app, cast):
    ear = socketio.test_client(app, flask_test_client=cast.minh.browser())
    with transaction() as session:
        session.execute(delete(WebSession))
    _ask_all()
    assert _heard(ear, "notice") == [hearing.LOOK_AGAIN], "it looks, and is shown the door"
    presented(cast)
    assert not ear.get_received()
    ear.disconnect()


def test_each_page_is_asked_once_a_minute_a_few_each_second(monkeypatch):
    asked, seconds = [], [1000.0]
    monkeypatch.setattr(hearing.time, "monotonic", lambda: seconds[0])
    monkeypatch.setattr(hearing, "pages", lambda: [f"page-{n}" for n in range(90)])
    monkeypatch.setattr(hearing, "ask", asked.append)
    monkeypatch.setattr(hearing, "_waiting", deque())
    monkeypatch.setitem(hearing._round, "began", 0.0)
    monkeypatch.setitem(hearing._round, "share", 0.0)
    for _second in range(59):
        hearing.look()
        seconds[0] += 1
    assert len(asked) == len(set(asked)) == 90
    seconds[0] += 1
    hearing.look()
    assert asked[90:] == asked[:2]


def _ask_all() -> None:
    for sid in hearing.pages():
        hearing.ask(sid)


def test_a_notice_says_where_to_look_and_nothing_of_what_is_there(app, cast):
    with _ear(app, cast.minh) as minh:
        presented(cast, subject="V/v không được lộ")
        (notice,) = _heard(minh, "notice")
        assert set(notice) == {"kind", "id", "seq"}


def test_nobody_hears_without_signing_in(app, cast):
    with _ear(app, None) as ear:
        assert not ear.is_connected()


@pytest.mark.parametrize("auth", [{"token": "x"}, {"token": 5}, {}, "x", ["x"]])
def test_a_token_that_nobody_gave_out_opens_nothing(app, auth):
    assert not socketio.test_client(app, auth=auth).is_connected()


def test_a_token_of_the_gateway_hears_nothing(app, cast):
    token = create_token(cast.minh.account, scope="gateway")
    assert not socketio.test_client(app, auth={"token": token}).is_connected()


def test_a_cookie_opens_the_ear_of_whoever_it_belongs_to(app, cast):
    ear = socketio.test_client(app, flask_test_client=cast.minh.browser())
    presented(cast)
    assert len(_heard(ear, "notice")) == 1
    ear.disconnect()


def test_a_session_that_was_ended_opens_nothing(app, cast):
    browser = cast.minh.browser()
    with transaction() as session:
        session.execute(delete(WebSession))
    assert not socketio.test_client(app, flask_test_client=browser).is_connected()


def test_who_may_read_a_paper_hears_of_its_steps(app, cast):
    path = in_progress(cast)
    paper_id = int(path.rsplit("/", 1)[1])
    with _ear(app, cast.minh) as minh:
        wanted = {"kind": "incoming", "id": paper_id}
        assert minh.emit("watch", wanted, callback=True) == {"ok": True}
        cast.nam.does(path, "propose_close", {"no_reply_reason": "Đã báo cáo trực tiếp"})
        (moved,) = _heard(minh, "incoming:moved")
        assert (moved["id"], moved["step"]) == (paper_id, "propose_close")


def test_who_has_a_task_open_hears_what_others_do_with_it_and_with_its_parts(app, cast):
    """Minh's page of it, of what it was given for, and of the whole it is a part of."""
    letter = in_progress(cast)
    path = given(cast.minh, lead="vhtt", source=letter.strip("/"), due_at=due(9))
    kinds = {"tasks": path, "incoming": letter}
    with _ear(app, cast.minh) as minh, _ear(app, cast.cv_tckh) as other:
        for kind, there in kinds.items():
            wanted = {"kind": kind, "id": id_of(there)}
            assert minh.emit("watch", wanted, callback=True) == {"ok": True}
            assert other.emit("watch", wanted, callback=True)["ok"] is False
        ok(cast.hoa.does(path, "receive"))
        assert [one["step"] for one in _heard(minh, "tasks:moved")] == ["receive"]
        ok(cast.hoa.does(path, "start", {"progress": 20}))
        assert [one["id"] for one in _heard(minh, "incoming:moved")] == [id_of(letter)]
        given(cast.hoa, lead=cast.nam.account, parent=id_of(path), due_at=due(9))
        assert [one["id"] for one in _heard(minh, "tasks:moved")] == [id_of(path)]
        assert not _heard(other, "tasks:moved")


def test_to_others_the_paper_does_not_exist(app, cast):
    (paper_id,) = registered(cast.lan.actor)
    with _ear(app, cast.hoa) as hoa:
        said = hoa.emit("watch", {"kind": "incoming", "id": paper_id}, callback=True)
        assert said == {"ok": False, "code": "not_found"}
        none = hoa.emit("watch", {"kind": "incoming", "id": 999_999}, callback=True)
        assert none == said


@pytest.mark.parametrize(
    "wanted",
    [None, "x", [], {}, {"kind": "incoming"}, {"kind": "incoming", "id": "1"},
     {"kind": "people", "id": 1}, {"kind": "incoming", "id": True},
     {"kind": "incoming", "id": 2**70}, {"kind": [], "id": 1}],
)  # fmt: skip
def test_a_wish_that_means_nothing_is_answered_and_breaks_nothing(app, cast, wanted):
    with _ear(app, cast.minh) as minh:
        assert minh.emit("watch", wanted, callback=True)["ok"] is False
        assert minh.is_connected()


def test_an_ended_token_watches_nothing_more(app, cast):
    (paper_id,) = presented(cast)
    with _ear(app, cast.minh) as minh:
        with transaction() as session:
            session.execute(delete(Token))
        said = minh.emit("watch", {"kind": "incoming", "id": paper_id}, callback=True)
        assert said == {"ok": False, "code": "unauthenticated"}


def test_one_account_holds_so_many_pages_and_no_more(app, cast, monkeypatch):
    monkeypatch.setattr(live, "MOST", 2)
    with _ear(app, cast.minh) as one, _ear(app, cast.minh), _ear(app, cast.minh) as third:
        assert one.is_connected()
        assert not third.is_connected()
        with _ear(app, cast.hoa) as hoa:
            assert hoa.is_connected()


def test_a_page_that_left_makes_room(app, cast, monkeypatch):
    monkeypatch.setattr(live, "MOST", 1)
    with _ear(app, cast.minh):
        pass
    with _ear(app, cast.minh) as again:
        assert again.is_connected()
