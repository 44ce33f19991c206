"""A package looked at without office or network: is it whole, is it what its log says?

`congso verify` asks this years later of a file on a disk; the archive asks it before it takes one.
"""

import datetime as dt
import hashlib
import io
import json
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from server.ledger.outside.bundle import examine
from server.ledger.outside.evidence import Bad, Sound, Trusted, Unreadable

FORMAT, UNSEALED = "congso-casefile/2", "congso-casefile/1"
"""Of the older ones the log knows the papers and not the list: who altered the list is not seen."""
MANIFEST, SEAL = "manifest.json", "nhat-ky/goi.json"
"""What is in it, and what the log says of that list; neither is in the list."""
MOST_FILES = 20_000
MOST_BYTES = 4 << 30
MOST_MANIFEST = 64 << 20
MOST_PROOF = 16 << 20
_BLOCK = 1 << 20
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)
"""What unpacking says of bytes that are no longer those that were packed."""


@dataclass(frozen=True, slots=True)
class Package:
    """What a package says of itself."""

    said: dict[str, Any]

    @property
    def code(self) -> str:
        return str(self.said.get("file", {}).get("FileCode", ""))

    @property
    def listed(self) -> dict[str, str]:
        """Each file that belongs to it, and its digest."""
        return {str(one["path"]): str(one["sha256"]) for one in self.said["files"]}

    @property
    def is_sealed(self) -> bool:
        """Whether the log vouches for the list itself: that nothing was left out, no field bent."""
        return bool(self.said.get("format") == FORMAT)

    @property
    def documents(self) -> list[dict[str, Any]]:
        return list(self.said["documents"])


def is_package(path: Path) -> bool:
    """Whether it is ours at all; whatever else a ZIP is, is no business of this."""
    try:
        with zipfile.ZipFile(path) as packed:
            return read(packed).said.get("format") in (FORMAT, UNSEALED)
    except (OSError, zipfile.BadZipFile, Unreadable):
        return False


def read(packed: zipfile.ZipFile) -> Package:
    """The manifest, or `Unreadable`."""
    if MANIFEST not in packed.namelist():
        raise Unreadable(f"không phải gói hồ sơ: đầu gói không có {MANIFEST}")
    text = _bytes(packed, MANIFEST, MOST_MANIFEST)
    try:
        package = Package(json.loads(text))
        assert isinstance(package.listed, dict) and isinstance(package.documents, list)
    except (KeyError, ValueError, TypeError, AttributeError, AssertionError, RecursionError):
        raise Unreadable("không phải gói hồ sơ") from None
    return package


def faults(path: Path, trusted: Trusted = Trusted()) -> list[str]:  # noqa: B008 - frozen
    """Everything that is wrong, in words that name it; nothing where it is as it was made."""
    try:
        with zipfile.ZipFile(path) as packed:
            return [*_faults(packed, trusted)]
    except (OSError, zipfile.BadZipFile, Unreadable) as wrong:
        return [f"không đọc được gói: {_why(wrong)}"]


def _why(wrong: Exception) -> str:
    """In an auditor's words; what Python says of a disk or of a ZIP is English."""
    if isinstance(wrong, Unreadable | Bad):
        return str(wrong)
    if isinstance(wrong, FileNotFoundError):
        return "không có tệp này"
    if isinstance(wrong, zipfile.BadZipFile):
        return "không phải tệp ZIP, hoặc tệp bị cụt, bị hỏng"
    return "không đọc được"


def _faults(packed: zipfile.ZipFile, trusted: Trusted) -> Iterator[str]:
    package = read(packed)
    infos = [one for one in packed.infolist() if not _is_folder(one)]
    if len(infos) > MOST_FILES or sum(one.file_size for one in infos) > MOST_BYTES:
        yield "gói quá lớn"
        return
    there = Counter(one.filename for one in infos)
    yield from (f"{name}: có hai lần" for name in sorted(there) if there[name] > 1)
    beside = {MANIFEST, SEAL} if package.is_sealed else {MANIFEST}
    listed = {*package.listed}
    yield from (f"{name}: không có trong danh sách" for name in sorted({*there} - listed - beside))
    digests = {name: _digest(packed, name) for name in listed & {*there}}
    wrong = {name for name, sha256 in package.listed.items() if digests.get(name) != sha256}
    yield from (f"{one}: {'đã bị sửa' if one in there else 'thiếu'}" for one in sorted(wrong))
    yield from _log_faults(packed, package, trusted, wrong)
    if package.is_sealed:
        yield from _list_faults(packed, trusted)


def _is_folder(one: zipfile.ZipInfo) -> bool:
    """What other tools write for a folder when they pack the same files again: it holds no byte."""
    return one.is_dir() and one.file_size == 0


def sealed_by(path: Path) -> str:
    """The key of the log that vouches for a sound package's list: its reader says whether it is
    one he knows. Empty where no log does."""
    with zipfile.ZipFile(path) as packed:
        return proof(packed, SEAL, Trusted()).key if read(packed).is_sealed else ""


def witnessed_at(path: Path, trusted: Trusted) -> dt.datetime | None:
    """When the first of the demanded witnesses saw a sound package's list, None where none is
    demanded; raises `Bad` for one that did not."""
    if not trusted.witnesses:
        return None
    with zipfile.ZipFile(path) as packed:
        seen = proof(packed, SEAL, trusted).witnessed if read(packed).is_sealed else {}
    return min((dt.datetime.fromtimestamp(one, dt.UTC) for one in seen.values()), default=None)


def _list_faults(packed: zipfile.ZipFile, trusted: Trusted) -> Iterator[str]:
    """The list is the very one that the log heard of when the file was handed over."""
    try:
        sound = proof(packed, SEAL, trusted)
    except KeyError:
        yield f"{SEAL}: thiếu"
        return
    except (Bad, ValueError) as wrong:
        yield f"{SEAL}: {_why(wrong)}"
        return
    if _digest(packed, MANIFEST) not in sound.files:
        yield f"{MANIFEST}: không phải danh sách mà nhật ký đã ghi khi nộp lưu"


def _digest(packed: zipfile.ZipFile, name: str) -> str:
    seen = hashlib.sha256()
    try:
        with packed.open(name) as file:
            while block := file.read(_BLOCK):
                seen.update(block)
    except _DAMAGED:
        return ""
    return seen.hexdigest()


def _bytes(packed: zipfile.ZipFile, name: str, most: int) -> bytes:
    try:
        with packed.open(name) as file:
            data = file.read(most + 1)
    except _DAMAGED:
        raise Unreadable(f"{name} bị hỏng") from None
    if len(data) > most:
        raise ValueError(name)
    return data


def _log_faults(
    packed: zipfile.ZipFile, package: Package, trusted: Trusted, wrong: set[str]
) -> Iterator[str]:
    """Each document's steps stand under a signed head of the log, and name its file; of a proof
    that is not what was packed, that is said once."""
    for one in package.documents:
        name = one.get("proof")
        if not name or name in wrong:
            continue
        try:
            sound = proof(packed, str(name), trusted)
        except (Bad, KeyError, ValueError) as why:
            yield f"{name}: {_why(why)}"
            continue
        if one.get("sha256") and one.get("logged") and one["sha256"] not in sound.files:
            yield f"{name}: nhật ký không nói về tệp của văn bản số {one.get('ordinal')}"


def proof(packed: zipfile.ZipFile, name: str, trusted: Trusted) -> Sound:
    text = _bytes(packed, name, MOST_PROOF).decode("utf-8")
    return examine(io.StringIO(text), trusted)
