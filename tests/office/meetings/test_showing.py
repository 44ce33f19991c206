"""Who puts a page on the screen, of which matter and when; and who is not shown it (§10.9)."""

import pytest

from server.admin.staff.people import reset_password
from server.meetings.live import events
from server.sockets import socketio
from tests.office.meetings.gathering import does, id_of, item, opened
from tests.office.meetings.test_live import ear, heard, joins
from tests.office.meetings.test_lost import quiet
from tests.office.meetings.test_screens import paired, wall
from tests.office.outcome import refused
from tests.office.papers import SENT

__all__ = ["wall"]
PAPER = SENT[1:]
pytestmark = pytest.mark.sent


def session(cast, **second):
    """The director of Finance presents the first matter; the second has the same paper."""
    first = {"title": "Dự toán năm 2027", "documents": [PAPER], "rapporteur": cast.tckh.account}
    other = {"title": "Nhân sự phòng Nội vụ", "documents": [PAPER]} | second
    return opened(cast, agenda=[first, other], guests=[cast.nam.account])


def page(cast, path, n=1, at=1):
    return {"item": item(cast.minh, path, n), "document": PAPER, "page": at}


def shows(hand, cast, path, n=1):
    return hand.asks("POST", f"{path}/actions/show_page", json=page(cast, path, n))


def test_who_presents_has_the_screen_for_his_matter_while_it_is_dealt_with(one_cast):
    cast = one_cast
    path = session(cast)
    answer = refused(shows(cast.tckh, cast, path), "has_screen")
    assert "trong lúc đang bàn nội dung đó" in answer["detail"]
    does(cast.minh, path, "start_item", item=item(cast.minh, path))
    assert shows(cast.tckh, cast, path).json["shown"]["by"] == cast.tckh.account
    refused(shows(cast.tckh, cast, path, 2), "has_screen")
    does(cast.minh, path, "end_item", item=item(cast.minh, path))
    refused(shows(cast.tckh, cast, path), "has_screen")


def test_who_presents_another_matter_or_none_takes_no_screen(one_cast):
    """A guest who presents the second; the secretary and a member, who present nothing."""
    cast = one_cast
    path = session(cast, rapporteur=cast.nam.account)
    does(cast.minh, path, "start_item", item=item(cast.minh, path))
    refused(shows(cast.nam, cast, path), "has_screen")
    refused(shows(cast.nam, cast, path, 2), "has_screen")
    for hand in (cast.tuan, cast.hoa):
        refused(shows(hand, cast, path), "wrong_role")
    assert cast.hoa.sees(path)["shown"] is None


def test_by_socket_it_is_the_same_act(one_app, one_cast, monkeypatch):
    quiet(monkeypatch)
    cast = one_cast
    path = session(cast)
    with ear(one_app, cast.tckh) as mine:
        joins(mine, path)
        said = {"meeting": id_of(path)} | page(cast, path)
        answer = mine.emit("follow_page", said, callback=True)
        assert answer == {"ok": False, "code": "has_screen"}
        does(cast.minh, path, "start_item", item=item(cast.minh, path))
        assert mine.emit("follow_page", said, callback=True)["ok"] is True


def test_chair_and_technician_show_any_matter_at_any_time(one_cast):
    cast = one_cast
    agenda = [{"title": "Một"}, {"title": "Hai", "documents": [PAPER]}]
    agenda.append({"title": "Nhân sự", "documents": [PAPER], "closed": True})
    path = opened(cast, agenda=agenda, technician=cast.mai.account)
    for hand in (cast.minh, cast.mai):
        assert shows(hand, cast, path, 2).json["shown"]["by"] == hand.account
    assert shows(cast.minh, cast, path, 3).json["shown"]["by"] == cast.minh.account
    refused(shows(cast.mai, cast, path, 3), "no_such_item")


def test_of_a_closed_matter_neither_a_guest_nor_the_wall_is_shown_a_page(
    one_app, one_cast, wall, monkeypatch
):
    """Whoever was called to it is; who only hears the room hears that it is closed."""
    cast = one_cast
    path = session(cast, closed=True)
    paired(cast, wall, path)
    quiet(monkeypatch)
    does(cast.minh, path, "start_item", item=item(cast.minh, path, 2))
    screen = socketio.test_client(one_app, flask_test_client=wall)
    screen.emit("hang", {}, callback=True)
    with ear(one_app, cast.nam) as guest:
        joins(guest, path)
        assert shows(cast.minh, cast, path, 2).status_code == 200
        for told in (heard(guest), heard(screen)):
            (said,) = told
            assert (said["kind"], said["closed"]) == ("doc.show", True)
            assert not {"document", "page", "part"} & said.keys()
    assert screen.emit("hang", {}, callback=True)["snapshot"]["shown"] is None
    screen.disconnect()
    assert wall.get(f"/projector/files/{PAPER}").status_code == 404
    assert cast.nam.sees(path)["shown"] is None
    assert cast.hoa.sees(path)["shown"]["document"] == PAPER
    assert PAPER not in str([events.told(one) for one in events.since(id_of(path), 0)])


def test_the_same_paper_of_an_open_matter_hangs_on_the_wall(one_cast, wall):
    cast = one_cast
    path = session(cast, closed=True)
    paired(cast, wall, path)
    assert shows(cast.minh, cast, path).status_code == 200
    got = wall.get(f"/projector/files/{PAPER}", buffered=True)
    assert got.data.startswith(b"%PDF")
    assert cast.nam.sees(path)["shown"]["document"] == PAPER


def test_of_a_closed_matter_the_page_goes_to_who_was_called_to_it_with_the_word_and_to_no_other(
    one_app, one_cast, wall, monkeypatch
):
    """Pushed, so that no screen waits for an answer; to a guest and the wall not one byte of it."""
    cast = one_cast
    path = session(cast, closed=True)
    paired(cast, wall, path)
    quiet(monkeypatch)
    does(cast.minh, path, "start_item", item=item(cast.minh, path, 2))
    screen = socketio.test_client(one_app, flask_test_client=wall)
    screen.emit("hang", {}, callback=True)
    with (
        ear(one_app, cast.hoa) as hoa, ear(one_app, cast.nam) as guest,
        ear(one_app, cast.binh) as not_in_the_room, ear(one_app, cast.tckh) as put_out,
    ):  # fmt: skip
        for one in (hoa, guest, put_out):
            joins(one, path)
        reset_password(cast.kien.actor, cast.tckh.account, password="mật khẩu khác hẳn 2026")
        for turned in (1, 2):
            said = page(cast, path, 2, at=turned)
            assert cast.minh.asks("POST", f"{path}/actions/show_page", json=said).status_code == 200
            ahead, event = (one for one in hoa.get_received())
            assert (ahead["name"], event["name"]) == ("ahead", "ev")
            (words,), (number,) = ahead["args"], event["args"]
            assert words["seq"] == number["seq"] and words["meeting"] == number["meeting"]
            assert (words["document"], words["page"]) == (PAPER, turned)
        for one in (guest, screen, not_in_the_room, put_out):
            heard_of = one.get_received()
            assert PAPER not in str(heard_of) and "ahead" not in {it["name"] for it in heard_of}
    screen.disconnect()


def test_a_guest_who_presents_the_closed_matter_is_shown_it_too(one_app, one_cast, monkeypatch):
    cast = one_cast
    path = session(cast, closed=True, rapporteur=cast.nam.account)
    quiet(monkeypatch)
    with ear(one_app, cast.nam) as presenter:
        joins(presenter, path)
        assert shows(cast.minh, cast, path, 2).status_code == 200
        assert [one["name"] for one in presenter.get_received()] == ["ahead", "ev"]
