"""A paper over 64 kbit/s: a page is read first; viewer and file come when they are asked for."""

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.look.cable import Cable
from tests.look.test_lost_line import LINE, PLAN, cable, tablet
from tests.office.meetings.gathering import does, item, opened
from tests.office.papers import SENT

__all__ = ["cable", "tablet"]
SLOW = "Object.defineProperty(navigator, 'connection', { value: { effectiveType: '2g' } })"


@pytest.mark.sent
def test_the_first_page_is_read_in_four_seconds_and_a_turned_one_lies_there_already(
    tablet: Page, cable: Cable, one_cast: Cast
) -> None:
    """51 seconds where the viewer's code and the whole paper came first."""
    cast, path = one_cast, opened(one_cast, **PLAN)
    does(cast.minh, path, "start_item", item=item(cast.minh, path))
    tablet.add_init_script(SLOW)
    tablet.goto(path)
    expect(tablet.locator("#room-line")).to_contain_text("Đã kết nối")
    tablet.wait_for_load_state("networkidle")
    asked: list[str] = []
    tablet.on("request", lambda one: asked.append(one.url))
    before, cable.a_second = cable.carried, LINE
    shown = {"item": item(cast.minh, path), "document": SENT[1:], "page": 1}
    does(cast.minh, path, "show_page", **shown)
    picture = tablet.locator("#room-viewer .picture img[src^='blob:']")
    expect(picture).to_be_visible()
    assert cable.carried - before <= 4 * LINE
    assert not any("pdf" in url.rpartition("/")[2] for url in asked)
    expect(tablet.locator("#room-viewer [data-pages]")).to_have_text("1")
    cable.a_second = 1_000 * LINE
    tablet.get_by_role("button", name="Tải văn bản").click()
    expect(tablet.locator(".page .textLayer")).not_to_be_empty()
    expect(picture).to_have_count(0)
    expect(tablet.locator("[data-slow]")).to_have_count(0)


@pytest.mark.sent
def test_a_page_is_drawn_for_whoever_may_have_its_file(one_app: Flask, one_cast: Cast) -> None:
    """What is no page, no PDF or nobody's to read is not there; drawn once, it is kept."""
    lan = one_cast.lan.browser()
    got = lan.get(f"{SENT}/files/1?page=1", buffered=True)
    assert (got.mimetype, got.headers["X-Pages"]) == ("image/webp", "1")
    assert len(got.data) < 40_000 and got.headers["Cache-Control"] == "no-store"
    for no in ("0", "2", "x", "-1", "9" * 30, ""):
        assert lan.get(f"{SENT}/files/1?page={no}").status_code == 404, no
    assert one_cast.dao.browser().get(f"{SENT}/files/1?page=1").status_code == 404
    assert lan.get(f"{SENT}/files/1", buffered=True).mimetype == "application/pdf"
