"""Which kinds of file the office takes, known by their first bytes and held against their names."""

import io
import zipfile

from server.uploads.names import extension
from workflows.law import Refused

PDF, PNG, JPEG, TIFF = "application/pdf", "image/png", "image/jpeg", "image/tiff"
_OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX = _OFFICE + "wordprocessingml.document"
XLSX = _OFFICE + "spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"

EXTENSIONS = {
    PDF: (".pdf",),
    PNG: (".png",),
    JPEG: (".jpg", ".jpeg", ".jpe", ".jfif"),
    TIFF: (".tif", ".tiff"),
    DOCX: (".docx", ".docm"),
    XLSX: (".xlsx", ".xlsm"),
    ODT: (".odt",),
}
_KNOWN = frozenset(ending for endings in EXTENSIONS.values() for ending in endings)

_MAGIC = (
    (b"%PDF-", PDF),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"II*\0", TIFF),
    (b"MM\0*", TIFF),
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
)
STRANGERS = (
    b"MZ",
    b"\x7fELF",
    b"GIF8",
    b"BM",
    b"RIFF",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"#!",
)
_PACKAGE = "EncryptedPackage".encode("utf-16-le")


def kind_of(data: bytes, name: str) -> str:
    """The kind by content, or a no: unknown, not what its name says, or locked with a password."""
    found = _by_content(data)
    if found == "ole" and _PACKAGE in data:
        raise Refused("file_encrypted", "file")
    if found == "zip":
        found = _by_archive(data)
    ending = extension(name)
    if found not in EXTENSIONS:
        raise Refused("file_not_what_it_says" if ending in _KNOWN else "file_type_unknown", "file")
    if ending and ending not in EXTENSIONS[found]:
        raise Refused("file_not_what_it_says", "file")
    return found


def full_name(name: str, kind: str) -> str:
    """A name without an extension gets the one of its content."""
    return name if extension(name) else name + EXTENSIONS[kind][0]


def _by_content(data: bytes) -> str:
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    is_stranger = data.startswith(STRANGERS) or data.lstrip().startswith(b"<")
    return PDF if b"%PDF-" in data[:1024] and not is_stranger else ""


def _by_archive(data: bytes) -> str:
    """Which office file a ZIP is; its own listing decides, not a guess from its bytes."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return _by_first_bytes(data)
    if "[Content_Types].xml" in names:
        parts = {name.split("/")[0] for name in names}
        found = [kind for folder, kind in (("word", DOCX), ("xl", XLSX)) if folder in parts]
        return found[0] if len(found) == 1 else ""
    return ODT if ODT.encode() in data[:200] and "content.xml" in names else ""


def _by_first_bytes(data: bytes) -> str:
    """A torn archive has lost its listing; its head still says what it was, so say it is broken."""
    head = data[:4096]
    if b"[Content_Types].xml" in head or ODT.encode() in head:
        raise Refused("file_broken", "file")
    return ""
