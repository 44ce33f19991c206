"""Every page that needs no paper: readable by everybody, on a desk and on a phone (axe, 390 px)."""

from dataclasses import replace

import pytest

from server.demo.cast import PASSWORD
from tests.story import commune
from tests.story.conftest import Sitter

PAGES = {
    "lan": (
        "/", "/incoming", "/outgoing", "/incoming/arrive", "/registers", "/notices",
        "/notices/mine", "/absences", "/absences/new", "/groups", "/groups/new", "/phrases",
        "/incoming/batch/present",
        "/search?q=h%E1%BB%8Dp", "/earlier/takeovers", "/earlier/books",
    ),
    "minh": ("/", "/outgoing/new", "/people/pending", "/board", "/reports",
             "/reports/incoming", "/reports?of=outgoing", "/reports?of=tasks", "/reports/kept",
             "/reports?of=exchange", "/reports/exchange", "/reports?of=exceptions",
             "/reports?of=meetings", "/reports/meetings", "/reports?of=online",
             "/reports/exceptions",
             "/reports/orders/new", "/exports", "/signatures"),
    "nam": ("/", "/outgoing/new", "/following", "/account/marks"),
    "hoa": (
        "/", "/incoming?state=DONE", "/registers", "/casefiles", "/meetings", "/tasks",
        "/tasks/board", "/casefiles/access", "/casefiles/access/new",
    ),
    "son": (
        "/", "/audit", "/audit/signatures", "/audit/anomalies", "/audit/numbers",
        "/audit/entries", "/audit/reads", "/audit/grants", "/registers", "/incoming", "/outgoing",
    ),
    "kien": (
        "/people", "/people/new", "/people/truongphong.huyen", "/people/truongphong.huyen/appoint",
        "/people/places", "/people/templates", "/people/pending", "/delegations", "/absences",
        "/people/calendar", "/people/calendar/hours", "/", "/exports", "/people/neighbours",
        "/people/neighbours/own", "/people/aside", "/people/waiting",
        "/people/waiting/send",
    ),
    "thu": ("/casefiles/destructions", "/casefiles/destructions/new"),
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


CHIP = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
    "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip
"""A telephone that knows its owner's finger, as Chromium plays it."""


def test_lan_makes_a_passkey_at_her_desk_and_comes_back_by_it_alone(browser, office):
    here = replace(office, address=office.address.replace("127.0.0.1", "localhost"))
    lan = Sitter(browser, here, "lan")
    chip = lan.context.new_cdp_session(lan.page)
    chip.send("WebAuthn.enable")
    chip.send("WebAuthn.addVirtualAuthenticator", {"options": CHIP})
    lan.opens("/account")
    lan.does("passkey", name="máy của Lan", old=PASSWORD)
    assert "Mã dự phòng" in lan.page.locator("h1").inner_text()
    lan.opens("/account")
    assert "máy của Lan" in lan.page.locator("main").inner_text()
    lan.looks_right()
    lan.context.clear_cookies()
    lan.opens("/login?next=/incoming").click("form[data-passkey] button")
    lan.page.wait_for_url("**/incoming")
    assert lan.wrongs == []


def test_kien_sets_up_a_commune_of_fifteen_from_a_workbook_with_one_row_put_right(
    browser, office, tmp_path
):
    kien = Sitter(browser, office, "kien")
    commune.set_up(kien, tmp_path)
    assert kien.wrongs == []
