"""Checks 1 to 5: the bytes are one plain PDF, and every signature in them is in the form."""

import re
from dataclasses import dataclass
from io import BytesIO

from pyhanko.pdf_utils.crypt import AuthStatus
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from signing.verifier.failing import PasswordNeeded

_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")
_NAMED = re.compile(rb"/ByteRange\b")
_HEX = re.compile(rb"<([0-9A-Fa-f]*)>")
_EOF = b"%%EOF"


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that parses strictly, with the signatures that its form names, oldest first."""

    data: bytes
    reader: PdfFileReader
    signatures: list[EmbeddedPdfSignature]
    encrypted: bool


def open_strictly(data: bytes) -> Opened:
    """Any exception from here means that the file is broken."""
    reader = PdfFileReader(BytesIO(data), strict=True)
    encrypted = bool(reader.encrypted)
    if encrypted and reader.decrypt(b"").status == AuthStatus.FAILED:
        raise PasswordNeeded
    return Opened(data, reader, list(reader.embedded_signatures), encrypted)


def open_loosely(data: bytes) -> None:
    """An unsigned file that fails the strict parse may be a PDF all the same (Pillow's own do)."""
    reader = PdfFileReader(BytesIO(data), strict=False)
    if reader.encrypted or "/Count" not in reader.root["/Pages"]:
        raise ValueError("no pages")


def names_a_range(data: bytes) -> bool:
    return bool(_NAMED.search(data))


def byte_findings(opened: Opened) -> list[str]:
    """What is wrong with the bytes as a whole (checks 2, 3 and 5)."""
    found = []
    if opened.reader.xrefs.hybrid_xrefs_present:
        found.append("hybrid_xref")
    if len(_NAMED.findall(opened.data)) != len(opened.signatures):
        found.append("stray_signature")
    ranges = {tuple(map(int, one)) for one in _RANGE.findall(opened.data)}
    if len(ranges) != len(opened.signatures):
        found.append("stray_signature")
    tail = opened.data[opened.data.rfind(_EOF) + len(_EOF) :]
    if tail not in (b"", b"\n", b"\r", b"\r\n"):
        found.append("trailing_bytes")
    return sorted(set(found))


def range_findings(data: bytes, signature: EmbeddedPdfSignature) -> list[str]:
    """Check 4: from the start, around one hex string, up to an end of file; padded with zeros."""
    span = [int(one) for one in signature.byte_range]
    if len(span) != 4 or span[0] != 0 or min(span) < 0:
        return ["byte_range"]
    _, before, start, after = span
    gap = _HEX.fullmatch(data[before:start])
    end = data[: start + after].rstrip(b"\r\n")
    if gap is None or start + after > len(data) or not end.endswith(_EOF):
        return ["byte_range"]
    return (
        [] if _only_der(bytes.fromhex(gap[1].decode() + "0" * (len(gap[1]) % 2))) else ["padding"]
    )


def _only_der(contents: bytes) -> bool:
    """Nothing hides in the room that was reserved behind the signature."""
    if len(contents) < 4 or contents[0] != 0x30:
        return False
    long = contents[1] & 0x7F if contents[1] & 0x80 else 0
    size = int.from_bytes(contents[2 : 2 + long], "big") if long else contents[1]
    return long in (0, 1, 2, 3, 4) and not any(contents[2 + long + size :])
