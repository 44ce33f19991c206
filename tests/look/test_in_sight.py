"""What one needs next is in sight: a bar for what is ticked, a sign of work, whole words."""

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.look import preview


def _ready(page: Page, name: str) -> None:
    page.goto(f"/p/{name}")
    page.wait_for_function("document.documentElement.classList.contains('js')")


def test_the_bar_for_many_comes_when_something_is_ticked_and_stays_in_view(page: Page) -> None:
    _ready(page, "ticked-list")
    bar = page.locator(".ticked > .many-links")
    expect(bar).to_be_hidden()
    page.locator(".tick input").first.check()
    expect(bar).to_be_in_viewport(ratio=1)
    page.locator(".tick input").first.uncheck()
    expect(bar).to_be_hidden()


def test_that_the_scan_proposed_it_is_said_once_to_who_sees(page: Page) -> None:
    _ready(page, "confirm")
    assert page.locator("form.confirm > p.from-scan").count() == 1
    boxes = page.locator("form.confirm .from-scan.same").evaluate_all(
        "all => all.map((one) => one.offsetWidth)"
    )
    assert set(boxes) == {1}, "who hears the page has it at each field"


def test_a_button_that_was_pressed_shows_that_it_works(page: Page) -> None:
    _ready(page, "confirm")
    page.evaluate("addEventListener('submit', (event) => event.preventDefault())")
    page.locator("form.confirm button.main").click()
    turning = "button => getComputedStyle(button, '::after').animationName"
    assert page.locator("form.confirm button.main").evaluate(turning) == "working"


def test_a_state_and_a_hint_begin_large_wherever_their_words_come_from(page: Page) -> None:
    _ready(page, "incoming-list")
    large = "one => getComputedStyle(one, '::first-letter').textTransform"
    assert page.locator("td .st").first.evaluate(large) == "uppercase"
    _ready(page, "arrive")
    assert page.locator(".lead-line").first.evaluate(large) == "uppercase"


def test_no_state_of_a_list_is_broken_in_two(page: Page) -> None:
    _ready(page, "incoming-list")
    broken = page.locator(".papers :is(.st, .du)").evaluate_all(
        "all => all.filter((one) => one.offsetHeight > 24).map((one) => one.textContent)"
    )
    assert broken == []


def test_who_reads_is_told_that_the_text_was_changed_under_the_eyes(
    page: Page, office: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nam mends his draft while Minh reads it: the new text comes by itself, and a line that
    stays says so, before Minh presses “Duyệt” on what he has not read."""
    page.goto("/p/directed")
    page.wait_for_selector("html[data-ear=open]", state="attached")
    page.wait_for_selector("[data-viewer].ready", state="attached")
    paper = preview.PAGES["directed"].context["paper"]
    fresh = [paper["files"][0] | {"digest": "of the new one"}, *paper["files"][1:]]
    monkeypatch.setitem(paper, "files", fresh)
    office.extensions["ear"].emit("notice", {"kind": "outgoing", "id": 503, "seq": 1})
    expect(page.locator("#changed")).to_contain_text("vừa có bản mới trong lúc anh/chị đang xem")
    office.extensions["ear"].emit("notice", {"kind": "outgoing", "id": 503, "seq": 2})
    expect(page.locator("#changed")).to_have_count(1)


def test_icons_are_seen_where_the_system_sets_its_own_colours(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    _ready(page, "home")
    ground = "getComputedStyle(document.body).backgroundColor"
    ink = "getComputedStyle(document.querySelector('.rail .ic')).backgroundColor"
    assert page.evaluate(ground) != page.evaluate(ink)
