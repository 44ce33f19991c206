"""The files that a sender sent along with an update: opened before it is answered (IN-T26).

Each hangs behind the paper's own under a number of its own, for a file under a number is never
another (DESIGN §5.5); its name says what was answered. What may be a secret is not hung.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from sqlalchemy import func, select

from server.database import db
from server.documents.incoming.models import IncomingDocument
from server.papers.intake import Taken, attach
from server.papers.models import PaperFile
from server.papers.services import files_of

ASKED, TAKEN, REFUSED = "Bản chờ cập nhật – ", "Bản cập nhật – ", "Bản cập nhật không nhận – "
"""How their names begin; official, so Vietnamese."""


def own_files(paper: IncomingDocument) -> list[PaperFile]:
    """The files of the paper that stand: its own, and what was taken over since."""
    return [one for one in files_of("incoming", paper.id) if not _is_of_a_wish(one)]


def bare(name: str) -> str:
    """The name that it came under."""
    for mark in (ASKED, TAKEN, REFUSED):
        name = name.removeprefix(mark)
    return name


def hang(paper: IncomingDocument, files: Iterable[Taken]) -> list[int]:
    """Hang what is not here yet, and what was refused once, before the clerk; their numbers. A
    step."""
    standing = {one.sha256 for one in own_files(paper)}
    fresh = [one for one in files if one.sha256 not in standing and not one.suspected_secret]
    hung = {one.sha256 for one in files_of("incoming", paper.id)}
    new = [one for one in fresh if one.sha256 not in hung]
    attach("incoming", paper.id, [_named(one) for one in new], _last(paper) + 1)
    digests = {one.sha256 for one in fresh}
    rows = [one for one in files_of("incoming", paper.id) if one.sha256 in digests]
    _name(rows, ASKED)
    return [one.n for one in rows]


def settle(paper: IncomingDocument, numbers: Collection[int], answer: str) -> list[str]:
    """They bear the answer in their names; the names that they came under. A step."""
    rows = [one for one in files_of("incoming", paper.id) if one.n in numbers]
    _name(rows, answer)
    return [bare(one.name) for one in rows]


def _is_of_a_wish(one: PaperFile) -> bool:
    return one.name.startswith((ASKED, REFUSED))


def _named(one: Taken) -> Taken:
    return replace(one, name=f"{ASKED}{one.name}")


def _last(paper: IncomingDocument) -> int:
    """Number 1 is the paper's own, there or not."""
    mine = (PaperFile.paper_kind == "incoming", PaperFile.paper_id == paper.id)
    return db.session.scalar(select(func.max(PaperFile.n)).where(*mine)) or 1


def _name(rows: Sequence[PaperFile], mark: str) -> None:
    for one in rows:
        one.name = f"{mark}{bare(one.name)}"
    db.session.flush()
