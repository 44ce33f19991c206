"""The same unit and the same posts in another agency, from a day on: nobody gains a role by it."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from server.database import db
from server.org.models import Agency, Position, Unit

SAME = ("title", "roles", "rank", "is_head", "is_deputy", "single_holder", "second_factor",
        "key_kind")  # fmt: skip


def copy_unit(unit: Unit, into: Agency, day: dt.date) -> Unit:
    """A step."""
    new = Unit(
        agency_id=into.id, code=unit.code, name=unit.name, abbreviation=unit.abbreviation,
        rank=unit.rank, valid_from=day,
    )  # fmt: skip
    db.session.add(new)
    db.session.flush()
    return new


def copy_posts(
    posts: Iterable[Position], into: Agency, units: Mapping[int, Unit], day: dt.date
) -> Iterator[tuple[Position, Position]]:
    """Each with its own; `units`: by the id of the unit that it is in. A step."""
    for post in list(posts):
        same = {name: getattr(post, name) for name in SAME}
        unit = units.get(post.unit_id or 0)
        new = Position(
            agency_id=into.id, unit_id=unit.id if unit else None, inherits=[], valid_from=day,
            **same,
        )  # fmt: skip
        db.session.add(new)
        db.session.flush()
        yield post, new
