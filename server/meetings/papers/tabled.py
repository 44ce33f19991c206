"""The papers that lie before a meeting, each in its versions (MT-02).

A paper goes by its kind and id (`outgoing/12`). Members see its newest text; which one a matter, or
a vote, stood on is kept by digest, and stays what it was when the paper is written anew.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from server.clock import local
from server.database import db
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.models import DraftVersion, OutgoingDocument
from server.meetings.live import events
from server.meetings.models import AgendaItem, Meeting
from server.meetings.papers.matters import of_some
from server.meetings.papers.sessions import holds
from server.names import ids_of, parts
from server.org import queries
from server.org.actor import Actor
from server.papers.models import Paper
from server.papers.services import find
from workflows.beforehand import is_late
from workflows.meeting_states import GATHERED

KINDS: dict[str, type[Paper]] = {"incoming": IncomingDocument, "outgoing": OutgoingDocument}
"""What may lie before a meeting."""


@dataclass(frozen=True, slots=True)
class Version:
    """A text of a paper. `at`: when it took the place of the one before; a first one took none.

    The digest is of its text where it is ours, so that a signature makes no other paper of it.
    """

    n: int
    digest: str
    at: dt.datetime | None = None


Versions = dict[str, list[Version]]


def read_paper(actor: Actor, name: str) -> Any:
    """The paper behind `outgoing/12`, if this actor may read it."""
    kind, id = parts(name)
    return find(KINDS[kind], actor, id)


def versions_of(names: Iterable[str]) -> Versions:
    """The texts of each paper in their order; of one that was never a draft here, its file."""
    wanted = set(names)
    going, came = ids_of("outgoing", wanted), ids_of("incoming", wanted)
    found: Versions = dict(_files(came)) if came else {}
    for paper_id, n, digest, at in db.session.execute(_drafts(going)) if going else ():
        rows = found.setdefault(f"outgoing/{paper_id}", [])
        rows.append(Version(n, digest, at if rows else None))
    return found


def _files(ids: list[int]) -> Iterator[tuple[str, list[Version]]]:
    rows = select(IncomingDocument.id, IncomingDocument.file_sha256)
    for paper_id, digest in db.session.execute(rows.where(IncomingDocument.id.in_(ids))):
        yield f"incoming/{paper_id}", [Version(1, digest)]


def _drafts(ids: list[int]) -> Any:
    one = DraftVersion
    texts = select(one.outgoing_id, one.n, one.digest, one.at).where(one.outgoing_id.in_(ids))
    return texts.order_by(one.outgoing_id, one.n)


def as_they_lie(item: AgendaItem) -> dict[str, str]:
    """The digest of each paper of a matter as it is now, to be kept beside what is done on it."""
    found = versions_of(item.documents)
    return {name: found[name][-1].digest for name in item.documents if name in found}


def late_ones(meeting: Meeting) -> set[tuple[int, str]]:
    """The papers of its matters, by matter, that came too late to be read (MT-03); a meeting that
    is called at once leaves nobody the days."""
    if meeting.is_urgent or not any(one.released for one in meeting.agenda):
        return set()
    days, begins = queries.calendar(), local(meeting.starts_at).date()
    return {
        (item.id, name)
        for item in meeting.agenda
        for name, at in item.released.items()
        if is_late(local(dt.datetime.fromisoformat(at)).date(), begins, days)
    }


def limited(items: Iterable[AgendaItem]) -> set[str]:
    """The papers of these matters that none of them lets anybody take along."""
    rows = list(items)
    free = {name for one in rows if not one.view_only for name in one.documents}
    return {name for one in rows for name in one.documents} - free


def version_by(rows: list[Version], digest: str) -> Version | None:
    """Which text a digest is of; the last one, where one went back to what it was."""
    return next((one for one in reversed(rows) if one.digest == digest), None)


def successor(rows: list[Version], one: Version) -> Version | None:
    """What took its place."""
    return next((later for later in rows if later.n > one.n), None)


def hear_of_change(actor: Actor, paper: OutgoingDocument) -> None:
    """In the act of writing a paper anew: the rooms before which it lies hear of it at once."""
    name, (before, new) = f"outgoing/{paper.id}", paper.versions[-2:]
    items = select(AgendaItem).join(Meeting, Meeting.id == AgendaItem.meeting_id)
    for item in db.session.scalars(items.where(Meeting.state.in_(GATHERED), holds(name))).all():
        meeting = db.session.get_one(Meeting, item.meeting_id)
        said = {"item": item.id, "document": name, "name": paper.subject}
        said |= {"version": new.n, "before": before.n}
        said |= {"sha256": new.digest, "since": local(new.at).isoformat()}
        marks = events.of_closed(item) | of_some(meeting, item)
        events.happened(meeting, "doc.changed", actor.person_id, **said, **marks)
