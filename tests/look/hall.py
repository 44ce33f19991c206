"""A room of browsers: the house on a port of its own, and its people before it."""

import logging
from collections.abc import Callable, Iterator
from threading import Thread

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect
from werkzeug.serving import make_server

from server import outbox
from server.door.sessions import COOKIE
from server.meetings.live import events
from tests import axe
from tests.cast import Cast, Hand
from tests.look.conftest import PATIENCE

AN_HOUR_AHEAD = "(() => { const now = Date.now; Date.now = () => now() + 3600000; })()"
expect.set_options(timeout=PATIENCE)


class Room:
    """The meeting's people, each at a browser of his own; Hoa's clock is an hour ahead."""

    def __init__(self, browser: Browser, address: str, cast: Cast, path: str):
        self.browser, self.address, self.cast, self.path = browser, address, cast, path
        self.said: list[str] = []
        self.contexts: list[BrowserContext] = []

    def comes(self, hand: Hand | None, page: str, **screen: object) -> Page:
        """Somebody opens a page; whatever his browser complains of is kept."""
        context = self.browser.new_context(base_url=self.address, **screen)
        context.set_default_timeout(PATIENCE)
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
def opens(
    browser: Browser, one_app: Flask, one_cast: Cast, monkeypatch
) -> Iterator[Callable[[str], Room]]:
    """The house on a port of its own; a meeting's path gives its room."""
    monkeypatch.setattr(events, "_said", {})
    monkeypatch.setitem(outbox._mouth, "open", True)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, one_app, threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    made: list[Room] = []

    def opened(path: str) -> Room:
        made.append(Room(browser, f"http://127.0.0.1:{server.server_port}", one_cast, path))
        return made[-1]

    yield opened
    for context in (context for room in made for context in room.contexts):
        context.close()
    server.shutdown()
    server.server_close()


def presses(tab: Page, name: str, words: str = "") -> None:
    """The button of that name, which it keeps in every language.

    The large one, "own", is another's act after each press: who presses it again says which words
    are to stand on it, else a press on a slow page is of the act that was done already.
    """
    tab.locator(f"[data-name='{name}']", has_text=words).click()


IN_SIGHT = """() => {
    const button = document.querySelector("[data-name=cast]");
    const { x, y, width, height } = button.getBoundingClientRect();
    return button.contains(document.elementFromPoint(x + width / 2, y + height / 2));
}"""
"""What sends the ballot is what a finger meets at its place."""


def votes(tab: Page, choice: str) -> None:
    """A ballot that the house has."""
    presses(tab, f"pick-{choice}")
    tab.wait_for_function(IN_SIGHT)  # and not under the fold, where nobody looks for it
    presses(tab, "cast")
    expect(tab.locator("#room-vote")).to_contain_text("Đã ghi nhận phiếu lúc")


def is_clean(tab: Page) -> None:
    """Fit for everybody, best practice included."""
    assert [one["id"] for one in axe.broken(tab, "best-practice")] == []
