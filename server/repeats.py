"""A POST repeated with its key gets the first answer again, after a crash too (CONTRACT §2.9).

The key is written in the very transaction that takes effect, so what was kept and what is
remembered are one. A refusal is not remembered: its transaction is undone.
"""

import datetime as dt
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache

from sqlalchemy import ColumnElement, ForeignKey, Text, Update, bindparam, exists, select, update
from sqlalchemy.orm import Mapped, mapped_column

from server.clock import now
from server.database import Base, Moment, db, put_once, run, table, transaction
from workflows import Refused


class RepeatedKey(Base):
    """A key that took effect: on which thing, and the answer that was given."""

    __tablename__ = "repeated_keys"

    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[str]
    paper_kind: Mapped[str]
    paper_id: Mapped[int]
    status: Mapped[int] = mapped_column(default=0)
    answer: Mapped[str | None] = mapped_column(Text)
    at: Mapped[dt.datetime] = mapped_column(Moment)


@dataclass(slots=True)
class Key:
    """The key of the request that is being worked on; `answered`: its answer is kept already."""

    person_id: int
    key: str
    digest: str
    written: bool = field(default=False)
    answered: bool = field(default=False)


_current: ContextVar[Key | None] = ContextVar("repeated_key", default=None)
_at_work: set[tuple[int, str]] = set()
_lock = threading.Lock()


_KNOWN = select(RepeatedKey).where(
    RepeatedKey.person_id == bindparam("person_id"), RepeatedKey.key == bindparam("key")
)


def known(key: Key) -> RepeatedKey | None:
    """What this key did before; `key_reused` where it was said with another body."""
    row = db.session.scalar(_KNOWN, {"person_id": key.person_id, "key": key.key})
    if row is not None and row.digest != key.digest:
        raise Refused("key_reused")
    return row


@contextmanager
def under(key: Key | None) -> Iterator[None]:
    """Work under a key; `first_at_work` while the same one is being answered elsewhere."""
    if key is None:
        yield
        return
    mark = (key.person_id, key.key)
    with _lock:
        if mark in _at_work:
            raise Refused("first_at_work")
        _at_work.add(mark)
    token = _current.set(key)
    try:
        yield
    finally:
        _current.reset(token)
        with _lock:
            _at_work.discard(mark)


def took_effect() -> bool:
    """Whether this request repeats one that took effect, whose answer was lost."""
    key = _current.get()
    return key is not None and key.written


@contextmanager
def apart() -> Iterator[None]:
    """What is kept although the request is refused; its key is not spent on it."""
    token = _current.set(None)
    try:
        yield
    finally:
        _current.reset(token)


def remember(kind: str, paper_id: int, answer: str | None = None, status: int = 200) -> None:
    """Write the key of this request into the open act, beside what it did; a step.

    `answer` and `status` where they are known before the act is over: so a ballot, or an envelope,
    needs one commit, not a second one for what was said of it.
    """
    key = _current.get()
    if key is None or key.written:
        return
    row = {"person_id": key.person_id, "key": key.key, "digest": key.digest, "at": now()}
    row |= {"paper_kind": kind, "paper_id": paper_id, "answer": answer}
    if not put_once(RepeatedKey, row | {"status": status if answer else 0}):
        raise Refused("first_at_work")
    key.written, key.answered = True, answer is not None


def answered(key: Key | None, status: int, answer: str) -> None:
    """Keep the answer that was given, to give it again word for word."""
    if key is None or not key.written or key.answered:
        return
    mine = {"whose": key.person_id, "said": key.key}
    with transaction():
        run(_answering(), mine | {"status": status, "answer": answer})


def _is_shut_away() -> ColumnElement[bool]:
    """What was said of a possible secret is not kept: who asks again is told anew (SEC-02)."""
    safes = Base.metadata.tables["safes"]
    same = (safes.c.paper_kind == RepeatedKey.paper_kind, safes.c.paper_id == RepeatedKey.paper_id)
    return exists().where(*same, safes.c.box.is_not(None))


@cache
def _answering() -> Update:
    """Built once, and when the tables of all rooms are known: each act asks."""
    rows = table(RepeatedKey)
    mine = rows.c.person_id == bindparam("whose"), rows.c.key == bindparam("said")
    return update(rows).where(*mine, ~_is_shut_away())
