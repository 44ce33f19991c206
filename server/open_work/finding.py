"""Finding everything open that an agency or a post owns; no content, the reader's rights apply."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select

from server.database import db
from server.open_work.kinds import KINDS, Kind
from server.org.models import Position, Unit
from server.papers.models import Paper
from workflows import Role

PAGE = 50


def of_agencies(kind: Kind, ids: Collection[int]) -> Select[Any]:
    """What is open in these agencies, or owed by somebody there to another agency; by id."""
    seats = seats_of(ids) if kind.seats else []
    model: Any = kind.model
    mine = [
        getattr(model, kind.home).in_(ids),
        *(getattr(model, name).in_(seats) for name in kind.seats),
    ]
    return select(model).where(model.state.in_(kind.open), or_(*mine)).order_by(model.id)


def of_post(kind: Kind, position_id: int, person_id: int | None = None) -> Select[Any]:
    """What is open and names this post; by id. With `person_id`, where a person is named beside
    the post it must be this one (or nobody)."""
    model: Any = kind.model
    named: list[ColumnElement[bool]] = []
    for post in kind.posts:
        mine: ColumnElement[bool] = getattr(model, post) == position_id
        if person_id is not None and post in kind.people:
            who = getattr(model, kind.people[post])
            mine = and_(mine, or_(who == person_id, who.is_(None)))
        named.append(mine)
    named += [getattr(model, it) == f"p:{position_id}" for it in kind.seats]
    named += [kind.beside(position_id)] if kind.beside else []
    his = or_(*named) if named else false()
    return select(model).where(model.state.in_(kind.open), his).order_by(model.id)


def each(ids: Collection[int]) -> Iterator[tuple[str, Paper]]:
    """Every open paper of these agencies with its kind, one after the other."""
    for name, kind in KINDS.items():
        for paper in db.session.scalars(of_agencies(kind, ids)):
            yield name, paper


def sums(ids: Collection[int]) -> dict[int, dict[str, int]]:
    """How much is open, by agency and kind; a task counts with whoever gave it."""
    found: dict[int, dict[str, int]] = {one: {} for one in ids}
    for name, kind in KINDS.items():
        model: Any = kind.model
        home = getattr(model, kind.home)
        counted = select(home, func.count()).where(model.state.in_(kind.open), home.in_(ids))
        for agency_id, count in db.session.execute(counted.group_by(home)):
            found[agency_id][name] = count
    return found


def seats_of(ids: Collection[int]) -> list[str]:
    """Every seat in these agencies: of the agency, its units, its posts, and by role."""
    posts = select(Position.id).where(Position.agency_id.in_(ids))
    units = select(Unit.id).where(Unit.agency_id.in_(ids))
    places = [*(f"a:{one}" for one in ids), *(f"u:{one}" for one in db.session.scalars(units))]
    by_role = [f"{place}:{role}" for place in places for role in Role]
    return [*places, *by_role, *(f"p:{one}" for one in db.session.scalars(posts))]
