"""What waits in the scan box goes along: nobody has looked into it yet, so it lies there as it is.

It is copied before the rows are read. Whatever was taken in meanwhile has a row then, and is left
out here: a scan is in one of the two, and comes twice from none.
"""

import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from server.scanbox import folder
from server.scanbox.models import TAKEN

FOLDER = "scan"
_AS_PAPER = """
    SELECT 1 FROM scans WHERE stage = ? AND (id = ? OR (box = ? AND name = ? AND sha256 = ?))
"""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A copy of a file of a box, and its place under the root; `held`: the scan it was held for."""

    copy: Path
    box: str
    name: str
    held: int | None = None

    @property
    def place(self) -> str:
        return "/".join(part for part in (FOLDER, self.box, self.name) if part)


@contextmanager
def set_beside(root: Path, beside: Path) -> Iterator[list[Waiting]]:
    """Copies of all that waits, for as long as the backup is being written."""
    aside = beside.with_name(f".{beside.name}.scans")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(mode=0o700)
    try:
        yield [one for box in folder.boxes(root) for one in _of_box(root, box, aside)]
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _of_box(root: Path, box: str, aside: Path) -> Iterator[Waiting]:
    place = root / box
    found: list[tuple[Path, str, int | None]]
    found = [(place / one.name, one.name, None) for one in folder.look(root, box)]
    found += [(place / folder.HELD / str(n), f"khoi-phuc-{n}", n) for n in [*folder.held_in(place)]]
    dismissed = place / folder.ASIDE
    if dismissed.is_dir():
        found += [(one, f"{folder.ASIDE}/{one.name}", None) for one in dismissed.iterdir()]
    for source, name, held in found:
        copy = aside / hashlib.sha256(str(source).encode()).hexdigest()
        with suppress(FileNotFoundError):  # it was taken in while we looked
            if source.is_file() and not source.is_symlink():
                shutil.copy2(source, copy)
                yield Waiting(copy, box, name, held)


def not_taken(waiting: list[Waiting], database: Path) -> Iterator[Waiting]:
    """Those that the rows in the backup do not have as papers."""
    with closing(sqlite3.connect(database)) as rows:
        for one in waiting:
            key = (TAKEN, one.held, one.box, one.name, digest_of(one.copy))
            if rows.execute(_AS_PAPER, key).fetchone() is None:
                yield one


def digest_of(place: Path) -> str:
    with place.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()
