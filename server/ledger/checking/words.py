"""The words of each step against its event: who, in which post, from where and why (DOMAIN §3.6).

An event says their digest since 29/11/2026. Of a paper that was shut away or purged neither words
nor salts are in the table (SEC-02, SEC-03): what its steps said lies in the box, or nowhere.
"""

from collections.abc import Iterator, Sequence, Set
from typing import Any

from sqlalchemy import select, union_all

from server.database import db
from server.desks.history import digest_of
from server.ledger.named_files import Said
from server.papers.safe import Safe
from server.papers.tombstones import Tombstone


def silenced(kind: str, ids: range) -> Set[int]:
    """Which of these papers lie in a box, or were destroyed as secrets."""
    first, last = ids.start, ids.stop - 1
    shut = select(Safe.paper_id).where(
        Safe.paper_kind == kind, Safe.paper_id.between(first, last), Safe.box.is_not(None)
    )
    gone = select(Tombstone.paper_id).where(
        Tombstone.paper_kind == kind, Tombstone.paper_id.between(first, last)
    )
    return set(db.session.scalars(union_all(shut, gone)))


def proposal_findings(
    subject: str, taken: Sequence[Any], told: Sequence[Said], is_silent: bool
) -> Iterator[str]:
    """First halves: since 29/11/2026 each has its event; a line from before has no salt."""
    since = [row for row in taken if row.salt or is_silent][-len(told) :] if told else []
    for row in taken:
        if row.salt and row not in since:
            yield f"{subject}: {row.transition} trong lịch sử không có sự kiện trong nhật ký"
    for said in told[len(since) :]:
        yield f"{subject}: sự kiện đề nghị {said['step']} của nhật ký không có trong lịch sử"
    for row, said in zip(since, told, strict=False):
        if (row.transition, row.person_id) != (f"propose_{said['step']}", said.get("by")):
            yield f"{subject}: {row.transition} trong lịch sử không phải việc mà nhật ký ghi"
    yield from word_findings(subject, since, told[: len(since)], is_silent)


def word_findings(
    subject: str, taken: Sequence[Any], told: Sequence[Said], is_silent: bool
) -> Iterator[str]:
    """`taken` and `told`: each step's row beside its event."""
    for row, said in zip(taken, told, strict=True):
        wanted = said.get("said_sha256")
        if wanted is None or (is_silent and not row.salt):
            continue
        if digest_of(row._mapping) != wanted:
            words = f"{subject}: bước {row.transition} trong lịch sử"
            yield f"{words} nói khác với lúc ghi nhật ký (người, chức vụ, nơi làm hoặc lý do)"
