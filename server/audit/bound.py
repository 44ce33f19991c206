"""Rows whose every word the log vouches for: whoever writes one leaves a digest of it there.

The digest is made with a salt that lies in the row and goes with it: the log may be published, and
whoever reads it must not be able to guess what a row says, or said before it was purged (SEC-03).
"""

import datetime as dt
import hmac
import secrets
from collections.abc import Callable, Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, inspect
from sqlalchemy import event as heard
from sqlalchemy.orm import Mapper, object_session

from server.audit.models import LedgerEvent
from server.audit.services import Fact, canonical, entry
from server.clock import now
from server.database import Base, db, table

Said = Mapping[str, Any]
"""A row by its columns."""
Told = Callable[[Said], dict[str, Fact]]
"""Which row it is, in ids and codes: a reader of the log has no table to look into."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A table whose rows are bound: `kind/12` is what the log calls its row 12.

    Rows that say nothing but digests and ids need no salt: a digest of a file cannot be guessed.
    """

    kind: str
    model: type[Base]
    event: str
    read: tuple[str, ...]
    columns: tuple[str, ...]
    told: Told

    @property
    def mark(self) -> str:
        return SINCE if self.kind in BOUND_SINCE else FIRST

    def sha256(self, row: Said) -> str:
        """All that the row says, under its salt: equal texts in two rows have nothing in common."""
        said = canonical({name: _plain(row[name]) for name in self.columns})
        return hmac.new((row.get("salt") or "").encode(), said.encode(), "sha256").hexdigest()

    def entry(self, row: Said, at: dt.datetime, brought: bool = False) -> dict[str, str]:
        """That the row says this from now on; `brought`: it stood there before it was bound."""
        facts = self.told(row) | {"row_sha256": self.sha256(row), "brought": int(brought) or None}
        return entry(self.event, f"{self.kind}/{row['id']}", at, facts)


BOUND: dict[str, Bound] = {}


FIRST, SINCE = MARKS = ("log/1", "log/2")
"""What the log calls the moments from which it vouches for rows: of the first tables, and of those
that came to be bound since."""

BOUND_SINCE = frozenset({"position", "person", "agency", "inspection", "waiver"})

MOVING_IN = "moving in"


@contextmanager
def moving_in() -> Iterator[None]:
    """A world is laid down, row by row, and bound when all of it stands (`ledger.vouching`)."""
    db.session.info[MOVING_IN] = True
    try:
        yield
    finally:
        db.session.info.pop(MOVING_IN, None)


def fresh_salt() -> str:
    return secrets.token_hex(16)


def bind(
    kind: str, model: type[Base], event: str, told: Told, but: Set[str] = frozenset()
) -> Bound:
    """The rows of `model` are bound from now on, in all their columns `but` these.

    A column that comes to a table later goes in here too: of what stands the log has digests
    without it.
    """
    columns = {column.key for column in table(model).columns} - but
    said = tuple(sorted(columns - {"id", "salt"}))
    BOUND[kind] = Bound(kind, model, event, tuple(sorted(columns)), said, told)
    return BOUND[kind]


def heed(bound: Bound) -> None:
    """Its rows are written through the ORM: no writer of one can forget the event."""

    def write(_mapper: Mapper[Any], connection: Connection, row: Any) -> None:
        session = object_session(row)
        if session is None or MOVING_IN in session.info:
            return
        said = {name: getattr(row, name) for name in bound.read}
        connection.execute(insert(table(LedgerEvent)), [bound.entry(said, now())])

    def change(mapper: Mapper[Any], connection: Connection, row: Any) -> None:
        said = inspect(row).attrs
        if any(said[name].history.has_changes() for name in bound.read):
            write(mapper, connection, row)

    heard.listen(bound.model, "after_insert", write)
    heard.listen(bound.model, "after_update", change)


def _plain(value: Any) -> Any:
    """As both databases give it back, and JSON writes it."""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    return value.isoformat() if isinstance(value, dt.date) else value
