"""Which side a list is walked from: what somebody may read, or the few papers that are wanted.

A filter that hardly any paper meets would be asked of every paper that a clerk may read, a million
of them. So what is wanted is counted first, by an index and no further than `FEW`; where so few
meet it, these are looked through, each with its reader's right.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import BinaryExpression, ColumnElement, Select, func, select
from sqlalchemy.sql import operators

from server.database import db
from server.papers.models import Paper

FEW = 4_000
"""So many papers are looked through one by one sooner than an index of a million."""

BY_INDEX = (
    ("state",),
    ("doc_type", "urgency"),
    ("doc_type",),
    ("urgency",),
    ("issued_on",),
    ("number",),
    ("issuer",),
    ("arrival_no",),
    ("lead_unit_id",),
    ("weak",),
    ("code",),
    ("agency_id",),
)
"""The columns that papers are filtered by, as the indexes of their tables lie; of each kind those
that an index of its own begins with (tasks have a unit that leads, and no index by it)."""
_WALKED = (operators.eq, operators.ge, operators.le, operators.in_op)


def few(
    kind: type[Paper], wanted: Sequence[ColumnElement[bool]], most: int = FEW
) -> Select[Any] | None:
    """The ids of all papers that meet the rarest of these conditions; None where they are many."""
    ways = _ways(kind, wanted)
    if not ways:
        return None
    bounded = [select(kind.id).where(*way).limit(most + 1) for way in ways]
    counted = (select(func.count()).select_from(one.subquery()) for one in bounded)
    counts = db.session.execute(select(*(one.scalar_subquery() for one in counted))).one()
    least = min(counts)
    return bounded[list(counts).index(least)] if least <= most else None


def _ways(
    kind: type[Paper], wanted: Sequence[ColumnElement[bool]]
) -> list[list[ColumnElement[bool]]]:
    """The conditions that an index knows, as it knows them."""
    own: Any = kind  # the mixin has no table, each of its kinds does
    begun = {first.name for one in own.__table__.indexes for first in [*one.columns][:1]}
    named: dict[str, list[Any]] = defaultdict(list)
    for one in wanted:
        if isinstance(one, BinaryExpression) and one.operator in _WALKED:
            named[str(one.left.key)].append(one)
    return [
        [one for name in names for one in named[name]]
        for names in BY_INDEX
        if names[0] in begun and named.keys() >= set(names)
    ]
