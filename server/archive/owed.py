"""What is owed to the archive: due soon, over its day, kept back with consent (RP-12, AR-01..05).

For the archivist, who reads a file only once it is handed over: so it is told by number, title,
unit and day, as the list of the year tells it to everybody it concerns (article 28).
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, not_, or_, select

from server.archive.queries import DAY, over
from server.clock import today
from server.database import db
from server.documents.casefiles.models import CaseFile
from server.org.actor import Actor
from server.papers.listing import PAGE
from workflows import Refused, Role
from workflows.casefile import CaseFile as State
from workflows.filing import PERMANENT, TO_THE_ARCHIVE, WARNED

READERS = frozenset({Role.ARCHIVIST, Role.LEADER, Role.OFFICE_CHIEF, Role.AUDITOR})
SOON, LATE, KEPT = "soon", "late", "kept"
PARTS = (LATE, SOON, KEPT)
"""Each file that is owed is one of them: over its day, due within thirty days, or kept back."""


def require(actor: Actor) -> None:
    if actor.agency_id is None or not actor.roles & READERS:
        raise Refused("wrong_role")


def counted(actor: Actor) -> Sequence[Any]:
    """Of each unit how many of each part; a statement."""
    require(actor)
    parts = parts_of(today())
    sums = [func.sum(case((parts[one], 1), else_=0)).label(one) for one in PARTS]
    asked = (
        select(CaseFile.unit_id, *sums).where(*owed_on(actor, today())).group_by(CaseFile.unit_id)
    )
    return db.session.execute(asked).all()


def listed(
    actor: Actor, wanted: Mapping[str, Any], top: int | None
) -> tuple[list[CaseFile], int | None]:
    """A page of them, the newest first, and where the next begins."""
    require(actor)
    asked = select(CaseFile).where(*_narrowed(actor, wanted))
    if top is not None:
        asked = asked.where(CaseFile.id < top)
    rows = db.session.scalars(asked.order_by(CaseFile.id.desc()).limit(PAGE + 1)).all()
    return list(rows[:PAGE]), rows[PAGE - 1].id if len(rows) > PAGE else None


def every(actor: Actor, wanted: Mapping[str, Any]) -> list[tuple[CaseFile, str]]:
    """All of them, unit by unit, each with the part that it is one of."""
    require(actor)
    part = part_of(today())
    asked = select(CaseFile, part).where(*_narrowed(actor, wanted))
    order = (CaseFile.unit_id.nulls_first(), CaseFile.year, CaseFile.id)
    rows = db.session.execute(asked.order_by(*order))
    return [(row[0], str(row[1])) for row in rows]


def _narrowed(actor: Actor, wanted: Mapping[str, Any]) -> list[ColumnElement[bool]]:
    said = owed_on(actor, today())
    if part := wanted.get("part"):
        said.append(parts_of(today())[part])
    if "unit" in wanted:
        said.append(CaseFile.unit_id.is_not_distinct_from(wanted["unit"]))
    return said


def owed_on(actor: Actor, on: dt.date) -> list[ColumnElement[bool]]:
    """What stands unhanded now, its terms reckoned to that day."""
    waits = CaseFile.state.in_((State.CLOSED, State.KEPT_BACK, State.RETURNED))
    long_kept = or_(CaseFile.years == PERMANENT, CaseFile.years >= TO_THE_ARCHIVE)
    return [CaseFile.agency_id == actor.agency_id, waits, long_kept, or_(*parts_of(on).values())]


def part_of(on: dt.date) -> ColumnElement[str]:
    """Which of them a file is."""
    return case(*((is_it, name) for name, is_it in parts_of(on).items()))


def parts_of(on: dt.date) -> Mapping[str, ColumnElement[bool]]:
    late, near = over(on - DAY), over(on + WARNED)
    return {
        LATE: late,
        SOON: and_(near, not_(late)),
        KEPT: and_(CaseFile.state == State.KEPT_BACK, not_(near)),
    }
