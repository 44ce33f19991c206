"""Lan puts the leaves of her scans right with the keyboard alone, and hears where each one lies."""

import pytest
from playwright.sync_api import Page, expect


def _laid(page: Page) -> None:
    page.goto("/p/table")
    page.wait_for_selector("html.js [data-table].ready")


def _table_after(page: Page, *keys: str) -> list[str]:
    """Lan walks to the first leaf and presses these; the leaves as the form would send them, each
    document's first with a bar before it, and what a screen reader says last."""
    _laid(page)
    for key in ("j", *keys):
        page.keyboard.press(key)
    sent = page.evaluate(
        "[...document.querySelectorAll('[data-leaf]')].map((leaf) => "
        "(leaf.classList.contains('starts') ? '|' : '') + leaf.querySelector('[name=leaf]').value)"
    )
    return [" ".join(sent), page.locator("[data-where]").inner_text()]


SCAN = "scan0001.pdf"


@pytest.mark.parametrize(
    ("keys", "lies", "said"),
    [
        (
            ["Shift+ArrowRight"],
            "|7.2 7.1 |7.3 7.4 8.1",
            "Trang 1 của {}: văn bản 1, trang thứ 1 trên 1",
        ),
        (
            ["Shift+ArrowRight"] * 2,
            "|7.2 |7.1 7.3 7.4 8.1",
            "Trang 1 của {}: văn bản 2, trang thứ 1 trên 4",
        ),
        (
            ["Shift+ArrowDown"],
            "|7.2 |7.3 7.4 8.1 7.1",
            "Trang 1 của {}: văn bản 2, trang thứ 4 trên 4",
        ),
        (
            ["j", "j", "Shift+ArrowUp"],
            "|7.1 7.2 7.3 |7.4 8.1",
            "Trang 3 của {}: văn bản 1, trang thứ 2 trên 2",
        ),
        (["s", "r", "x"], "|7.1 7.2 |7.3 7.4 8.1", "Trang 1 của {}: đã bỏ, xoay 90°"),
        (["j", "x"], "|7.1 7.2 |7.3 7.4 8.1", "Trang 2 của {}: văn bản 1, trang thứ 2 trên 2"),
    ],
)
def test_a_leaf_is_moved_turned_dropped_and_brought_back_by_keys_alone(
    page: Page, keys: list[str], lies: str, said: str
) -> None:
    assert _table_after(page, *keys) == [lies, said.format(SCAN)]
    assert page.evaluate("document.activeElement.closest('.here [data-go]') !== null")
    expect(page.locator(".leaf.here .sheet-of")).to_be_in_viewport(ratio=0.5)


def test_a_leaf_of_another_scan_says_whose_it_is(page: Page) -> None:
    """Its own scan stays on the table only as long as a leaf of it lies there."""
    _laid(page)
    page.get_by_role("button", name="Đưa trang 1 lên trước một chỗ").last.click()
    expect(page.locator(".guest .guest")).to_have_text("ảnh chụp trang cuối.jpg")
    assert page.locator("[data-scan]").count() == 1
