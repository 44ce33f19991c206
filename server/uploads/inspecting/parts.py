"""Reads the XML of an office file as it streams by: its words, and what it would do."""

import re
from collections.abc import Callable
from typing import IO
from xml.parsers import expat

from server.uploads import limits
from server.uploads.inspecting.links import leads_astray, leads_away
from workflows.law import Refused

Attributes = dict[str, str]
_DEEP = 500
_BREAKS = {"p", "br", "tr", "si", "h", "line-break"}
_SPOKEN = {"t", "p", "h", "span", "a"}
_DDE = re.compile(r"\s*DDE(?:AUTO)?\b", re.IGNORECASE)
_FETCHED = re.compile(r"\s*(?:INCLUDE(?:PICTURE|TEXT)?|IMPORT)\s+\W*?(?=[a-z\\/])(\S+)", re.I)
_CALLS = re.compile(r"\|\s*'?[^|]*!|\b(?:WEBSERVICE|CALL|REGISTER(?:\.ID)?|EXEC)\s*\(", re.I)
"""A formula that starts a program, or asks another machine."""
_HINTS = (b"|", b"&#", b"\0", b"WEBSERVICE", b"CALL", b"REGISTER", b"EXEC")
_LONGEST_HINT = 16
_QUOTED = re.compile(r'"[^"]*"')
_ELEMENTS = {
    "event-listener": "has_macros",
    "dde-connection": "file_has_action",
    "dde-source": "file_has_action",
    "ddeLink": "file_has_action",
    "oleLink": "file_has_action",
    "encryption-data": "file_encrypted",
}
"""Of ODT and XLSX, wherever they stand."""
_MACRO_TYPES = re.compile(r"macroEnabled|vbaProject|activeX|macrosheet", re.IGNORECASE)
_MACRO_PARTS = {
    "vbaProject", "wordVbaData", "control", "xlMacrosheet", "xlIntlMacrosheet", "attachedToolbars",
}  # fmt: skip
_FILES = {"aFChunk", "oleObject"}
_BOOKS = ("externalLinkPath", "xlPathMissing", "xlStartup", "xlAlternateStartup", "xlLibrary")
"""Another workbook that formulas name: a person is asked before it is opened."""


class Reader:
    """One part; a document type declaration is a no by itself. `finish` says its words."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = _no_declaration
        self.parser.StartElementHandler = self._open
        self.parser.EndElementHandler = self._close
        self.parser.CharacterDataHandler = self._say
        self._text: list[str] = []
        self._inside: list[str] = []
        self._fields: list[str] = []
        self._formulas: list[str] = []

    def finish(self) -> str:
        """The words of the part, once its last byte was read."""
        for field in "".join(self._fields).split("\0"):
            _refuse_field(field)
        for formula in "".join(self._formulas).split("\0"):
            if _CALLS.search(_QUOTED.sub("", formula)):
                raise Refused("file_has_action", "file")
        return "".join(self._text)[: limits.TEXT]

    def _open(self, name: str, attributes: Attributes) -> None:
        local = name.rpartition(" ")[2]
        self._inside.append(local)
        if len(self._inside) > _DEEP:
            raise Refused("file_too_complex", "file")
        if local in _ELEMENTS:
            raise Refused(_ELEMENTS[local], "file")
        told = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        _refuse_target(told)
        judge = _JUDGES.get(local)
        if judge:
            judge(told)
        self._begin(local, told)

    def _begin(self, local: str, told: Attributes) -> None:
        if local == "fldSimple":
            self._fields.append("\0" + told.get("instr", "") + "\0")
        elif local == "fldChar" and told.get("fldCharType") == "begin":
            self._fields.append("\0")
        elif local == "f":
            self._formulas.append("\0")

    def _close(self, _name: str) -> None:
        if self._inside.pop() in _BREAKS:
            self._text.append("\n")

    def _say(self, words: str) -> None:
        local = self._inside[-1]
        if local in _SPOKEN:
            self._text.append(words)
        elif local == "instrText":
            self._fields.append(words)
        elif local in ("f", "ddeItem"):
            self._formulas.append(words)


def is_quiet_sheet(source: IO[bytes]) -> bool:
    """Whether a sheet has no letter of a formula that acts: it may be long, so it is only sifted.

    Its XML is held to be whole and without a declaration, as with `Reader`.
    """
    parser, end = expat.ParserCreate(), b""
    parser.StartDoctypeDeclHandler = _no_declaration
    while block := source.read(1 << 18):
        seen = (end + block).upper()
        if any(hint in seen for hint in _HINTS):
            return False
        parser.Parse(block)
        end = block[-_LONGEST_HINT:]
    parser.Parse(b"", True)
    return True


def _refuse_field(field: str) -> None:
    """A field of Word that starts a program, or fetches from another machine when opened."""
    fetched = _FETCHED.match(field)
    if _DDE.match(field) or (fetched and leads_away(fetched[1])):
        raise Refused("file_has_action", "file")


def _refuse_target(told: Attributes) -> None:
    """Of ODT: a link that runs, and what is fetched by itself as the file opens."""
    target = told.get("href", "")
    if target and (
        leads_astray(target) or (told.get("actuate") == "onLoad" and leads_away(target))
    ):
        raise Refused("file_has_action", "file")


def _relation(told: Attributes) -> None:
    """Of OOXML: what a part belongs to, inside the file or outside."""
    kind = told.get("Type", "").rpartition("/")[2]
    if told.get("TargetMode", "").lower() != "external":
        if kind in _MACRO_PARTS:
            raise Refused("has_macros", "file")
        if kind in _FILES:
            raise Refused("file_has_attachment", "file")
        return
    is_quiet = kind == "hyperlink" and not leads_astray(told.get("Target", ""))
    if not is_quiet and kind not in _BOOKS:
        raise Refused("file_has_action", "file")


def _type(told: Attributes) -> None:
    if _MACRO_TYPES.search(told.get("ContentType", "")):
        raise Refused("has_macros", "file")


_JUDGES: dict[str, Callable[[Attributes], None]] = {
    "Relationship": _relation,
    "Override": _type,
    "Default": _type,
}


def _no_declaration(*_args: object) -> None:
    raise Refused("file_broken", "file")
