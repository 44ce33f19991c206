"""Takes a ZIP of documents apart; runs in a child only, each file is inspected afterwards."""

import io
import zipfile
import zlib

from server.uploads.inspecting.listing import judge_listing
from server.uploads.limits import MIB
from workflows.law import Refused

MOST = 120 * MIB
"""Unpacked; what is larger is handed in as several packets, or as a folder."""

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError)


def unpack(data: bytes) -> tuple[list[str], list[bytes]]:
    """The names, with the folders that they lie in, and the bytes; hidden files are left out."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            judge_listing(archive, len(data))
            entries = [one for one in archive.infolist() if _is_shown(one)]
            if sum(one.file_size for one in entries) > MOST:
                raise Refused("packet_too_large", "files")
            return [one.filename for one in entries], [archive.read(one) for one in entries]
    except _BROKEN:
        raise Refused("file_broken", "files") from None


def _is_shown(entry: zipfile.ZipInfo) -> bool:
    parts = entry.filename.replace("\\", "/").split("/")
    return not entry.is_dir() and not any(one.startswith((".", "__MACOSX")) for one in parts)
