"""Files that were handed in with an older register: where they wait until each was looked at."""

import hashlib
import shutil
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from server.documents.earlier.models import Takeover
from server.files import lay_down
from server.office import office
from server.uploads import ask
from server.words import fold
from workflows import Refused

Packed = tuple[str, bytes]
"""A file's name, with the folders it lay in, and its bytes."""


def unpacked(files: Iterable[Packed]) -> Iterable[Packed]:
    """Each file; of a ZIP, which a child takes apart, what lies in it."""
    for name, data in files:
        if not name.lower().endswith(".zip"):
            yield name, data
            continue
        taken = ask(data, name, "unpack")
        yield from zip(taken["names"], taken.get("files", []), strict=True)


def lay(takeover_id: int, files: Iterable[Packed]) -> list[list[str]]:
    """Lay them ready, unlooked into, under names of their own; what is named where."""
    folder, found = folder_of(takeover_id), []
    for name, data in files:
        sha256 = hashlib.sha256(data).hexdigest()
        lay_down(folder / sha256, data)
        found.append([name.replace("\\", "/"), sha256])
    return found


def joined(before: list[list[str]], more: list[list[str]]) -> list[list[str]]:
    """What was sent once more stands for what came under its name. A bare name is that of the one
    file of this name in any folder; of several, whose is meant stays to be said."""
    anew = {_key(name) for name, _ in more}
    bare = Counter(_key(name).rpartition("/")[2] for name, _ in before)
    return [
        [name, sha256]
        for name, sha256 in before
        if _key(name) not in anew
        and not ((last := _key(name).rpartition("/")[2]) in anew and bare[last] == 1)
    ] + more


def folder_of(takeover_id: int) -> Path:
    return office().home / "takeover" / str(takeover_id)


def clear(takeover_id: int) -> None:
    """What was taken over lies in the store; what was not is its owner's again."""
    shutil.rmtree(folder_of(takeover_id), ignore_errors=True)


class Shelf:
    """The files of one takeover by the names that a sheet may call them by."""

    def __init__(self, takeover: Takeover) -> None:
        self.folder = folder_of(takeover.id)
        self.by_name: dict[str, list[list[str]]] = {}
        for name, sha256 in takeover.waiting:
            keys = {_key(name), _key(name).rpartition("/")[2]}
            for key in keys:
                self.by_name.setdefault(key, []).append([name, sha256])

    def find(self, said: str) -> Packed:
        """The file of this name; a name in two folders needs its folder."""
        key = _key(said)
        found = self.by_name.get(key) or self.by_name.get(key.rpartition("/")[2], [])
        if len({sha256 for _, sha256 in found}) > 1:
            raise Refused("takeover_file_twice", "file", name=said)
        place = self.folder / found[0][1] if found else None
        if place is None or not place.is_file():
            raise Refused("takeover_no_file", "file", name=said)
        return found[0][0].rpartition("/")[2], place.read_bytes()


def _key(name: str) -> str:
    return fold(name.replace("\\", "/")).strip("/ ")


def named_in(cell: str) -> list[str]:
    """The files that a cell names: one, or several parted by `;`."""
    return [one.strip() for one in cell.split(";") if one.strip()]
