"""People see and hear each other in real browsers; and the meeting goes on when they do not."""

import logging
from collections.abc import Callable, Iterator
from threading import Event, Thread

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select
from werkzeug.serving import make_server

from server import outbox
from server.database import db
from server.door.sessions import COOKIE
from server.meetings.live import events, lines
from server.meetings.live.line_models import Line
from tests import chromium
from tests.cast import Cast, Hand
from tests.office.meetings.gathering import does, item, opened

FLAGS = (
    "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
    "--allow-loopback-in-peer-connection", "--disable-features=WebRtcHideLocalIpsWithMdns",
)  # fmt: skip
MOVES = """() => {
  const shown = document.querySelector("#room-call-people figure:not(.call-own) video");
  return shown?.getVideoPlaybackQuality().totalVideoFrames ?? 0;
}"""
LINE = """const Real = window.RTCPeerConnection;
window.RTCPeerConnection = class extends Real {
  constructor(...given) { super(...given); window.theLine = this; }
};"""
"""The page's way to the other one, so that a test may break it."""
BREAKS = """() => {
  window.before = theLine.localDescription.sdp.match(/ice-ufrag:(.*)/)[1];
  Object.defineProperty(theLine, "connectionState", { get: () => "failed", configurable: true });
  theLine.dispatchEvent(new Event("connectionstatechange"));
  delete theLine.connectionState;
  return document.querySelector("#room-call-people .call-again .call-is-again")?.offsetHeight ?? 0;
}"""
"""Gives how much of the words that say so is seen: they go as soon as there is a way again."""
ANOTHER_WAY = """() => theLine.connectionState === "connected"
  && theLine.signalingState === "stable"
  && theLine.localDescription.sdp.match(/ice-ufrag:(.*)/)[1] !== window.before"""
UNTIL_GONE = f"""() => {{
  const gone = !document.querySelector("#room-call-people figure:not(.call-own)");
  if (!gone) ({BREAKS})();
  return gone;
}}"""
SILENT = """(is) => document.querySelector(
  "#room-call-people figure:not(.call-own) video").muted === is"""
SLOWLY = """const take = RTCPeerConnection.prototype.setRemoteDescription;
RTCPeerConnection.prototype.setRemoteDescription = function (given) {
  const pause = new Promise((done) => setTimeout(done, given.type === "answer" ? 1000 : 0));
  this.turn = Promise.all([this.turn, pause]).then(() => take.call(this, given));
  return this.turn;
};"""
"""A page that takes in an answer slowly, and what comes behind it in its turn."""
TWICE = "async (one) => { one.click(); await new Promise(setTimeout); one.click(); }"
Opens = Callable[[Hand], Page]


@pytest.fixture(scope="module")
def filmed() -> Iterator[Browser]:
    """A browser whose camera shows a test picture, and whose microphone beeps."""
    with chromium.launched(*FLAGS) as one:
        yield one


@pytest.fixture
def comes(filmed: Browser, one_app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opens]:
    monkeypatch.setattr(events, "_said", {})
    monkeypatch.setitem(outbox._mouth, "open", True)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, one_app, threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    made = []

    def opens(hand: Hand) -> Page:
        context = filmed.new_context(base_url=address, viewport={"width": 1024, "height": 768})
        kept = hand.browser().get_cookie(COOKIE)
        context.add_cookies([{"name": COOKIE, "value": kept.value, "url": address}])
        made.append(context)
        return context.new_page()

    yield opens
    for context in made:
        context.close()
    server.shutdown()
    server.server_close()


def comes_in(tab: Page, way: str) -> None:
    tab.locator(f"[data-name='call-{way}']").click()
    expect(tab.locator("[data-name='call-leave']")).to_be_visible()


def test_two_see_each_other_and_the_room_goes_on_without_the_call(
    comes: Opens, one_cast: Cast
) -> None:
    expect.set_options(timeout=20_000)
    path = opened(one_cast, sites=[{"name": "Điểm cầu Bình", "head": one_cast.binh.account}])
    hoa, binh = comes(one_cast.hoa), comes(one_cast.binh)
    for tab in (hoa, binh):
        tab.goto(path)
        comes_in(tab, "video")
    for tab, other in ((hoa, one_cast.binh), (binh, one_cast.hoa)):
        name = "Điểm cầu Bình" if other is one_cast.binh else other.actor.name
        expect(tab.locator("#room-call-people")).to_contain_text(name)
        tab.wait_for_function(f"() => ({MOVES})() > 5", timeout=30_000)
    does(one_cast.minh, path, "mute_site", site=1)
    expect(binh.locator("#room-call")).to_contain_text("Chủ trì đã tắt tiếng điểm cầu")
    expect(binh.locator("[data-name='call-mute']")).to_be_disabled()
    hoa.wait_for_function(SILENT, arg=True)  # whatever the muted page itself does
    does(one_cast.minh, path, "mute_site", site=1, muted=False)
    hoa.wait_for_function(SILENT, arg=False)
    binh.locator("[data-name='call-leave']").click()
    expect(hoa.locator("#room-call")).to_contain_text("Chưa có ai khác")
    hoa.evaluate("() => { navigator.mediaDevices.getUserMedia = async () => { throw 'gone'; } }")
    hoa.locator("[data-name='call-leave']").click()
    hoa.locator("[data-name='call-video']").click()
    expect(hoa.locator("#room-call")).to_contain_text("Cuộc họp vẫn tiếp tục")
    does(one_cast.minh, path, "give_floor", person=one_cast.binh.account)
    expect(hoa.locator("#room-speaker")).to_contain_text(one_cast.binh.actor.name)


def test_a_way_that_breaks_is_looked_for_anew_until_the_other_has_left(
    comes: Opens, one_cast: Cast
) -> None:
    """The other's tile stays and says so; once he is gone without a word, it goes."""
    expect.set_options(timeout=20_000)
    path = opened(one_cast)
    hoa, binh = comes(one_cast.hoa), comes(one_cast.binh)
    hoa.add_init_script(LINE)
    for tab in (binh, hoa):
        tab.goto(path)
        comes_in(tab, "video")
    hoa.wait_for_function(f"() => ({MOVES})() > 5", timeout=30_000)
    assert hoa.evaluate(BREAKS) > 0
    theirs = hoa.locator("#room-call-people figure:not(.call-own)")
    hoa.wait_for_function(ANOTHER_WAY)
    hoa.evaluate("() => theLine.setLocalDescription()")  # an offer that nobody answers any more
    binh.close()
    expect(theirs).to_have_count(1)
    hoa.wait_for_function(UNTIL_GONE, polling=500, timeout=20_000)


def test_a_guest_leaves_the_call_for_a_closed_matter_and_the_others_let_go_of_him(
    comes: Opens, one_cast: Cast
) -> None:
    """His own page that would not leave is left by theirs."""
    expect.set_options(timeout=20_000)
    cast = one_cast
    agenda = [{"title": "Nhân sự", "closed": True}]
    path = opened(cast, agenda=agenda, guests=[cast.nam.account])
    hoa, nam = comes(cast.hoa), comes(cast.nam)
    for tab in (hoa, nam):
        tab.goto(path)
        comes_in(tab, "video")
    for tab in (hoa, nam):
        tab.wait_for_function(f"() => ({MOVES})() > 5", timeout=30_000)
    nam.context.set_offline(True)  # he hears nothing that would have him leave; his pictures go on
    does(cast.minh, path, "start_item", item=item(cast.minh, path))
    expect(hoa.locator("#room-call-people figure:not(.call-own)")).to_have_count(0)
    nam.context.set_offline(False)
    expect(nam.locator("#room-call")).to_contain_text("khách mời ra khỏi cuộc gọi")
    expect(nam.locator("#room-call-people figure")).to_have_count(0)
    does(cast.minh, path, "end_item", item=item(cast.minh, path))
    comes_in(nam, "video")
    expect(hoa.locator("#room-call-people figure:not(.call-own)")).to_have_count(1)


def test_pressed_twice_one_comes_in_once_and_is_heard_of_by_who_mutes_himself(
    comes: Opens, one_cast: Cast
) -> None:
    """Pressed again while the camera wakes: he met everybody twice, and nobody saw anybody."""
    expect.set_options(timeout=20_000)
    path = opened(one_cast)
    hoa, binh = comes(one_cast.hoa), comes(one_cast.binh)
    for tab, way in ((hoa, "video"), (binh, "audio")):
        tab.goto(path)
        tab.locator(f"[data-name='call-{way}']").evaluate(TWICE)
        expect(tab.locator("[data-name='call-leave']")).to_be_visible()
    binh.wait_for_function(f"() => ({MOVES})() > 5", timeout=30_000)
    theirs = "#room-call-people figure:not(.call-own)"
    assert [tab.locator(theirs).count() for tab in (hoa, binh)] == [1, 1]
    expect(hoa.locator(theirs)).to_contain_text("Chỉ có tiếng", use_inner_text=True)
    assert "Chỉ có tiếng" not in binh.locator(theirs).inner_text()
    binh.locator("[data-name='call-mute']").click()
    expect(hoa.locator(theirs)).to_contain_text("Đang tắt tiếng", use_inner_text=True)
    binh.locator("[data-name='call-mute']").click()
    expect(hoa.locator(theirs)).not_to_contain_text("Đang tắt tiếng", use_inner_text=True)


def test_an_offer_right_behind_an_answer_is_no_crossing(comes: Opens, one_cast: Cast) -> None:
    """Bình comes with sound alone to Hoa, who then offers her picture too; of two that cross his
    page is the one that does not give way."""
    expect.set_options(timeout=20_000)
    path = opened(one_cast)
    hoa, binh = comes(one_cast.hoa), comes(one_cast.binh)
    binh.add_init_script(SLOWLY)
    for tab in (hoa, binh):
        tab.goto(path)
        expect(tab.locator("html")).to_have_attribute("data-room", "open")
    while _name(one_cast.binh) < _name(one_cast.hoa):
        binh.reload()
        expect(binh.locator("html")).to_have_attribute("data-room", "open")
    for tab, way in ((hoa, "video"), (binh, "audio")):
        comes_in(tab, way)
    binh.wait_for_function(f"() => ({MOVES})() > 5", timeout=30_000)


def _name(hand: Hand) -> str:
    """Of his page's line that came last."""
    mine = select(Line.sid).filter_by(person_id=hand.actor.person_id).order_by(Line.since.desc())
    db.session.rollback()
    return db.session.scalars(mine.limit(1)).one()


def test_who_calls_before_the_room_is_joined_comes_in_once_it_is(
    comes: Opens, one_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    expect.set_options(timeout=20_000)
    joined, opens = Event(), lines.opened
    monkeypatch.setattr(lines, "opened", lambda *at, **who: joined.wait(7) and opens(*at, **who))
    hoa = comes(one_cast.hoa)
    hoa.goto(opened(one_cast))
    hoa.locator("[data-name='call-video']").click()
    expect(hoa.locator("#room-call")).to_contain_text("vào được là cuộc gọi mở ngay")
    joined.set()
    expect(hoa.locator("[data-name='call-leave']")).to_be_visible()
    expect(hoa.locator("#room-call")).to_contain_text("Chưa có ai khác")


def test_a_room_with_a_device_of_its_own_is_shown_what_to_dial(
    comes: Opens, one_app: Flask, one_cast: Cast
) -> None:
    said = {"call_url": "sip:{meeting}@mcu.tinh.vn"}
    one_app.config["SETTINGS"] = one_app.config["SETTINGS"].model_copy(update=said)
    path = opened(one_cast)
    page = comes(one_cast.hoa)
    page.goto(path)
    number = page.locator("#room-call .call-number")
    expect(number).to_have_text(f"{path.rsplit('/', 1)[1]}@mcu.tinh.vn")
    assert page.locator("#room-call a").get_attribute("href") == f"sip:{number.inner_text()}"
