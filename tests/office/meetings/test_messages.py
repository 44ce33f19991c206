"""A word to the secretary: he alone reads it, and the minutes know nothing of it (DOMAIN §10.9)."""

from tests.office.meetings.gathering import does, opened
from tests.office.meetings.test_live import ear, heard, joins
from tests.office.meetings.test_lost import quiet
from tests.office.meetings.test_refusals import no
from tests.office.outcome import refused

ASKS = "Xin bản giấy biểu 03"


def read_by(hand, path):
    return hand.browser().get(f"{path}/messages")


def test_the_secretary_reads_who_wants_what_and_nobody_else(one_app, one_cast, monkeypatch):
    quiet(monkeypatch)
    cast = one_cast
    path = opened(cast)
    assert "Chưa có ai nhắn." in read_by(cast.tuan, path).text
    with ear(one_app, cast.binh) as page:
        joins(page, path)
        does(cast.hoa, path, "tell_secretary", text=f"  {ASKS}\n")
        (told,) = heard(page)
    assert told["kind"] == "message"
    assert ASKS not in str(told) and cast.hoa.actor.name not in str(told)
    shown = read_by(cast.tuan, path).text
    assert f"<b>{cast.hoa.actor.name}</b>: {ASKS}</span>" in shown
    for other in (cast.minh, cast.hoa, cast.binh):
        assert read_by(other, path).status_code == 403
    assert ASKS not in cast.minh.asks("GET", f"{path}/state?since=0").text


def test_it_is_no_remark_and_stands_in_no_minutes(one_cast):
    cast = one_cast
    path = opened(cast)
    does(cast.hoa, path, "tell_secretary", text=ASKS)
    assert ASKS not in cast.tuan.browser().get(f"{path}/record").text
    does(cast.minh, path, "close")
    does(cast.tuan, path, "draft_minutes")
    assert ASKS not in cast.tuan.browser().get(f"{path}/minutes").text


def test_who_tells_him_something(one_cast):
    cast = one_cast
    path = opened(cast)
    refused(cast.hoa.asks("POST", f"{path}/actions/tell_secretary", json={"text": " "}), "invalid")
    refused(
        cast.nam.asks("POST", f"{path}/actions/tell_secretary", json={"text": ASKS}), "not_found"
    )
    does(cast.minh, path, "close")
    no(cast.hoa, path, "tell_secretary", "wrong_state", text=ASKS)
