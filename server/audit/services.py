"""Writing an event into the open act."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from sqlalchemy import select

from server.audit.kinds import require
from server.audit.models import LedgerEvent
from server.clock import now
from server.database import db
from server.office import office
from server.pouring import pour

Fact = str | int | None


def append(event: str, subject: str, **facts: Fact) -> None:
    """Write `event` about `subject` (`outgoing/12`) into the open act; it has no place yet.

    Facts are codes, ids and digests: the log may be published, and a purge (SEC-03) leaves it
    whole.
    """
    append_all([entry(event, subject, now(), facts)])


def append_all(entries: Iterable[dict[str, str]]) -> None:
    """Write many events at once, each made by `entry()`; a world moved in brings its own."""
    pour(LedgerEvent, list(entries))


def entry(event: str, subject: str, at: dt.datetime, facts: Mapping[str, Fact]) -> dict[str, str]:
    """An event as a row: its canonical content and the digest of it."""
    require(event, facts)
    said: dict[str, Fact] = {
        "event": event,
        "doc": subject,
        "time": at.astimezone(dt.UTC).isoformat(timespec="milliseconds"),
    }
    content = canonical(said | {name: fact for name, fact in facts.items() if fact is not None})
    return {"subject": subject, "content": content, "digest": digest(content)}


def canonical(content: Mapping[str, Fact]) -> str:
    """JSON with sorted keys and no spaces: one text for one content."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


def beginning() -> str:
    """The digest of this office's first event: what is told apart by it stays so when the office
    is called otherwise, moves to another address, or comes back from a backup."""
    return _first(office().home)


@cache
def _first(_home: Path) -> str:
    return db.session.scalars(select(LedgerEvent.digest).order_by(LedgerEvent.id)).first() or ""
