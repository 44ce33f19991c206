"""The key of what may be a state secret: a file of the home, in no store and no backup (SEC-02)."""

import contextlib
import os
import secrets
from pathlib import Path

from signing import NotOpened, lock, unlock
from workflows import Refused

NAME = "quarantine.key"
_SIZE = 32


class Strongbox:
    """Locks and unlocks under the key of one home; it is made when something is first locked."""

    def __init__(self, home: Path) -> None:
        self.place = home / NAME

    def lock(self, data: bytes, name: str) -> bytes:
        if not self.place.exists():
            _make(self.place)
        return lock(data, self.place.read_bytes(), name)

    def unlock(self, locked: bytes, name: str) -> bytes:
        """Raises `locked_away` where the key of that day is not in this home."""
        try:
            return unlock(locked, self.place.read_bytes(), name)
        except (FileNotFoundError, NotOpened):
            raise Refused("locked_away") from None


def _make(place: Path) -> None:
    """Whole, on the disk and for nobody else's eyes before it has its name; whoever is second takes
    the first one's, or what that one locked would be lost."""
    place.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
    draft = place.with_name(f".{place.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(secrets.token_bytes(_SIZE))
        out.flush()
        os.fsync(out.fileno())
    with contextlib.suppress(FileExistsError):
        os.link(draft, place)
    draft.unlink()
    folder = os.open(place.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
