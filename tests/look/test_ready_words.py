"""A ready sentence is put into what one writes: nothing that stood there is lost by it."""

import pytest
from playwright.sync_api import Page, expect


@pytest.fixture(autouse=True)
def letter(page: Page) -> None:
    """Minh reads a letter and gives his directive."""
    page.goto("/p/incoming")
    page.wait_for_function("document.documentElement.classList.contains('js')")


def test_a_ready_sentence_fills_the_opinion(page: Page) -> None:
    page.get_by_role("button", name="Đồng ý.").click()
    expect(page.get_by_label("Ý kiến chỉ đạo")).to_have_value("Đồng ý.")


def test_a_ready_sentence_goes_where_the_cursor_stands_and_can_be_taken_back(page: Page) -> None:
    opinion = page.get_by_label("Ý kiến chỉ đạo")
    opinion.press_sequentially("Lưu ý kinh phí. Khẩn.")
    opinion.evaluate("field => field.setSelectionRange(15, 15)")
    page.get_by_role("button", name="Đồng ý.").click()
    expect(opinion).to_have_value("Lưu ý kinh phí. Đồng ý. Khẩn.")
    opinion.press("Control+z")
    expect(opinion).to_have_value("Lưu ý kinh phí. Khẩn.")


def test_a_ready_sentence_stands_behind_what_came_with_the_page(page: Page) -> None:
    opinion = page.get_by_label("Ý kiến chỉ đạo")
    opinion.evaluate("field => { field.value = 'Lưu ý kinh phí.'; }")
    page.get_by_role("button", name="Đồng ý.").click()
    expect(opinion).to_have_value("Lưu ý kinh phí. Đồng ý.")
