"""A bar that stays in sight is in nobody's way: not for a thumb, nor for who goes by the keyboard.

It lies over whatever passes below it. Where it was part of the answers' column, a box that was half
under it was too small a target (WCAG 2.2, 2.5.8), and only where somebody had scrolled to just
there: so the page is looked at while they pass. And a field that was gone to by the keyboard
lay under it, unseen (2.4.11).
"""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests import axe
from tests.cast import Cast
from tests.look import hall
from tests.look.conftest import DESK, PHONE
from tests.office.meetings import test_polls
from tests.office.meetings.gathering import entered

opens = hall.opens
FAR = 7
"""So many answers stand before the one that passes, and as many after it."""
STEP = 4
"""Pixels: it is found in a strip of fourteen."""
LOOK = """async () => {
    const asked = { runOnly: ["target-size"], preload: false, resultTypes: ["violations"] };
    const found = await axe.run(asked);
    return found.violations.flatMap((one) => one.nodes.map((node) => node.html.slice(0, 120)));
}"""
PUT = """([n, down]) => {
    const place = (one) => document.querySelectorAll(one)[n].getBoundingClientRect().top;
    scrollBy({ top: place(".three") - innerHeight + down, behavior: "instant" });
}"""
"""The n-th answers, so that they begin so far above the lower edge of the window."""
IS_SEEN = """() => {
    const box = document.activeElement.getBoundingClientRect();
    const there = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return document.activeElement.contains(there);
}"""
BAR = "document.querySelector('.primary.still').offsetHeight"


def _too_small_under_the_bar(page: Page, n: int) -> list[tuple[int, str]]:
    """What cannot be met while the n-th answers pass below the bar, and where that was."""
    page.evaluate(axe.SOURCE.read_text())
    found = []
    for down in range(0, page.evaluate(BAR) + 44, STEP):
        page.evaluate(PUT, [n, down])
        found += [(down, one) for one in page.evaluate(LOOK)]
    return found


def _goes_under_the_bar(page: Page, n: int) -> None:
    """By the keyboard, from the answers before, while these lie under it."""
    page.locator(".three").nth(n - 1).locator("input").last.focus()
    page.evaluate(PUT, [n, page.evaluate(BAR)])
    page.keyboard.press("Tab")
    page.wait_for_function(IS_SEEN)


@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
def test_each_answer_is_met_and_seen(
    opens: Callable[[str], hall.Room], one_cast: Cast, screen: dict[str, Any]
) -> None:
    matters = [{"title": f"Nội dung thứ {n} của phiên họp thường kỳ"} for n in range(2 * FAR)]
    path, poll = entered(one_cast, agenda=matters), test_polls.sent(one_cast, agenda=matters)
    room = opens(path)
    page = room.comes(one_cast.hoa, f"{path}/stances", **screen)
    for form in (f"{path}/stances", f"{poll}/poll"):
        page.goto(form)
        assert _too_small_under_the_bar(page, FAR) == []
        _goes_under_the_bar(page, FAR)
    assert room.said == []
