"""The server goes down in mid-vote: the minutes say since when, and what was kept (§10.13)."""

import datetime as dt

import pytest

from server import clock, sockets
from server.database import db
from server.meetings.live.line_models import Line
from tests.office.meetings.gathering import does, opened, voting
from tests.office.meetings.test_live import ear, heard, joins
from tests.office.meetings.test_lost import quiet


def clocked(moment):
    return f"{clock.local(moment):%H giờ %M phút %S giây}"


def lines(cast, path):
    told = cast.tuan.sees(f"{path}/minutes")["items"]
    return [one["text"] for one in told if "máy chủ" in one["text"]]


@pytest.mark.parametrize("kind, kept", [("open", "2 phiếu đã bỏ"), ("secret", "các phiếu đã bỏ")])
def test_the_minutes_say_when_it_was_away_and_what_it_kept(
    one_app, one_cast, monkeypatch, kind, kept
):
    """Of a secret vote no number: it would tell who had voted by then."""
    quiet(monkeypatch)
    cast, path = one_cast, opened(one_cast)
    vote = voting(cast, path, kind)
    for hand in (cast.binh, cast.hoa):
        does(hand, path, "cast", vote=vote, choice="for")
    with ear(one_app, cast.minh) as page:
        joins(page, path)
    away = clock.now() - dt.timedelta(seconds=75)
    db.session.query(Line).update({"seen_at": away})
    db.session.commit()
    back = sockets.House()
    monkeypatch.setattr(sockets, "_here", [back])
    quiet(monkeypatch)
    with ear(one_app, cast.hoa) as page:
        joins(page, path)
        assert [one["kind"] for one in heard(page)] == ["server.back"]
    (told,) = lines(cast, path)
    assert f"máy chủ gián đoạn từ {clocked(away)} đến {clocked(back.born)}" in told
    assert f"biểu quyết “Thông qua dự toán?” tiếp tục, giữ đủ {kept}." in told


def test_where_no_page_was_open_before_it_says_only_that_it_began_anew(
    one_app, one_cast, monkeypatch
):
    quiet(monkeypatch)
    cast, path = one_cast, opened(one_cast)
    voting(cast, path)
    monkeypatch.setattr(sockets, "_here", [sockets.House()])
    with ear(one_app, cast.hoa) as page:
        joins(page, path)
    (told,) = lines(cast, path)
    assert "máy chủ khởi động lại; biểu quyết" in told and "giữ đủ 0 phiếu đã bỏ" in told
