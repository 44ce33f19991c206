"""What the API says of the papers before a meeting, and of those that a vote stands on (MT-02)."""

import datetime as dt
from collections.abc import Iterator, Set
from dataclasses import dataclass

from pydantic import BaseModel
from sqlalchemy import func, select

from server.api.parts import moment
from server.database import db
from server.meetings.models import Meeting
from server.meetings.papers.matters import unread_by
from server.meetings.papers.tabled import (
    KINDS,
    Version,
    Versions,
    ids_of,
    late_ones,
    limited,
    successor,
    version_by,
    versions_of,
)
from server.meetings.votes.models import Vote
from server.papers.models import PaperFile
from server.uploads.kinds import PDF


class Doc(BaseModel):
    """A paper before the meeting; `id` is what `show_page` takes, `file` where its PDF lies.

    `since`: when this version took the place of the one `before`; null of a first one. `late`: sent
    too late to be read in time (gửi muộn, MT-03). `view_only`: `file` is the reader's own copy,
    with his name and the time on each page (MT-04).
    """

    id: str
    name: str
    file: str
    version: int
    before: int | None
    since: dt.datetime | None
    sha256: str
    late: bool = False
    view_only: bool = False


class PinnedDoc(BaseModel):
    """A paper as a vote was opened on it; `newest`, where another has taken its place `since`."""

    id: str
    name: str
    version: int
    sha256: str
    newest: int | None
    since: dt.datetime | None
    view_only: bool = False


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers of a meeting by name, all their versions, which came late to which matter, and the
    matters whose papers are not for whoever asks."""

    docs: dict[str, Doc]
    versions: Versions
    late: Set[tuple[int, str]]
    unread: Set[int] = frozenset()

    def doc(self, name: str) -> Doc:
        """The newest of it; of one that is gone, that it was there."""
        return self.docs.get(name) or _doc(name, "", "", [])

    def pinned(self, vote: Vote) -> list[PinnedDoc]:
        kept = {} if vote.item_id in self.unread else vote.pinned
        return [self._pinned(name, digest) for name, digest in kept.items()]

    def _pinned(self, name: str, digest: str) -> PinnedDoc:
        rows = self.versions.get(name, [])
        mine = version_by(rows, digest)
        later = successor(rows, mine) if mine else None
        return PinnedDoc(
            id=name,
            name=self.doc(name).name,
            version=mine.n if mine else 0,
            sha256=digest,
            newest=rows[-1].n if later else None,
            since=moment(later.at) if later else None,
            view_only=self.doc(name).view_only,
        )


def papers_for(meeting: Meeting, person_id: int | None) -> Papers:
    """The papers of the matters that somebody may hear; a few statements, however many they are."""
    unread = unread_by(meeting, person_id)
    heard = [one for one in meeting.agenda if one.id not in unread]
    wanted = {name for one in heard for name in one.documents}
    versions = versions_of(wanted)
    docs = {}
    for kind, model in KINDS.items():
        ids = ids_of(kind, wanted)
        if ids:
            files = dict(_first_pdfs(kind, ids))
            for row in db.session.execute(select(model.id, model.subject).where(model.id.in_(ids))):
                name, file = f"{kind}/{row.id}", files.get(row.id)
                where = f"/{name}/files/{file}" if file else ""
                docs[name] = _doc(name, row.subject, where, versions.get(name, []))
    for name in limited(heard) & docs.keys():
        where = f"/meetings/{meeting.id}/papers/{name}" if docs[name].file else ""
        docs[name] = docs[name].model_copy(update={"file": where, "view_only": True})
    return Papers(docs, versions, late_ones(meeting), unread)


def _doc(name: str, subject: str, file: str, rows: list[Version]) -> Doc:
    last = rows[-1] if rows else Version(1, "")
    return Doc(
        id=name,
        name=subject,
        file=file,
        version=last.n,
        before=rows[-2].n if last.at else None,
        since=moment(last.at),
        sha256=last.digest,
    )


def _first_pdfs(kind: str, ids: list[int]) -> Iterator[tuple[int, int]]:
    """The number of the first PDF of each paper."""
    mine = PaperFile.paper_id.in_(ids) & (PaperFile.paper_kind == kind)
    first = select(PaperFile.paper_id, func.min(PaperFile.n)).where(
        mine, PaperFile.media_type == PDF
    )
    yield from db.session.execute(first.group_by(PaperFile.paper_id))
