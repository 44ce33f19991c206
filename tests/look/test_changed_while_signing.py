"""Nam mends what Minh has open to sign: it comes by itself, or Minh reads that his page is old.

On a desk the act stands open from the start; it kept every page from being drawn anew, and he read
of the new text only when his PIN was refused.
"""

from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.look import preview

PRESS = """() => {
  const form = document.querySelector("[data-primary] form[action='/another']");
  if (form) form.noValidate = true;
  form?.requestSubmit();
}"""
HEARS = """() => {
  window.sent = 0;
  document.addEventListener("submit", (event) => {
    event.preventDefault();
    window.sent += 1;
  });
}"""
SAID = "vừa có bản mới trong lúc anh/chị đang xem"


@pytest.fixture
def moved(page: Page, office: Flask, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Another text of the draft stands on the server, and the house says so."""
    page.goto("/p/sign")
    page.wait_for_selector("html[data-ear=open]", state="attached")
    page.wait_for_selector("[data-viewer].ready", state="attached")
    expect(page.locator("[data-primary]")).to_have_attribute("open", "")

    def move() -> None:
        paper = preview.PAGES["sign"].context["paper"]
        fresh = [paper["files"][0] | {"digest": "of the new one"}, *paper["files"][1:]]
        monkeypatch.setitem(paper, "files", fresh)
        monkeypatch.setitem(paper, "title", "Về việc đã sửa")
        office.extensions["ear"].emit("notice", {"kind": "outgoing", "id": 503, "seq": 1})

    return move


def test_the_new_text_comes_while_nothing_was_typed_and_the_act_stays_open(
    page: Page, moved: Any
) -> None:
    moved()
    expect(page.locator("#paper h1")).to_have_text("Về việc đã sửa")
    expect(page.locator("#changed")).to_contain_text("tệp dưới đây là bản mới nhất")
    expect(page.locator("[data-primary]")).to_have_attribute("open", "")


def test_who_types_his_pin_keeps_it_and_reads_that_the_page_is_old(page: Page, moved: Any) -> None:
    pin = page.locator("[data-primary] [name=pin]")
    pin.fill("2468")
    moved()
    expect(page.locator("#changed")).to_contain_text(SAID)
    expect(page.locator("#changed")).to_contain_text("trang này còn là bản cũ")
    expect(pin).to_have_value("2468")
    expect(page.locator("#paper h1")).not_to_have_text("Về việc đã sửa")


def test_a_press_that_was_meant_for_the_act_before_does_nothing_and_says_so(
    page: Page, moved: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second clerk numbered it: “Cấp số” became “Vào sổ” under the finger of the first."""
    monkeypatch.setitem(preview.PAGES["sign"].context["primary"], "href", "/another")
    page.evaluate(HEARS)
    soon = f"() => setTimeout({PRESS}, 20)"
    page.evaluate(f"() => document.addEventListener('office:fresh', {soon})")
    moved()
    expect(page.locator("#toast")).to_contain_text("Chưa ghi gì")
    assert page.evaluate("window.sent") == 0
    page.wait_for_timeout(1600)
    page.evaluate(PRESS)
    assert page.evaluate("window.sent") == 1
