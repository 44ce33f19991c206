"""A length that ends in 80 is a length: such a structure is not encoded anew at every look."""

import pytest
from asn1crypto import core

import signing  # noqa: F401 - mends the library when it is opened
from signing.asn1 import OWNERS, WRONG, mend


class Pair(core.Sequence):
    _fields = [("text", core.OctetString), ("number", core.Integer)]


def of_length_80() -> bytes:
    """A sequence whose header is 30 82 01 80: nothing indefinite about it."""
    made = Pair({"text": bytes(0x180 - 4 - 3), "number": 5}).dump()
    assert made[:4] == bytes.fromhex("30820180")
    return made


def test_what_was_read_is_given_back_without_being_encoded_again(monkeypatch):
    whole = of_length_80()
    read = Pair.load(whole)
    read["number"].native  # noqa: B018 - a child is looked at, as pyHanko does
    monkeypatch.setattr(Pair, "_set_contents", lambda *_, **__: pytest.fail("anew"))
    assert read.dump() == whole


def test_a_length_that_is_indefinite_is_still_written_out():
    indefinite = bytes.fromhex("3080040101020105" + "0000")
    assert Pair.load(indefinite).dump() == bytes.fromhex("3006040101020105")


def test_a_library_of_another_text_is_not_mended_in_silence():
    assert all(WRONG for _ in OWNERS)
    with pytest.raises((ImportError, OSError)):
        mend()
