"""Which sealed files lack something, which are due, and how the last round went."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, Row, Select, func, select

from server.clock import now
from server.database import db
from server.documents.outgoing.models import OutgoingDocument
from server.jobs import DONE, Job
from server.lasting.raising import BEFORE
from server.lasting.rounds import KEEP
from server.org.models import Agency
from server.papers.lasting import FULL, LastingFile
from server.papers.listing import newest
from workflows import Refused, Role

MOST = 99
READERS = frozenset({Role.AUDITOR, Role.ADMIN})
"""Who looks after the archive's long life; neither reads a paper's words here."""


class Standing(StrEnum):
    """What a list is narrowed to."""

    LACKING = "lacking"
    FAILING = "failing"
    SOON = "soon"


def narrowed(standing: Standing | None) -> list[ColumnElement[bool]]:
    if standing is None:
        return []
    return {
        Standing.LACKING: [LastingFile.level != FULL],
        Standing.FAILING: [LastingFile.lacks != ""],
        Standing.SOON: [LastingFile.level == FULL, LastingFile.due_at <= now() + BEFORE],
    }[standing]


def page_of(
    standing: Standing | None, agency_id: int | None, before: int | None
) -> tuple[list[Row], int | None]:
    """(file, agency, code of an outgoing paper), newest first, and where the next page begins."""
    wanted = _listed().where(*narrowed(standing))
    if agency_id is not None:
        wanted = wanted.where(LastingFile.agency_id == agency_id)
    return newest(wanted, before)


def _listed() -> Select:
    paper = (LastingFile.paper_kind == "outgoing") & (OutgoingDocument.id == LastingFile.paper_id)
    return (
        select(LastingFile, Agency.short_name, OutgoingDocument.code)
        .join(Agency, Agency.id == LastingFile.agency_id)
        .outerjoin(OutgoingDocument, paper)
    )


@dataclass(frozen=True, slots=True)
class State:
    """How the archive stands: how many lack something (99 is "99+"), when the next is stamped
    again, when the machine last went round and what it did."""

    lacking: int
    failing: int
    next_due: dt.datetime | None
    last_run: dt.datetime | None
    brought: int


def state() -> State:
    last = select(Job.created_at, Job.result).where(Job.kind == KEEP, Job.state == DONE)
    run = db.session.execute(last.order_by(Job.id.desc()).limit(1)).one_or_none()
    full = select(func.min(LastingFile.due_at)).where(LastingFile.level == FULL)
    next_due = db.session.scalar(full)
    return State(
        lacking=_count(Standing.LACKING),
        failing=_count(Standing.FAILING),
        next_due=next_due,
        last_run=run.created_at if run else None,
        brought=(run.result or {}).get("brought", 0) if run else 0,
    )


def _count(standing: Standing) -> int:
    some = select(LastingFile.id).where(*narrowed(standing)).limit(MOST + 1).subquery()
    return db.session.scalar(select(func.count()).select_from(some)) or 0


def found(file_id: int) -> LastingFile:
    row = db.session.get(LastingFile, file_id)
    if row is None:
        raise Refused("not_found")
    return row
