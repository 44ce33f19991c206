"""What is encoded is encoded once: no length is taken for another, no level encodes twice."""

import pytest
from asn1crypto import core

import signing  # noqa: F401 - mends the library when it is opened
from signing.asn1 import mend


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


def test_what_lies_deep_is_encoded_once_whatever_lies_around_it(monkeypatch):
    asked = []
    encode = core.SequenceOf._set_contents

    def count(self, force=False):
        asked.append(self)
        encode(self, force=force)

    class Nest(core.SequenceOf):
        _child_spec = core.Any

    nest = Nest([core.Integer(5)])
    for _ in range(5):
        nest = Nest([nest])
    monkeypatch.setattr(core.SequenceOf, "_set_contents", count)
    assert nest.dump() == bytes.fromhex("300d300b300930073005300302" + "0105")
    assert len(asked) == 6


def test_a_library_of_another_text_is_not_mended_in_silence():
    with pytest.raises((ImportError, OSError)):
        mend()
