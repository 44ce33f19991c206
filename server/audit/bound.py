"""Rows whose every word the log vouches for: whoever writes one leaves a digest of it there.

The digest is made with a salt that lies in the row and goes with it: the log may be published, and
whoever reads it must not be able to guess what a row says, or said before it was purged (SEC-03).
"""

import datetime as dt
import hmac
import re
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, inspect, true, tuple_
from sqlalchemy import event as heard
from sqlalchemy.orm import Mapper, object_session

from server.audit.models import LedgerEvent
from server.audit.services import Fact, canonical, entry
from server.audit.vouched import VOUCHED
from server.clock import now
from server.database import Base, db, table

Said = Mapping[str, Any]
"""A row by its columns."""
Told = Callable[[Said], dict[str, Fact]]
"""Which row it is, in ids and codes: a reader of the log has no table to look into."""
Key = tuple[Any, ...]
"""What names a row in its table."""

GONE = "gone"
"""The fact of an event that a row was taken away by right: it says nothing any more."""

_ID, _DAY = re.compile(r"[1-9]\d{0,17}"), re.compile(r"\d{8}")


@dataclass(frozen=True, slots=True)
class Bound:
    """A table whose rows are bound, as its line in `vouched` says.

    Rows that say nothing but digests, ids and public days need no salt.
    """

    kind: str
    model: type[Base]
    event: str
    mark: str
    key: tuple[str, ...]
    read: tuple[str, ...]
    columns: tuple[str, ...]
    beside: Set[str]
    told: Told

    @property
    def places(self) -> Sequence[ColumnElement[Any]]:
        return [table(self.model).c[name] for name in self.key]

    def after(self, last: Key) -> ColumnElement[bool]:
        """Rows behind that one, in the order of `places`; all of them with an empty key."""
        return tuple_(*self.places) > tuple_(*last) if last else true()

    def key_of(self, row: Said) -> Key:
        return tuple(row[name] for name in self.key)

    def subject(self, row: Said) -> str:
        """What the log calls the row."""
        return "/".join((self.kind, *map(_named, self.key_of(row))))

    def sha256(self, row: Said) -> str:
        """All that the row says, under its salt: equal texts in two rows have nothing in common."""
        known = [name for name in self.columns if row[name] or name not in self.beside]
        said = canonical({name: _plain(row[name]) for name in known})
        return hmac.new((row.get("salt") or "").encode(), said.encode(), "sha256").hexdigest()

    def entry(self, row: Said, at: dt.datetime, brought: bool = False) -> dict[str, str]:
        """That the row says this from now on; `brought`: it stood there before it was bound."""
        facts = self.told(row) | {"row_sha256": self.sha256(row), "brought": int(brought) or None}
        return entry(self.event, self.subject(row), at, facts)

    def gone(self, row: Said, at: dt.datetime) -> dict[str, str]:
        """That the row was taken away."""
        return entry(self.event, self.subject(row), at, self.told(row) | {GONE: 1})


BOUND: dict[str, Bound] = {}
_WRITING = insert(table(LedgerEvent))

MOVING_IN = "moving in"


@contextmanager
def moving_in() -> Iterator[None]:
    """A world is laid down, row by row, and bound when all of it stands (`ledger.vouching`)."""
    db.session.info[MOVING_IN] = True
    try:
        yield
    finally:
        db.session.info.pop(MOVING_IN, None)


def is_moving_in() -> bool:
    return MOVING_IN in db.session.info


def fresh_salt() -> str:
    return secrets.token_hex(16)


def bind(kind: str, model: type[Base], told: Told = lambda _row: {}) -> Bound:
    """The rows of `model` are bound from now on, as their line in `vouched` says."""
    line = VOUCHED[kind]
    there = {column.key for column in table(model).columns}
    said = (line.only or there - line.but) - {"id", "salt"}
    read = said | {*line.key} | ({"salt"} & there)
    columns = (tuple(sorted(read)), tuple(sorted(said)))
    BOUND[kind] = Bound(kind, model, line.event, line.since, line.key, *columns, line.beside, told)
    return BOUND[kind]


def key_in(subject: str, kind: str) -> Key | None:
    """Which row of this kind the log calls so; None where no row can be."""
    bound = BOUND[kind]
    said = subject.split("/")[1:]
    if len(said) != len(bound.key):
        return None
    found = [_read(one, place) for one, place in zip(said, bound.places, strict=True)]
    return None if None in found else tuple(found)


def heed(bound: Bound) -> None:
    """Its rows are written through the ORM: no writer of one can forget the event."""

    def write(_mapper: Mapper[Any], connection: Connection, row: Any) -> None:
        _tell(connection, bound, row, bound.entry)

    def change(mapper: Mapper[Any], connection: Connection, row: Any) -> None:
        said = inspect(row).attrs
        if any(said[name].history.has_changes() for name in bound.read):
            write(mapper, connection, row)

    def take_away(_mapper: Mapper[Any], connection: Connection, row: Any) -> None:
        _tell(connection, bound, row, bound.gone)

    heard.listen(bound.model, "after_insert", write)
    heard.listen(bound.model, "after_update", change)
    heard.listen(bound.model, "after_delete", take_away)


def _tell(connection: Connection, bound: Bound, row: Any, entry_of: Callable[..., Any]) -> None:
    session = object_session(row)
    if session is None or MOVING_IN in session.info:
        return
    said = {name: getattr(row, name) for name in bound.read}
    connection.execute(_WRITING, [entry_of(said, now())])


def _plain(value: Any) -> Any:
    """As both databases give it back, and JSON writes it."""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    return value.isoformat() if isinstance(value, dt.date) else value


def _named(value: Any) -> str:
    """Ids as they are, days as `20260430`."""
    return f"{value:%Y%m%d}" if isinstance(value, dt.date) else str(value)


def _read(said: str, place: ColumnElement[Any]) -> Any:
    if place.type.python_type is int:
        return int(said) if _ID.fullmatch(said) else None
    try:
        return dt.datetime.strptime(said, "%Y%m%d").date() if _DAY.fullmatch(said) else None  # noqa: DTZ007 - a day
    except ValueError:
        return None
