"""Files handed in: inspected before the act, kept before a row names them (DESIGN §5.5)."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, delete
from werkzeug.datastructures import FileStorage

from server import finding
from server.audit import append_all, entry
from server.clock import now
from server.database import db, put, put_once, run, table
from server.files import store
from server.papers.models import PaperFile, ScanText, scanned_text
from server.papers.tombstones import was_purged
from server.uploads import inspect
from server.uploads.inspected import Inspected
from server.uploads.inspecting.sounds import kind_of_sound
from server.uploads.names import naming
from server.uploads.reading.places import Place
from server.words import fold
from workflows import Refused

MAIN = 1
STEPS_NAME_IT = ("incoming", "earlier")
"""Kinds of papers whose own file, the first one, is in the log with each of their steps."""
_files = table(PaperFile)
_TAKING_DOWN = delete(_files).where(
    _files.c.paper_kind == bindparam("_paper_kind"),
    _files.c.paper_id == bindparam("_paper_id"),
    _files.c.n == bindparam("_n"),
)


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that passed inspection and is on the disk."""

    name: str
    media_type: str
    sha256: str
    size: int
    pages: int
    text: str
    signed: bool
    suspected_secret: bool
    words: tuple[Place, ...] = ()
    seconds: int = 0


def take_in(name: str, data: bytes) -> Taken:
    """Inspect a file in a child process, then keep it; refuses in words what may not come in."""
    seen = inspect(data, name)
    return _kept(seen, data, suspected=seen.suspected_secret or _was_here(data))


def take_open(name: str, data: bytes) -> Taken:
    """The same where no clerk stands at the door: what may be a secret is kept out (SEC-01)."""
    return _open(inspect(data, name), data)


def take_made(name: str, data: bytes) -> Taken:
    """What was made while a matter was handled: sound too, which no document is (CF-04)."""
    return _open(inspect(data, name, "sound" if kind_of_sound(data) else "examine"), data)


def take_each(
    files: Sequence[FileStorage], unnamed: str, take: Callable[[str, bytes], Taken] = take_open
) -> list[Taken]:
    """Several that were handed in together: a no says which of them it is about."""
    taken = []
    for one in files:
        name = one.filename or unnamed
        with naming(name, len(files)):
            taken.append(take(name, one.stream.read()))
    return taken


def _open(seen: Inspected, data: bytes) -> Taken:
    keep_secrets_out(seen, data)
    return _kept(seen, data, suspected=False)


def keep_secrets_out(seen: Inspected, data: bytes) -> None:
    """Where no clerk stands at the door, before anything of it is kept (SEC-01)."""
    if seen.suspected_secret or _was_here(data):
        raise Refused("file_may_be_secret", "file")


def _kept(seen: Inspected, data: bytes, *, suspected: bool) -> Taken:
    sha256 = store().keep_shut(data) if suspected else store().keep(data)
    return Taken(
        name=seen.name,
        media_type=seen.media_type,
        sha256=sha256,
        size=len(data),
        pages=seen.pages,
        text="\f".join(seen.text),
        signed=seen.signed,
        suspected_secret=suspected,
        words=seen.words,
        seconds=seen.seconds,
    )


def _was_here(data: bytes) -> bool:
    """Whether these very bytes were destroyed here once, or lie locked until a leader decides."""
    sha256 = hashlib.sha256(data).hexdigest()
    return was_purged(sha256) or store().is_shut(sha256)


def attach(kind: str, paper_id: int, files: list[Taken], start: int = 1) -> str:
    """Name the files as this paper's, and keep the text read in them; the first one's digest.

    A step of an act: it opens no transaction.
    """
    rows = [
        {
            "paper_kind": kind,
            "paper_id": paper_id,
            "n": n,
            "name": file.name,
            "media_type": file.media_type,
            "sha256": file.sha256,
            "size": file.size,
            "pages": file.pages,
        }
        for n, file in enumerate(files, start)
    ]
    if not rows:
        return ""
    put(PaperFile, *rows)
    numbered = {n: file.sha256 for n, file in enumerate(files, start)}
    if kind in STEPS_NAME_IT:
        numbered.pop(MAIN, None)
    hung(kind, paper_id, numbered)
    for file in files:
        if file.text.strip():
            keep_text(file.sha256, file.text, file.words)
    if start == MAIN:
        finding.add_text(kind, paper_id, "\f".join(file.text for file in files))
    else:
        finding.keep_text(kind, paper_id, scanned_text(kind, paper_id))
    return files[0].sha256


def hung(kind: str, paper_id: int, files: Mapping[int, str | None]) -> None:
    """Which files a paper has beside its own, by their place, for the log; None: it has left.

    A step of an act.
    """
    append_all(hanging(kind, paper_id, n, sha256) for n, sha256 in files.items())


def hanging(
    kind: str, paper_id: int, n: int, sha256: str | None, **more: int | None
) -> dict[str, str]:
    """The event of one of them."""
    said = {"n": n, "file_sha256": sha256, **more}
    return entry("file_hung", f"{kind}/{paper_id}", now(), said)


def keep_text(sha256: str, text: str, words: Iterable[Place], unread: Iterable[int] = ()) -> None:
    """The text of a file, once, whoever read it; a step of an act."""
    row = {"sha256": sha256, "text": text, "folded": fold(text)}
    put_once(ScanText, row | {"words": [*words], "unread": [*unread]})


def hang_beside(kind: str, paper_id: int, files: Iterable[tuple[str, str, int]]) -> None:
    """What goes with the main document, from file 2 on: name, digest, pages; replaced together."""
    mine = (PaperFile.paper_kind == kind, PaperFile.paper_id == paper_id, PaperFile.n > 1)
    db.session.execute(delete(PaperFile).where(*mine))
    for n, (name, sha256, pages) in enumerate(files, start=2):
        row = {"paper_kind": kind, "paper_id": paper_id, "n": n, "name": name, "sha256": sha256}
        row |= {"size": store().size(sha256), "pages": pages, "media_type": "application/pdf"}
        put(PaperFile, row)


def hang_main(kind: str, paper_id: int, name: str, made: tuple[str, int], n: int = 1) -> None:
    """The main document of a paper as it now stands: file 1, replaced as signatures are added."""
    sha256, pages = made
    key = {"paper_kind": kind, "paper_id": paper_id, "n": n}
    row = {"name": name, "sha256": sha256, "size": store().size(sha256)}
    row |= {"media_type": "application/pdf", "pages": pages}
    run(_TAKING_DOWN, {f"_{name}": value for name, value in key.items()})
    put(PaperFile, key | row)


def take_down_main(kind: str, paper_id: int) -> None:
    """The main document is no longer one: another will be set in its place. A step of an act."""
    key = {"paper_kind": kind, "paper_id": paper_id, "n": 1}
    db.session.execute(delete(PaperFile).filter_by(**key))
