"""What is read at one stroke is what the library reads letter by letter."""

import inspect
from io import BytesIO

import pytest
from asn1crypto import x509
from hypothesis import given
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic

import signing  # noqa: F401 - hastens the libraries when it is opened
from signing.quick import BLOCK, SHORT, at_one_stroke, remembered

letter_by_letter = inspect.getclosurevars(generic.read_hex_string_from_stream).nonlocals["read"]


def read(how, data: bytes):
    """The string or what was wrong with it, its kind, and where the stream stands then."""
    stream = BytesIO(data)
    stream.seek(1)
    try:
        found = how(stream)
    except Exception as broken:
        return type(broken)
    return type(found), getattr(found, "original_bytes", found), stream.tell()


ODD = [
    *(b"x<>", b"x<0>", b"x<4 1>", b"x<41%a\n42>", b"x<4G>", b"x<41", b"x<"),
    *(b"x<feff1ea1>z", b"x<41>42>"),
]


@pytest.mark.parametrize("data", [*ODD, b"x<" + b"41" * BLOCK + b">"], ids=lambda one: one[:9])
def test_odd_strings_are_read_as_the_library_reads_them(data):
    assert read(generic.read_hex_string_from_stream, data) == read(letter_by_letter, data)


@given(st.text(alphabet="0123456789abcdefABCDEF<> %\n\0G", max_size=40))
def test_any_string_is_read_as_the_library_reads_it(text):
    data = b"x<" + text.encode()
    assert read(generic.read_hex_string_from_stream, data) == read(letter_by_letter, data)


def test_the_digits_of_a_signature_are_read_in_one_call():
    def never(_stream):
        pytest.fail("letter by letter")

    data = b"<" + b"30" * 5000 + b">"
    assert len(at_one_stroke(never)(BytesIO(data))) == 5000


def test_a_name_is_prepared_once_and_a_long_one_is_not_kept():
    asked = []

    def prepare(_own, text):
        asked.append(text)
        return text.lower()

    quick = remembered(prepare)
    for text in ("Nguyễn  An", "Nguyễn  An", "A" * (SHORT + 1), "A" * (SHORT + 1)):
        assert quick(None, text) == text.lower()
    assert len(asked) == 3


def test_names_are_the_same_that_were_the_same_before():
    def name(text):
        return x509.Name.build({"common_name": text})

    assert name("Ủy ban  Huyện") == name("ủy ban huyện")
    assert name("Ủy ban huyện") != name("Uy ban huyện")
    with pytest.raises(ValueError, match="RFC|X.509"):
        assert name("\u0221") == name("x")
