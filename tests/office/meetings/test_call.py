"""The call beside a meeting: who is let in, whom a page may reach, and which engine is offered."""

import base64
import hashlib
import hmac
from types import SimpleNamespace

import pytest
from sqlalchemy import update

from server import outbox
from server.config import Settings
from server.database import transaction
from server.meetings.calls import calls
from server.meetings.calls import engines as call_engines
from server.meetings.calls import live as call_live
from server.meetings.live import events, live
from server.meetings.live.line_models import Line
from server.sockets import socketio
from tests.office.meetings.gathering import does, entered, id_of, item, opened
from tests.office.meetings.test_sites import conference


@pytest.fixture
def page(one_app, monkeypatch):
    """Somebody's page, in the room of a meeting."""
    monkeypatch.setattr(events, "_said", {})
    monkeypatch.setitem(outbox._mouth, "open", True)
    made = []

    def opens(hand, path: str):
        tab = socketio.test_client(one_app, flask_test_client=hand.browser())
        tab.emit("join", {"meeting": id_of(path)}, callback=True)
        made.append(tab)
        return tab

    yield opens
    for tab in made:
        if tab.is_connected():
            tab.disconnect()


def says(tab, word: str, path: str, **said):
    return tab.emit(word, {"meeting": id_of(path), **said}, callback=True)


def heard(tab) -> list[dict]:
    return [one["args"][0] for one in tab.get_received() if one["name"] == "rtc"]


def test_who_comes_is_told_who_is_there_and_they_find_each_other(one_cast, page):
    path = entered(one_cast, **conference(one_cast))
    dao, hoa = page(one_cast.dao, path), page(one_cast.hoa, path)
    assert says(dao, "call", path, **{"as": "video"}) == {"ok": True, "peers": [], "ice": []}
    (there,) = says(hoa, "call", path, **{"as": "audio"})["peers"]
    assert (there["name"], there["site"]) == (one_cast.dao.actor.name, "Hoằng Phú")
    dao.get_received()
    assert says(hoa, "rtc", path, to=there["sid"], data={"candidate": 1})["ok"]
    (told,) = heard(dao)
    assert told["data"] == {"candidate": 1} and told["from"]["name"] == one_cast.hoa.actor.name
    assert says(dao, "rtc", path, to=told["from"]["sid"], data={})["ok"]


def test_of_two_who_come_at_one_moment_one_is_told_of_the_other(one_cast, page, monkeypatch):
    """Both had asked who is there before either was: so each sat alone in the call."""
    path = entered(one_cast)
    hoa, _binh = page(one_cast.hoa, path), page(one_cast.binh, path)

    def comes_meanwhile(*_asked):
        his = update(Line).where(Line.person_id == one_cast.binh.actor.person_id)
        with transaction() as session:
            session.execute(his.values(call="audio"))
        return False

    monkeypatch.setattr(call_live, "_is_full", comes_meanwhile)
    (there,) = says(hoa, "call", path, **{"as": "audio"})["peers"]
    assert there["name"] == one_cast.binh.actor.name


def test_a_page_reaches_nobody_outside_the_call_of_its_meeting(one_cast, page):
    path, other = entered(one_cast), entered(one_cast, room="Phòng họp số 2")
    hoa, binh, away = (
        page(one_cast.hoa, path),
        page(one_cast.binh, path),
        page(one_cast.tckh, other),
    )
    says(away, "call", other, **{"as": "audio"})
    (far,) = says(page(one_cast.minh, other), "call", other, **{"as": "audio"})["peers"]
    says(hoa, "call", path, **{"as": "audio"})
    outside = says(binh, "rtc", path, to=far["sid"], data={})
    assert outside == {"ok": False, "code": "not_in_the_call"}
    (near,) = says(binh, "call", path, **{"as": "audio"})["peers"]
    assert not says(binh, "rtc", path, to=far["sid"], data={})["ok"]
    assert says(binh, "rtc", path, to=near["sid"], data={"x": "y" * 20_000})["code"] == "invalid"
    assert not [one for tab in (away, hoa) for one in heard(tab)]


def test_who_only_reads_of_a_meeting_or_finds_it_over_is_not_let_in(one_cast, page):
    path = opened(one_cast)
    lan, hoa = page(one_cast.lan, path), page(one_cast.hoa, path)
    assert says(lan, "call", path, **{"as": "video"})["code"] == "not_in_the_call"
    assert says(hoa, "call", path, **{"as": "shouting"})["code"] == "invalid"
    does(one_cast.minh, path, "close")
    assert says(hoa, "call", path, **{"as": "video"})["code"] == "not_in_the_call"


def test_a_full_call_says_so_and_takes_one_more_when_somebody_left(one_cast, page, monkeypatch):
    monkeypatch.setattr(call_live, "MOST_SEEN", 1)
    monkeypatch.setattr(call_live, "MOST", 2)
    path = entered(one_cast)
    first, second, third = (
        page(hand, path) for hand in (one_cast.minh, one_cast.binh, one_cast.hoa)
    )
    assert says(first, "call", path, **{"as": "video"})["ok"]
    assert says(second, "call", path, **{"as": "video"})["code"] == "call_is_full"
    assert says(second, "call", path, **{"as": "audio"})["ok"]
    assert says(third, "call", path, **{"as": "audio"})["code"] == "call_is_full"
    assert says(second, "call", path, **{"as": ""})["ok"]
    first.disconnect()
    assert says(third, "call", path, **{"as": "video"})["peers"] == []


def test_signals_have_a_measure_of_their_own(one_cast, page):
    path = entered(one_cast)
    hoa = page(one_cast.hoa, path)
    for _ in range(live.MOST_SIGNALS):
        assert says(hoa, "call", path, **{"as": ""})["ok"]
    assert says(hoa, "sync", path, since=0)["ok"]
    assert says(hoa, "call", path, **{"as": ""})["code"] == "too_many_events"
    assert says(hoa, "rtc", path, to="x", data={})["code"] == "too_many_events"
    assert says(hoa, "sync", path, since=0)["ok"]


def test_the_province_has_an_engine_of_its_own(one_app, one_cast):
    path = entered(one_cast)
    assert '"kind": "mesh"' in one_cast.hoa.browser().get(path).text
    door = call_engines.engine(Settings(call_url="https://mcu.tinh.vn/hop/{meeting}"))
    assert door.door(SimpleNamespace(id=7)) == {"kind": "link", "url": "https://mcu.tinh.vn/hop/7"}


def test_a_relays_password_is_good_for_an_hour_and_for_one_person():
    settings = Settings(turn_url="turn:relay:3478", turn_secret="s3cret")
    (relay,) = calls.relays(settings, person_id=4, at=1_000)
    proof = hmac.new(b"s3cret", b"4600:4", hashlib.sha1).digest()
    assert relay["username"] == "4600:4"
    assert base64.b64decode(relay["credential"]) == proof
    assert calls.relays(Settings(), person_id=4, at=1_000) == []


def test_a_guest_is_not_in_the_call_while_a_closed_matter_is_dealt_with(one_cast, page):
    """He hears nobody and nobody is told of him; whom the matter is his, stays."""
    cast = one_cast
    agenda = [{"title": "Nhân sự", "closed": True, "rapporteur": cast.anh.account}]
    guests = [cast.nam.account, cast.anh.account]
    path = opened(cast, agenda=agenda, guests=guests)
    nam, anh, hoa = (page(hand, path) for hand in (cast.nam, cast.anh, cast.hoa))
    for tab in (nam, anh):
        assert says(tab, "call", path, **{"as": "audio"})["ok"]
    there = says(hoa, "call", path, **{"as": "audio"})["peers"]
    sids = {one["account"]: one["sid"] for one in there}
    assert [one["guest"] for one in there] == [True, True]
    nam.get_received()
    does(cast.minh, path, "start_item", item=item(cast.minh, path))
    out = {"ok": False, "code": "not_in_the_call"}
    assert says(hoa, "rtc", path, to=sids[cast.nam.account], data={}) == out
    assert says(nam, "rtc", path, to=sids[cast.anh.account], data={}) == out
    assert says(nam, "call", path, **{"as": "audio"})["code"] == "matter_is_closed"
    assert says(hoa, "rtc", path, to=sids[cast.anh.account], data={})["ok"]
    assert not heard(nam)
    (left,) = says(hoa, "call", path, **{"as": "audio"})["peers"]
    assert left["account"] == cast.anh.account
    assert cast.nam.browser().get(f"{path}/call").status_code == 403
    does(cast.minh, path, "end_item", item=item(cast.minh, path))
    assert says(nam, "call", path, **{"as": "audio"})["ok"]
    assert cast.nam.browser().get(f"{path}/call").status_code == 302
