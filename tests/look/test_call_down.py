"""The call is down, in each way that it may be; the meeting goes on whole, and says so."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from server.meetings.calls import live as call_live
from tests.cast import Cast
from tests.look import test_call
from tests.look.hall import presses, votes
from tests.look.test_call import Opens, comes_in
from tests.office.meetings.gathering import does, opened
from workflows import Refused

filmed, comes = test_call.filmed, test_call.comes
DOWN = "Chưa vào được cuộc gọi. Cuộc họp vẫn tiếp tục bình thường."
Breaks = Callable[[Page, pytest.MonkeyPatch], None]


def _is_silent(tab: Page, _monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the page says of the call, nobody answers."""

    def lay(line: WebSocketRoute) -> None:
        house = line.connect_to_server()
        house.on_message(line.send)
        line.on_message(lambda said: None if '["call"' in str(said) else house.send(said))

    tab.route_web_socket("**/socket.io/**", lay)


def _refuses(_tab: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    def no(*_asked: object) -> None:
        raise Refused("call_engine_silent")

    monkeypatch.setattr(call_live, "_may_enter", no)


def _is_unknown(tab: Page, _monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser whose house forbids it to speak to others."""
    tab.add_init_script("delete window.RTCPeerConnection")


@pytest.mark.parametrize("breaks", [_is_silent, _refuses, _is_unknown])
def test_the_meeting_goes_on_whole_when_the_call_is_down(
    comes: Opens, one_cast: Cast, monkeypatch: pytest.MonkeyPatch, breaks: Breaks
) -> None:
    expect.set_options(timeout=20_000)
    cast, path = one_cast, opened(one_cast)
    minh, hoa, binh = comes(cast.minh), comes(cast.hoa), comes(cast.binh)
    binh.goto(path)
    comes_in(binh, "video")
    for tab in (minh, hoa):
        breaks(tab, monkeypatch)
        tab.goto(path)
        presses(tab, "call-video")
    _they_meet(minh, hoa, binh)
    for tab in (minh, hoa):
        expect(tab.locator("#room-call")).to_contain_text(DOWN)
        expect(tab.locator("[data-name='call-video']")).to_be_enabled()
        expect(tab.locator("html")).to_have_attribute("data-room", "open")
    does(cast.minh, path, "close")
    does(cast.tuan, path, "draft_minutes")
    written = str(cast.tuan.sees(f"{path}/minutes")["items"])
    for words in ("Nội dung 1: Dự toán năm 2027", "Lê Thị Hoa phát biểu", "tán thành 3"):
        assert words in written, written


def _they_meet(minh: Page, hoa: Page, binh: Page) -> None:
    """A matter, the floor, a vote to its result, a conclusion: by the buttons of the room, before
    anybody knows what became of the call."""
    presses(minh, "start-next")
    presses(hoa, "own", "Đăng ký phát biểu")
    minh.locator("[data-name^='give-']").click()
    expect(binh.locator("#room-speaker")).to_contain_text("Lê Thị Hoa")
    presses(hoa, "own", "Kết thúc lượt")
    minh.locator("#ask-question").fill("Thông qua dự toán?")
    minh.get_by_role("button", name="Mở biểu quyết ngay").click()
    for tab in (minh, hoa, binh):
        votes(tab, "for")
    minh.on("dialog", lambda asked: asked.accept())
    presses(minh, "close-vote")
    for tab in (minh, hoa, binh):
        expect(tab.locator("#room-vote .outcome")).to_contain_text("Được thông qua")
    minh.get_by_role("button", name="Kết luận nội dung").click()
    expect(hoa.locator("#room-agenda li").first).to_contain_text("đã xong")
