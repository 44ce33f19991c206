"""The store keeps what it was given: whole, once, unchanged, and through a kill at any moment."""

import hashlib
import os
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from server import files
from server.files import Store, UnknownStore, shelves
from workflows import Refused

PAPER = b"%PDF-1.7 a paper that Lan received"
NAME = hashlib.sha256(PAPER).hexdigest()


@pytest.fixture
def store(tmp_path):
    return Store.of(tmp_path / "var" / "store")


def _everything(store: Store) -> list[Path]:
    return [place for place in store.shelf.root.rglob("*") if place.is_file()]


def test_a_kept_file_is_named_by_its_digest_and_comes_back_as_it_was(store):
    assert store.keep(PAPER) == NAME
    assert store.fetch(NAME) == PAPER
    assert store.path(NAME) == store.shelf.root / NAME[:2] / NAME[2:4] / NAME


def test_keeping_twice_is_keeping_once(store):
    store.keep(PAPER)
    before = store.path(NAME).stat()
    assert store.keep(PAPER) == NAME
    assert store.path(NAME).stat() == before
    assert _everything(store) == [store.path(NAME)]


def test_a_file_on_the_disk_is_kept_like_one_in_memory(store, tmp_path):
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(PAPER)
    assert store.keep(scan) == NAME
    assert store.fetch(NAME) == scan.read_bytes()


def test_nobody_may_write_to_a_kept_file(store):
    store.keep(PAPER)
    assert stat.S_IMODE(store.path(NAME).stat().st_mode) == 0o440


def test_has_says_what_is_there(store):
    assert not store.has(NAME)
    store.keep(PAPER)
    assert store.has(NAME)


@pytest.mark.parametrize(
    "name", ["", "../../etc/passwd", NAME[:-1], NAME.upper(), NAME + "\n", "/" + NAME, "g" * 64]
)
def test_no_name_leads_out_of_the_store(store, name):
    for ask in (store.path, store.has, store.fetch, store.check, store.destroy, store.shut):
        with pytest.raises(ValueError, match="64 hexadecimal"):
            ask(name)


def test_a_missing_file_is_loud(store):
    with pytest.raises(FileNotFoundError):
        store.fetch(NAME)


def test_check_finds_one_flipped_bit(store):
    store.keep(PAPER)
    assert store.check(NAME)
    place = store.path(NAME)
    place.chmod(0o640)
    place.write_bytes(bytes([PAPER[0] ^ 1]) + PAPER[1:])
    assert not store.check(NAME)


def test_check_finds_a_missing_file(store):
    assert not store.check(NAME)


def test_walk_names_every_file_in_order_and_no_draft(store):
    names = [store.keep(bytes([number])) for number in range(20)]
    (store.path(names[0]).parent / f".{NAME}.0123").write_bytes(b"left by a crash")
    assert list(store.walk()) == sorted(names)


def test_an_empty_store_has_nothing_to_walk(store):
    assert list(store.walk()) == []


def test_the_purge_of_a_secret_leaves_no_byte(store):
    store.keep(PAPER)
    store.destroy(NAME)
    assert not store.has(NAME) and _everything(store) == []


def test_what_is_locked_is_had_by_its_name_and_lies_nowhere_in_plain(store):
    assert store.keep_shut(PAPER) == store.keep(PAPER) == NAME
    assert store.is_shut(NAME) and store.has(NAME) and store.check(NAME)
    assert store.fetch(NAME) == store.source(NAME).read() == PAPER
    assert list(store.walk()) == [NAME]
    (place,) = _everything(store)
    assert PAPER not in place.read_bytes() and b"Lan" not in place.read_bytes()
    assert stat.S_IMODE(place.stat().st_mode) == 0o440


def test_a_file_is_locked_and_laid_open_again_and_twice_is_once(store):
    store.keep(PAPER)
    for _ in range(2):
        store.shut(NAME)
        assert store.is_shut(NAME) and not store.path(NAME).exists()
    for _ in range(2):
        store.open_again(NAME)
        assert _everything(store) == [store.path(NAME)] and store.check(NAME)
    assert store.source(NAME) == store.path(NAME)


def test_a_flipped_bit_of_what_is_locked_opens_nothing(store):
    store.keep_shut(PAPER)
    (place,) = _everything(store)
    place.chmod(0o640)
    raw = place.read_bytes()
    place.write_bytes(raw[:-1] + bytes([raw[-1] ^ 1]))
    with pytest.raises(Refused, match="locked_away"):
        store.fetch(NAME)


def test_what_is_locked_opens_under_its_own_name_alone(store):
    """Nobody puts one locked file in the place of another."""
    store.keep_shut(PAPER)
    other = store.keep_shut(b"another paper")
    places = {place.name: place for place in _everything(store)}
    mine, others = (places[f"{name}.locked"] for name in (NAME, other))
    mine.chmod(0o640)
    mine.write_bytes(others.read_bytes())
    with pytest.raises(Refused, match="locked_away"):
        store.fetch(NAME)


def test_two_offices_that_make_the_key_at_once_have_one(store, monkeypatch):
    """Whoever is second takes the first one's key: what was locked with that one opens."""
    here, link = store.box.place, os.link
    store.shelf.root.mkdir(parents=True)

    def late(draft, place):
        here.write_bytes(b"k" * 32)
        link(draft, place)

    monkeypatch.setattr(os, "link", late)
    store.keep_shut(PAPER)
    assert here.read_bytes() == b"k" * 32 and store.fetch(NAME) == PAPER


def test_the_purge_of_what_is_locked_leaves_no_byte(store):
    store.keep_shut(PAPER)
    store.destroy(NAME)
    assert not store.has(NAME) and _everything(store) == []


def test_the_bytes_are_on_the_disk_before_the_name_and_the_name_before_the_answer(
    store, monkeypatch
):
    store.keep(b"the folders are there already" + PAPER)
    steps = []
    flush, rename = os.fsync, Path.rename

    def noted_flush(handle):
        steps.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        flush(handle)

    def noted_rename(place, target):
        steps.append("name")
        return rename(place, target)

    monkeypatch.setattr(os, "fsync", noted_flush)
    monkeypatch.setattr(Path, "rename", noted_rename)
    store.keep(PAPER)
    assert steps[-3:] == ["file", "name", "folder"]
    steps.clear()
    store.keep(PAPER)
    assert steps == ["folder"]


def test_a_new_folder_is_on_the_disk_too(store, monkeypatch):
    flushed, flush = [], os.fsync

    def noted(handle):
        flushed.append(os.fstat(handle).st_ino)
        flush(handle)

    monkeypatch.setattr(os, "fsync", noted)
    store.keep(PAPER)
    leaf = store.path(NAME).parent
    for folder in (leaf, leaf.parent, store.shelf.root, store.shelf.root.parent):
        assert folder.stat().st_ino in flushed


@pytest.mark.parametrize("act", ["os.fsync", "pathlib.Path.rename"])
def test_a_kill_before_the_name_leaves_nothing_that_counts(store, act):
    code = (
        "import os, pathlib, signal; from server.files import Store\n"
        f"{act} = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"store = Store.of(pathlib.Path({str(store.shelf.root)!r}))\n"
        f"store.path({NAME!r}).parent.mkdir(parents=True)\n"
        f"store.keep({PAPER!r})"
    )
    died = subprocess.run([sys.executable, "-c", code], check=False)
    assert died.returncode == -signal.SIGKILL
    assert not store.has(NAME) and list(store.walk()) == []
    assert store.keep(PAPER) == NAME and store.check(NAME)


def test_a_full_disk_leaves_no_draft_behind(store, monkeypatch):
    def full(_handle):
        raise OSError(28, "No space left on device")

    store.path(NAME).parent.mkdir(parents=True)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        store.keep(PAPER)
    assert _everything(store) == []


def test_a_source_that_changes_while_it_is_read_is_not_kept(store, tmp_path, monkeypatch):
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(PAPER)
    copy = shelves._fill

    def hurried(draft, source):
        scan.write_bytes(b"somebody saved over it")
        copy(draft, source)

    monkeypatch.setattr(shelves, "_fill", hurried)
    with pytest.raises(OSError, match="did not keep"):
        store.keep(scan)
    assert _everything(store) == []


def test_eight_hands_that_keep_one_file_keep_one_file(store):
    hands = [threading.Thread(target=store.keep, args=(PAPER,)) for _ in range(8)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert _everything(store) == [store.path(NAME)] and store.check(NAME)


@pytest.mark.parametrize(
    ("url", "folder"),
    [
        ("file:var/store", "var/store"),
        ("file:///srv/congso/store", "/srv/congso/store"),
        ("file:/srv/kho%20l%C6%B0u", "/srv/kho lưu"),
    ],
)
def test_the_setting_names_a_folder(url, folder):
    assert Store.at(url).shelf.root == Path(folder)


@pytest.mark.parametrize("url", ["s3:///x", "var/store", "file:", "", "file://host/x"])
def test_a_store_that_the_office_cannot_open_is_named(url):
    with pytest.raises(UnknownStore, match="must be a file: or s3: address"):
        Store.at(url)


def test_services_ask_for_the_store_of_the_office(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "_open", [])
    with pytest.raises(RuntimeError, match="configure"):
        files.store()
    assert files.configure(tmp_path) is files.store()
    assert files.configure(f"file:{tmp_path}/other").shelf.root == tmp_path / "other"
    assert files.store().shelf.root == tmp_path / "other"
