"""Case files read: the list, what may be put in, what belongs to one delivery."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, or_, select
from sqlalchemy.orm import joinedload

from server.archive.models import Handover
from server.clock import today
from server.database import db
from server.documents.casefiles.kept import KINDS
from server.documents.casefiles.models import CaseFile
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.models import OutgoingDocument
from server.org.actor import Actor
from server.org.models import Agency, Person, Unit
from server.papers.listing import before, newest, page_of
from server.papers.services import may_read
from server.words import fold
from workflows.casefile import CaseFile as State
from workflows.filing import PERMANENT, TERMS, TO_THE_ARCHIVE, WARNED, months_on

_COLUMNS = (
    CaseFile.id, CaseFile.state, CaseFile.version, CaseFile.code, CaseFile.year, CaseFile.years,
    CaseFile.subject, CaseFile.opened_on, CaseFile.ended_on, CaseFile.kept_until,
    CaseFile.is_construction, CaseFile.unit_id, CaseFile.keeper_id,
)  # fmt: skip
LATELY, DAY = 60, dt.timedelta(days=1)


def listed(
    actor: Actor, filters: Mapping[str, Any], cursor: str | None
) -> tuple[Sequence[Row], str | None]:
    """A page of the files that this actor may read, newest first."""
    columns = {"state": CaseFile.state, "year": CaseFile.year, "retention": CaseFile.years}
    wanted = [
        column == filters[name] for name, column in columns.items() if filters.get(name) is not None
    ]
    if unit := filters.get("unit"):
        of_unit = select(Unit.id).where(Unit.agency_id == actor.agency_id, Unit.code == unit)
        wanted.append(CaseFile.unit_id.in_(of_unit))
    if words := filters.get("q"):
        wanted.append(CaseFile.sought.contains(fold(words), autoescape=True))
    if due := filters.get("due"):
        wanted += _due(by=today() + WARNED if due == "soon" else today() - DAY)
    return page_of(CaseFile, actor, _COLUMNS, wanted, cursor)


def _due(*, by: dt.date) -> list[Any]:
    """Closed, to be archived, and its day is on `by` or before (AR-05)."""
    long_kept = or_(CaseFile.years == PERMANENT, CaseFile.years >= TO_THE_ARCHIVE)
    return [CaseFile.state.in_((State.CLOSED, State.KEPT_BACK)), long_kept, over(by)]


def over(by: dt.date) -> ColumnElement[bool]:
    """Its day is on `by` or before: the one to which it may be kept back, or that of the term."""
    year, quarter = (
        months_on(by, -months) for months in (TERMS[-1].months, TERMS[-1].construction)
    )
    return or_(
        CaseFile.kept_until.is_not(None) & (CaseFile.kept_until <= by),
        CaseFile.kept_until.is_(None) & (CaseFile.ended_on <= year),
        CaseFile.kept_until.is_(None)
        & CaseFile.is_construction.is_(True)
        & (CaseFile.ended_on <= quarter),
    )


def keepers(rows: Sequence[Any]) -> dict[int, str]:
    """Who made them, by name."""
    ids = {row.keeper_id for row in rows if row.keeper_id}
    found = select(Person.id, Person.full_name).where(Person.id.in_(ids))
    return {id: name for id, name in db.session.execute(found)} if ids else {}


def to_put_in(actor: Actor, case: CaseFile) -> list[tuple[str, str]]:
    """What I worked on lately and may read, and is not in it: the documents of my unit first."""
    there = {f"{one.paper_kind}/{one.paper_id}" for one in case.items}
    came = or_(
        IncomingDocument.assignee_id.in_(actor.positions),
        IncomingDocument.lead_unit_id == actor.unit_id,
        IncomingDocument.directed_by_id.in_(actor.positions),
    )
    went = or_(
        OutgoingDocument.drafter_post_id.in_(actor.positions),
        OutgoingDocument.unit_id == actor.unit_id,
    )
    found = [
        (f"{kind}/{row.id}", row)
        for kind, mine in (("outgoing", went), ("incoming", came))
        for row in _lately(kind, actor, mine)
    ]
    return [(name, label(row)) for name, row in found if name not in there]


def _lately(kind: str, actor: Actor, mine: Any) -> list[Any]:
    kept = KINDS[kind]
    model: Any = kept.model
    asked = select(model).where(
        model.agency_id == actor.agency_id,
        model.state.in_(kept.settled),
        mine,
        may_read(model, actor),
    )
    return list(db.session.scalars(asked.order_by(model.id.desc()).limit(LATELY)))


def label(paper: Any) -> str:
    """A document as a choice shows it."""
    said = f"{paper.code or paper.doc_type} – {paper.subject}"
    return said if len(said) <= 140 else f"{said[:139]}…"


def delivered(delivery_id: int) -> list[CaseFile]:
    """The files of a delivery, in the order of the list."""
    mine = select(CaseFile).filter_by(handover_id=delivery_id)
    return list(db.session.scalars(mine.order_by(CaseFile.year, CaseFile.code)))


def deliveries(actor: Actor, cursor: str | None = None) -> tuple[list[Handover], str | None]:
    """A page of those of my agency, the newest first, and where the next begins: an archivist's and
    a leader's all, my own unit's else."""
    named = (joinedload(getattr(Handover, it)) for it in ("agency", "unit", "giver"))
    rows, after = newest(select(Handover).where(_concerns(actor)).options(*named), before(cursor))
    return [row for (row,) in rows], str(after) if after else None


def counted(rows: Sequence[Handover]) -> dict[int, Counter[str]]:
    """Of each of these deliveries, how many of its files stand where."""
    asked = (
        select(CaseFile.handover_id, CaseFile.state, func.count())
        .where(CaseFile.handover_id.in_([row.id for row in rows]))
        .group_by(CaseFile.handover_id, CaseFile.state)
    )
    told: dict[int, Counter[str]] = {row.id: Counter() for row in rows}
    for row_id, state, count in db.session.execute(asked):
        told[row_id or 0][str(state)] = count
    return told


def delivery(actor: Actor, row_id: int) -> Handover | None:
    """One of these; to anybody else it does not exist."""
    return db.session.scalar(select(Handover).where(Handover.id == row_id, _concerns(actor)))


def _concerns(actor: Actor) -> ColumnElement[bool]:
    """Of an agency that has ended, too, to whoever answers for the archive where a file of it is
    kept now (ORG-12)."""
    own = Handover.agency_id == actor.agency_id
    if not _sees_all(actor):
        unit = Handover.unit_id == (actor.unit_id or 0)
        return and_(own, or_(Handover.giver_id == actor.person_id, unit))
    ended = Handover.agency_id.in_(select(Agency.id).where(Agency.valid_to <= today()))
    kept = select(CaseFile.id).where(CaseFile.handover_id == Handover.id, may_read(CaseFile, actor))
    return or_(own, and_(ended, kept.exists()))


def _sees_all(actor: Actor) -> bool:
    return bool(actor.roles & {"ARCHIVIST", "LEADER", "OFFICE_CHIEF"})
