"""Bound rows against the log: each says what its last event holds the digest of (`audit.bound`).

Registers' lines, sign-offs, appointments, mandates, posts' rights, certificates: a word changed in
one is found, and a row that was put in or taken out. The log has no words: of what stood there
before nothing can be said.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from sqlalchemy import Select, or_, select, tuple_

from server.audit.bound import BOUND, GONE, Bound, Key, key_in
from server.audit.models import LedgerEvent
from server.audit.vouched import MARKS
from server.database import db, table
from server.ledger.checking.alone import PAPERS, alone, since
from server.ledger.checking.log import said_in
from server.ledger.heaps import Spans, unbound_lines
from server.ledger.named_files import Said
from server.ledger.naming_rows import NAMED, Row, gone
from server.ledger.vouching import is_bound
from server.pouring import among

BLOCK = 500
"""Rows looked at together; their events are found by subject."""


def row_findings() -> Iterator[str]:
    """Rows that say something else than the log, of which it does not know, or it alone knows."""
    unbound, bound_from = list(unbound_lines()), {mark for mark in MARKS if is_bound(mark)}
    for bound in BOUND.values():
        first = since(bound) if bound.kind in PAPERS else None
        for rows in _blocks(bound):
            heard = _heard(bound, rows)
            yield from alone(bound, rows, first)
            for row in rows:
                if (subject := bound.subject(row)) in heard:
                    yield from _changed(bound, row, heard[subject])
                elif bound.mark in bound_from and not _is_among(unbound, bound, row):
                    yield f"{NAMED[bound.kind].words(row)}: không có trong nhật ký"
    yield from _gone()


def _blocks(bound: Bound) -> Iterator[Sequence[Row]]:
    """All rows, by what names them."""
    columns = table(bound.model).c
    last: Key = ()
    asked = select(*(columns[name] for name in bound.read)).order_by(*bound.places).limit(BLOCK)
    while rows := db.session.execute(asked.where(bound.after(last))).mappings().all():
        found = [dict(row) for row in rows]
        last = bound.key_of(found[-1])
        yield found
        if len(found) < BLOCK:
            return


def _heard(bound: Bound, rows: Sequence[Row]) -> dict[str, str]:
    """The digest that was written last of each; a spoilt event its own part of the check names."""
    subjects = [bound.subject(row) for row in rows]
    event = LedgerEvent
    asked = select(event.subject, event.content).where(event.subject.in_(subjects))
    found = {}
    for subject, content in db.session.execute(asked.order_by(event.id)):
        said = said_in(content)
        if said.get("event") == bound.event:
            found[subject] = str(said.get("row_sha256"))
    return found


def _changed(bound: Bound, row: Row, heard: str) -> Iterator[str]:
    named = NAMED[bound.kind]
    if heard != bound.sha256(row) and not named.is_excused(row):
        yield f"{named.words(row)}: nội dung không khớp với nhật ký"


def _is_among(unbound: Spans, bound: Bound, row: Row) -> bool:
    return bound.kind == "line" and any(row["id"] in span for span in unbound)


def _gone() -> Iterator[str]:
    """What the log has heard of and no table holds, unless it was taken away by right."""
    kinds = or_(*(LedgerEvent.subject.like(f"{kind}/%") for kind in BOUND))
    heard = db.session.scalars(_streamed(select(LedgerEvent.subject).where(kinds).distinct()))
    while some := list(islice(heard, BLOCK)):
        for kind, keys in _by_kind(some).items():
            for said in _last_words(BOUND[kind], _left(BOUND[kind], keys)):
                yield f"{gone(said)}: nhật ký ghi nhưng không còn trong cơ sở dữ liệu"


def _left(bound: Bound, keys: Mapping[Key, str]) -> Sequence[str]:
    """Those that no row has, as the log calls them."""
    if bound.key == ("id",):
        there = among(bound.places[0], sorted(id for (id,) in keys))
    else:
        there = tuple_(*bound.places).in_([*keys])
    found = {tuple(row) for row in db.session.execute(select(*bound.places).where(there))}
    return [keys[key] for key in sorted(keys.keys() - found)]


def _streamed(asked: Select) -> Select:
    return asked.execution_options(yield_per=BLOCK)


def _by_kind(subjects: Iterable[str]) -> Mapping[str, Mapping[Key, str]]:
    found: dict[str, dict[Key, str]] = defaultdict(dict)
    for subject in subjects:
        kind = subject.partition("/")[0]
        if kind in BOUND and (key := key_in(subject, kind)):
            found[kind][key] = subject
    return found


def _last_words(bound: Bound, subjects: Iterable[str]) -> Iterator[Said]:
    """What the log said last of each row that is not there; of other events about it this says
    nothing (an absence that ended is told of under a person's name)."""
    for subject in subjects:
        told = select(LedgerEvent.content).filter_by(subject=subject)
        said = [said_in(one) for one in db.session.scalars(told.order_by(LedgerEvent.id))]
        own = [one for one in said if one.get("event") == bound.event]
        if own and GONE not in own[-1]:
            yield own[-1]
