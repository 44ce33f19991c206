"""Bound rows against the log: each says what its last event holds the digest of (`audit.bound`).

Registers' lines, sign-offs, appointments, mandates, posts' rights, certificates: a word changed in
one is found, and a row that was put in or taken out. The log has no words: of what stood there
before nothing can be said.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from sqlalchemy import Select, or_, select

from server.audit.bound import BOUND, MARKS, Bound
from server.audit.models import LedgerEvent
from server.database import db, table
from server.ledger.checking_alone import alone, since
from server.ledger.checking_log import said_in
from server.ledger.named_files import Said
from server.ledger.naming_rows import NAMED, Row, gone
from server.ledger.vouching import is_bound
from server.pouring import among

BLOCK = 500
"""Rows looked at together; their events are found by subject."""

_SUBJECT = re.compile(r"([a-z]+)/([1-9]\d{0,17})")

Spans = Sequence[range]


def row_findings() -> Iterator[str]:
    """Rows that say something else than the log, of which it does not know, or it alone knows."""
    unbound, bound_from = list(_unbound()), {mark for mark in MARKS if is_bound(mark)}
    first = since()
    for bound in BOUND.values():
        for rows in _blocks(bound):
            heard = _heard(bound, rows)
            yield from alone(bound, rows, first)
            for row in rows:
                if row["id"] in heard:
                    yield from _changed(bound, row, heard[row["id"]])
                elif bound.mark in bound_from and not _is_among(unbound, bound, row):
                    yield f"{NAMED[bound.kind].words(row)}: không có trong nhật ký"
    yield from _gone()


def _blocks(bound: Bound) -> Iterator[Sequence[Row]]:
    """All rows, by their id."""
    columns, last = table(bound.model).c, 0
    asked = select(*(columns[name] for name in bound.read)).order_by(columns.id).limit(BLOCK)
    while rows := db.session.execute(asked.where(columns.id > last)).mappings().all():
        last = rows[-1]["id"]
        yield [dict(row) for row in rows]


def _heard(bound: Bound, rows: Sequence[Row]) -> dict[int, str]:
    """The digest that was written last of each; a spoilt event its own part of the check names."""
    subjects = [f"{bound.kind}/{row['id']}" for row in rows]
    event = LedgerEvent
    asked = select(event.subject, event.content).where(event.subject.in_(subjects))
    found = {}
    for subject, content in db.session.execute(asked.order_by(event.id)):
        said = said_in(content)
        if said.get("event") == bound.event:
            found[int(subject.partition("/")[2])] = str(said.get("row_sha256"))
    return found


def _changed(bound: Bound, row: Row, heard: str) -> Iterator[str]:
    named = NAMED[bound.kind]
    if heard != bound.sha256(row) and not named.is_excused(row):
        yield f"{named.words(row)}: nội dung không khớp với nhật ký"


def _is_among(unbound: Spans, bound: Bound, row: Row) -> bool:
    return bound.kind == "line" and any(row["id"] in span for span in unbound)


def _unbound() -> Iterator[range]:
    """Lines that were brought by the heap, and of which the log says so, bind themselves when they
    are written in (`demo.loader_bulk`)."""
    for said in _said_by("lines_unbound"):
        first, last = said.get("first"), said.get("last")
        if isinstance(first, int) and isinstance(last, int):
            yield range(first, last + 1)


def _said_by(event: str) -> Iterator[Said]:
    rows = select(LedgerEvent.content).where(LedgerEvent.content.like(f'%"event":"{event}"%'))
    return (said_in(content) for content in db.session.scalars(rows))


def _gone() -> Iterator[str]:
    """What the log has heard of and no table holds: none of these rows is ever deleted."""
    kinds = or_(*(LedgerEvent.subject.like(f"{kind}/%") for kind in BOUND))
    heard = db.session.scalars(_streamed(select(LedgerEvent.subject).where(kinds).distinct()))
    while some := list(islice(heard, BLOCK)):
        for kind, ids in _by_kind(some).items():
            bound = BOUND[kind]
            id = table(bound.model).c.id
            left = ids - {*db.session.scalars(select(id).where(among(id, sorted(ids))))}
            for said in _last_words(bound, left):
                yield f"{gone(said)}: nhật ký ghi nhưng không còn trong cơ sở dữ liệu"


def _streamed(asked: Select) -> Select:
    return asked.execution_options(yield_per=BLOCK)


def _by_kind(subjects: Iterable[str]) -> Mapping[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for subject in subjects:
        if (is_one := _SUBJECT.fullmatch(subject)) and is_one[1] in BOUND:
            found[is_one[1]].add(int(is_one[2]))
    return found


def _last_words(bound: Bound, ids: Iterable[int]) -> Iterator[Said]:
    """What the log said last of each row that is gone; of other events about it this says nothing
    (an absence that ended is told of under a person's name)."""
    for id in sorted(ids):
        told = select(LedgerEvent.content).filter_by(subject=f"{bound.kind}/{id}")
        said = [said_in(one) for one in db.session.scalars(told.order_by(LedgerEvent.id))]
        if own := [one for one in said if one.get("event") == bound.event]:
            yield own[-1]
