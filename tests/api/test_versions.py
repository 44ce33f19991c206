"""The version seen: ETag, If-Match, and what a stale one is told (CONTRACT §2.1)."""

import pytest
from flask import Flask

from tests.cast import Cast
from tests.office.papers import arrived, drafted, ok, ready


def test_a_thing_carries_its_version_as_its_etag(cast: Cast) -> None:
    got = cast.lan.asks("GET", arrived(cast))
    assert got.headers["ETag"] == f'"{got.json["version"]}"'
    assert got.headers["Cache-Control"] == "no-store"


def test_a_thing_is_never_answered_304(cast: Cast) -> None:
    for path in (arrived(cast), "/incoming", "/me"):
        seen = cast.lan.asks("GET", path)
        told = {"If-None-Match": seen.headers.get("ETag", "*"), "If-Modified-Since": "now"}
        client, token = cast.lan.app.test_client(), {"Authorization": f"Bearer {cast.lan.token}"}
        again = client.get(f"/api/v1{path}", headers=token | told)
        assert again.status_code == 200
        assert again.json["id"] == seen.json["id"] if "id" in seen.json else again.json


def test_a_step_moves_the_version_and_says_the_new_one(cast: Cast) -> None:
    path = arrived(cast)
    before = cast.lan.asks("GET", path)
    after = cast.lan.asks("POST", f"{path}/actions/register", json={}, match=before.headers["ETag"])
    assert ok(after)["version"] > before.json["version"]
    assert after.headers["ETag"] == cast.lan.asks("GET", path).headers["ETag"]


def test_a_stale_version_is_412_with_what_happened_since(cast: Cast) -> None:
    path = arrived(cast)
    stale = cast.lan.asks("GET", path).headers["ETag"]
    ok(cast.lan.does(path, "register"))
    got = cast.lan.asks("POST", f"{path}/actions/present", json={}, match=stale)
    assert (got.status_code, got.json["code"]) == (412, "stale")
    assert got.json["difference"][0].endswith("Vào sổ (Đã vào sổ)")
    assert cast.lan.sees(path)["state"] == "REGISTERED"


def test_an_action_may_go_without_a_version_but_a_pin_never(cast: Cast) -> None:
    path = ready(cast)
    got = cast.minh.asks("POST", f"{path}/actions/approve", json={"pin": cast.pin})
    assert (got.status_code, got.json["code"]) == (428, "version_required")
    got = cast.minh.asks("POST", f"{path}/actions/sign", json={"pin": cast.pin})
    assert (got.status_code, got.json["code"]) == (428, "version_required")
    assert cast.minh.sees(path)["state"] == "READY_TO_SIGN"


def test_a_change_needs_the_version_and_a_stale_one_changes_nothing(cast: Cast) -> None:
    path = drafted(cast)
    assert cast.nam.asks("PATCH", path, json={"subject": "V/v khác"}).status_code == 428
    stale = cast.nam.asks("GET", path).headers["ETag"]
    ok(cast.nam.asks("PATCH", path, json={"subject": "V/v một"}, match=stale))
    got = cast.nam.asks("PATCH", path, json={"subject": "V/v hai"}, match=stale)
    assert (got.status_code, got.json["code"]) == (412, "stale")
    assert cast.nam.sees(path)["subject"] == "V/v một"


@pytest.mark.parametrize(
    "said", ["", "*", "1", 'W/"1"', '"01"', '"-1"', '"1", "2"', '"9999999999999999999"', '"x"']
)
def test_a_version_that_is_no_version_is_400(one_app: Flask, said: str) -> None:
    cast = Cast(one_app)
    got = cast.lan.asks("POST", f"{arrived(cast)}/actions/register", json={}, match=said)
    assert (got.status_code, got.json["code"]) == (400, "version_malformed")
