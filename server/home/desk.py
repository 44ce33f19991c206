"""What lies on my desk, and on others' because of me: a statement each (DESIGN §8)."""

import datetime as dt
import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Row,
    Select,
    Subquery,
    and_,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
    tuple_,
    union,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute

from server.clock import HANOI, now, today
from server.database import LONG, Moment, db
from server.desks.history import first_passed
from server.desks.models import Desk
from server.desks.queries import (
    holder_columns,
    holders_joined,
    left_in_agency,
    owed_in_units,
)
from server.documents.casefiles.models import CaseFile
from server.documents.incoming.models import IncomingDocument as Coming
from server.documents.incoming.queries import QUARANTINED
from server.documents.outgoing.models import OutgoingDocument as Going
from server.documents.tasks.models import Task
from server.meetings.models import Meeting
from server.org.actor import Actor
from server.org.models import Unit
from workflows import Refused, Role

Conditions = list[ColumnElement[bool]]

PAGE = 48
"""Fifty with their kinds were over 25 KB."""
FAR = dt.datetime(9999, 1, 1, tzinfo=HANOI)
"""Where a deadline that nobody set stands in the order: after all others."""

PLACE = re.compile(r"([01])~(\d{1,12}\.\d{1,9})~(\d{1,15})", re.ASCII)
"""A place in that order, as the address of the next page has it."""

CALM = case((Desk.urgency == "NORMAL", 1), else_=0).label("calm")
DUE = func.coalesce(Desk.due_at, literal(FAR, Moment), type_=Moment).label("due")
ORDER = (CALM, DUE, Desk.id)
"""Urgent papers first, then by deadline; the id makes the order whole."""

AFTER = (
    bindparam("calm", type_=Integer),
    bindparam("due", type_=Moment),
    bindparam("last", type_=LONG),
)


def waiting(actor: Actor, cursor: str | None) -> tuple[list[Row], str | None]:
    """A page of what waits for this actor, and where the next begins.

    Each seat is walked in the order of the page and stops at a page; the walks are merged, so a
    desk of ten thousand costs what a desk of fifty costs to show.
    """
    seats = {f"seat_{n}": seat for n, seat in enumerate(actor.seats)}
    after = _place(cursor) if cursor else {}
    rows = db.session.execute(_waiting(len(seats), bool(cursor)), seats | after).all()
    more = len(rows) > PAGE
    return list(rows[:PAGE]), _cursor(rows[PAGE - 1]) if more else None


@cache
def _waiting(seats: int, onward: bool) -> Select[Any]:
    """Kept by its shape: every page begins with it, and building it costs as much as asking it."""
    return _with_papers(_mine(seats, onward))


def _mine(seats: int, onward: bool) -> Subquery:
    walks = [_walk(f"seat_{n}", onward).subquery() for n in range(seats)]
    merged = union_all(*(select(walk) for walk in walks)).subquery()
    first = func.min(merged.c.id).label("id")
    once = select(first).group_by(merged.c.paper_kind, merged.c.paper_id, merged.c.verb)
    order = (func.min(merged.c.calm), func.min(merged.c.due), first)
    return once.order_by(*order).limit(PAGE + 1).subquery()


def _walk(seat: str, onward: bool) -> Select[Any]:
    walk = select(Desk.id, Desk.paper_kind, Desk.paper_id, Desk.verb, CALM, DUE)
    walk = walk.where(Desk.seat == bindparam(seat)).order_by(*ORDER).limit(PAGE + 1)
    return walk.where(tuple_(*ORDER) > tuple_(*AFTER)) if onward else walk


def _place(cursor: str) -> dict[str, Any]:
    """Where a page begins; only what `_cursor` gave out is understood."""
    said = PLACE.fullmatch(cursor)
    if said is None or float(said[2]) > FAR.timestamp():
        raise Refused("cursor_malformed", "cursor")
    calm, due, last = said.groups()
    moment = dt.datetime.fromtimestamp(float(due), dt.UTC)
    return {"calm": int(calm), "due": moment, "last": int(last)}


def _cursor(row: Row) -> str:
    return f"{row.calm}~{row.due.timestamp()}~{row.id}"


def _with_papers(chosen: Subquery) -> Select[Any]:
    columns = (
        Desk.id, Desk.paper_kind, Desk.paper_id, Desk.verb, Desk.seat, Desk.since,
        Desk.due_at, Desk.urgency, CALM, DUE, Unit.name.label("from_unit"), *_paper_columns(),
        first_passed(Desk.paper_kind, Desk.paper_id),
    )  # fmt: skip
    shown = _beside(select(*columns).join(chosen, chosen.c.id == Desk.id))
    return shown.outerjoin(Unit, Unit.id == Going.unit_id).order_by(*ORDER)


def _paper_columns() -> tuple[Any, ...]:
    """What a desk row says of its paper, whichever kind it is; of a suspected secret nothing."""
    return (
        func.coalesce(
            _open(Coming.subject), Going.subject, Meeting.subject, Task.subject, CaseFile.subject
        ).label("subject"),
        func.coalesce(_open(Coming.doc_type), Going.doc_type, "").label("doc_type"),
        *(_open(one).label(one.key) for one in (Coming.number, Coming.notation, Coming.issuer)),
        func.coalesce(Going.code, CaseFile.code).label("code"),
    )


def _open(column: InstrumentedAttribute[str]) -> ColumnElement[str]:
    return case((QUARANTINED, ""), else_=column)


def _beside(rows: Select[Any]) -> Select[Any]:
    """The kinds of papers beside each desk row."""
    came = and_(Desk.paper_kind == "incoming", Coming.id == Desk.paper_id)
    goes = and_(Desk.paper_kind == "outgoing", Going.id == Desk.paper_id)
    meets = and_(Desk.paper_kind == "meetings", Meeting.id == Desk.paper_id)
    owes = and_(Desk.paper_kind == "tasks", Task.id == Desk.paper_id)
    papers = rows.outerjoin(Coming, came).outerjoin(Going, goes)
    others = papers.outerjoin(Meeting, meets).outerjoin(Task, owes)
    keeps = and_(Desk.paper_kind == "casefiles", CaseFile.id == Desk.paper_id)
    return others.outerjoin(CaseFile, keeps)


def watching(actor: Actor, most: int) -> list[list[Row]]:
    """Papers that I began, gave out or answer for, and that others now have: their desk rows.

    One more than `most` says that there are more.
    """
    leads = Role.UNIT_HEAD in actor.roles and bool(actor.unit_id)
    given = {
        "agency": actor.agency_id,
        "seats": actor.seats,
        "posts": list(actor.positions),
        "unit": actor.unit_id,
        "day": today(),
    }
    found = db.session.execute(_with_others(leads, most * 3 + 1), given)
    return _by_paper(found)[: most + 1]


@cache
def _with_others(leads: bool, most: int) -> Select[Any]:
    """Each kind of paper is walked by itself: a desk then costs one look at one paper."""
    walks = [_others(*one).limit(most).subquery() for one in _mine_by_kind(leads)]
    chosen = union_all(*(select(walk) for walk in walks)).subquery()
    columns = (Desk.paper_kind, Desk.paper_id, Desk.since, Desk.due_at, *_paper_columns())
    shown = _beside(select(*columns, *holder_columns()).join(chosen, chosen.c.id == Desk.id))
    return holders_joined(shown, bindparam("day")).order_by(DUE, Desk.id).limit(most)


def _others(kind: str, paper: Any, mine: Conditions) -> Select[Any]:
    lying = select(Desk.id).join(paper, paper.id == Desk.paper_id)
    here = (Desk.agency_id == bindparam("agency"), Desk.paper_kind == kind)
    elsewhere = Desk.seat.not_in(bindparam("seats", expanding=True))
    return lying.where(*here, elsewhere, or_(*mine)).order_by(DUE, Desk.id)


def _mine_by_kind(leads: bool) -> list[tuple[str, Any, Conditions]]:
    """Drafted or worked on by my posts, ordered by them, or led by the unit I head."""
    posts: Any = bindparam("posts", expanding=True)
    unit: Any = bindparam("unit")
    came: Conditions = [Coming.directed_by_id.in_(posts), Coming.assignee_id.in_(posts)]
    goes: Conditions = [Going.drafter_post_id.in_(posts)]
    if leads:
        came.append(Coming.lead_unit_id == unit)
        goes.append(Going.unit_id == unit)
    owed: Conditions = [Task.giver_post_id.in_(posts)]
    return [("incoming", Coming, came), ("outgoing", Going, goes), ("tasks", Task, owed)]


def _by_paper(rows: Iterable[Row]) -> list[list[Row]]:
    papers: dict[tuple[str, int], list[Row]] = {}
    for row in rows:
        papers.setdefault((row.paper_kind, row.paper_id), []).append(row)
    return list(papers.values())


def newest(actor: Actor) -> list[Row]:
    """What came to this actor's desks last, turned yellow or red or was left lying: behind the
    bell; and what turned so on the desks of whom he heads."""
    is_late = (Desk.due_at < now()) & (Desk.due_at > Desk.since)
    is_left = Desk.escalates_at < now()
    is_near = Desk.reminded_at.is_not(None)
    turned = (is_late, Desk.due_at), (is_left, Desk.escalates_at), (is_near, Desk.reminded_at)
    at = case(*turned, else_=Desk.since).label("at")
    columns = (
        Desk.paper_kind, Desk.paper_id, Desk.verb, Desk.seat, Desk.urgency, Desk.due_at,
        is_left.label("is_left"), is_near.label("is_near"), at,
    )  # fmt: skip
    walks = [walk.subquery() for seat in actor.seats for walk in _latest(seat, is_late)]
    owed, left = owed_in_units(actor), left_in_agency(actor)
    if owed is not None:
        walks += [walk.subquery() for walk in _turned(owed, is_late)]
    if left is not None:
        walks.append(left.order_by(Desk.escalates_at.desc()).limit(PAGE).subquery())
    merged = union(*(select(walk) for walk in walks)).subquery()
    rows = _beside(select(*columns, *_paper_columns()).join(merged, merged.c.id == Desk.id))
    found = db.session.execute(rows.order_by(at.desc(), Desk.id.desc()).limit(PAGE))
    return list(found)


def _turned(mine: Select[int], is_late: ColumnElement[bool]) -> list[Select[Any]]:
    """What of it turned yellow or red, the last first."""
    late = mine.where(is_late).order_by(Desk.due_at.desc(), Desk.id.desc())
    near = mine.where(Desk.reminded_at.is_not(None))
    near = near.order_by(Desk.reminded_at.desc(), Desk.id.desc())
    return [late.limit(PAGE), near.limit(PAGE)]


def _latest(seat: str, is_late: ColumnElement[bool]) -> list[Select[Any]]:
    mine = select(Desk.id).where(Desk.seat == seat)
    left = mine.where(Desk.escalates_at < now()).order_by(Desk.escalates_at.desc(), Desk.id.desc())
    came = mine.order_by(Desk.id.desc())
    return [came.limit(PAGE), left.limit(PAGE), *_turned(mine, is_late)]
