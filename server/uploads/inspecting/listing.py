"""Judges the listing of an office file's archive, before a part of it is opened."""

import re
import unicodedata
import zipfile
from pathlib import PurePosixPath

from server.uploads import limits
from workflows.law import Refused

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""No office program packs otherwise; other ways unpack without a bound."""
_MACROS = re.compile(r"vbaProject|vbaData|macrosheets/|^Basic/|^Scripts/|activeX/", re.IGNORECASE)
_STRANGE = re.compile(r"embeddings/.*(?<!\.xlsx)(?<!\.docx)$|^Object[^/]*$")
_FETCHES = re.compile(r"^xl/(?:connections\.xml|queryTables/)", re.IGNORECASE)
_DOERS = (
    (_MACROS, "has_macros"),
    (_STRANGE, "file_has_attachment"),
    (_FETCHES, "file_has_action"),
)


def judge_listing(archive: zipfile.ZipFile, size: int) -> None:
    """`Refused` where it swells, is locked, leads outside or says one thing twice."""
    _weigh(archive, size)
    entries = archive.infolist()
    if min((entry.header_offset for entry in entries), default=0) > 0:
        raise Refused("file_not_what_it_says", "file")  # another archive stands before it
    if any(entry.compress_type not in _METHODS or _misleads(entry) for entry in entries):
        raise Refused("file_broken", "file")
    names = [entry.filename.replace("\\", "/").casefold() for entry in entries]
    if len(set(names)) < len(names):
        raise Refused("file_broken", "file")
    for pattern, reason in _DOERS:
        if any(pattern.search(entry.filename) for entry in entries):
            raise Refused(reason, "file")


def _weigh(archive: zipfile.ZipFile, size: int) -> None:
    entries = archive.infolist()
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Refused("file_encrypted", "file")
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    swells = unpacked > limits.SMALL and unpacked > limits.RATIO * max(packed, 1)
    if len(entries) > limits.ENTRIES or unpacked > limits.UNPACKED or swells or packed > size:
        raise Refused("archive_bomb", "file")


def _misleads(entry: zipfile.ZipInfo) -> bool:
    """A name that leads out of its folder, or is not what one sees of it."""
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    leads_out = path.is_absolute() or ".." in path.parts or ":" in entry.filename
    return leads_out or any(unicodedata.category(c) in ("Cc", "Cf") for c in entry.orig_filename)
