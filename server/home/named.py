"""Of which papers somebody was told behind the bell, as far as he may read them now.

Five lines that say “anh/chị được gửi để biết một văn bản đến” are opened one after the other.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from server.database import db
from server.desks.models import Mention
from server.desks.queries import REPORTS
from server.documents.casefiles.models import CaseFile
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.models import OutgoingDocument
from server.documents.tasks.models import Task
from server.meetings.models import Meeting
from server.org.actor import Actor
from server.pages import day, headline
from server.papers.services import may_read
from server.papers.telling import SEEMS_SECRET
from server.reports.models import KeptReport
from server.reports.words import TITLES
from server.words_of.law import suspected

KINDS: tuple[type[Any], ...] = (IncomingDocument, OutgoingDocument, Task, CaseFile, Meeting)
Key = tuple[str, int]


def subjects(actor: Actor, told: Iterable[Mention]) -> dict[Key, str]:
    """A notice gives nobody a right, and names nothing that seems to be secret (SEC-02)."""
    asked = {(it.paper_kind, it.paper_id) for it in told if it.what != SEEMS_SECRET}
    found: dict[Key, str] = {}
    for kind in KINDS:
        name = kind.workflow.name
        ids = [paper_id for paper_kind, paper_id in asked if paper_kind == name]
        if ids:
            found |= {(name, key): words for key, words in _of(actor, kind, ids)}
    return found | dict(_reports(actor, [it for kind, it in asked if kind == REPORTS]))


def _reports(actor: Actor, ids: list[int]) -> Iterable[tuple[Key, str]]:
    """Two reports are closed in one morning: which one, of which days."""
    mine = select(KeptReport).where(
        KeptReport.id.in_(ids), KeptReport.agency_id.in_(actor.agencies)
    )
    for one in db.session.scalars(mine) if ids else ():
        yield (REPORTS, one.id), f"{TITLES[one.of]}, {day(one.first)} – {day(one.last)}"


def _of(actor: Actor, kind: type[Any], ids: list[int]) -> Iterable[tuple[int, str]]:
    mine = select(kind.id, kind.subject, kind.state).where(kind.id.in_(ids), may_read(kind, actor))
    for key, subject, state in db.session.execute(mine):
        is_veiled = state == "QUARANTINED" and not subject
        yield key, str(suspected(key)) if is_veiled else headline(subject)
