"""Every page that needs no paper: readable by everybody, on a desk and on a phone (axe, 390 px)."""

import pytest

from tests.story.conftest import Sitter

PAGES = {
    "lan": ("/", "/incoming", "/outgoing", "/incoming/arrive", "/registers", "/notices"),
    "minh": ("/", "/outgoing/new", "/people/pending"),
    "nam": ("/", "/outgoing/new"),
    "hoa": ("/", "/incoming?state=DONE", "/registers"),
    "son": ("/registers", "/incoming", "/outgoing"),
    "kien": (
        "/people", "/people/new", "/people/truongphong.huyen", "/people/truongphong.huyen/appoint",
        "/people/places", "/people/pending", "/delegations", "/absences",
    ),
    "yen": ("/",),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_every_page_can_be_read_by_everybody(browser, office, name):
    who = Sitter(browser, office, name)
    for path in PAGES[name]:
        who.opens(path)
        who.looks_right()
    assert who.wrongs == []


def test_a_stranger_can_sign_in_and_verify_a_file(browser, office):
    page = browser.new_page(base_url=office.address, viewport={"width": 390, "height": 844})
    for path in ("/login", "/verify"):
        assert page.goto(path).status == 200
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
