"""A backup under a passphrase: every byte comes back, and none that was touched is believed."""

from io import BytesIO

import pytest

from signing import MAGIC, Locking, NotOpened, Unlocking, locked_stream

WORDS = "con trâu đi trước cái cày theo sau"


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    """A block is small here, and a guess cheap."""
    monkeypatch.setattr(locked_stream, "BLOCK", 64)
    monkeypatch.setattr(locked_stream, "_COST", 2)


def locked(data: bytes) -> bytes:
    out = BytesIO()
    with Locking(out, WORDS) as stream:
        for at in range(0, len(data), 7):
            stream.write(data[at : at + 7])
    return out.getvalue()


def opened(data: bytes, words: str = WORDS, size: int = -1) -> bytes:
    stream = Unlocking(BytesIO(data), words)
    return b"".join(iter(lambda: stream.read(size), b""))


@pytest.mark.parametrize("length", [0, 1, 63, 64, 65, 128, 129, 1000])
@pytest.mark.parametrize("size", [-1, 1, 10, 64, 100, 5000])
def test_what_is_locked_comes_back_however_it_is_read(length, size):
    data = bytes(n % 251 for n in range(length))
    assert opened(locked(data), size=size) == data


def test_nothing_of_it_is_in_plain_and_no_two_are_alike():
    data = b"-----BEGIN PRIVATE KEY-----" * 9
    first, second = locked(data), locked(data)
    assert first.startswith(MAGIC) and b"PRIVATE" not in first
    assert first[len(MAGIC) :] != second[len(MAGIC) :]


def test_another_passphrase_opens_nothing():
    with pytest.raises(NotOpened):
        opened(locked(b"x" * 200), WORDS + ".")


@pytest.mark.parametrize("gone", [1, 16, 80, 81, 160])
def test_one_that_was_cut_off_is_not_whole(gone):
    """Between two blocks as anywhere else: 80 bytes are a block and its seal."""
    with pytest.raises(NotOpened):
        opened(locked(b"x" * 64 * 5)[:-gone])


def test_a_block_that_was_moved_or_changed_is_not_believed():
    data = locked(bytes(range(64)) * 4)
    start = len(MAGIC) + 16
    blocks = [data[at : at + 80] for at in range(start, len(data), 80)]
    swapped = data[:start] + b"".join([blocks[1], blocks[0], *blocks[2:]])
    doubled = data[:start] + b"".join([blocks[0], *blocks])
    flipped = data[:start] + bytes([data[start] ^ 1]) + data[start + 1 :]
    resalted = data[: len(MAGIC)] + bytes(16) + data[start:]
    for one in (swapped, doubled, flipped, resalted):
        with pytest.raises(NotOpened):
            opened(one)


def test_what_is_not_locked_is_not_taken_for_it():
    with pytest.raises(NotOpened):
        opened(b"ustar" * 100)
