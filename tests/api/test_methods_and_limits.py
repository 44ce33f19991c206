"""HEAD, OPTIONS, 405; how much a body may weigh; lists that go on (CONTRACT §2)."""

import io

import pytest
from flask import Flask

from server.papers import listing
from tests.cast import Cast
from tests.office.papers import DRAFT, arrived, drafted, fields


def test_a_wrong_method_is_405_and_says_which_ones_there_are(one_app: Flask) -> None:
    cast = Cast(one_app)
    path = arrived(cast)
    for method, where, allowed in (
        ("DELETE", path, {"GET", "HEAD", "OPTIONS"}),
        ("PUT", "/incoming", {"GET", "HEAD", "OPTIONS", "POST"}),
        ("GET", f"{path}/actions/register", {"OPTIONS", "POST"}),
        ("PUT", "/outgoing/1", {"GET", "HEAD", "OPTIONS", "PATCH"}),
    ):
        got = cast.lan.asks(method, where)
        assert got.status_code == 405
        assert set(got.headers["Allow"].split(", ")) == allowed
        assert got.content_type == "application/problem+json"
        assert got.json["code"] == "method_not_allowed"
        assert "không mở thẳng được" in got.json["title"]


def test_head_is_get_without_its_body_and_options_needs_no_token(one_app: Flask) -> None:
    cast = Cast(one_app)
    path = arrived(cast)
    head, get = cast.lan.asks("HEAD", path), cast.lan.asks("GET", path)
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["ETag"] == get.headers["ETag"]
    assert cast.dao.asks("HEAD", path).status_code == 404
    options = one_app.test_client().options(f"/api/v1{path}")
    assert (options.status_code, options.data) == (200, b"")
    assert set(options.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_a_path_that_is_not_there_is_a_problem_too(one_app: Flask) -> None:
    got = Cast(one_app).lan.asks("GET", "/khong-co")
    assert (got.status_code, got.json["code"]) == (404, "not_found")


@pytest.mark.parametrize(
    ("media", "where"),
    [("text/plain", "/outgoing"), ("application/xml", "/outgoing"), ("text/json", "/outgoing")],
)
def test_another_media_type_is_415(one_app: Flask, media: str, where: str) -> None:
    got = Cast(one_app).nam.asks("POST", where, data=b"x", content_type=media)
    assert (got.status_code, got.json["code"]) == (415, "json_expected")
    assert got.content_type == "application/problem+json"


def test_files_come_as_a_form_and_as_nothing_else(one_app: Flask) -> None:
    lan = Cast(one_app).lan
    got = lan.asks("POST", "/incoming", json=fields())
    assert (got.status_code, got.json["code"]) == (415, "multipart_expected")
    assert lan.sees("/incoming")["items"] == []


def test_a_body_over_the_limit_is_413_with_or_without_a_key(
    one_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(one_app.config, "MAX_CONTENT_LENGTH", 1000)
    cast = Cast(one_app)
    big = DRAFT | {"subject": "a" * 2000}
    for key in ("k", None):
        headers = {"Idempotency-Key": key} if key else {}
        cast.nam.sees("/me")
        headers["Authorization"] = f"Bearer {cast.nam.token}"
        got = one_app.test_client().post("/api/v1/outgoing", json=big, headers=headers)
        assert (got.status_code, got.json["code"]) == (413, "body_too_large")
        assert got.content_type == "application/problem+json"


def test_a_form_of_too_many_or_too_large_fields_is_413(one_app: Flask) -> None:
    cast = Cast(one_app)
    part = b'--x\r\nContent-Disposition: form-data; name="f"\r\n\r\n%s\r\n'
    many, large = part % b"x" * 2001, part % (b"a" * (4 * 1024 * 1024 + 1))
    for parts in (many, large):
        how = {"data": parts + b"--x--\r\n", "content_type": "multipart/form-data; boundary=x"}
        got = cast.lan.asks("POST", "/incoming", **how)
        assert (got.status_code, got.json["code"]) == (413, "body_too_large")


def test_more_than_fifty_files_are_413_and_none_is_422(one_app: Flask) -> None:
    cast = Cast(one_app)
    data = {"file": [(io.BytesIO(b"%PDF"), f"{n}.pdf") for n in range(51)]}
    got = cast.lan.asks("POST", "/incoming", data=data)
    assert (got.status_code, got.json["code"]) == (413, "too_many_files")
    got = cast.lan.asks(
        "POST", "/incoming", data=fields(), content_type="multipart/form-data; boundary=x"
    )
    assert (got.status_code, got.json["code"]) == (422, "file_missing")


def test_a_list_goes_on_newest_first_without_hole_or_twin(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "PAGE", 2)
    made = [int(drafted(cast).rsplit("/", 1)[1]) for _ in range(5)]
    seen, cursor = [], ""
    while cursor is not None:
        page = cast.nam.sees(f"/outgoing{cursor and f'?cursor={cursor}'}")
        assert set(page) == {"items", "next_cursor"}, "not even a count tells of more"
        seen += [one["id"] for one in page["items"]]
        cursor = page["next_cursor"]
    assert seen == sorted(made, reverse=True)


def test_a_list_holds_only_what_the_caller_may_see(cast: Cast) -> None:
    drafted(cast)
    for hand in (cast.tckh, cast.dao, cast.yen):
        assert hand.sees("/outgoing")["items"] == []
    assert len(cast.hoa.sees("/outgoing")["items"]) == 1
