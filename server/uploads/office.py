"""Judges DOCX, XLSX and ODT: archives with limits, XML without entities, no macros."""

import io
import re
import zipfile
import zlib
from xml.parsers import expat

from server.uploads import limits
from server.uploads.kinds import DOCX, ODT, XLSX
from workflows.law import Refused

_MAIN = {DOCX: "word/document.xml", XLSX: "xl/sharedStrings.xml", ODT: "content.xml"}
_BREAKS = {"w:p", "w:br", "w:tr", "si", "text:p", "text:h", "text:line-break"}
_SPOKEN = {"w:t", "t", "text:p", "text:h", "text:span", "text:a"}
_MACROS = re.compile(r"vbaProject|vbaData|macrosheets/|^Basic/|^Scripts/|activeX/", re.IGNORECASE)
_STRANGE = re.compile(r"embeddings/.*(?<!\.xlsx)(?<!\.docx)$|^Object[^/]*$")
_TELLTALES = (
    (
        ".rels",
        re.compile(
            rb'(?:attachedTemplate|oleObject|frame|externalLink)"[^>]*TargetMode="External"'
        ),
        "file_has_action",
    ),
    ("[Content_Types].xml", re.compile(rb"macroEnabled"), "has_macros"),
    ("META-INF/manifest.xml", re.compile(rb"encryption-data"), "file_encrypted"),
)
"""In which part of the archive, which words, mean what."""
_COMMANDS = re.compile(r"\bDDE(?:AUTO)?\b")


def examine_office(data: bytes, kind: str) -> str:
    """The text of the file, for search; what it could do by itself is a no."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _weigh(archive, len(data))
            _refuse_doubles(archive)
            _refuse_doers(archive)
            return _read(archive, _MAIN[kind])
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        expat.ExpatError,
    ):
        raise Refused("file_broken", "file") from None


def _weigh(archive: zipfile.ZipFile, size: int) -> None:
    entries = archive.infolist()
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Refused("file_encrypted", "file")
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    swells = unpacked > limits.SMALL and unpacked > limits.RATIO * max(packed, 1)
    if len(entries) > limits.ENTRIES or unpacked > limits.UNPACKED or swells or packed > size:
        raise Refused("archive_bomb", "file")


def _refuse_doubles(archive: zipfile.ZipFile) -> None:
    """Of two parts with one name, one program reads the first and another the second."""
    names = archive.namelist()
    if len(set(names)) < len(names):
        raise Refused("file_broken", "file")


def _refuse_doers(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    if any(_MACROS.search(name) for name in names):
        raise Refused("has_macros", "file")
    if any(_STRANGE.search(name) for name in names):
        raise Refused("file_has_attachment", "file")
    for name in names:
        for part, telltale, reason in _TELLTALES:
            if name.endswith(part) and telltale.search(archive.read(name)):
                raise Refused(reason, "file")


def _read(archive: zipfile.ZipFile, part: str) -> str:
    if part not in archive.namelist():
        if part == _MAIN[XLSX]:
            return ""
        raise Refused("file_broken", "file")
    reader = _Reader()
    with archive.open(part) as source:
        while block := source.read(1 << 16):
            reader.parser.Parse(block)
        reader.parser.Parse(b"", True)
    return "".join(reader.text)[: limits.TEXT]


class _Reader:
    """Reads words out of XML as it streams by; a document type declaration is a no by itself."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self._field: list[str] = []
        self._inside: list[str] = []
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = _no_declaration
        self.parser.StartElementHandler = self._open
        self.parser.EndElementHandler = self._close
        self.parser.CharacterDataHandler = self._say

    def _open(self, name: str, _attributes: dict[str, str]) -> None:
        self._inside.append(name)
        if len(self._inside) > 500:
            raise Refused("file_too_complex", "file")

    def _close(self, name: str) -> None:
        self._inside.pop()
        if name in _BREAKS:
            self.text.append("\n")
        if name == "w:p":
            if _COMMANDS.search("".join(self._field)):
                raise Refused("file_has_action", "file")
            self._field.clear()

    def _say(self, words: str) -> None:
        if self._inside[-1] in _SPOKEN:
            self.text.append(words)
        elif self._inside[-1] == "w:instrText":
            self._field.append(words)


def _no_declaration(*_args: object) -> None:
    raise Refused("file_broken", "file")
