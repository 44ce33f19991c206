"""The browser of the browser tests: Debian's Chromium without its furniture, where it is there.

A page costs half as much in it as in the whole browser, whose windows nobody sees; without a
process of its own for a screen that is not there it costs a tenth less again, and another tenth
without threads that compile scripts better than a page looked at once has any use for.
"""

import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from server.doctor import BROWSERS
from tests.absent import absent

FLAGS = [
    "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--in-process-gpu",
    "--js-flags=--single-threaded",
]  # fmt: skip


@contextmanager
def launched(*more: str) -> Iterator[Browser]:
    """Started, with `more` flags, and gone afterwards: its event loop would stand in the way of
    whoever signs then."""
    logging.getLogger("asyncio").setLevel(logging.ERROR)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=found(), args=[*FLAGS, *more])
        yield browser
        browser.close()


def found() -> str:
    """The browser of the machine; in CI its absence is a failure, elsewhere a visible skip."""
    named = os.environ.get("CONGSO_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        absent("no Chromium: .ci/chromium installs it, or CONGSO_CHROMIUM=/path")
    return found
