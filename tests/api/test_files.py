"""A file on the wire: by ranges, under a strong ETag that is its digest (CONTRACT §2.4)."""

import hashlib

import pytest
from werkzeug.test import TestResponse

from tests.cast import Cast
from tests.office.papers import arrived


@pytest.fixture
def path(cast: Cast) -> str:
    return f"{arrived(cast)}/files/1"


def _get(cast: Cast, path: str, **headers: str) -> TestResponse:
    cast.lan.sees("/me")
    said = {name.replace("_", "-"): value for name, value in headers.items()}
    token = {"Authorization": f"Bearer {cast.lan.token}"}
    return cast.lan.app.test_client().get(f"/api/v1{path}", headers=token | said, buffered=True)


def test_a_files_etag_is_the_digest_of_its_bytes(cast: Cast, path: str) -> None:
    got = _get(cast, path)
    digest = hashlib.sha256(got.data).hexdigest()
    (listed,) = cast.lan.sees(path.removesuffix("/files/1"))["files"]
    assert got.status_code == 200
    assert got.headers["ETag"] == f'"{digest}"' == f'"{listed["sha256"]}"'
    assert got.mimetype == listed["media_type"] == "application/pdf"
    assert len(got.data) == listed["size"]


def test_a_part_of_a_file_is_206(cast: Cast, path: str) -> None:
    whole = _get(cast, path).data
    got = _get(cast, path, Range="bytes=5-14")
    assert (got.status_code, got.data) == (206, whole[5:15])
    assert got.headers["Content-Range"] == f"bytes 5-14/{len(whole)}"
    assert _get(cast, path, Range="bytes=-7").data == whole[-7:]


def test_a_part_beyond_the_end_is_416_with_the_length(cast: Cast, path: str) -> None:
    size = len(_get(cast, path).data)
    got = _get(cast, path, Range=f"bytes={size}-")
    assert got.status_code == 416
    assert got.headers["Content-Range"] == f"bytes */{size}"
    assert got.content_type == "application/problem+json"


def test_a_part_of_another_version_is_the_whole_file(cast: Cast, path: str) -> None:
    whole = _get(cast, path).data
    got = _get(cast, path, Range="bytes=0-3", If_Range='"another"')
    assert (got.status_code, got.data) == (200, whole)


def test_what_one_has_already_is_304_without_bytes(cast: Cast, path: str) -> None:
    etag = _get(cast, path).headers["ETag"]
    got = _get(cast, path, If_None_Match=etag)
    assert (got.status_code, got.data) == (304, b"")
    assert got.headers["ETag"] == etag


def test_a_file_that_is_not_there_and_one_of_another_agency_do_not_exist(
    cast: Cast, path: str
) -> None:
    assert cast.lan.asks("GET", path[:-1] + "2").status_code == 404
    assert cast.dao.asks("GET", path).status_code == 404
    etag = _get(cast, path).headers["ETag"]
    cast.dao.sees("/me")
    told = {"Authorization": f"Bearer {cast.dao.token}", "If-None-Match": etag}
    got = cast.dao.app.test_client().get(f"/api/v1{path}", headers=told, buffered=True)
    assert got.status_code == 404, "knowing the digest opens nothing"
