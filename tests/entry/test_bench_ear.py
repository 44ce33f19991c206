"""Who hears in `bench fanout`: each word whole, and when the kernel had it."""

import select
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from server.bench.ear import Ear, kernel_noting
from server.bench.ears import Room

HELLO = b'0{"sid":"x"}'


def framed(word: bytes) -> bytes:
    """As a house says it: not masked."""
    if len(word) < 126:
        return b"\x81" + bytes([len(word)]) + word
    if len(word) < 65536:
        return b"\x81\x7e" + len(word).to_bytes(2) + word
    return b"\x81\x7f" + len(word).to_bytes(8) + word


def unmasked(said: bytes) -> bytes:
    """As a page says it, of less than 64 KiB: with its mask, which is of zeros here."""
    assert said[1] & 0x80
    begins = 4 if said[1] & 127 == 126 else 2
    assert said[begins : begins + 4] == bytes(4)
    return said[begins + 4 :]


@pytest.fixture(scope="module", autouse=True)
def _the_kernel_notes() -> Iterator[None]:
    with kernel_noting():
        yield


@pytest.fixture
def line() -> Iterator[tuple[socket.socket, Ear]]:
    """A house, and an ear at it; the greeting comes in one piece with the house's yes."""
    with socket.create_server(("127.0.0.1", 0)) as house, ThreadPoolExecutor(1) as hands:
        opened = hands.submit(_opened, house)
        ear = Ear(f"http://127.0.0.1:{house.getsockname()[1]}")
        with opened.result() as end, ear.line:
            yield end, ear


def _opened(house: socket.socket) -> socket.socket:
    end, _ = house.accept()
    asked = b""
    while b"\r\n\r\n" not in asked:
        asked += end.recv(4096)
    assert b"Upgrade: websocket" in asked
    end.sendall(b"HTTP/1.1 101 Switching Protocols\r\n\r\n" + framed(HELLO))
    return end


def test_what_came_with_the_houses_yes_is_heard_too(line):
    _, ear = line
    assert list(ear.held()) == [HELLO]


@pytest.mark.parametrize("size", [1, 125, 126, 65535, 65536])
def test_a_word_of_any_length_is_heard_whole(line, size):
    end, ear = line
    list(ear.held())
    end.sendall(framed(b"4" * size) + framed(b"2"))
    words: list[bytes] = []
    while b"2" not in words:
        words += ear.hears()[1]
    assert words == [b"4" * size, b"2"]


def test_the_moment_is_the_arrivals_not_the_readers(line):
    end, ear = line
    before = time.time() * 1000
    end.sendall(framed(b"2"))
    select.select([ear.line], [], [])
    lay_there = time.time() * 1000
    moment, _ = ear.hears()
    assert before - 1 < moment < lay_there


def test_it_greets_joins_and_answers_a_ping(line):
    end, ear = line
    room = Room({"meeting": 7, "since": 0})
    room.takes_in(ear, "secret")
    for word in (b'40{"sid":"y"}', b"2", b'430[{"ok":true}]', b'42["ev",{"seq":5,"a":1}]'):
        end.sendall(framed(word))
    room.until(lambda: 5 in room.heard)
    said = end.recv(4096)
    told = [b'40{"token": "secret"}', b'420["join", {"meeting": 7, "since": 0}]', b"3"]
    assert unmasked(said).startswith(told[0])
    assert [one in said for one in told] == [True] * 3
    assert (room.joined, len(room.heard[5].at)) == (1, 1)


def test_who_is_not_let_in_is_counted_and_named(line):
    end, ear = line
    room = Room({})
    room.takes_in(ear, "secret")
    end.sendall(framed(b'430[{"ok":false,"code":"not_allowed"}]'))
    room.until(lambda: room.refused != [])
    assert room.joined == 0
    assert "not_allowed" in room.refused[0]


def test_a_house_that_hangs_up_in_the_middle_is_no_silence(line):
    end, ear = line
    end.close()
    with pytest.raises(ConnectionError):
        ear.hears()
