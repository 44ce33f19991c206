"""A document of two agencies that Nam hands in as a file: a place for each mark (DESIGN §11.9)."""

import io
import re

import pikepdf
import pytest
from flask import Flask

import signing
from server.files import store
from server.office import office
from tests.cast import Cast
from tests.office.outcome import refused, waits
from tests.office.outgoing import desk
from tests.office.outgoing.desk import paper_of
from tests.office.outgoing.files import hands_in, hands_in_again, letter
from tests.office.papers import ok

ANH, DONG = "chutich.hoangphu", "chutich.hoangdong"
LEFT = {"page": 1, "x": 35, "y": 200}
"""Where the commune's mark is put by hand, left of the district's."""


@pytest.fixture
def cast(one_app: Flask) -> Cast:
    return Cast(one_app)


@pytest.fixture
def path(cast: Cast) -> str:
    """Nam has handed in a letter that the commune issues too; one mark was found on it."""
    return f"/outgoing/{ok(hands_in(cast.nam, letter(), joint=ANH))['id']}"


def puts(cast: Cast, path: str, **places: dict) -> object:
    etag = cast.nam.asks("GET", path).headers["ETag"]
    return cast.nam.asks("PATCH", path, json={"places": places}, match=etag)


def test_it_is_not_submitted_before_the_commune_has_its_place_too(cast, path):
    assert paper_of(path).issuers == 2
    assert set(cast.nam.sees(path)["places"]) == {"number", "date", "person"}
    refused(cast.nam.does(path, "submit"), "places_missing")
    ok(puts(cast, path, person2=LEFT))
    assert cast.nam.sees(path)["places"]["person2"]["x"] == 35
    ok(cast.nam.does(path, "submit"))
    with pikepdf.open(io.BytesIO(store().fetch(paper_of(path).file_sha256))) as pdf:
        names = {str(field.T) for field in pdf.Root.AcroForm.Fields}
    assert names == {"SoVB", "NgayVB", "NguoiKy", "CoQuan", "NguoiKy2", "CoQuan2"}


def test_the_page_of_places_names_each_agency_and_takes_her_place(cast, path):
    browser, version = cast.nam.browser(), cast.nam.sees(path)["version"]
    page = browser.get(f"{path}/places").text
    for label in ("Chữ ký, UBND huyện Hoằng Hóa", "Chữ ký, UBND xã Hoằng Phú"):
        assert label in page
    assert f"Không thấy họ tên người ký ({cast.anh.actor.name})" in page
    assert "person3.x" not in page
    token = re.findall(r'name="csrf_token" value="([^"]*)"', page)[0]
    row = {"person2.page": "1", "person2.x": "35", "person2.y": "200", "person2.w": "39"}
    sent = row | {"person2.h": "26", "csrf_token": token, "version": version}
    assert browser.post(f"{path}/places", data=sent).status_code == 302
    again = browser.get(f"{path}/places").text
    assert "Dấu, UBND xã Hoằng Phú" in again


def test_both_sign_and_seal_it_and_the_file_verifies(cast, path):
    ok(puts(cast, path, person2=LEFT))
    ok(cast.nam.does(path, "submit"))
    ok(cast.hoa.does(path, "content_check"))
    ok(cast.mai.does(path, "form_check"))
    pin = {"pin": cast.pin}
    ok(cast.minh.does(path, "approve", pin))
    assert waits(cast.anh, path) == {"sign"}
    ok(cast.anh.does(path, "sign", pin))
    ok(cast.lan.does(path, "number"))
    ok(cast.lan.does(path, "register"))
    ok(cast.lan.does(path, "seal", pin))
    ok(cast.dao.does(path, "seal", pin))
    ok(cast.lan.does(path, "dispatch"))
    sealed = store().fetch(paper_of(path).file_sha256)
    verdict = signing.verify(sealed, signing.Trust.of([office().cabinet.keys]))
    assert (verdict.word, verdict.profile) == ("VALID", "joint-2")
    made = [one.field for one in verdict.signatures]
    assert made[:4] == ["NguoiKy", "NguoiKy2", "CoQuan", "CoQuan2"]


def test_a_third_agency_wants_a_third_place_and_one_that_leaves_wants_none(cast, path):
    ok(puts(cast, path, person2=LEFT))
    etag = cast.nam.asks("GET", path).headers["ETag"]
    ok(cast.nam.asks("PATCH", path, json={"joint": [ANH, DONG]}, match=etag))
    refused(cast.nam.does(path, "submit"), "places_missing")
    etag = cast.nam.asks("GET", path).headers["ETag"]
    ok(cast.nam.asks("PATCH", path, json={"joint": []}, match=etag))
    ok(cast.nam.does(path, "submit"))
    with pikepdf.open(io.BytesIO(store().fetch(paper_of(path).file_sha256))) as pdf:
        names = {str(field.T) for field in pdf.Root.AcroForm.Fields}
    assert names == {"SoVB", "NgayVB", "NguoiKy", "CoQuan"}


def test_a_typed_paper_of_two_may_take_a_file_instead(cast):
    path = desk.drafted(cast, joint=[ANH])
    ok(hands_in_again(cast.nam, path, letter()))
    assert paper_of(path).file_of() is not None
    refused(cast.nam.does(path, "submit"), "places_missing")


def test_a_place_of_a_fifth_agency_or_off_the_page_is_none(cast, path):
    refused(puts(cast, path, person5=LEFT), "invalid")
    refused(puts(cast, path, person2=LEFT | {"x": 200}), "place_off_page")
