"""How a file reaches the child and its answer comes back: nothing is lost, a torn end is seen."""

import io
import json

import pytest

from server.uploads import wire


def sent(data: bytes, name: str) -> bytes:
    out = io.BytesIO()
    wire.send(out, data, {"name": name})
    return out.getvalue()


@pytest.mark.parametrize("data", [b"", b"\0", b"%PDF-1.7", bytes(range(256)) * 300, b"\n" * 9])
@pytest.mark.parametrize("name", ["", "a.pdf", "Công văn số 5.pdf", "a\nb\0c", "ệ" * 10_000])
def test_a_file_arrives_as_it_was_sent(data: bytes, name: str) -> None:
    assert wire.receive(io.BytesIO(sent(data, name))) == (data, {"name": name})


def test_half_a_letter_in_a_name_stops_nobody() -> None:
    received = wire.receive(io.BytesIO(sent(b"x", "a\ud800.pdf")))
    assert received == (b"x", {"name": "a\ud800.pdf"})


def test_files_follow_each_other_and_then_nothing() -> None:
    pipe = io.BytesIO(sent(b"one", "1") + sent(b"", "2") + sent(b"three", "3"))
    came = [wire.receive(pipe) for _ in range(4)]
    assert came == [(b"one", {"name": "1"}), (b"", {"name": "2"}), (b"three", {"name": "3"}), None]


@pytest.mark.parametrize("cut", [0, 1, 11])
def test_a_parent_that_went_away_sends_nothing(cut: int) -> None:
    assert wire.receive(io.BytesIO(sent(b"abc", "a.pdf")[:cut])) is None


@pytest.mark.parametrize(
    "words", [{"ready": True}, {"refused": "x", "last": True}, {"text": ["a\nb", "ệ\u2028"]}]
)
def test_an_answer_is_one_line_whatever_it_says(words: dict[str, object]) -> None:
    out = io.BytesIO()
    wire.answer(out, words)
    assert out.getvalue().count(b"\n") == 1
    assert wire.hear(io.BytesIO(out.getvalue())) == words


@pytest.mark.parametrize("line", [b"", b'{"refused"', b'{"refused": "x"}'])
def test_a_child_that_died_in_the_middle_has_answered_nothing(line: bytes) -> None:
    assert wire.hear(io.BytesIO(line)) is None


def test_a_child_that_speaks_nonsense_is_loud() -> None:
    with pytest.raises(json.JSONDecodeError):
        wire.hear(io.BytesIO(b"nonsense\n"))
