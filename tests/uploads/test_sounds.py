"""Sound is known by its first bytes and walked to its end; a film is none (CF-04)."""

import pytest

from server.uploads import ask
from server.uploads.inspecting.sounds import M4A, MP3, OGG, WAV, examine_sound, kind_of_sound
from tests.uploads import recorded
from workflows import Refused

GOOD = {WAV: recorded.wav(), MP3: recorded.mp3(), OGG: recorded.ogg(), M4A: recorded.m4a()}


@pytest.mark.parametrize("kind", GOOD)
def test_what_a_recorder_writes_comes_in_under_its_own_ending(kind):
    seen = examine_sound(GOOD[kind], "Ghi âm họp thôn")
    assert (seen.media_type, seen.pages, seen.suspected_secret) == (kind, 0, False)
    assert seen.name.startswith("Ghi âm họp thôn.")


@pytest.mark.parametrize("kind", GOOD)
def test_what_is_broken_off_does_not(kind):
    whole = GOOD[kind]
    with pytest.raises(Refused, match=r"^file_broken$"):
        examine_sound(whole[: len(whole) - 40], "a")
    with pytest.raises(Refused, match=r"^file_broken$"):
        examine_sound(whole + b"%PDF-1.7 hidden behind it", "a")


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (recorded.m4a(b"vide"), "phim.mp4", "file_broken"),
        (recorded.wav(), "a.mp3", "file_not_what_it_says"),
        (recorded.mp3(1), "a.mp3", "file_broken"),
        (b"RIFF\x04\0\0\0AVI ", "a.avi", "file_type_unknown"),
        (b"\x7fELF" + b"\0" * 64, "a.mp3", "file_type_unknown"),
    ],
)
def test_a_film_a_false_name_or_something_else_does_not(data, name, reason):
    with pytest.raises(Refused, match=f"^{reason}$"):
        examine_sound(data, name)


def test_no_picture_and_no_document_is_taken_for_sound():
    for data in (b"%PDF-1.7", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b""):
        assert kind_of_sound(data) == ""


def test_a_child_looks_at_it_and_a_name_that_speaks_of_a_secret_is_heard():
    found = ask(GOOD[MP3], "Họp kín, độ mật.mp3", "sound")["inspected"]
    assert found["media_type"] == MP3 and found["suspected_secret"]


@pytest.mark.parametrize(
    ("data", "seconds"),
    [
        (recorded.wav(), 1),
        (recorded.mp3(200), 6),
        (recorded.mp3(), 1),
        (recorded.ogg(), 0),
        (recorded.opus(90), 90),
        (recorded.m4a(), 0),
        (recorded.m4a(lasts=61), 61),
        (recorded.m4a(lasts=0xFFFFFFFF), 1_000_000),
    ],
)
def test_how_long_it_is_it_says_itself(data, seconds):
    assert examine_sound(data, "a").seconds == seconds
