"""Signed notes against what other houses' implementations wrote: Go's, and four live witnesses'."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from signing.checkpoint import read_checkpoint
from signing.note import NoteKey, NoteRefused, line, opened, require_signed
from signing.witnessing import seen_at

PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PETERS_SECRET = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
ENOCH = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
BY_PETER = (
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotp"
    "RZb6KE6RyyBwJnAM=\n"
)
BY_ENOCH = (
    "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox3"
    "3WWd1RvMc+QQ=\n"
)
"""golang.org/x/mod/sumdb/note, note_test.go."""

WITNESSED = """\
arche2025h1.staging.ct.transparency.dev
1432088532
U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=

— arche2025h1.staging.ct.transparency.dev zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLfQFX6hoGREPMHbd\
Q3urbllzalApkptQIgIpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=
— arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygN\
I75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=
— transparency.dev/DEV:witness-little-garden 2AQqhwAAAABqEiEgzgFIqqhbUoDwjMWE6UP8nd8/KYTzwZ2rhIg\
cqoXHAwVkjZr4AscylP3v7sEodkRAErumC2q44vdgJY096st5BQ==
— witness1.smartit.nu/witness1 pIyCDwAAAABqEiEghIp82KWebrw7/oHQwlTAm3g2RKS4+eebl8eO0WH+/iEcxZ75W\
3u5hNI7TOQtmJbqmNWVuE0tgh0XwzdZsDsUAQ==
— remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTyn\
k5XeU/zZ0WBxtqB0DrAWfBw==
— witness.stagemole.eu Z/euoAAAAABqEiEgw0i+7g2ENfDAWHmtRzCfKTHSDwYDJA2NmKeGi9Y8FtEyOUvVr+AJmIY/2T\
UFucgKi7lI7cUiOvKFYe/TmN9DAg==
"""
LOG = (
    "arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f"
)
WITNESSES = [
    "transparency.dev/DEV:witness-little-garden+d8042a87+BCtusOxINQNUTN5Oj8HObRkh2yHf/MwYaGX4CPdiVEPM",
    "witness1.smartit.nu/witness1+a48c820f+BPSFWg9G6KPiO7QPryYO5Xq4oYJJ+kAvLKLSimDhoxMO",
    "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
    "witness.stagemole.eu+67f7aea0+BEqSG3yu9YrmcM3BHvQYTxwFj3uSWakQepafafpUqklv",
]
"""A head of a live log of 2026 with the lines of four witnesses, and their published keys."""


def test_a_note_that_go_signed_is_read_here():
    note = opened(f"{TEXT}\n{BY_PETER}{BY_ENOCH}")
    assert note.text == TEXT
    require_signed(note, NoteKey.parse(PETER))
    require_signed(note, NoteKey.parse(ENOCH))


def test_what_is_signed_here_is_what_go_signs_to_the_byte():
    secret = Ed25519PrivateKey.from_private_bytes(base64.b64decode(PETERS_SECRET)[1:])
    assert line(NoteKey.parse(PETER), secret.sign(TEXT.encode())) == BY_PETER


def test_a_key_is_written_as_go_writes_it():
    assert [str(NoteKey.parse(one)) for one in (PETER, ENOCH, *WITNESSES)] == [
        PETER,
        ENOCH,
        *WITNESSES,
    ]


def test_no_part_of_a_key_and_no_other_letter_passes_for_it():
    parts = [PETER[a:b] for a in range(len(PETER)) for b in range(a + 1, len(PETER) + 1)]
    bent = [PETER[:n] + chr(ord(one) + 1) + PETER[n + 1 :] for n, one in enumerate(PETER)]
    long = "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY=="
    other_kind = "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    for text in {*parts, *bent, long, other_kind} - {PETER}:
        with pytest.raises(NoteRefused):
            NoteKey.parse(text)


@pytest.mark.parametrize(
    "note",
    [
        TEXT,
        f"{TEXT}\n",
        f"{TEXT}\n{BY_PETER[:-1]}",
        f"\x01{TEXT}\n{BY_PETER}",
        f"{TEXT}\n— Bad Name{BY_PETER[14:]}",
        f"{TEXT}\n{BY_PETER}Unexpected line.\n",
        f"{TEXT}\n{BY_PETER * 101}",
    ],
)
def test_what_go_calls_malformed_is_malformed_here(note):
    with pytest.raises(NoteRefused, match="malformed"):
        opened(note)


@pytest.mark.parametrize(
    "below",
    [BY_ENOCH, BY_PETER[:60] + "ABCD" + BY_PETER[60:], BY_PETER + BY_PETER.replace("S9", "S8")],
)
def test_a_missing_and_a_wrong_line_of_a_key_are_refused(below):
    with pytest.raises(NoteRefused, match="signature"):
        require_signed(opened(f"{TEXT}\n{below}"), NoteKey.parse(PETER))


def test_four_live_witnesses_of_a_live_log_are_heard():
    head = read_checkpoint(WITNESSED, NoteKey.parse(LOG))
    assert head.size == 1432088532
    assert {seen_at(opened(WITNESSED), NoteKey.parse(one)) for one in WITNESSES} == {1779573024}


@pytest.mark.parametrize("witness", WITNESSES)
def test_no_witness_saw_another_head(witness):
    other = WITNESSED.replace("1432088532", "1432088533")
    assert seen_at(opened(other), NoteKey.parse(witness)) is None
