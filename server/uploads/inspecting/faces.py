"""Whether a file is another thing as well, to another program (a polyglot)."""

import io
import re
import zipfile

from server.uploads.kinds import JPEG, PDF, PNG, STRANGERS
from workflows.law import Refused

_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")
"""Programs that unpack these look for them anywhere in a file."""
_SCRIPT = re.compile(rb"<script|<\?php", re.IGNORECASE)
_PAGE = re.compile(rb"<script|<\?php|<html|<hta:", re.IGNORECASE)
_BLANK = b"\0\t\n\x0c\r \x1a"
_BOM = b"\xef\xbb\xbf"
_HEAD = 1024
"""A PDF reader looks for the head of a PDF so far into a file."""
_PNG_END = b"\0\0\0\0IEND\xaeB`\x82"
_MARK = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
"""What ends the points of a JPEG: neither a stuffed 255 nor a restart."""


def refuse_two_faced(data: bytes, kind: str) -> None:
    """Refuse what an archiver, a browser or a PDF reader would take for something else."""
    if kind == PDF:
        two_faced = _is_dressed(data) or bool(_PAGE.search(data, 0, _HEAD))
    else:
        two_faced = b"%PDF-" in data[:_HEAD] or _carries(data, kind)
        if _SCRIPT.search(data):
            raise Refused("file_has_script", "file")
    if two_faced or any(one in data for one in _ARCHIVES) or _is_archive(data):
        raise Refused("file_not_what_it_says", "file")


def refuse_hidden_pdf(data: bytes) -> None:
    """An office file in whose head a PDF lies open is a PDF to whoever reads PDFs."""
    if b"%PDF-" in data[:_HEAD]:
        raise Refused("file_not_what_it_says", "file")


def _is_dressed(data: bytes) -> bool:
    """Something stands before the head, after the end, or in the file's name as a tar reads it."""
    front = data[: data.index(b"%PDF-")].removeprefix(_BOM)
    end = data.rfind(b"%%EOF")
    rest = data[end + 5 :] if end >= 0 else b""
    return bool(front.strip(_BLANK) or rest.strip(_BLANK)) or data[257:262] == b"ustar"


def _carries(data: bytes, kind: str) -> bool:
    """Behind a PNG nothing may stand; a telephone lays more pictures behind a JPEG."""
    if kind == PNG:
        end = data.find(_PNG_END)
        return end >= 0 and bool(data[end + len(_PNG_END) :].strip(_BLANK))
    if kind == JPEG:
        rest = data[_end_of_jpeg(data) :]
        return rest.startswith((*STRANGERS, b"%PDF-", b"PK\x03\x04"))
    return False


def _end_of_jpeg(data: bytes) -> int:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        mark = data[at + 1]
        if mark == 0xD9:
            return at + 2
        if mark == 0xFF:
            at += 1
            continue
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if mark == 0xDA:
            found = _MARK.search(data, at)
            at = found.start() if found else len(data)
    return len(data)


def _is_archive(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return bool(archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
