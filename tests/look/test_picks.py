"""The picker of many: a group gives way to who is in it, and an @ leads on to whom one names."""

import pytest
from playwright.sync_api import Page, expect

GROUP = """() => {
    const to = document.getElementById("d-to-plain");
    const group = new Option("12 xã (nhóm, 2 nơi)", "group:7");
    group.dataset.members = "hoangphu thitran";
    to.append(group, new Option("Thị trấn Bút Sơn cũ", "thitran"));
}"""
REMARK = """() => {
    const form = document.getElementById("draft");
    form.querySelector("[name=for_info]").name = "mention";
}"""


@pytest.fixture
def editor(page: Page) -> Page:
    """Nam's draft: it goes to two places already."""
    page.goto("/p/edit")
    page.wait_for_function("document.documentElement.classList.contains('js')")
    page.evaluate(GROUP)
    return page


def chosen(page: Page) -> list[str]:
    return page.evaluate(
        "[...document.querySelector('[name=to]').selectedOptions].map(o => o.value)"
    )


def test_a_group_is_found_without_marks_and_gives_way_to_its_members(editor: Page) -> None:
    assert chosen(editor) == ["hoangphu", "butson"]
    editor.locator("#d-to").fill("12 xa")
    editor.keyboard.press("Enter")
    assert chosen(editor) == ["hoangphu", "butson", "thitran"]
    names = editor.locator("#d-to").locator("xpath=..").locator(".picked button")
    expect(names).to_have_count(3)
    names.last.click()
    assert "thitran" not in chosen(editor)


def test_an_at_in_what_one_writes_goes_on_to_the_names_and_leaves_no_at(editor: Page) -> None:
    editor.evaluate(REMARK)
    editor.locator("#d-subject").press("End")
    before = editor.locator("#d-subject").input_value()
    editor.keyboard.type("@")
    expect(editor.locator("#d-for_info")).to_be_focused()
    assert editor.locator("#d-subject").input_value() == before


def test_an_at_where_nobody_can_be_named_is_an_at(editor: Page) -> None:
    editor.locator("#d-subject").press("End")
    editor.keyboard.type("@")
    expect(editor.locator("#d-subject")).to_be_focused()
    assert "@" in editor.locator("#d-subject").input_value()
