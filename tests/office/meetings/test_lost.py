"""Lines that are lost: the chair's, a role's, the server's own; and the record as it grows."""

import datetime as dt
import re
from contextlib import ExitStack

import time_machine
from sqlalchemy import delete

from server import clock, outbox, sockets
from server.database import db, run, table, transaction
from server.desks.models import Reader
from server.meetings.live import events, lines, sweeping
from server.meetings.live.line_models import Line
from server.org.queries import actor_of, person_by_account
from tests.office.meetings.gathering import does, entered, id_of, item, opened, voting
from tests.office.meetings.test_live import ear, heard, joins
from tests.office.meetings.test_own_device import logged
from tests.office.meetings.test_screens import code_on
from tests.office.outcome import refused

_lines = table(Line)


def quiet(monkeypatch) -> None:
    monkeypatch.setattr(events, "_said", {})
    monkeypatch.setitem(outbox._mouth, "open", True)


def unheard_for(seconds: int) -> None:
    """All lines that are known were heard of that long ago."""
    with transaction():
        run(_lines.update().values(seen_at=clock.now() - dt.timedelta(seconds=seconds)))


def test_a_chair_whose_line_is_lost_is_taken_over_by_the_deputy_with_a_trace(
    one_app, one_cast, monkeypatch
):
    quiet(monkeypatch)
    cast = one_cast
    path = opened(cast)
    refused(cast.binh.asks("POST", f"{path}/actions/take_chair", json={}), "has_lost_its_chair")
    with ear(one_app, cast.hoa) as page:
        joins(page, path)
        with ear(one_app, cast.minh) as chair:
            joins(chair, path)
        unheard_for(61)
        sweeping.look()
        sweeping.look()
        (told,) = heard(page)
        assert (told["kind"], told["person"]) == ("chair.lost", cast.binh.account)
        refused(cast.hoa.asks("POST", f"{path}/actions/take_chair", json={}), "is_the_deputy")
        taken = does(cast.binh, path, "take_chair")
        assert taken["chair"] == cast.binh.account and "pause" in taken["actions"]
        (changed,) = heard(page)
        assert (changed["kind"], changed["lost"]) == ("chair.changed", True)
    minh, binh = (hand.actor.person_id for hand in (cast.minh, cast.binh))
    (traced,) = logged("chair")
    assert (traced["before"], traced["after"], traced["by"]) == (minh, binh, binh)
    refused(cast.minh.asks("POST", f"{path}/actions/pause", json={}), "wrong_role")


def test_a_chair_who_leaves_is_followed_by_the_deputy_at_once(one_cast):
    """His page may lie open on the table: that he went, he or the secretary said."""
    cast = one_cast
    path = opened(cast)
    refused(cast.binh.asks("POST", f"{path}/actions/take_chair", json={}), "has_lost_its_chair")
    does(cast.tuan, path, "leave", person=cast.minh.account, reason="Về tỉnh họp gấp")
    assert does(cast.binh, path, "take_chair")["chair"] == cast.binh.account


def test_whoever_opens_the_room_after_the_chair_was_lost_is_told_so_too(one_cast):
    """Bình's tablet was loaded anew: the vote stood open, and no button to take the chair."""
    cast = one_cast
    path = opened(cast)
    assert cast.binh.sees(path)["chair_lost"] is None
    does(cast.tuan, path, "leave", person=cast.minh.account, reason="Về tỉnh họp gấp")
    told = {"person": cast.binh.account, "name": cast.binh.actor.name}
    assert [hand.sees(path)["chair_lost"] for hand in (cast.binh, cast.hoa)] == [told, told]
    does(cast.binh, path, "take_chair")
    assert cast.hoa.sees(path)["chair_lost"] is None


def test_a_session_whose_chair_never_comes_is_opened_by_the_deputy(one_cast):
    cast = one_cast
    path = entered(cast)
    for hand in (cast.binh, cast.hoa, cast.tckh):
        does(hand, path, "check_in")
    refused(cast.binh.asks("POST", f"{path}/actions/take_chair", json={}), "has_lost_its_chair")
    with time_machine.travel(clock.now() + dt.timedelta(minutes=22), tick=False):
        does(cast.binh, path, "take_chair")
        assert does(cast.binh, path, "open")["state"] == "IN_SESSION"


def test_a_chair_who_comes_back_within_the_minute_is_never_missed(one_app, one_cast, monkeypatch):
    quiet(monkeypatch)
    path = opened(one_cast)
    with ear(one_app, one_cast.minh) as chair:
        joins(chair, path)
        unheard_for(59)
        sweeping.look()
        assert heard(chair) == []
        unheard_for(61)
        sweeping.look()
        chair.emit("presence", {"meeting": id_of(path)}, callback=True)
        sweeping.look()
        assert [one["kind"] for one in heard(chair)] == ["chair.lost", "chair.back"]


def test_a_server_that_comes_back_in_mid_vote_says_what_it_kept(one_app, one_cast, monkeypatch):
    quiet(monkeypatch)
    path = opened(one_cast)
    vote = voting(one_cast, path)
    does(one_cast.binh, path, "cast", vote=vote, choice="for")
    monkeypatch.setattr(sockets, "_here", [sockets.House()])
    with ear(one_app, one_cast.hoa) as page, ear(one_app, one_cast.minh) as other:
        joins(page, path)
        joins(other, path)
        (told,) = heard(page)
        assert (told["kind"], told["cast"], told["present"]) == ("server.back", 1, 4)
    does(one_cast.hoa, path, "cast", vote=vote, choice="for")
    assert does(one_cast.minh, path, "close_vote", vote=vote)["votes"][0]["result"]["cast"] == 2


def test_a_screen_that_is_back_before_everybody_has_it_said_too(one_app, one_cast, monkeypatch):
    """Whose page comes first is chance: the wall does not use up what the delegates wait for."""
    quiet(monkeypatch)
    wall, path = one_app.test_client(), opened(one_cast)
    does(one_cast.tuan, path, "pair_screen", code=code_on(wall))
    vote = voting(one_cast, path)
    does(one_cast.binh, path, "cast", vote=vote, choice="for")
    monkeypatch.setattr(sockets, "_here", [sockets.House()])
    screen = sockets.socketio.test_client(one_app, flask_test_client=wall)
    picture = screen.emit("hang", {}, callback=True)
    with ear(one_app, one_cast.hoa) as page:
        joined = joins(page, path, since=picture["seq"])
        assert [one["kind"] for one in joined["events"]] == ["server.back"]
        assert heard(page) == []
    (told,) = heard(screen)
    assert (told["kind"], told["cast"], told["present"]) == ("server.back", 1, 4)
    screen.disconnect()


def test_who_lost_the_right_to_the_room_hears_it_no_more(one_app, one_cast, monkeypatch):
    quiet(monkeypatch)
    cast = one_cast
    path = opened(cast)
    with ear(one_app, cast.hoa) as page, ear(one_app, cast.tckh) as other:
        joins(page, path)
        joins(other, path)
        with transaction():
            seats = Reader.seat.in_(actor_of(person_by_account(cast.hoa.account)).seats)
            run(delete(Reader).where(seats, Reader.paper_kind == "meetings"))
        said = {"meeting": id_of(path)}
        assert page.emit("presence", said, callback=True)["code"] == "not_found"
        unheard_for(181)
        assert other.emit("presence", said, callback=True)["hears"] is True
        sweeping.look()
        does(cast.binh, path, "request_floor")
        assert (heard(page), len(heard(other))) == ([], 1)


def test_two_devices_of_one_delegate_are_one_voice(one_app, one_cast, monkeypatch):
    quiet(monkeypatch)
    path = opened(one_cast)
    vote = voting(one_cast, path, "secret")
    hands = one_cast.hoa, one_cast.hoa, one_cast.binh
    with ExitStack() as lines_:
        tablet, phone, binh = (lines_.enter_context(ear(one_app, hand)) for hand in hands)
        assert all(joins(page, path)["ok"] for page in (tablet, phone, binh))
        does(one_cast.hoa, path, "cast", vote=vote, choice="for")
        told = {"name": "own", "args": [{"meeting": id_of(path), "vote": vote}], "namespace": "/"}
        assert told in phone.get_received() and told not in binh.get_received()
        again = {"vote": vote, "choice": "against"}
        refused(one_cast.hoa.asks("POST", f"{path}/actions/cast", json=again), "voted_already")
        assert joins(phone, path)["snapshot"]["votes"][0]["voted"] is True


def test_the_record_grows_and_what_is_typed_is_the_secretarys_alone(one_app, one_cast, monkeypatch):
    quiet(monkeypatch)
    cast = one_cast
    path = opened(cast)
    with ear(one_app, cast.hoa) as page:
        joins(page, path)
        does(cast.minh, path, "start_item", item=item(cast.minh, path))
        does(cast.tuan, path, "remark", text="Chủ tịch nhắc gửi lại biểu 03")
        does(cast.tuan, path, "leave", person=cast.binh.account, reason="Họp tỉnh")
        told = heard(page)
        assert [one["kind"] for one in told] == ["item.current", "remark", "presence.changed"]
        assert "biểu 03" not in str(told) and "Họp tỉnh" not in str(told)
    shown = cast.tuan.browser().get(f"{path}/record").text
    lines_ = re.findall(r"<span>(.*?)</span>", shown)
    assert lines_[0].endswith("vắng hoặc ra về: Họp tỉnh")
    assert lines_[1:3] == ["Chủ tịch nhắc gửi lại biểu 03", "Nội dung 1: Dự toán năm 2027"]
    assert cast.hoa.browser().get(f"{path}/record").status_code == 403


def test_the_record_says_which_matters_were_adopted_together_and_each_result(one_cast):
    cast = one_cast
    path = entered(cast, agenda=[{"title": "Dự toán năm 2027"}, {"title": "Quy chế làm việc"}])
    agrees = [{"item": item(cast.minh, path, n), "stance": "agree"} for n in (1, 2)]
    for hand in (cast.minh, cast.binh, cast.hoa, cast.tckh):
        does(hand, path, "mark_stances", stances=agrees)
        does(hand, path, "check_in")
    does(cast.minh, path, "open")
    does(cast.minh, path, "adopt_unopposed")
    shown = cast.tuan.browser().get(f"{path}/record").text
    assert "Thông qua cùng một lượt 2 nội dung không có ý kiến khác" in shown
    for title in ("Dự toán năm 2027", "Quy chế làm việc"):
        assert f"{title} – Kết quả biểu quyết: được thông qua" in shown


def test_the_record_says_who_of_the_names_is_chosen(one_cast):
    """“Được thông qua” says nothing of an election (the minutes say it as well)."""
    cast = one_cast
    path = opened(cast)
    for choices, told in ((["Bà Hoa", "Ông Nam"], "được chọn: Bà Hoa"), (["Ông Bình"], "")):
        vote = voting(cast, path, choices=[*choices, "Ông Tư"], question="Bầu tổ trưởng?")
        for hand in (cast.minh, cast.binh, cast.hoa) if told else (cast.minh,):
            does(hand, path, "cast", vote=vote, choice=choices[0])
        does(cast.minh, path, "close_vote", vote=vote)
        shown = cast.tuan.browser().get(f"{path}/record").text
        assert f"Bầu tổ trưởng? – Kết quả biểu quyết: {told or 'không ai đủ phiếu'}" in shown


def test_the_floor_has_a_time_that_the_chair_makes_longer(one_cast, monkeypatch):
    cast = one_cast
    path = opened(cast)
    refused(cast.minh.asks("POST", f"{path}/actions/extend_turn", json={}), "nobody_speaks")
    does(cast.hoa, path, "request_floor")
    queue = does(cast.binh, path, "request_floor", of_order=True)["queue"]
    assert [one["person"] for one in queue] == [cast.binh.account, cast.hoa.account]
    turn = does(cast.minh, path, "give_floor", person=cast.binh.account, minutes=3)["speaker"]
    length = dt.datetime.fromisoformat(turn["ends_at"]) - dt.datetime.fromisoformat(turn["since"])
    assert length == dt.timedelta(minutes=3)
    monkeypatch.setattr(
        "server.meetings.floor.dealing.now", lambda: clock.now() + dt.timedelta(minutes=9)
    )
    longer = does(cast.minh, path, "extend_turn", minutes=2)["speaker"]["ends_at"]
    assert dt.datetime.fromisoformat(longer) > clock.now() + dt.timedelta(minutes=10)


def test_whoever_minds_the_devices_sees_the_lines_and_no_papers(one_app, one_cast, monkeypatch):
    quiet(monkeypatch)
    path = opened(one_cast, technician="kythuat.huyen")
    assert "kythuat.huyen" not in str(one_cast.minh.sees(path)["attendance"])
    with ear(one_app, one_cast.hoa) as page:
        joins(page, path)
        page.emit("presence", {"meeting": id_of(path), "rtt": 700}, callback=True)
        shown = one_cast.minh.browser().get(f"{path}/lines").text
        assert "700 ms" in shown and "chậm" in shown
    assert "mất kết nối" in one_cast.minh.browser().get(f"{path}/lines").text
    assert lines.quality(2000) == "bad" and lines.quality(None) == "unknown"
    with one_app.app_context():
        assert db.session.query(Line).count() == 1


def test_the_technician_reads_from_where_on_what_and_how_good_each_line_is(
    one_app, one_cast, monkeypatch
):
    quiet(monkeypatch)
    path = opened(one_cast, technician=one_cast.mai.account)
    line = {"address": "10.7.0.9", "device": "phone", "rtt": 120}
    with ear(one_app, one_cast.hoa) as page:
        joins(page, path)
        with transaction():
            run(_lines.update().values(**line))
        shown = one_cast.mai.browser().get(f"{path}/lines").text
    for words in ("Lê Thị Hoa", "10.7.0.9", "Điện thoại", '<b class="num">1</b> tốt', "120 ms"):
        assert words in shown, words
    found = {rtt: lines.quality(rtt) for rtt in (299, 300, 1499, 1500)}
    assert found == {299: "good", 300: "slow", 1499: "slow", 1500: "bad"}
