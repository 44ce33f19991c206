"""Checkpoints: the log's head, signed each hour and with every dispatch (SIGNING §8).

What somebody might like forgotten does not wait for the hour either.
"""

import datetime as dt
from collections.abc import Set
from functools import partial

import structlog
from sqlalchemy import insert, select, text

from server.audit.models import LedgerCheckpoint
from server.clock import now
from server.database import after_commit, db, transaction
from server.ledger import published, tree
from server.office import office
from signing import NoteKey, NoteRefused, checkpoint
from signing.merkle import Head, consistency_proof, consistent, root

EVERY = dt.timedelta(hours=1)
AT_ONCE = frozenset(
    {"dispatch", "attempt_refused", "vote", "minutes_signed", "list_signed", "void_number",
     "rows_bound", "key_issued", "key_changed", "key_kind_waived", "second_factor_waived",
     "token_made", "password_reset", "person_activated", "appointed", "delegated", "audit_read",
     "root_trusted", "root_dropped"}
)  # fmt: skip
"""After which the log must not be able to forget it: outsiders get a paper; somebody tried what he
may not; was given a right or a key; counted votes; opened what he inspects."""

LOCK = 0x1ED6E5
"""PostgreSQL's advisory lock of whoever writes the log."""

log = structlog.get_logger()


def log_key() -> NoteKey:
    """The log's public key; the secret one is made with it on first use."""
    keys = office().cabinet.keys
    known = keys / "log.pub"
    if known.is_file():
        return NoteKey.parse(known.read_text())
    return checkpoint.make_log_key(keys, office().host)


def newest() -> LedgerCheckpoint | None:
    found: LedgerCheckpoint | None = db.session.scalar(
        select(LedgerCheckpoint).order_by(LedgerCheckpoint.size.desc()).limit(1)
    )
    return found


def sign_head_if_due(events: Set[str]) -> None:
    """Sign the head where a dispatch came or an hour went by; part of the sequencer's act."""
    last, size = newest(), tree.size()
    if size == (last.size if last else 0):
        return
    if last is None or events & AT_ONCE or now() - last.at >= EVERY:
        _sign(last, Head(size, tree.ask(partial(root, size))))


def sign_head_now() -> None:
    """Somebody is to be given the log as it stands: its head is signed, whatever the hour."""
    with transaction():
        lock_log()
        last, size = newest(), tree.size()
        if size > (last.size if last else 0):
            _sign(last, Head(size, tree.ask(partial(root, size))))


def lock_log() -> None:
    """Only one hand writes the log, until the open act ends; on SQLite a writer is alone anyway."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})


def _sign(last: LedgerCheckpoint | None, head: Head) -> None:
    """A head that does not continue the last one is never signed; the loud line says so."""
    key = log_key()
    if last is not None and not continues(last.note, head, key):
        log.error("the log's head contradicts its last checkpoint", size=head.size, last=last.size)
        return
    note = checkpoint.sign_checkpoint(office().cabinet.keys, key, head)
    row = {"size": head.size, "root": head.root, "note": note, "at": now()}
    db.session.execute(insert(LedgerCheckpoint).values(row))
    known = published.note()
    if known is None or continues(known, head, key):  # else it stays, as evidence
        after_commit(partial(published.keep, note))


def continues(note: str, head: Head, key: NoteKey) -> bool:
    """Whether the tree that `note` signed is the beginning of this one, as an outsider asks."""
    try:
        old = checkpoint.read_checkpoint(note, key)
    except NoteRefused:
        return False
    if not 0 < old.size <= head.size:
        return False
    return consistent(old, head, tree.ask(partial(consistency_proof, old.size, head.size)))
