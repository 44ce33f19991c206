"""Two inner loops of the libraries, each done at one stroke; what they answer stays the same.

The value of a signature is some ten thousand digits, which pyHanko reads one call at a time; and
each comparison of two names takes every letter of both through the tables of RFC 4518, the same
few names forty times in a verdict. A fifth of the time of reading a signature went there.
Whatever is out of the ordinary is left to the library's own words.
"""

import binascii
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, BinaryIO

from asn1crypto import x509
from pyhanko.pdf_utils import generic

PLAIN = re.compile(rb"<((?:[0-9A-Fa-f]{2})*)>")
"""Whole bytes, and neither space nor comment between them."""

BLOCK = 1 << 15
KEPT, SHORT = 1024, 256
"""Names that are remembered, and how long one may be: a stranger's file cannot fill the memory."""


def hasten() -> None:
    """Once for a process, before anything is read."""
    read = at_one_stroke(generic.read_hex_string_from_stream)
    generic.read_hex_string_from_stream = read  # type: ignore[assignment]
    name = x509.NameTypeAndValue
    name._ldap_string_prep = remembered(name._ldap_string_prep)


def at_one_stroke(read: Callable[[BinaryIO], Any]) -> Callable[[BinaryIO], Any]:
    """A string of hexadecimal digits at the place where the stream stands."""

    def quickly(stream: BinaryIO) -> Any:
        start = stream.tell()
        found = PLAIN.match(stream.read(BLOCK))
        stream.seek(start + found.end() if found else start)
        return generic.pdf_string(binascii.unhexlify(found[1])) if found else read(stream)

    return quickly


def remembered(prepare: Callable[[Any, str], str]) -> Callable[[Any, str], str]:
    """A part of a name as it is compared; what it is depends on its text alone."""
    kept = lru_cache(KEPT)(lambda text: prepare(None, text))

    def quickly(own: Any, text: str) -> str:
        return kept(text) if len(text) <= SHORT else prepare(own, text)

    return quickly
