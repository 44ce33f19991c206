"""The log's head, handed to outsiders: signed, readable by hand, refused when touched."""

import base64

import pytest

from signing import NoteKey, NoteRefused, make_log_key, read_checkpoint, sign_checkpoint
from signing.merkle import Head

HEAD = Head(42, bytes(range(32)))


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "log"


@pytest.fixture
def key(folder):
    return make_log_key(folder, "congso.hoanghoa/so-cai")


def test_what_was_signed_is_read_back(folder, key):
    assert read_checkpoint(sign_checkpoint(folder, key, HEAD), key) == HEAD


def test_the_note_has_the_form_that_other_logs_write(folder, key):
    """C2SP tlog-checkpoint: origin, size, root, an empty line, an em dash, name, signature."""
    lines = sign_checkpoint(folder, key, HEAD).split("\n")
    assert lines[:4] == [key.name, "42", base64.b64encode(HEAD.root).decode(), ""]
    dash, name, packed = lines[4].split(" ")
    assert (dash, name) == ("—", key.name)
    assert base64.b64decode(packed)[:4] == key.id
    assert len(base64.b64decode(packed)) == 4 + 64
    assert lines[5:] == [""]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n42\n", "\n43\n"),
        ("congso.hoanghoa/so-cai\n42", "congso.khac/so-cai\n42"),
        ("AAEC", "AAED"),
        ("\n\n", "\nmore\n\n"),
        ("— ", "- "),
        ("\n\n", "\n"),
    ],
)
def test_a_touched_note_is_refused(folder, key, old, new):
    note = sign_checkpoint(folder, key, HEAD)
    assert old in note
    with pytest.raises(NoteRefused):
        read_checkpoint(note.replace(old, new, 1), key)


@pytest.mark.parametrize("note", ["", "\n\n", "a\n\n— a b\n", "a\n1\n\n\n— x !!!\n"])
def test_what_is_no_note_is_refused(key, note):
    with pytest.raises(NoteRefused):
        read_checkpoint(note, key)


def test_another_logs_note_is_refused(folder, key, tmp_path):
    other = make_log_key(tmp_path / "other", key.name)
    with pytest.raises(NoteRefused):
        read_checkpoint(sign_checkpoint(folder, key, HEAD), other)


def test_a_note_may_carry_a_witness_signature_too(folder, key):
    """C2SP: signatures of keys one does not know are passed over."""
    witnessed = (
        sign_checkpoint(folder, key, HEAD)
        + f"— nhan.chung {base64.b64encode(bytes(68)).decode()}\n"
    )
    assert read_checkpoint(witnessed, key) == HEAD


def test_the_key_is_made_once(folder, key):
    assert make_log_key(folder, key.name) == key
    assert (folder / "log.key").stat().st_mode & 0o777 == 0o600


def test_the_public_key_is_passed_on_as_one_line(folder, key):
    assert NoteKey.parse((folder / "log.pub").read_text()) == key


@pytest.mark.parametrize("text", ["", "a+b", "a+00000000+AQ==", "a+00000000+!!", "x+y+z"])
def test_what_is_no_key_is_refused(text):
    with pytest.raises(NoteRefused):
        NoteKey.parse(text)


def test_a_key_under_a_false_id_is_refused(key):
    with pytest.raises(NoteRefused):
        NoteKey.parse(str(key).replace(key.id.hex(), "00000000"))
