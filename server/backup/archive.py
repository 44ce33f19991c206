"""An office as one file: a tar of what lies in its home, and last of it everything's SHA-256.

Under a passphrase all of it is locked; who has the file alone learns its size.
"""

import hashlib
import io
import json
import os
import re
import tarfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import IO, Any, cast

from server.clock import now
from server.files import flush
from signing import MAGIC, Locking, NotOpened, Unlocking

MANIFEST = "manifest.json"
DATABASE = "office.db"
FORMAT = 1
KNOWN = re.compile(
    r"office\.db|secret|founding-key|purged\.jsonl|manifest\.json"
    r"|(keys|csc)(/[^/.\0][^/\0]*)+"
    r"|scan(/(?!\.{1,2}(/|$))[^/\0]+){1,3}"
    r"|store/[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{64}(\.locked)?",
    re.ASCII,
)
"""What an archive of ours may hold: no name leads out of the home."""
_BLOCK = 1 << 20


class NotABackup(ValueError):
    """The file is none, or not whole; the words are for whoever restores."""


class Hashed(io.RawIOBase):
    """A file that is hashed while somebody reads it."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source, self._sum = source, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._source.read(size)
        self._sum.update(data)
        return data

    @property
    def sha256(self) -> str:
        return self._sum.hexdigest()


class Archive:
    """One that is being written."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar, self.files = tar, dict[str, str]()

    def put(self, name: str, place: Path) -> None:
        with place.open("rb") as source:
            hashed = Hashed(source)
            self._tar.addfile(_nobodys(self._tar.gettarinfo(arcname=name, fileobj=source)), hashed)
        self.files[name] = hashed.sha256

    def seal(self, **said: Any) -> None:
        """The manifest, last: what ends without one is not whole."""
        manifest = {"format": FORMAT, "at": now().isoformat(), "files": self.files} | said
        data = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
        info = tarfile.TarInfo(MANIFEST)
        info.size = len(data)
        self._tar.addfile(info, io.BytesIO(data))


def _nobodys(info: tarfile.TarInfo) -> tarfile.TarInfo:
    """Whose files they were on the old machine says nothing on the new one."""
    info.uid = info.gid = 0
    info.uname = info.gname = ""
    return info


@contextmanager
def writing(place: Path, passphrase: str = "") -> Iterator[Archive]:
    """For nobody else's eyes, and under its name only once it is whole and on the disk."""
    draft = place.with_name(f".{place.name}.part")
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)
    try:
        with (
            draft.open("wb") as plain,
            _locking(plain, passphrase) as out,
            tarfile.open(fileobj=out, mode="w|") as tar,
        ):
            yield Archive(tar)
        flush(draft)
        draft.rename(place)
        flush(place.parent)
    finally:
        draft.unlink(missing_ok=True)


def _locking(plain: IO[bytes], passphrase: str) -> AbstractContextManager[IO[bytes]]:
    """Where the tar is written to; it stays open where nothing is locked."""
    return cast(Any, Locking(plain, passphrase)) if passphrase else nullcontext(plain)


@contextmanager
def _unlocking(place: Path, passphrase: str) -> Iterator[IO[bytes]]:
    """The tar in a file, whether it is locked or not; the words where it cannot be opened."""
    with place.open("rb") as plain:
        locked = plain.read(len(MAGIC)) == MAGIC
        plain.seek(0)
        if locked and not passphrase:
            raise NotABackup("bản sao lưu có mật khẩu: hãy thêm --passphrase-file")
        try:
            yield cast(IO[bytes], Unlocking(plain, passphrase)) if locked else plain
        except NotOpened as wrong:
            raise NotABackup(
                "mật khẩu không đúng, hoặc bản sao lưu không còn nguyên vẹn"
            ) from wrong


def unpack(place: Path, into: Path, passphrase: str = "") -> dict[str, Any]:
    """Everything into an empty folder; what the manifest says. Each file is held against it."""
    seen: dict[str, str] = {}
    try:
        with (
            _unlocking(place, passphrase) as source,
            tarfile.open(fileobj=source, mode="r|") as tar,
        ):
            for member in tar:
                seen[member.name] = _laid_down(tar, member, into)
    except (tarfile.TarError, EOFError) as wrong:
        raise NotABackup(f"{place} không phải là bản sao lưu, hoặc không còn nguyên vẹn") from wrong
    return _checked(into / MANIFEST, seen)


def _laid_down(tar: tarfile.TarFile, member: tarfile.TarInfo, into: Path) -> str:
    source = tar.extractfile(member) if member.isreg() else None
    if source is None or not KNOWN.fullmatch(member.name):
        raise NotABackup(f"trong bản sao lưu có mục lạ: {member.name!r}")
    target, hashed = into / member.name, Hashed(source)
    target.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
    mode = 0o440 if member.name.startswith("store/") else 0o600
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "wb") as out:
        while data := hashed.read(_BLOCK):
            out.write(data)
        out.flush()
        os.fsync(out.fileno())
    return hashed.sha256


def _checked(place: Path, seen: dict[str, str]) -> dict[str, Any]:
    if seen.pop(MANIFEST, None) is None:
        raise NotABackup("bản sao lưu không trọn vẹn: thiếu danh mục ở cuối")
    manifest: dict[str, Any] = json.loads(place.read_text(encoding="utf-8"))
    if manifest.get("format") != FORMAT:
        raise NotABackup("bản sao lưu thuộc một phiên bản chương trình khác")
    wrong = {name for name, _ in seen.items() ^ manifest["files"].items()}
    if wrong:
        raise NotABackup(f"bản sao lưu không còn nguyên vẹn: {', '.join(sorted(wrong)[:3])}")
    place.unlink()
    return manifest
