"""The table of keys says what does something on the page it is opened on, and nothing else."""

import pytest
from playwright.sync_api import Page, expect

ALWAYS = ["Esc", "?"]
LEAVES = ["j k → ←", "Shift → ←", "Shift ↓ ↑", "s", "r", "x", "u"]
"""On the table of what was scanned."""


def shown(page: Page, name: str) -> list[str]:
    """What stands on the left of the table, on this page."""
    page.goto(f"/p/{name}")
    page.wait_for_selector("html.js", state="attached")
    page.keyboard.press("?")
    lines = page.locator("#keys[open] dt").all()
    found = [one.inner_text() for one in lines if one.is_visible()]
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    return found


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("home", ["j k", "Enter"]),
        ("incoming-list", ["j k", "Enter", "/", "n p", "Ctrl Enter"]),
        ("sign", ["j k", "Enter", "a", "Ctrl Enter"]),
        ("choose", ["j k", "Enter", "x", "n p", "Ctrl Enter"]),
        ("table", ["Enter", *LEAVES, "Ctrl Enter"]),
    ],
)
def test_each_page_says_its_own_keys(page: Page, name: str, keys: list[str]) -> None:
    assert shown(page, name) == [*keys, *ALWAYS]


def test_the_button_in_the_rail_opens_the_same_table(page: Page) -> None:
    page.goto("/p/sign")
    page.wait_for_selector("html.js", state="attached")
    page.get_by_role("button", name="Phím tắt").click()
    expect(page.locator("#keys[open] dt", has_text="n p")).to_be_hidden()
    expect(page.locator("#keys[open] dt", has_text="j k")).to_be_visible()


def test_capitals_that_stayed_locked_are_no_other_keys(page: Page) -> None:
    """A title was typed in them; `J` with the shift held is none of ours all the same."""
    page.goto("/p/home")
    page.wait_for_selector("html.js", state="attached")
    page.keyboard.press("Shift+J")
    expect(page.locator(".here")).to_have_count(0)
    page.evaluate(
        "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'J', bubbles: true}))"
    )
    expect(page.locator(".works > li").first).to_have_class("yellow here")
