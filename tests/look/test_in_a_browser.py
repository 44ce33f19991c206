"""Every page in a browser, wide and narrow: it fits, nothing complains, nobody is shut out."""

from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import BrowserContext, Page

from tests import axe
from tests.look import preview
from tests.look.conftest import DESK, PHONE

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
OVER = """[...document.querySelectorAll('td > *')].filter(it => it.getBoundingClientRect().right
    > it.parentElement.getBoundingClientRect().right + 1).map(it => it.outerHTML.slice(0, 120))"""
"""What stands over the edge of its column, and so on the words of the next."""


@pytest.mark.parametrize("name", preview.PAGES)
def test_a_page_fits_and_nobody_is_shut_out(desk: BrowserContext, name: str) -> None:
    """On a desk, and in the same window made as narrow as a phone."""
    page, complaints = _watched(desk)
    page.goto(f"/p/{name}")
    page.wait_for_function("document.documentElement.classList.contains('js')")
    if page.locator("[data-viewer]").count():
        page.wait_for_selector(".pdfViewer .page canvas")
    found = []
    for screen in (DESK, PHONE):
        page.set_viewport_size(screen["viewport"])
        found.append((_barriers(page), page.evaluate(OVER), page.evaluate(SIDEWAYS)))
    page.close()
    assert (complaints, found) == ([], [([], [], 0)] * 2)


def _watched(context: BrowserContext) -> tuple[Page, list[str]]:
    """A tab that remembers its complaints; a breach of the policy is one."""
    page, complaints = context.new_page(), []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda fault: complaints.append(str(fault)))
    return page, complaints


def _barriers(page: Page) -> list[str]:
    found = axe.broken(page, "best-practice")
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


def test_open_menus_and_the_table_of_keys_shut_nobody_out(page: Page) -> None:
    page.goto("/p/incoming")
    page.locator(".acting summary").click()
    assert _barriers(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.wait_for_selector("#keys[open]")
    assert _barriers(page) == []


def test_the_one_thing_to_do_lies_at_the_bottom_of_a_phone(phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto("/p/sign")
    box = page.locator("#primary").bounding_box()
    assert box["y"] + box["height"] == pytest.approx(844, abs=1)
    button = page.locator("#primary summary").bounding_box()
    assert button["height"] >= 48
    page.locator("#primary summary").click()
    assert page.get_by_label("Mã PIN của khóa ký").is_visible()
    page.close()


def _printed(desk: BrowserContext, name: str, file: Path) -> tuple[int, bool, str]:
    """How many leaves it takes, whether they lie on their side, and what stands on them."""
    page = desk.new_page()
    page.goto(f"/p/{name}")
    page.pdf(path=file, prefer_css_page_size=True)
    page.close()
    with pypdfium2.PdfDocument(file) as leaves:
        words = "".join(leaf.get_textpage().get_text_range() for leaf in leaves)
        width, height = leaves[len(leaves) - 1].get_size()
        return len(leaves), width > height, words


def test_the_book_is_printed_lying_down_and_without_the_furniture(
    desk: BrowserContext, tmp_path: Path
) -> None:
    _leaves, lies, words = _printed(desk, "book", tmp_path / "book.pdf")
    assert lies
    assert "Tên loại và trích yếu nội dung" in words
    assert "(1) Ủy ban nhân dân xã Hoằng Phú" in words
    assert "Xuất XLSX" not in words


def test_a_list_of_fifty_takes_a_few_leaves(desk: BrowserContext, tmp_path: Path) -> None:
    """With the widths of the screen its subjects were a letter wide, and each line a leaf."""
    leaves, lies, words = _printed(desk, "incoming-list", tmp_path / "list.pdf")
    assert leaves <= 6
    assert not lies
    assert "Trang sau" not in words


def test_a_page_that_fits_leaves_no_empty_leaf(desk: BrowserContext, tmp_path: Path) -> None:
    assert _printed(desk, "refusal", tmp_path / "one.pdf")[0] == 1


def test_on_paper_nothing_is_left_to_press(desk: BrowserContext) -> None:
    page = desk.new_page()
    page.emulate_media(media="print")
    for name in ("home", "choose", "table", "incoming-list", "people"):
        page.goto(f"/p/{name}")
        seen = page.locator("main .btn:visible, main .facets:visible")
        assert seen.all_text_contents() == [], name
    page.close()
