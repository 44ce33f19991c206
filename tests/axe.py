"""axe before a page: which of its rules are broken there."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SOURCE = Path(__file__).parents[1] / "node_modules/axe-core/axe.min.js"
RULES = ("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa")
BAD = {"serious", "critical"}
PHONE = {"width": 390, "height": 844}


def broken(page: Page, *more: str) -> list[dict[str, Any]]:
    """The rules that the page breaks, each with its nodes; `more` are sets of rules beside WCAG's.

    Its half a megabyte goes into a page once: to read it costs as much as half a look.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(SOURCE.read_text())
    asked = {"preload": False, "resultTypes": ["violations"], "runOnly": [*RULES, *more]}
    found: list[dict[str, Any]] = page.evaluate(f"axe.run({json.dumps(asked)})")["violations"]
    return found


def serious(page: Page) -> list[tuple[str, str]]:
    """What keeps somebody from reading the page: the rule and the first place it is broken at."""
    bad = [one for one in broken(page) if one["impact"] in BAD]
    return [(one["id"], one["nodes"][0]["html"][:120]) for one in bad]


def looks_right(page: Page) -> None:
    """Nothing serious is found on this page, and a phone need not be pushed sideways."""
    assert serious(page) == [], page.url
    desk = page.viewport_size
    page.set_viewport_size(PHONE)
    width = page.evaluate("document.documentElement.scrollWidth")
    if desk:
        page.set_viewport_size(desk)
    assert width <= PHONE["width"], f"{page.url} is {width} px wide on a phone"
