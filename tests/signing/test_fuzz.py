"""A small share of the fuzz: every broken paper gets a verdict, and none that changed is valid."""

import pytest

from signing import verify
from tests.signing import abroad, bits, fuzz

SHARE = 120


@pytest.fixture(scope="module")
def held(office):
    return fuzz.papers(office)


@pytest.fixture(scope="module")
def both(office, tmp_path_factory):
    there = abroad.trust(tmp_path_factory.mktemp("there"))
    return fuzz.both(office.trust, there)


def test_the_papers_are_valid_before_they_are_bent(held, both):
    assert {verify(one, both).verdict for one in held.values()} == {"valid"}


def test_none_whose_signed_bytes_changed_is_valid(held, both):
    bent = [fuzz.judge(held, both, seed) for seed in range(SHARE)]
    assert [one.fault for one in bent if one.fault] == []
    assert len({one.verdict for one in bent}) > 1
    assert sum(one.verdict == "invalid" for one in bent) > SHARE // 2


def test_one_bit_anywhere_in_what_was_signed_is_noticed(held, both):
    """A few places; `-m tests.signing.bits` takes a thousand."""
    assert bits.judged(held["ours"], both, 6) == {"invalid": 6}
