"""What no office ever writes, NUL to numbers without end: a no in words, never a 500."""

import io
import json

import pytest
from flask import Flask

from tests.cast import Cast
from tests.office.papers import DRAFT, arrived, assigned, drafted, fields, ok, scan
from tests.office.papers import due as day_ahead

NUL = "V/v \x00"
HALF = '"\\ud800"'
FAR = 2**63
DEEP = 100_000


def _raw(text: str) -> dict[str, object]:
    return {"data": text.encode("utf-8", "surrogatepass"), "content_type": "application/json"}


def _refused(answer, *codes: int) -> None:
    assert answer.status_code in codes, answer.text
    assert answer.content_type == "application/problem+json"


def test_nul_and_half_letters_in_a_draft_are_refused(cast: Cast) -> None:
    for name in ("subject", "signer"):
        _refused(cast.nam.asks("POST", "/outgoing", json=DRAFT | {name: NUL}), 422)
    for name in ("body", "to", "bases"):
        _refused(cast.nam.asks("POST", "/outgoing", json=DRAFT | {name: [NUL]}), 422)
    half = json.dumps(DRAFT).replace(json.dumps(DRAFT["subject"]), HALF)
    _refused(cast.nam.asks("POST", "/outgoing", **_raw(half)), 400)


def test_bytes_that_are_no_letters_are_refused(cast: Cast) -> None:
    how = {"data": b'{"subject": "\xff\xfe"}', "content_type": "application/json"}
    _refused(cast.nam.asks("POST", "/outgoing", **how), 400)
    surrogates = json.dumps(DRAFT, ensure_ascii=False).replace("V/v", "\udcff")
    _refused(cast.nam.asks("POST", "/outgoing", **_raw(surrogates)), 400)


def test_numbers_beyond_any_column_are_refused(cast: Cast) -> None:
    for number in (FAR, -FAR - 1, 10**30, 1.5, True, "1"):
        _refused(cast.nam.asks("POST", "/outgoing", json=DRAFT | {"replies_to": number}), 422)
    endless = json.dumps(DRAFT | {"replies_to": 1})[:-2] + "9" * 5000 + "}"
    _refused(cast.nam.asks("POST", "/outgoing", **_raw(endless)), 400, 422)
    unknown = cast.nam.asks("POST", "/outgoing", json=DRAFT | {"replies_to": 2**53})
    _refused(unknown, 422)


def test_a_body_deeper_than_any_form_is_refused(cast: Cast) -> None:
    for text in ("[" * DEEP, '{"a":' * DEEP, "[" * DEEP + "]" * DEEP):
        _refused(cast.nam.asks("POST", "/outgoing", **_raw(text)), 400)


@pytest.mark.parametrize("text", ["", "null", "[]", '"a"', "1", "NaN", "{", "{}{}", "\ufeff{}"])
def test_a_body_that_is_no_object_is_refused(one_app: Flask, text: str) -> None:
    cast = Cast(one_app)
    _refused(cast.nam.asks("POST", "/outgoing", **_raw(text)), 400, 422)
    path = drafted(cast)
    match = cast.nam.asks("GET", path).headers["ETag"]
    _refused(cast.nam.asks("PATCH", path, match=match, **_raw(text)), 400, 422)


@pytest.mark.parametrize("id", [2**31, 2**53, 10**18 - 1, 10**18, FAR - 1, FAR, 10**40])
def test_an_id_that_no_paper_can_have_is_404(cast: Cast, id: int) -> None:
    for path in (f"/incoming/{id}", f"/outgoing/{id}", f"/incoming/{id}/files/1"):
        _refused(cast.lan.asks("GET", path), 404)
    _refused(cast.lan.asks("POST", f"/incoming/{id}/actions/register", json={}), 404)
    _refused(cast.nam.asks("PATCH", f"/outgoing/{id}", json={}, match='"1"'), 404)
    _refused(cast.nam.asks("GET", f"/jobs/{id}"), 404)


def test_a_list_asked_with_nonsense_is_refused(cast: Cast) -> None:
    for query in ("cursor=x", "cursor=-1", f"cursor={FAR}", "q=%00", "state=NOWHERE", "colour=red"):
        _refused(cast.lan.asks("GET", f"/incoming?{query}"), 422)
        _refused(cast.lan.asks("GET", f"/outgoing?{query}"), 422)
    for query in ("cursor=999999999999999999", "q=%ff%fe", "q=%25_%5C'\"", "q=%ED%A0%80"):
        assert cast.lan.asks("GET", f"/incoming?{query}").status_code == 200
        assert cast.lan.asks("GET", f"/outgoing?{query}").status_code == 200
    _refused(cast.lan.asks("GET", "/incoming?issued_on=0"), 422)


def test_a_register_asked_with_nonsense_is_refused(cast: Cast) -> None:
    _refused(cast.lan.asks("GET", "/registers/in/2026?cursor=x"), 422)
    _refused(cast.son.asks("GET", "/registers/in/2026?agency=%00"), 422)
    for year in ("1899", "3000", "99999999999999999999"):
        _refused(cast.lan.asks("GET", f"/registers/out/{year}"), 404)
    assert cast.lan.asks("GET", "/registers/in/2026?cursor=999999999999999999").status_code == 200


@pytest.mark.parametrize(
    "moment",
    [
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "2026-02-30T00:00:00+07:00",
        "2026-01-01T00:00:00",
        "2026-01-01",
        "0",
        "17000000000000000000",
    ],
)
def test_a_moment_that_no_calendar_has_is_refused(cast: Cast, moment: str) -> None:
    path = assigned(cast)
    asked = {"until": moment, "reason": "Cần thêm thời gian"}
    ok(cast.nam.does(path, "start"))
    _refused(cast.nam.does(path, "request_extension", asked), 422)
    assert cast.nam.does(path, "request_extension", asked | {"until": day_ahead(9)}).json


def test_fields_of_a_scan_are_refused_as_those_of_a_draft(cast: Cast) -> None:
    for wrong in ({"subject": NUL}, {"number": "1" * 12}, {"issued_on": "0"}, {"urgency": "x"}):
        data = {"file": (_file(), "a.pdf"), **fields(**wrong)}
        _refused(cast.lan.asks("POST", "/incoming", data=data), 422)


def _file() -> io.BytesIO:
    return io.BytesIO(scan())


@pytest.mark.parametrize(
    "name", ["", "..", "../../etc/passwd", "a\x00.pdf", "\udcff.pdf", "a" * 9999]
)
def test_a_files_name_is_only_a_name(one_app: Flask, name: str) -> None:
    cast = Cast(one_app)
    edge = b'--x\r\nContent-Disposition: form-data; name="file"; filename="'
    named = name.encode("utf-8", "surrogateescape")
    body = edge + named + b'"\r\n\r\n' + scan() + b"\r\n--x--\r\n"
    how = {"data": body, "content_type": "multipart/form-data; boundary=x"}
    got = cast.lan.asks("POST", "/incoming", **how)
    assert got.status_code in (201, 400, 422), got.text
    if got.status_code == 201:
        (kept,) = got.json["files"]
        assert not set(kept["name"]) & set("/\\\x00")
        assert 0 < len(kept["name"]) <= 255


@pytest.mark.parametrize(
    "said",
    ["", "Bearer", "Bearer ", "Basic YTpi", "Bearer \xff", "bearer x", "Bearer " + "a" * 9000],
)
def test_a_token_that_is_no_token_is_401(one_app: Flask, said: str) -> None:
    got = one_app.test_client().get("/api/v1/me", headers={"Authorization": said})
    _refused(got, 401)


def test_a_token_in_the_wrong_case_of_its_scheme_is_still_one(one_app: Flask) -> None:
    cast = Cast(one_app)
    cast.lan.sees("/me")
    said = {"Authorization": f"bearer {cast.lan.token}"}
    assert one_app.test_client().get("/api/v1/me", headers=said).status_code == 200
    assert arrived(cast)
