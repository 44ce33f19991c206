"""A file is shown under the name its sender gave it, without what could mislead a clerk."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.uploads.names import LONGEST, clean, extension


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("Công văn số 5.pdf", "Công văn số 5.pdf"),
        (unicodedata.normalize("NFD", "Hoằng Hóa.pdf"), "Hoằng Hóa.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Lan\\Tờ trình.docx", "Tờ trình.docx"),
        ("/nha/a/b/", "b"),
        ("bao-cao\u202efdp.exe", "bao-caofdp.exe"),
        ("a\0b\r\nc.pdf", "abc.pdf"),
        ("a\ud800.pdf", "a.pdf"),
        ('a<b>:"c"|d?*.pdf', "a_b___c__d__.pdf"),
        ("  . a  b .pdf. ", "a b .pdf"),
        ("...", "van-ban"),
        ("", "van-ban"),
        ("\u200b\u2066", "van-ban"),
    ],
)
def test_a_name_keeps_its_vietnamese_and_loses_its_tricks(given_name, shown):
    assert clean(given_name) == shown


def test_a_long_name_is_cut_before_its_extension():
    shown = clean("ệ" * 255 + ".pdf")
    assert len(shown) == LONGEST and shown.endswith("ệ.pdf")


@pytest.mark.parametrize(
    ("name", "ending"),
    [("a.PDF", ".pdf"), ("a.b.docx", ".docx"), ("a", ""), ("Số 5. Tờ trình", ""), (".pdf", "")],
)
def test_an_extension_is_a_few_plain_letters(name, ending):
    assert extension(name) == ending


@given(st.text(max_size=300))
def test_any_name_becomes_one_that_can_be_shown(name):
    shown = clean(name)
    assert 0 < len(shown) <= LONGEST
    assert "/" not in shown and "\\" not in shown and shown.isprintable()
    assert clean(shown) == shown
