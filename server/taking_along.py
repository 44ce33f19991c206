"""A list that somebody takes along as a file: asked for, and written by a job in his post."""

from collections.abc import Mapping, Sequence

from server import bindery, jobs, pool, workbook
from server.database import transaction
from server.files import store
from server.jobs import Payload
from server.office import office
from server.org.actor import Actor
from server.typesetting import books
from server.typesetting.books import Line, Register
from server.uploads.kinds import DOCX, PDF, XLSX

SHEETS = {"xlsx": workbook.workbook, "docx": bindery.document}
MEDIA_TYPES = {"pdf": PDF, "xlsx": XLSX, "docx": DOCX}
PART = 1000
"""Lines set by a child at one go: a second or two, then progress is told."""

PATIENCE = 300.0
"""Seconds for a workbook or for binding: the longest book of an office takes some thirty."""


def ask(kind: str, actor: Actor, **said: object) -> int:
    """The job's id. It is told whose post it writes in, for it asks his rights anew."""
    with transaction():
        payload = said | {"post": actor.acting}
        return jobs.later(kind, payload, person_id=actor.person_id).id


def plain(title: str, agency: str, columns: Mapping[str, float]) -> Register:
    """A list of no year: each column with its share of the sheet."""
    return Register(
        title=title,
        agency=agency,
        superior="",
        year=None,
        span="",
        columns=tuple(columns),
        shares=tuple(columns.values()),
    )


def narrowed(asked: Mapping[str, object]) -> str:
    """Beside whose a list is: that not all of it stands here, for it has the name of all of it."""
    return " · chỉ phần đã lọc" if any(asked.values()) else ""


def sheet(book: Register, lines: Sequence[Line], form: str) -> bytes:
    """The list as a workbook or a document."""
    return pool.submit(SHEETS[form], book, lines, timeout=PATIENCE)


def leaves(book: Register, lines: Sequence[Line], first: int) -> list[bytes]:
    """Its leaves from page `first` on, set part by part, one where nothing stands in it; the job
    says how far it is."""
    parts, page, many = [], first, max(1, len(lines))
    for at in range(0, many, PART):
        part, count = pool.submit(
            books.leaves, book, lines[at : at + PART], page, office().cabinet.fonts
        )
        parts.append(part)
        page += count
        jobs.progress(min(95, 100 * (at + PART) // many))
    return parts


def told(made: bytes, name: str, lines: int) -> Payload:
    """What the job answers: the file that is kept, under the name it is taken away by."""
    media_type = MEDIA_TYPES[name.rpartition(".")[2]]
    file = {"sha256": store().keep(made), "media_type": media_type, "name": name}
    return {"file": file, "lines": lines}
