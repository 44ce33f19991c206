"""In which order the office says no: 401, 404, the key, 403, then version, state, body (§2.8)."""

import pytest
from flask import Flask

from tests.cast import Cast
from tests.office.papers import DRAFT, ORDER, arrived, ok, ready, registered

UNREADABLE = {"data": b"{", "content_type": "application/json"}


@pytest.fixture
def office(one_app: Flask) -> Cast:
    return Cast(one_app)


def code(answer) -> tuple[int, str]:
    assert answer.content_type == "application/problem+json"
    assert answer.json["status"] == answer.status_code
    return answer.status_code, answer.json["code"]


def test_without_a_token_nothing_else_is_looked_at(office: Cast, one_app: Flask) -> None:
    path = f"/api/v1{arrived(office)}/actions/register"
    for where in (path, "/api/v1/incoming/999999/actions/register", "/api/v1/incoming"):
        got = one_app.test_client().post(where, headers={"Idempotency-Key": " "}, **UNREADABLE)
        assert code(got) == (401, "unauthenticated")
        assert got.headers["WWW-Authenticate"] == "Bearer"


def test_what_is_not_there_is_said_before_a_malformed_key(office: Cast) -> None:
    got = office.lan.asks("POST", "/incoming/999999/actions/register", key=" ", **UNREADABLE)
    assert code(got) == (404, "not_found")


def test_a_paper_of_another_agency_is_not_there_whatever_is_sent(office: Cast) -> None:
    path = arrived(office)
    got = office.dao.asks("POST", f"{path}/actions/register", match="x", key=" ", **UNREADABLE)
    assert code(got) == (404, "not_found")


def test_a_malformed_key_is_said_before_a_wrong_role(office: Cast) -> None:
    path = registered(office)
    got = office.lan.asks("POST", f"{path}/actions/direct", key=" ", **UNREADABLE)
    assert code(got) == (400, "key_malformed")


def test_a_reused_key_is_said_before_a_wrong_role(office: Cast) -> None:
    path = arrived(office)
    ok(office.lan.asks("POST", f"{path}/actions/register", key="once", json={}))
    got = office.lan.asks("POST", f"{path}/actions/direct", key="once", json=ORDER)
    assert code(got) == (422, "key_reused")


def test_a_wrong_role_is_said_before_version_state_and_body(office: Cast) -> None:
    path = arrived(office)
    got = office.lan.asks("POST", f"{path}/actions/direct", match='"999"', **UNREADABLE)
    assert code(got) == (403, "wrong_role")


@pytest.mark.parametrize("who", ["minh", "nam", "son"])
def test_a_wrong_role_at_the_door_of_arrival_is_said_before_the_body(
    office: Cast, who: str
) -> None:
    got = getattr(office, who).asks("POST", "/incoming", **UNREADABLE)
    assert code(got) == (403, "wrong_role")


def test_a_wrong_role_for_drafting_is_said_before_the_body(office: Cast) -> None:
    got = office.lan.asks("POST", "/outgoing", **UNREADABLE)
    assert code(got) == (403, "wrong_role")


def test_somebody_elses_draft_is_said_before_its_version(office: Cast) -> None:
    path = ready(office)
    got = office.tuan.asks("PATCH", path, match="x", **UNREADABLE)
    assert code(got) == (403, "not_yours")


def test_a_version_that_cannot_be_read_is_said_before_the_body(office: Cast) -> None:
    path = arrived(office)
    got = office.lan.asks("POST", f"{path}/actions/register", match="W/x", **UNREADABLE)
    assert code(got) == (400, "version_malformed")


def test_a_signature_without_a_version_is_428_whatever_the_body(office: Cast) -> None:
    path = ready(office)
    got = office.minh.asks("POST", f"{path}/actions/sign", **UNREADABLE)
    assert code(got) == (428, "version_required")


def test_a_wrong_state_is_409_where_the_body_is_well(office: Cast) -> None:
    path = registered(office)
    got = office.lan.asks("POST", f"{path}/actions/register", json={})
    assert code(got) == (409, "wrong_state")


def test_a_body_that_cannot_be_read_is_400_and_a_wrong_one_422_with_its_fields(
    office: Cast,
) -> None:
    got = office.nam.asks("POST", "/outgoing", **UNREADABLE)
    assert code(got) == (400, "malformed")
    got = office.nam.asks("POST", "/outgoing", json=DRAFT | {"signer": 7, "colour": "red"})
    assert code(got) == (422, "invalid")
    assert {one["field"] for one in got.json["errors"]} == {"signer", "colour"}
    assert all(set(one) == {"field", "code", "detail"} for one in got.json["errors"])


def test_what_was_typed_never_comes_back_in_a_refusal(office: Cast) -> None:
    path = ready(office)
    how = {"match": office.minh.asks("GET", path).headers["ETag"]}
    got = office.minh.asks("POST", f"{path}/actions/sign", json={"pin": [office.pin]}, **how)
    assert code(got) == (422, "invalid")
    assert office.pin not in got.text


def test_unknown_and_unreadable_have_the_same_answer(office: Cast) -> None:
    path = arrived(office)
    for rest in ("", "/history", "/files/1"):
        unreadable = office.dao.asks("GET", path + rest)
        unknown = office.dao.asks("GET", f"/incoming/999999{rest}")
        assert (unreadable.status_code, unreadable.data) == (404, unknown.data)
        assert _said(unreadable) == _said(unknown)


def _said(answer) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name != "Date"}
