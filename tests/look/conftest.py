"""One preview of the house and one browser for every look at it."""

import logging
from collections.abc import Iterator
from threading import Thread

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page
from werkzeug.serving import make_server

from tests import chromium
from tests.look import preview

PATIENCE = 60_000
"""Milliseconds. Browsers on two cores that others use too: what comes is not asked how soon."""
DESK = {"viewport": {"width": 1440, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
HALL = {"viewport": {"width": 1920, "height": 1080}}


@pytest.fixture(scope="session")
def office() -> Flask:
    """The preview's application."""
    return preview.office()


@pytest.fixture(scope="session")
def address(office: Flask) -> Iterator[str]:
    """Where it answers."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, office, threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One for every look at the pages of a file of tests."""
    with chromium.launched() as one:
        yield one


@pytest.fixture(scope="module")
def desk(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A wide screen on somebody's desk."""
    context = browser.new_context(base_url=address, **DESK)
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture(scope="module")
def phone(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A leader's phone."""
    context = browser.new_context(base_url=address, **PHONE)
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture(scope="module")
def scriptless(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A browser that runs no script at all."""
    context = browser.new_context(base_url=address, java_script_enabled=False, **DESK)
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(desk: BrowserContext) -> Iterator[Page]:
    """A fresh tab on the desk."""
    tab = desk.new_page()
    yield tab
    tab.close()
