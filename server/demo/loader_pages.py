"""Pages, signed or as copies, of the demo's papers, made by the pool and laid in the store."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import select

from server import pool
from server.database import db
from server.demo import cast, loader_press
from server.demo.loader_press import Job, Made, Mark
from server.files import store
from server.office import office
from server.signatures.claims import TSA
from server.signatures.models import Serial
from signing import Identity

CHUNK = 4
"""Pages that a child makes in one go: a second's work."""
PATIENCE = 600.0
"""On a machine that is busy with other things a first start is slow, and not broken."""

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Revision:
    """A file in the store, as a row of a paper's files names it."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A paper's revisions in the store, the bare page first, and what was read in the last."""

    revisions: tuple[Revision, ...]
    pages: int
    read: dict[str, Any] = field(default_factory=dict)
    identities: tuple[Identity, ...] = ()

    @property
    def last(self) -> Revision:
        return self.revisions[-1]


class Stamps:
    """Serial numbers for time stamps, from the one given last on (DESIGN §11.8)."""

    def __init__(self) -> None:
        self.last = db.session.scalar(select(Serial.last).filter_by(name=TSA)) or 0

    def mark(self, address: str, owner: str, stamps: int) -> Mark:
        first = self.last + 1
        self.last += stamps
        return Mark(address, owner, tuple(range(first, self.last + 1)))

    def keep(self) -> None:
        db.session.merge(Serial(name=TSA, last=self.last))


def printed(jobs: Mapping[str, Job]) -> dict[str, Kept]:
    """Every page set, signed and sealed as far as its job says; the files are kept."""
    cabinet = office().cabinet
    made = _spread(loader_press.finish, jobs, (cabinet, cast.PIN))
    return {key: _kept(one) for key, one in made.items()}


def _kept(made: Made) -> Kept:
    revisions = tuple(_revision(pdf) for pdf in made.revisions)
    return Kept(revisions, made.pages, made.read, made.identities)


def copied(jobs: Mapping[str, Job]) -> dict[str, Kept]:
    """Every page set as a copy of what left long ago: no signature stands in the file."""
    made = _spread(loader_press.copies, jobs, (office().cabinet,))
    return {key: Kept((_revision(pdf),), pages) for key, (pdf, pages) in made.items()}


def _revision(pdf: bytes) -> Revision:
    return Revision(store().keep(pdf), len(pdf))


def _spread(
    call: Callable[..., list[R]], given: Mapping[str, object], means: tuple[object, ...]
) -> dict[str, R]:
    """Hand the work to all children at once, in chunks; results under the same keys."""
    work = list(given.values())
    chunks = [work[first : first + CHUNK] for first in range(0, len(work), CHUNK)]
    made = pool.gather([(call, chunk, *means) for chunk in chunks], PATIENCE)
    return dict(zip(given, [one for some in made for one in some], strict=True))
