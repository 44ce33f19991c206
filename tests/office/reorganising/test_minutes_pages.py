"""The same on the pages and by a program: who reads them, and where each signs."""

import re

import pytest
from flask import Flask

from server.clock import today
from server.files import store
from tests.cast import Cast, Hand
from tests.office.front.clicking import Desk
from tests.office.outcome import refused
from tests.office.papers import ok
from tests.office.reorganising.between import (
    ANH,
    DONG,
    handover,
    listed,
    merged_today,
    signs,
    verdict,
)
from tests.office.reorganising.merging import (
    CODE,
    new_day,
)
from tests.office.signing.keys import on_own_machine
from tests.office.signing.test_elsewhere_by_api import signed_by


@pytest.fixture
def app(one_app: Flask) -> Flask:
    return one_app


@pytest.fixture
def merged(cast: Cast):
    with merged_today(cast):
        yield cast


@pytest.mark.parametrize(
    ("name", "there"),
    [("dao", 200), ("anh", 200), ("son", 200), ("kien", 200),
     ("cv_xa", 404), ("dao3", 404), ("lan", 404)],
)  # fmt: skip
def test_it_is_read_by_the_new_communes_office_who_carried_it_out_and_the_auditor(
    merged: Cast, name: str, there: int
):
    """No word of a document stands on it; to others it does not exist."""
    hand: Hand = new_day(getattr(merged, name))
    row = handover("hoangphu")
    browser = hand.browser()
    for door in ("", "/list.pdf", "/signed.pdf"):
        with browser.get(f"/handing-over/agencies/{row.id}{door}") as got:
            assert got.status_code == there
    listing = browser.get("/handing-over/agencies").text
    assert (") bàn giao cho UBND xã Hoằng Phú mới" in listing) is (there == 200)
    assert hand.asks("GET", f"/handovers/agencies/{row.id}").status_code == there


@pytest.mark.parametrize(("name", "reads"), [("dao", True), ("anh", True), ("kien", False)])
def test_a_line_leads_to_the_letter_whoever_may_read_it_and_names_it_to_others(
    merged: Cast, name: str, reads: bool
):
    """The administrator carried it out, and reads no letter."""
    page = Desk(new_day(getattr(merged, name))).opens(
        f"/handing-over/agencies/{handover('hoangphu').id}"
    )
    assert f"số đến 01/{today().year}" in page
    assert bool(re.search(r'href="/incoming/\d+"', page)) is reads


def test_on_the_page_each_sees_what_he_signs(merged: Cast):
    row = handover("hoangdong")
    there = f"/handing-over/agencies/{row.id}"
    anh = Desk(new_day(merged.anh))
    page = anh.opens(there)
    assert page.count("chưa ký biên bản") == 2 and "Sẽ ký đúng tệp này" in page
    assert "Không còn việc đang mở nào phải bàn giao." in page
    wrong = anh.sends(f"{there}/sign", there, pin="000000")
    assert wrong.status_code in (403, 422) and "PIN" in wrong.text
    assert anh.sends(f"{there}/sign", there, pin=merged.pin).status_code == 302
    page = anh.opens(there)
    assert "đã ký biên bản" in page and "Sẽ ký đúng tệp này" not in page
    with anh.client.get(f"{there}/signed.pdf") as got:
        assert got.data == store().fetch(listed(row).file_sha256)
    assert anh.sends(f"{there}/sign", there, pin=merged.pin).status_code == 409
    assert f"số đến 01/{today().year}" in anh.opens(there.replace(str(row.id), "1"))


def test_a_token_on_his_own_machine_signs_it_from_the_page(merged: Cast):
    row, token = handover("hoangdong"), on_own_machine(merged, "anh")
    there, anh = f"/handing-over/agencies/{row.id}", Desk(new_day(merged.anh))
    assert f'data-begin="{there}/agent/confirm"' in anh.opens(there)
    asked = anh.sends(f"{there}/agent/confirm", there, mechanism="ecdsa")
    assert asked.json["shown"]["title"] == "Biên bản bàn giao giữa các cơ quan"
    answered = anh.sends(f"{there}/sign", there, answer=signed_by(token, asked))
    assert answered.status_code == 302
    signs(DONG, row)
    assert verdict(row).verdict == "valid"


def test_it_lies_on_his_desk_and_behind_the_bell_until_he_has_signed(merged: Cast):
    row = handover("hoangphu")
    here = f'href="/handing-over/agencies/{row.id}"'
    browser = new_day(merged.anh).browser()
    signs(ANH, handover("hoangdong"))
    for door in ("/", "/notices"):
        page = browser.get(door).text
        assert here in page and "Biên bản bàn giao giữa các cơ quan chờ anh/chị ký" in page
    assert "chờ tôi ký" in browser.get("/handing-over/agencies").text
    assert here not in new_day(merged.dao).browser().get("/").text
    signs(ANH, row)
    for door in ("/", "/notices"):
        assert here not in browser.get(door).text


def test_several_are_one_line_of_the_desk_that_leads_to_all_of_them(merged: Cast):
    """Ánh takes over from both communes: two sheets, one line; the one that is left leads to it."""
    browser = new_day(merged.anh).browser()
    together = 'href="/handing-over/agencies"'
    page = browser.get("/").text
    assert together in page and "chờ anh/chị ký (2)" in page
    assert page.count("Biên bản bàn giao giữa các cơ quan chờ") == 1
    signs(ANH, handover("hoangphu"))
    page = browser.get("/").text
    assert together not in page
    assert f'href="/handing-over/agencies/{handover("hoangdong").id}"' in page


def test_kiens_plan_names_each_sheet_and_who_has_signed(merged: Cast):
    row = handover("hoangphu")
    signs(ANH, row)
    page = Desk(new_day(merged.kien)).opens(f"/people/reorganisations/{row.plan_id}")
    assert f'href="/handing-over/agencies/{row.id}"' in page
    assert (page.count("đã ký biên bản"), page.count("chưa ký biên bản")) == (1, 2)


def test_a_program_reads_signs_and_takes_the_file(merged: Cast):
    row, anh = handover("hoangphu"), new_day(merged.anh)
    (first, second) = anh.sees("/handovers/agencies")["items"]
    assert {one["from_agency"] for one in (first, second)} == {"hoangphu", "hoangdong"}
    assert first["signs"] and first["decision_code"] == CODE
    there = f"/handovers/agencies/{row.id}"
    assert anh.sees(there)["lines"][0]["called"] == f"số đến 01/{today().year}"
    refused(anh.asks("POST", f"{there}/actions/sign", json={"pin": "000000"}), "wrong_pin")
    said = ok(anh.asks("POST", f"{there}/actions/sign", json={"pin": merged.pin}, key="once"))
    assert (said["signs"], said["signers"]) == (False, [{"name": anh.actor.name, "signed": True}])
    again = ok(anh.asks("POST", f"{there}/actions/sign", json={"pin": merged.pin}, key="once"))
    assert again == said
    with anh.asks("GET", f"{there}/signed") as got:
        assert got.data == store().fetch(listed(row).file_sha256)
