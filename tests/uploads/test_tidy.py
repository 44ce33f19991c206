"""The text of a page as it is kept: what nobody sees is left out, whatever stands beside it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.uploads.reading.texts import LOST, tidy


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Số 15\r\nNgày 3\rtháng 9", "Số 15\nNgày 3\ntháng 9"),
        ("chuyển đổi số", "chuyển đổi số"),
        ("ke\u0302\u0301 hoạch", "kế hoạch"),
        ("hội\u00a0họp", "hội họp"),
        ("tiếp\x02\nnhận, trực\ufffetuyến", "tiếp-\nnhận, trực-tuyến"),
        ("bí\u200b mật\x00", "bí mật"),
        ("", ""),
    ],
)
def test_a_text_in_one_form(said: str, kept: str) -> None:
    assert tidy(said) == kept


@given(st.text(max_size=20))
def test_nothing_is_left_that_nobody_sees(said: str) -> None:
    """Asked of a whole text at once where none of it is odd: the answer is letter by letter's."""
    kept = tidy(said)
    assert not [c for c in kept if c != "\n" and unicodedata.category(c) in LOST]
    assert kept == unicodedata.normalize("NFC", kept)
