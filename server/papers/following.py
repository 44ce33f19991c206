"""Following a paper: whoever may read it hears on their own desk what changed since they looked.

A right that ends, ends it without a word: what is shown is asked of the reader rows each time.
"""

from typing import Any

from sqlalchemy import Integer, Row, bindparam, delete, func, or_, select, update

from server import repeats
from server.clock import now
from server.database import db, put, run, table, transaction
from server.desks.models import Follow, History, Reader
from server.org.actor import Actor
from server.papers.models import Paper
from server.papers.services import find
from workflows import Refused

KINDS = ("incoming", "outgoing", "tasks", "casefiles")
"""Papers that can be followed."""
MOST = 300
"""Papers that one follows: their page is one list."""
MOST_PINNED = 12
"""Papers that stand on one's desk whatever happens: more would be a second desk."""

_follows = table(Follow)
_NEWS = (
    select(
        Follow.paper_kind,
        Follow.paper_id,
        Follow.pinned,
        func.count(History.id).label("news"),
        func.max(History.id).label("last"),
    )
    .outerjoin(
        History,
        (History.paper_kind == Follow.paper_kind)
        & (History.paper_id == Follow.paper_id)
        & (History.id > Follow.seen)
        & or_(History.person_id.is_(None), History.person_id != Follow.person_id),
    )
    .where(
        Follow.person_id == bindparam("person"),
        select(Reader.seat)
        .where(
            Reader.seat.in_(bindparam("seats", expanding=True)),
            Reader.paper_kind == Follow.paper_kind,
            Reader.paper_id == Follow.paper_id,
        )
        .exists(),
    )
    .group_by(Follow.paper_kind, Follow.paper_id, Follow.pinned)
    .having(or_(Follow.pinned, func.count(History.id) > 0))
    .order_by(Follow.pinned.desc(), func.max(History.id).desc())
    .limit(bindparam("most", type_=Integer))
)
"""Kept, because every desk begins with it: building it costs as much as asking it."""


def follow(actor: Actor, kind: type[Paper], paper_id: int) -> None:
    """From now on; what happened until now is known."""
    find(kind, actor, paper_id)
    with transaction():
        _follow(actor, kind.workflow.name, paper_id)


def _follow(actor: Actor, kind: str, paper_id: int) -> None:
    """A step; harmless where it is followed."""
    key = _key(actor, kind, paper_id)
    repeats.remember(kind, paper_id)
    if db.session.get(Follow, tuple(key.values())) is not None:
        return
    if _count(actor) >= MOST:
        raise Refused("too_many_followed", most=MOST)
    put(Follow, key | {"since": now(), "seen": _newest(kind, paper_id), "pinned": False})


def _count(actor: Actor, **more: bool) -> int:
    """Of those that he may read: what he finds nowhere he cannot take off either."""
    mine = select(func.count()).select_from(Follow).filter_by(person_id=actor.person_id, **more)
    readable = select(Reader.seat).where(
        Reader.seat.in_(actor.seats),
        Reader.paper_kind == Follow.paper_kind,
        Reader.paper_id == Follow.paper_id,
    )
    return db.session.scalar(mine.where(readable.exists())) or 0


def pin(actor: Actor, kind: type[Paper], paper_id: int) -> None:
    """It stands on one's desk from now on; what one does not follow yet, one follows."""
    find(kind, actor, paper_id)
    with transaction():
        _follow(actor, kind.workflow.name, paper_id)
        mine = place_of(actor, kind.workflow.name, paper_id)
        if mine is not None and mine.pinned:
            return
        if _count(actor, pinned=True) >= MOST_PINNED:
            raise Refused("too_many_pinned", most=MOST_PINNED)
        _write(actor, kind.workflow.name, paper_id, pinned=True)


def unpin(actor: Actor, kind: type[Paper], paper_id: int) -> None:
    """No more; it is followed as before."""
    find(kind, actor, paper_id)
    with transaction():
        repeats.remember(kind.workflow.name, paper_id)
        _write(actor, kind.workflow.name, paper_id, pinned=False)


def _write(actor: Actor, kind: str, paper_id: int, **values: Any) -> None:
    run(update(_follows).filter_by(**_key(actor, kind, paper_id)).values(**values))


def unfollow(actor: Actor, kind: type[Paper], paper_id: int) -> None:
    """No more, from now on."""
    find(kind, actor, paper_id)
    with transaction():
        repeats.remember(kind.workflow.name, paper_id)
        run(delete(_follows).filter_by(**_key(actor, kind.workflow.name, paper_id)))


def _key(actor: Actor, kind: str, paper_id: int) -> dict[str, Any]:
    return {"person_id": actor.person_id, "paper_kind": kind, "paper_id": paper_id}


def _newest(kind: str, paper_id: int) -> int:
    mine = select(func.max(History.id)).filter_by(paper_kind=kind, paper_id=paper_id)
    return db.session.scalar(mine) or 0


def place_of(actor: Actor, kind: str, paper_id: int) -> Row | None:
    """The last step that this one saw, and whether it is pinned; None where it is not followed."""
    mine = select(Follow.seen, Follow.pinned).filter_by(**_key(actor, kind, paper_id))
    return db.session.execute(mine).one_or_none()


def seen_of(mine: Row | None) -> int | None:
    return None if mine is None else mine.seen


def unseen(seen: int | None, kind: str, paper_id: int) -> int:
    """Up to which step one who saw until `seen` will have looked; 0 where none is new."""
    if seen is None:
        return 0
    newest = _newest(kind, paper_id)
    return newest if newest > seen else 0


def look(actor: Actor, kind: str, paper_id: int, upto: int) -> None:
    """All until this step was on the screen; where none was new, nothing is written."""
    if not upto:
        return
    with transaction():
        _write(actor, kind, paper_id, seen=upto)


def news(actor: Actor, most: int = MOST) -> list[Row]:
    """Of what one follows and may read, where it is pinned or others took steps since: how many,
    and the last of them; the pinned first."""
    given = {"person": actor.person_id, "seats": actor.seats, "most": most}
    return list(db.session.execute(_NEWS, given))
