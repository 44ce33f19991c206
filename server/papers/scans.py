"""What a scan says: each of its pages is read in an inspection child, and kept once by its digest.

A paper's room decides what follows from the words; here a page that breaks its reader is left out
and named, and what has left or was shut away meanwhile leaves no word.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, exists, select

from server import jobs
from server.database import db, transaction
from server.files import store
from server.papers.intake import keep_text
from server.papers.models import PaperFile, ScanText
from server.papers.safe import lies_in_a_safe
from server.papers.services import files_of
from server.uploads import ask
from server.uploads.kinds import JPEG, PDF, PNG, TIFF
from server.uploads.reading.places import Place
from server.uploads.reading.tessdata import tessdata
from server.uploads.secrecy import suspects_secret
from server.words import fold
from workflows import Refused

READABLE = (PDF, PNG, JPEG, TIFF)
MOST_PAGES = 200
"""Of one file; a longer one is a book, and its head has been read long before."""

HELD_BY: list[Callable[[str], bool]] = []
"""Rooms above say what of theirs has a file beside the lists of files."""


def is_unread(file: PaperFile) -> bool:
    """Whether nobody has read it yet, by its text layer or its pictures."""
    known = select(ScanText.sha256).where(ScanText.sha256 == file.sha256)
    return file.media_type in READABLE and db.session.scalar(known) is None


def waits() -> ColumnElement[bool]:
    """The same asked of many files at once."""
    known = exists().where(ScanText.sha256 == PaperFile.sha256)
    return PaperFile.media_type.in_(READABLE) & ~known


def left_out(files: Iterable[PaperFile]) -> list[tuple[str, str, list[int]]]:
    """Digest, name and pages of the files whose reading ran over its limits."""
    names = {one.sha256: one.name for one in files}
    found = select(ScanText.sha256, ScanText.unread).where(ScanText.sha256.in_(names))
    return [(sha256, names[sha256], n) for sha256, n in db.session.execute(found) if n]


def read_files(files: Sequence[PaperFile], then: int = 0) -> int:
    """All of these, and how many pages that was; `then`: pages that the job reads after them."""
    todo = [(one.sha256, one.name, max(one.pages, 1)) for one in files]
    whole, done = sum(pages for _, _, pages in todo) + then, 0
    for sha256, name, pages in todo:
        read_file(sha256, name, (done, pages, whole))
        done += pages
    return done


def read_file(sha256: str, name: str, so_far: tuple[int, int, int]) -> None:
    """Page by page: a page that breaks its reader is left empty, and the next one is read."""
    data, (before, count, whole) = store().fetch(sha256), so_far
    texts: list[str] = []
    words: tuple[Place, ...] = ()
    unread = []
    while len(texts) < min(count, MOST_PAGES):
        said = _said(data, name, len(texts)) or _said(data, name, len(texts), most=1)
        if not texts and said:
            words = _places(said["pages"][0]["words"])
        if said:
            texts += [page["text"] for page in said["pages"]]
            count = said["count"]
        else:
            texts.append("")
            unread.append(len(texts))
        jobs.progress(100 * (before + len(texts)) // (whole + 1))
    with transaction():
        if _is_held(sha256):
            keep_text(sha256, "\f".join(texts), words, unread)


def _said(
    data: bytes, name: str, first: int, *, most: int = MOST_PAGES, task: str = "read"
) -> dict[str, Any] | None:
    """What stands on some pages from this one on; None where one of them ran over the limits."""
    try:
        return ask(data, name, task, first=first, most=most, folder=tessdata())
    except Refused as no:
        if no.reason in ("inspection_busy", "inspection_failed"):
            raise
        return None


def read_again(sha256: str, name: str, n: int) -> None:
    """One page, with more time than at first; what was read is kept before the next one."""
    said = _said(store().fetch(sha256), name, n - 1, most=1, task="read_again")
    if said is None:
        return
    with transaction() as session:
        row = session.get(ScanText, sha256, with_for_update=True)
        if row is None or n not in row.unread or not _is_held(sha256):
            return
        texts = row.text.split("\f")
        texts[n - 1] = said["pages"][0]["text"]
        row.text = "\f".join(texts)
        row.folded = fold(row.text)
        row.unread = [one for one in row.unread if one != n]
        if n == 1:
            row.words = list(_places(said["pages"][0]["words"]))


def _is_held(sha256: str) -> bool:
    """Whether a paper still has the file, and openly: while it was being read it may have been
    purged, or shut away."""
    held = select(PaperFile.id).where(PaperFile.sha256 == sha256).limit(1)
    is_there = db.session.scalar(held.with_for_update()) is not None
    is_there = is_there or any(holds(sha256) for holds in HELD_BY)
    return is_there and not lies_in_a_safe(sha256)


def _places(words: list[list[Any]]) -> tuple[Place, ...]:
    return tuple((w[0], w[1], w[2], w[3], w[4], w[5]) for w in words)


def seems_secret(kind: str, paper_id: int) -> bool:
    """By the head of any of its files: what was laid into its entry is one too (IN-05)."""
    digests = [one.sha256 for one in files_of(kind, paper_id)]
    texts = db.session.scalars(select(ScanText.text).where(ScanText.sha256.in_(digests)))
    return any(suspects_secret(text.split("\f")[0], "") for text in texts)
