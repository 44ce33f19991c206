"""A commune's office moves to the province's bucket of S3, works there a day, and comes back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from server import health
from server.backup.laying_back import lay_back
from server.config import Settings
from server.files import store
from server.ledger import sequencing
from server.ledger.checking import whole as checking
from tests import s3 as s3_of_tests
from tests.backup.tonight import opened, saved
from tests.cast import Cast
from tests.office.incoming.shredder import purged, secret
from tests.office.outgoing import desk as outgoing
from tests.office.papers import arrived, ok
from tests.s3 import BUCKET


@pytest.fixture
def s3() -> Iterator[Any]:
    with s3_of_tests.bucket() as client:
        yield client


def in_bucket(s3: Any) -> set[str]:
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=BUCKET)
    return {one["Key"].rpartition("/")[2] for page in pages for one in page.get("Contents", [])}


def test_an_office_works_in_a_bucket_and_moves_back(s3: Any, one_cast: Cast, room: Path) -> None:
    path = arrived(one_cast)
    suspect = secret(one_cast)
    before = {*store().walk()}
    tar = saved(one_cast, room)
    url = f"s3://{BUCKET}/huyen?region=us-east-1"
    there = Settings(home=room / "province", storage_url=url)
    lay_back(there, tar)
    assert {one.removesuffix(".locked") for one in in_bucket(s3)} == before
    assert not (there.home / "store").exists()
    with opened(there) as again:
        _a_day_in_the_bucket(again, path, s3)
        (there.home / "quarantine.key").write_bytes(
            (one_cast.lan.app.config["SETTINGS"].home / "quarantine.key").read_bytes()
        )
        (name,) = [one for one in in_bucket(s3) if one.endswith(".locked")]
        purged(again, suspect)
        assert name not in in_bucket(s3)
        (room / "back").mkdir()
        files, back = {*store().walk()}, saved(again, room / "back")
        assert [*(there.home / "store-lent").iterdir()] == [], "a backup leaves no copies behind"
    home = Settings(home=room / "home-again")
    lay_back(home, back)
    with opened(home) as again:
        assert {*store().walk()} == files
        assert all(store().check(one) for one in files)


def _a_day_in_the_bucket(again: Cast, path: str, s3: Any) -> None:
    assert health.readyz().status_code == 200
    assert again.lan.asks("GET", f"{path}/files/1", buffered=True).data.startswith(b"%PDF")
    asked = {"Range": "bytes=0-3"}
    part = again.lan.browser().get(f"{path}/files/1", headers=asked, buffered=True)
    assert (part.status_code, part.data) == (206, b"%PDF")
    letter = outgoing.signed(again)
    for step in ("number", "register"):
        ok(again.lan.does(letter, step))
    thing = ok(again.lan.does(letter, "seal", {"pin": again.pin}))
    assert {one["sha256"] for one in thing["files"]} <= in_bucket(s3)
    assert [one["kind"] for one in thing["signatures"]] == ["person", "seal"]
    sequencing.sequence()
    assert [one for one in checking.findings() if "khóa cách ly" not in one] == []
    one = thing["files"][0]["sha256"]
    key = f"huyen/{one[:2]}/{one[2:4]}/{one}"
    whole = s3.get_object(Bucket=BUCKET, Key=key)["Body"].read()
    s3.put_object(Bucket=BUCKET, Key=key, Body=whole + b" ")
    assert any(one[:12] in found for found in checking.findings()), "a byte too many is found"
    s3.put_object(Bucket=BUCKET, Key=key, Body=whole)
