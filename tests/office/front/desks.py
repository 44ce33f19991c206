"""Papers by the dozen, laid on desks by the law itself but without a file or a door."""

import hashlib
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from server import finding, perform
from server.clock import now, today
from server.database import db, put, transaction
from server.documents.incoming import arriving, directing
from server.documents.incoming.models import IncomingDocument
from server.org.actor import Actor
from server.papers.models import PaperFile, ScanText
from server.papers.services import Ref
from server.words import fold
from tests import begun
from tests.cast import Cast
from workflows.incoming import Arriving

LETTER = {
    "issuer": "UBND tỉnh Thanh Hóa",
    "notation": "UBND-VX",
    "doc_type": "Công văn",
    "subject": "V/v đẩy mạnh chuyển đổi số trong hội họp",
    "verdict": "PAPER",
}
_numbers = itertools.count(101)


def arrivals(clerk: Actor, count: int, **more: Any) -> list[int]:
    """So many documents have arrived at the clerk's agency; their ids, oldest first."""
    with transaction():
        return [_arrive(clerk, more) for _ in range(count)]


def _arrive(clerk: Actor, more: dict[str, Any]) -> int:
    facts = LETTER | {"number": str(next(_numbers)), "issued_on": today(), "arrived_at": now()}
    paper = IncomingDocument(agency_id=clerk.agency_id, **facts | more)
    perform.enter(clerk, "receive_paper", paper, Arriving())
    return int(paper.id)


@begun.once
def registered(clerk: Actor, count: int = 1, **more: Any) -> list[int]:
    """So many documents are in the book."""
    ids = arrivals(clerk, count, **more)
    for paper_id in ids:
        arriving.register(clerk, Ref(paper_id), fields={})
    return ids


@begun.once
def presented(cast: Cast, count: int = 1, **more: Any) -> list[int]:
    """So many documents lie before Minh."""
    ids = registered(cast.lan.actor, count, **more)
    for paper_id in ids:
        directing.present(cast.lan.actor, Ref(paper_id))
    return ids


@contextmanager
def statements() -> Iterator[list[str]]:
    """What is asked of the database meanwhile."""
    said: list[str] = []

    def hear(_connection, _cursor, statement, *_rest) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            said.append(statement)

    event.listen(db.engine, "before_cursor_execute", hear)
    try:
        yield said
    finally:
        event.remove(db.engine, "before_cursor_execute", hear)


def scanned(paper_id: int, text: str) -> None:
    """These words were read in a file of the incoming document."""
    sha = hashlib.sha256(f"{paper_id} {text}".encode()).hexdigest()
    key = {"paper_kind": "incoming", "paper_id": paper_id}
    file = {"n": 9, "name": "a.pdf", "media_type": "application/pdf", "sha256": sha, "size": 1}
    with transaction():
        put(ScanText, {"sha256": sha, "text": text, "folded": fold(text), "words": []})
        put(PaperFile, key | file)
        finding.keep_text("incoming", paper_id, text)
