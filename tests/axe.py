"""axe before a page: which of its rules are broken there."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SOURCE = Path(__file__).parents[1] / "node_modules/axe-core/axe.min.js"
RULES = ("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa")
BAD = {"serious", "critical"}


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
