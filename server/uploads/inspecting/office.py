"""Judges DOCX, XLSX and ODT: archives with limits, XML without entities, no macros."""

import io
import zipfile
import zlib
from xml.parsers import expat

from server.uploads.inspecting.listing import judge_listing
from server.uploads.inspecting.parts import Reader, is_quiet_sheet
from server.uploads.kinds import DOCX, ODT, STRANGERS, XLSX, kind_of
from workflows.law import Refused

_MAIN = {DOCX: "word/document.xml", XLSX: "xl/sharedStrings.xml", ODT: "content.xml"}
_HOLDERS = (*STRANGERS, b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""How a part begins that is a program or an archive of its own."""
_SCRAMBLED = ".odttf"
"""A font as Word packs it: its first bytes are noise and say nothing."""
_SHEETS = "xl/worksheets/"
_DEEPEST = 3
_BLOCK = 1 << 18


def examine_office(data: bytes, kind: str, depth: int = 0) -> str:
    """The text of the file, for search; what it could do by itself is a no."""
    if depth > _DEEPEST:
        raise Refused("file_too_complex", "file")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            judge_listing(archive, len(data))
            return _read(archive, kind, depth)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        expat.ExpatError,
    ):
        raise Refused("file_broken", "file") from None


def _read(archive: zipfile.ZipFile, kind: str, depth: int) -> str:
    """Every part is unpacked to its end, so that its length and its sum are true."""
    text, main = "", _MAIN[kind]
    if main not in archive.namelist() and kind != XLSX:
        raise Refused("file_broken", "file")
    for entry in archive.infolist():
        name = entry.filename
        if name.endswith((".xml", ".rels")) and entry.file_size:
            words = _heard(archive, name)
            text = words if name == main else text
        else:
            _refuse_holder(archive, name, depth)
    return text


def _heard(archive: zipfile.ZipFile, name: str) -> str:
    if name.startswith(_SHEETS):
        with archive.open(name) as source:
            if is_quiet_sheet(source):
                return ""
    reader = Reader()
    with archive.open(name) as source:
        while block := source.read(_BLOCK):
            reader.parser.Parse(block)
        reader.parser.Parse(b"", True)
    return reader.finish()


def _refuse_holder(archive: zipfile.ZipFile, name: str, depth: int) -> None:
    """A file in the file: a document is judged as one, anything that runs is refused."""
    if name.endswith((".docx", ".xlsx")):
        inner = archive.read(name)
        examine_office(inner, kind_of(inner, name), depth + 1)
        return
    with archive.open(name) as source:
        head = source.read(_BLOCK)
        while source.read(_BLOCK):
            pass
    if head.startswith(_HOLDERS) and not name.endswith(_SCRAMBLED):
        raise Refused("file_has_attachment", "file")
