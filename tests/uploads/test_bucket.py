"""A province keeps its files in a bucket of S3 (DESIGN §3): whole, once, unchanged."""

import base64
import hashlib
import io
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from server.files import Store, UnknownStore, bucket
from server.files.shelves import BLOCK
from server.files.strongbox import Strongbox
from tests import s3 as s3_of_tests

PAPER = b"%PDF-1.7 a paper that Lan received"
NAME = hashlib.sha256(PAPER).hexdigest()
KEY = f"cong-so/{NAME[:2]}/{NAME[2:4]}/{NAME}"
URL = "s3://kho-tep/cong-so?region=us-east-1"


@pytest.fixture
def s3() -> Iterator[Any]:
    with s3_of_tests.bucket() as client:
        yield client


@pytest.fixture
def store(s3, tmp_path: Path) -> Store:
    return Store.at(URL, Strongbox(tmp_path))


def keys(s3) -> list[str]:
    return [one["Key"] for one in s3.list_objects_v2(Bucket="kho-tep").get("Contents", [])]


def body(s3, key: str = KEY) -> bytes:
    return s3.get_object(Bucket="kho-tep", Key=key)["Body"].read()


def test_a_kept_file_lies_there_under_its_digest_and_comes_back_as_it_was(store, s3):
    assert store.keep(PAPER) == NAME
    assert (keys(s3), body(s3)) == ([KEY], PAPER)
    assert (store.fetch(NAME), store.size(NAME), store.has(NAME)) == (PAPER, len(PAPER), True)
    assert list(store.walk()) == [NAME]
    assert store.check(NAME)


def test_a_file_of_this_machine_is_kept_like_one_in_memory_and_twice_is_once(store, s3, tmp_path):
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(PAPER)
    assert store.keep(scan) == store.keep(PAPER) == NAME
    assert keys(s3) == [KEY]


def test_what_lies_there_is_never_written_over(store, s3):
    s3.put_object(Bucket="kho-tep", Key=KEY, Body=b"somebody else's bytes")
    assert store.keep(PAPER) == NAME
    assert body(s3) == b"somebody else's bytes"
    assert not store.check(NAME), "and the check says so"


def test_the_bucket_is_told_the_digest_and_refuses_what_is_not_that(store, monkeypatch):
    """A real one reckons it itself (`ChecksumSHA256`); the tests' own takes anything."""
    said = {}

    def reckons(**asked):
        said.update(asked)
        if hashlib.sha256(asked["Body"]).digest() != base64.b64decode(asked["ChecksumSHA256"]):
            raise ClientError({"Error": {"Code": "BadDigest"}}, "PutObject")

    monkeypatch.setattr(store.shelf._s3, "put_object", reckons)
    store.keep(PAPER)
    assert (said["Key"], said["IfNoneMatch"]) == (KEY, "*")
    with pytest.raises(OSError, match="did not keep"):
        store.shelf.put(NAME, b"half of a paper", NAME)


def test_a_byte_changed_in_the_bucket_is_found(store, s3):
    store.keep(PAPER)
    store.path(NAME)  # a sound copy lies here: the check must not read that one
    s3.put_object(Bucket="kho-tep", Key=KEY, Body=PAPER.replace(b"Lan", b"Nam"))
    assert not store.check(NAME)


def test_what_may_be_a_secret_lies_there_locked_alone(store, s3):
    store.keep_shut(PAPER)
    assert keys(s3) == [f"{KEY}.locked"]
    assert PAPER not in body(s3, f"{KEY}.locked")
    assert (store.has(NAME), store.is_shut(NAME), store.fetch(NAME)) == (True, True, PAPER)
    assert isinstance(store.source(NAME), io.BytesIO)
    assert store.check(NAME)
    assert list(store.walk()) == [NAME]
    assert store.keep(PAPER) == NAME
    assert keys(s3) == [f"{KEY}.locked"], "kept again it is not laid open"


def test_it_is_locked_and_laid_open_again_and_no_copy_in_plain_stays_here(store, s3):
    store.keep(PAPER)
    copy = store.path(NAME)
    assert copy.read_bytes() == PAPER
    store.shut(NAME)
    assert keys(s3) == [f"{KEY}.locked"]
    assert not copy.exists()
    store.open_again(NAME)
    assert (keys(s3), store.fetch(NAME)) == ([KEY], PAPER)


@pytest.mark.parametrize("keep", ["keep", "keep_shut"])
def test_a_purge_leaves_no_byte_there_nor_here(store, s3, tmp_path, keep):
    getattr(store, keep)(PAPER)
    if keep == "keep":
        store.path(NAME)
    store.destroy(NAME)
    assert keys(s3) == []
    assert not store.has(NAME)
    assert [one.name for one in tmp_path.rglob("*") if one.is_file()] in ([], ["quarantine.key"])
    store.destroy(NAME)


def test_what_is_not_there_is_missed_as_on_a_disk(store):
    assert not store.has(NAME)
    assert not store.check(NAME)
    for ask in (store.fetch, store.size, store.path):
        with pytest.raises(FileNotFoundError):
            ask(NAME)


@pytest.mark.parametrize("name", ["../../etc/passwd", "a" * 63, "A" * 64, ""])
def test_no_name_leads_elsewhere(store, name):
    with pytest.raises(ValueError, match="64 hexadecimal digits"):
        store.fetch(name)


def test_a_large_file_is_gone_through_on_the_disk(store):
    large = os.urandom(BLOCK + 7)
    name = store.keep(large)
    with store.view(name) as seen:
        assert (len(seen), seen[:]) == (len(large), large)
    assert store.source(name).read_bytes() == large


def test_copies_go_after_ten_minutes(store, monkeypatch):
    old, new = store.path(store.keep(PAPER)), None
    os.utime(old, (1, 1))
    new = store.path(store.keep(PAPER + b"2"))
    assert (old.exists(), new.exists()) == (True, True), "not at every file"
    monkeypatch.setattr(bucket, "LENT", 0.0)
    store.path(store.keep(PAPER + b"3"))
    assert not old.exists()


def test_eight_hands_that_keep_one_file_keep_one_file(store, s3):
    hands = [threading.Thread(target=store.keep, args=(PAPER,)) for _ in range(8)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert (keys(s3), store.check(NAME)) == ([KEY], True)


def test_a_bucket_that_says_no_is_an_error_and_no_missing_file(store, monkeypatch):
    """Else the check of the log would call every file lost while a password is wrong."""

    def denied(**_said):
        raise ClientError({"Error": {"Code": "AccessDenied"}}, "GetObject")

    for call in ("get_object", "head_object", "put_object"):
        monkeypatch.setattr(store.shelf._s3, call, denied)
    for act in (lambda: store.fetch(NAME), lambda: store.has(NAME), lambda: store.shelf.get(NAME)):
        with pytest.raises(OSError, match="bucket does not") as no:
            act()
        assert not isinstance(no.value, FileNotFoundError)
    with pytest.raises(OSError, match="did not keep"):
        store.shelf.put(NAME, PAPER, NAME)


def test_whether_it_is_open_is_said(store, s3, monkeypatch):
    assert store.shelf.is_open()
    s3.delete_bucket(Bucket="kho-tep")
    assert not store.shelf.is_open()

    def gone(**_said):
        raise EndpointConnectionError(endpoint_url="https://minio.tinh.vn")

    monkeypatch.setattr(store.shelf._s3, "head_bucket", gone)
    assert not store.shelf.is_open()


@pytest.mark.parametrize("url", ["s3://kho?khoa=1", "s3://kho/?endpoint=https://a&x=1"])
def test_a_word_of_the_address_that_nobody_knows_is_no_bucket(url, tmp_path):
    with pytest.raises(UnknownStore, match="no bucket"):
        Store.at(url, Strongbox(tmp_path))


def test_another_house_is_asked_at_its_own_address(tmp_path, monkeypatch):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "thu")
    url = "s3://kho/x?endpoint=https://minio.tinh.vn&region=vn-1"
    shelf = Store.at(url, Strongbox(tmp_path)).shelf
    assert shelf._s3.meta.endpoint_url == "https://minio.tinh.vn"
    assert shelf._s3.meta.region_name == "vn-1"


def test_without_a_box_for_what_is_suspect_there_is_no_bucket():
    with pytest.raises(UnknownStore):
        Store.at(URL)
