"""Writing an event into the open act."""

import hashlib
import json

from sqlalchemy import insert

from server.audit.models import LedgerEvent
from server.clock import now
from server.database import db

Fact = str | int | None


def append(event: str, subject: str, **facts: Fact) -> None:
    """Write `event` about `subject` (`outgoing/12`) into the open act; it has no place yet.

    Facts are codes, ids and digests: the log may be published, and a purge (SEC-03) leaves it
    whole.
    """
    said = {"event": event, "doc": subject, "time": now().isoformat(timespec="milliseconds")}
    content = canonical(said | {name: fact for name, fact in facts.items() if fact is not None})
    db.session.execute(
        insert(LedgerEvent).values(subject=subject, content=content, digest=digest(content))
    )


def canonical(content: dict[str, Fact]) -> str:
    """JSON with sorted keys and no spaces: one text for one content."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()
