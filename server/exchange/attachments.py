"""Files of an envelope: base64, often of a ZIP with one file; known by their bytes (§8.7)."""

import binascii
import io
import re
import zipfile
import zlib
from contextlib import suppress
from pathlib import PurePosixPath

from server.exchange.envelope import MOST_FILE, MOST_MESSAGE
from server.uploads.names import clean, extension
from workflows import Refused

RATIO = 200
"""A PDF packs at most a few times; what swells more is a bomb."""

_SPACE = r" \t\n\r\f\v"
_BASE64 = re.compile(rf"[A-Za-z0-9+/{_SPACE}]*(?:=[{_SPACE}]*){{0,2}}")
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How wrappings are packed; the others fail in ways of their own, and LZMA asks for gigabytes."""

_OFFICE = ("[Content_Types].xml", "mimetype", "META-INF/manifest.xml")


class Scale:
    """Weighs the files of one message as they are unpacked."""

    def __init__(self) -> None:
        self.left = MOST_MESSAGE

    def weigh(self, data: bytes) -> bytes:
        self.left -= len(data)
        if len(data) > MOST_FILE:
            raise Refused("file_too_large", "file")
        if self.left < 0:
            raise Refused("body_too_large")
        return data


def decode(said: str, scale: Scale) -> tuple[bytes, str]:
    """The bytes of a file, and the name it had inside its ZIP, if it came in one."""
    if "${" in said:
        raise Refused("gateway_placeholder", "ContentTransferEncoded")
    try:
        data = _read(said)
    except binascii.Error:
        raise Refused("gateway_bad_base64", "ContentTransferEncoded") from None
    if not data:
        raise Refused("file_empty", "file")
    inside = _only_entry(data)
    return scale.weigh(data if inside is None else inside[0]), inside[1] if inside else ""


def _read(said: str) -> bytes:
    """Its bytes, whatever gaps its lines have; what has any is looked through first, for Python
    throws away what it does not know, and never copied, for a file has up to 67 MB of letters."""
    with suppress(ValueError):
        return binascii.a2b_base64(said, strict_mode=True)
    if not _BASE64.fullmatch(said):
        raise binascii.Error
    return binascii.a2b_base64(said)


def _only_entry(data: bytes) -> tuple[bytes, str] | None:
    """The one file of a ZIP; None for what is no ZIP, or is an office file, which is one too."""
    if not data.startswith(b"PK\x03\x04"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = [entry for entry in archive.infolist() if not entry.is_dir()]
            if any(entry.filename in _OFFICE for entry in files):
                return None
            if len(files) != 1:
                raise Refused("gateway_zip", "file")
            return _unpacked(archive, files[0]), files[0].filename
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError):
        raise Refused("file_broken", "file") from None


def _refuse_traps(entry: zipfile.ZipInfo) -> None:
    """What its own listing says of the file, before a byte of it is unpacked."""
    if entry.flag_bits & 0x1:
        raise Refused("file_encrypted", "file")
    if entry.compress_type not in _PACKED:
        raise Refused("file_broken", "file")
    if entry.file_size > MOST_FILE:
        raise Refused("file_too_large", "file")
    if entry.file_size > RATIO * max(entry.compress_size, 1):
        raise Refused("archive_bomb", "file")
    if entry.filename.lower().endswith(".edxml"):
        raise Refused("gateway_nested", "file")


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    _refuse_traps(entry)
    with archive.open(entry) as source:
        data = source.read(MOST_FILE + 1)
    if data.startswith(b"PK\x03\x04") and extension(entry.filename) in ("", ".zip"):
        raise Refused("gateway_nested", "file")
    return data


def shown_name(said: str, inside: str, data: bytes) -> str:
    """AttachmentName, with the ending of what it is: a `.zip` was only its wrapping."""
    name = clean(said) if said.strip() else clean(inside)
    if extension(name) == ".zip":
        name = PurePosixPath(name).stem
    if extension(name) not in (".pdf",) and data.startswith(b"%PDF-"):
        stem = name if extension(name) not in (".zip", ".txt", ".doc") else PurePosixPath(name).stem
        name = f"{stem}.pdf"
    return name
