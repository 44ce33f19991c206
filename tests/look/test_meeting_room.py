"""A short meeting in six real browsers: chair, secretary, three delegates, the screen on the wall.

Hoa holds a telephone whose clock is an hour ahead. What one does the others see, without a reload.
"""

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect
from werkzeug.serving import make_server

from server import clock, outbox
from server.door.sessions import COOKIE
from server.meetings import events, sweeping, tickets
from tests.cast import Cast, Hand
from tests.look.conftest import DESK, PHONE
from tests.office.meetings.gathering import entered, id_of

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
RULES = "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']})"
AN_HOUR_AHEAD = "(() => { const now = Date.now; Date.now = () => now() + 3600000; })()"
expect.set_options(timeout=20_000)
HALL = {"viewport": {"width": 1920, "height": 1080}}


class Room:
    """The meeting's people, each at a browser of his own."""

    def __init__(self, browser: Browser, address: str, cast: Cast, path: str):
        self.browser, self.address, self.cast, self.path = browser, address, cast, path
        self.said: list[str] = []
        self.contexts: list[BrowserContext] = []

    def comes(self, hand: Hand | None, page: str, **screen: object) -> Page:
        """Somebody opens a page; whatever his browser complains of is kept."""
        context = self.browser.new_context(base_url=self.address, **screen)
        context.set_default_timeout(10_000)
        self.contexts.append(context)
        if hand:
            kept = hand.browser().get_cookie(COOKIE)
            context.add_cookies([{"name": COOKIE, "value": kept.value, "url": self.address}])
        tab = context.new_page()
        tab.on("console", self._hear)
        tab.on("pageerror", lambda wrong: self.said.append(str(wrong)))
        if hand is self.cast.hoa:
            tab.add_init_script(AN_HOUR_AHEAD)
        tab.goto(page)
        return tab

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.said.append(f"{message.text} {message.location['url']}")


@pytest.fixture
def room(browser: Browser, one_app: Flask, one_cast: Cast, monkeypatch) -> Iterator[Room]:
    """The house on a port of its own, and a meeting that people may enter."""
    monkeypatch.setattr(events, "_said", {})
    monkeypatch.setitem(outbox._mouth, "open", True)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, one_app, threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    made = Room(browser, f"http://127.0.0.1:{server.server_port}", one_cast, entered(one_cast))
    yield made
    for context in made.contexts:
        context.close()
    server.shutdown()
    server.server_close()


def _presses(tab: Page, name: str) -> None:
    tab.locator(f"[data-name='{name}']").click()


def _votes(tab: Page, choice: str) -> None:
    _presses(tab, f"pick-{choice}")
    _presses(tab, "cast")
    expect(tab.locator("#room-vote")).to_contain_text("Đã ghi nhận phiếu lúc")


def _is_clean(tab: Page) -> None:
    tab.evaluate(AXE.read_text())
    assert tab.evaluate(f"{RULES}.then((told) => told.violations.map((one) => one.id))") == []


def test_a_short_meeting_is_held_in_six_browsers(room: Room) -> None:
    cast, path = room.cast, room.path
    wall = room.comes(None, "/projector", **HALL)
    code = wall.locator(".pair-code").inner_text()
    minh, tuan, binh, tckh = (
        room.comes(hand, path, **DESK) for hand in (cast.minh, cast.tuan, cast.binh, cast.tckh)
    )
    _people_gather(room, wall, code, (minh, tuan, binh, tckh))
    hoa = room.comes(cast.hoa, f"{path}/here/{tickets.code(id_of(path), clock.now())}", **PHONE)
    hoa.get_by_role("button", name="Tôi có mặt tại phòng họp").click()
    expect(minh.locator("#room-quorum")).to_contain_text("4/4 thành viên có mặt")
    _presses(minh, "own")
    _somebody_speaks(minh, hoa, (tuan, binh, wall))
    _it_is_voted_on(minh, (binh, hoa, tckh), wall)
    _the_secretary_is_told(hoa, tuan)
    for tab in (minh, tuan, hoa, wall):
        _is_clean(tab)
    assert hoa.evaluate("document.documentElement.scrollWidth <= innerWidth")
    _it_ends(minh, tuan, wall)
    assert room.said == []


def _people_gather(room: Room, wall: Page, code: str, seated: tuple[Page, ...]) -> None:
    minh, tuan, binh, tckh = seated
    tuan.locator("#room-code").fill(code)
    tuan.get_by_role("button", name="Kết nối").click()
    expect(wall.locator("#room-qr")).to_be_visible()
    for tab in (minh, binh, tckh):
        _presses(tab, "own")
    expect(wall.locator("#room-quorum")).to_contain_text("3/4 thành viên có mặt")


def _somebody_speaks(minh: Page, hoa: Page, others: tuple[Page, ...]) -> None:
    """Everybody sees the item, who speaks, and for how long by the server's clock."""
    minh.get_by_role("button", name=re.compile("^Bắt đầu")).first.click()
    _presses(hoa, "own")
    minh.get_by_role("button", name=re.compile("^Mời")).click()
    for tab in (hoa, *others):
        expect(tab.locator("#room-item")).to_contain_text("1. Dự toán năm 2027")
        expect(tab.locator("#room-speaker")).to_contain_text(re.compile("còn (5:00|4:[45])"))
    _presses(hoa, "own")
    expect(minh.locator("#room-speaker")).to_contain_text("Không có ai đang phát biểu")


def _it_is_voted_on(minh: Page, others: tuple[Page, ...], wall: Page) -> None:
    minh.locator("#room-ask summary").click()
    minh.locator("#ask-question").fill("Thông qua dự toán?")
    minh.get_by_role("button", name="Mở biểu quyết ngay").click()
    expect(wall.locator("#room-wall-vote")).to_contain_text("đã bỏ 0 trên 4 phiếu")
    for tab in (minh, *others):
        _votes(tab, "for")
    sweeping.look()
    expect(wall.locator("#room-wall-vote")).to_contain_text("đã bỏ 4 trên 4 phiếu")
    _presses(minh, "close-vote")
    expect(wall.locator("#room-wall-vote")).to_contain_text("Được thông qua 100,00%")
    for tab in others:
        expect(tab.locator("#room-vote .chart")).to_contain_text("Tán thành")


def _the_secretary_is_told(hoa: Page, tuan: Page) -> None:
    hoa.get_by_text("Nhắn thư ký").click()
    hoa.locator("#room-tell").fill("Xin bản giấy biểu 03")
    hoa.get_by_role("button", name="Gửi", exact=True).click()
    expect(tuan.locator("#room-messages li").first).to_contain_text("Lê Thị Hoa: Xin bản giấy")
    expect(hoa.locator("#room-tell")).to_have_value("")


def _it_ends(minh: Page, tuan: Page, wall: Page) -> None:
    """What is typed stands in the record, and nowhere else; the chair concludes and closes."""
    tuan.locator("#room-text").fill("Gửi lại biểu 03")
    tuan.get_by_role("button", name="Ghi", exact=True).click()
    expect(tuan.locator("#room-record li").first).to_contain_text("Gửi lại biểu 03")
    minh.locator("#room-conclusion").fill("Thông qua dự toán")
    minh.get_by_role("button", name="Kết luận nội dung").click()
    expect(tuan.locator("#room-agenda")).to_contain_text("Kết luận: Thông qua dự toán")
    minh.on("dialog", lambda asked: asked.accept())
    _presses(minh, "close")
    expect(wall.locator("#room-wall-state")).to_contain_text("Cuộc họp đã bế mạc")
    expect(minh.locator("#meeting-state")).to_contain_text("Đã bế mạc")
