"""Checks 1 to 3 and 5: the bytes are one plain PDF, and every signature in them is in the form."""

import re
from dataclasses import dataclass
from io import BytesIO

from pyhanko.pdf_utils.crypt import AuthStatus
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from signing.verifier.failing import NoPdf, PasswordNeeded
from signing.verifier.older import signatures_of

_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")
_NAMED = re.compile(rb"/ByteRange\b")
_CLAIMED = re.compile(rb"/ByteRange\b|/Type\s*/(?:Sig|DocTimeStamp)\b")
HEADER, EOF = b"%PDF-", b"%%EOF"


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that parses strictly, with the signatures that its form names, oldest first."""

    data: bytes
    reader: PdfFileReader
    signatures: list[EmbeddedPdfSignature]
    encrypted: bool


def open_strictly(data: bytes) -> Opened:
    """Any exception from here means that the file is broken."""
    if HEADER not in data:
        raise NoPdf
    reader = PdfFileReader(BytesIO(data), strict=True)
    encrypted = bool(reader.encrypted)
    if encrypted and reader.decrypt(b"").status == AuthStatus.FAILED:
        raise PasswordNeeded
    return Opened(data, reader, signatures_of(reader), encrypted)


def open_loosely(data: bytes) -> None:
    """An unsigned file that fails the strict parse may be a PDF all the same (Pillow's own do)."""
    reader = PdfFileReader(BytesIO(data), strict=False)
    if reader.encrypted or "/Count" not in reader.root["/Pages"]:
        raise ValueError("no pages")


def claims_a_signature(data: bytes) -> bool:
    """Whether the bytes look signed, however broken that signature is."""
    return bool(_CLAIMED.search(data))


def span_of(signature: EmbeddedPdfSignature) -> list[int]:
    """The numbers of its /ByteRange; a file may have anything in their place."""
    written = signature.byte_range
    if not isinstance(written, list) or not all(isinstance(one, int) for one in written):
        raise ValueError("a byte range without numbers")
    return [int(one) for one in written]


def has_stray_signatures(opened: Opened) -> bool:
    """Every /ByteRange in the bytes, however it is written, belongs to a signature of the form."""
    ranges = {tuple(map(int, one)) for one in _RANGE.findall(opened.data)}
    counts = {len(_NAMED.findall(opened.data)), len(ranges)}
    return counts != {len(opened.signatures)}


def has_trailing_bytes(opened: Opened) -> bool:
    """One line end may follow the last %%EOF, and nothing else."""
    tail = opened.data[opened.data.rfind(EOF) + len(EOF) :]
    return tail not in (b"", b"\n", b"\r", b"\r\n")
