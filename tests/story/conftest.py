"""A running office and a browser: the story is told by clicking, as the cast does."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from server.demo.cast import PASSWORD
from tests import axe, chromium, offices
from tests.cast import ACCOUNTS

PATIENCE = 90
ROOT = Path(__file__).parents[2]
DESK = {"width": 1440, "height": 900}


@dataclass
class Office:
    """An office that serves on loopback."""

    address: str
    process: subprocess.Popen[bytes]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, people_home: Path) -> Iterator[Office]:
    """`congso run` on the demo people, with nothing on their desks; it ends with the tests."""
    home = tmp_path_factory.mktemp("story")
    offices.furnish(home, people_home)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = Path(sys.executable).with_name("congso")
    process = subprocess.Popen(
        [command, "run", "--port", str(port), "--no-demo"],
        env=os.environ | {"CONGSO_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        cwd=ROOT,
    )
    address = f"http://127.0.0.1:{port}"
    _await(address, process)
    yield Office(address, process)
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0, "the office did not leave in order"


def _await(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert process.poll() is None, "the office ended by itself"
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/healthz", None, 5):
            return
        time.sleep(0.1)
    raise AssertionError("the office never answered")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium.launched() as one:
        yield one


class Sitter:
    """One of the cast before a screen."""

    def __init__(self, browser: Browser, office: Office, name: str, **screen: object) -> None:
        self.name = name
        self.wrongs: list[str] = []
        self.context: BrowserContext = browser.new_context(
            base_url=office.address,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            **({"viewport": DESK} | screen),
        )
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(30_000)
        self.page.on("pageerror", lambda error: self.wrongs.append(str(error)))
        self.page.on("console", self._heard)
        self.page.goto("/login")
        self.page.fill("[name=account]", ACCOUNTS[name])
        self.page.fill("[name=password]", PASSWORD)
        self.page.click("main form button.main")
        self.page.wait_for_url(lambda url: "/login" not in url)

    def _heard(self, message) -> None:
        """A complaint of the browser's, a broken policy most of all; a refusal's status is none."""
        if message.type == "error" and "status of 4" not in message.text:
            self.wrongs.append(message.text)

    def opens(self, path: str) -> Page:
        answer = self.page.goto(path)
        assert answer is None or answer.ok, f"{path}: {answer.status}"
        return self.page

    def does(self, name: str, /, **typed: str | list[str]) -> None:
        """Unfold the form of a step, fill it in, press its button."""
        form = self.page.locator(f"form[data-form='{name}']")
        fold = self.page.locator("details.act", has=form)
        if fold.count():
            fold.first.evaluate("node => { node.open = true }")
        for field, value in typed.items():
            self._fill(form, field, value)
        sure = form.locator("input[id$='-sure']")
        if sure.count():
            sure.check()
        with self.page.expect_navigation():
            form.locator("button.btn.big, button.btn.main").last.click()

    def goes(self, label: str) -> None:
        """Press a button that leads to a page of its own."""
        with self.page.expect_navigation():
            self.page.click(f"main a.btn:text-is('{label}')")

    def _fill(self, form, field: str, value: str | list[str]) -> None:
        entry = form.locator(f"[name='{field}']")
        if entry.evaluate("node => node.tagName") == "SELECT":
            entry.select_option(value, force=True)
        else:
            entry.fill(str(value))

    def looks_right(self) -> None:
        """axe finds nothing serious on this page, and a phone need not be pushed sideways."""
        axe.looks_right(self.page)

    @property
    def state(self) -> str:
        return self.page.locator(".paper-head .meta").inner_text()
