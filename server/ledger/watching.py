"""The state of the log on one page: what is placed, signed, seen by others, examined (RP-04)."""

import datetime as dt
import json
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from server import rota
from server.audit.models import (
    LedgerCheck,
    LedgerCheckpoint,
    LedgerEvent,
    LedgerFinding,
    LedgerLeaf,
    LedgerWaiting,
)
from server.clock import now
from server.database import db, transaction
from server.documents.outgoing.models import Signature
from server.ledger import tree, witnesses
from server.ledger.checking import whole as checking

LATE = dt.timedelta(minutes=5)
"""The sequencer comes each second: what waits longer waits for a process that is not there."""

UNSIGNED = dt.timedelta(hours=2)
UNCHECKED = dt.timedelta(hours=36)
"""A night may be slept through by the machine; two are not."""

MOST = 1000
"""Findings of one night that are kept word by word; all are counted."""

SHOWN = 20
ABOUT = re.compile(r"\b[0-9a-f]{64}\b|\b(?:incoming|outgoing)/\d+")
"""What a finding speaks of: a stored file, or a paper as the log calls it."""


@dataclass(frozen=True, slots=True)
class Health:
    """What an auditor asks first; `None` where there is nothing yet."""

    size: int
    placed_at: dt.datetime | None
    waiting: int
    waiting_since: dt.datetime | None
    head: LedgerCheckpoint | None
    check: LedgerCheck | None
    witnesses: list[witnesses.Standing]
    stamped_at: str
    unstamped: int

    @property
    def waits_too_long(self) -> bool:
        return self.waiting_since is not None and now() - self.waiting_since > LATE

    @property
    def head_is_old(self) -> bool:
        """Entries that no signed head holds, for longer than a head may take."""
        signed = self.head.size if self.head else 0
        late = self.head is None or now() - self.head.at > UNSIGNED
        return self.size > signed and late

    @property
    def check_is_old(self) -> bool:
        return self.check is None or now() - self.check.at > UNCHECKED


def health() -> Health:
    """All of it as of now, from rows that are there: nothing is computed again."""
    size = tree.size()
    oldest = select(LedgerEvent.content).join(
        LedgerWaiting, LedgerWaiting.event_id == LedgerEvent.id
    )
    waiting = db.session.scalar(select(func.count()).select_from(LedgerWaiting)) or 0
    stamped = select(func.max(Signature.trusted_at)).where(Signature.trusted_at != "")
    lacks = select(func.count()).where(Signature.trusted_at == "", Signature.voided_at.is_(None))
    return Health(
        size=size,
        placed_at=_time(_leaf(size - 1)) if size else None,
        waiting=waiting,
        waiting_since=_time(db.session.scalar(oldest.order_by(LedgerEvent.id).limit(1))),
        head=db.session.scalar(
            select(LedgerCheckpoint).order_by(LedgerCheckpoint.size.desc()).limit(1)
        ),
        check=last_check(),
        witnesses=witnesses.standings(),
        stamped_at=db.session.scalar(stamped) or "",
        unstamped=db.session.scalar(lacks) or 0,
    )


def _leaf(seq: int) -> str | None:
    found: str | None = db.session.scalar(select(LedgerLeaf.data).filter_by(seq=seq))
    return found


def _time(content: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(json.loads(content)["time"]) if content else None


def last_check() -> LedgerCheck | None:
    found: LedgerCheck | None = db.session.scalar(
        select(LedgerCheck).order_by(LedgerCheck.id.desc()).limit(1)
    )
    return found


def findings_of(check: LedgerCheck | None) -> Sequence[str]:
    """What that examination found, in its own words: the first of them."""
    if check is None or not check.findings:
        return ()
    words = select(LedgerFinding.words).filter_by(check_id=check.id).order_by(LedgerFinding.id)
    return db.session.scalars(words.limit(SHOWN)).all()


@rota.nightly("ledger:check")
def examine() -> None:
    """The whole examination, once a night."""
    for _words in examined():
        pass


@rota.every(5, "ledger:first-check")
def examine_first() -> None:
    """A log that began today waits for no night: without this it would be unexamined for a day."""
    if last_check() is None and tree.size():
        examine()


def examined() -> Iterator[str]:
    """What is wrong, as it is found; then kept for whoever asks (LTV-05), whether the night asked
    or somebody at the machine. Of a log that never began there is nothing to keep.
    """
    began, found, count, size = time.monotonic(), list[str](), 0, tree.size()
    for count, words in enumerate(checking.findings(), 1):  # noqa: B007 - kept afterwards
        found += [words][: MOST - len(found)]
        yield words
    if size or count or last_check():
        _keep(size, round(time.monotonic() - began), count, found)


def _keep(size: int, seconds: int, count: int, found: Sequence[str]) -> None:
    first = found[0] if found else ""
    row = {"at": now(), "size": size, "seconds": seconds, "findings": count, "first": first}
    with transaction() as session:
        check = LedgerCheck(**row)
        session.add(check)
        session.flush()
        session.add_all(_finding(check.id, words) for words in found)


def _finding(check_id: int, words: str) -> LedgerFinding:
    about = ABOUT.search(words)
    return LedgerFinding(check_id=check_id, words=words, about=about[0] if about else "")
