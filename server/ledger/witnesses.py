"""The log's witnesses: who is asked to countersign its heads, what they answered, who is silent.

A witness answers in this installation (its folder lies beside the database) or in its own, over
HTTP; either way it keeps for itself what it saw last, so that no hand in our database changes that.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import structlog
from sqlalchemy import func, insert, select

from server import audit, rota
from server.audit.models import LedgerCheckpoint, LedgerCosignature, LedgerWitness
from server.clock import now
from server.database import db, transaction
from server.ledger import asking, tree
from server.ledger.heads import lock_log, newest
from signing.merkle import consistency_proof
from signing.note import WITNESSES, NoteKey, NoteRefused, opened
from signing.witnessing import Asked, WitnessRefused, seen_at
from workflows import Refused

SILENT_AFTER = dt.timedelta(hours=2)
"""A head is signed each hour; a line that lets a minute pass is no alarm, one that misses two
heads is."""

OK, SILENT, CONTRADICTS, AHEAD = "ok", "silent", "contradicts", "ahead"
CONTRADICTIONS = {"contradiction", "other_root", "other_size", "shrunk"}
"""Our log is not the one that the witness saw; any other refusal is a matter of settings."""

ALARMS = {CONTRADICTS, AHEAD}

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Standing:
    """How a witness stands: the last head it countersigned, when, and what is wrong with it."""

    name: str
    key: str
    url: str
    since: dt.datetime
    size: int
    seen_at: dt.datetime | None
    answer: str
    answered_at: dt.datetime | None
    is_silent: bool

    @property
    def alarms(self) -> bool:
        return self.is_silent or self.answer in ALARMS


def ask(key: str, url: str = "") -> LedgerWitness:
    """From now on this witness is asked about every head; the log says who asked whom."""
    named = _witness_key(key)
    if not url and named.name not in asking.here():
        raise Refused("no_such_witness", name=named.name)
    with transaction() as session:
        if session.scalar(select(LedgerWitness.id).filter_by(name=named.name)) is not None:
            raise Refused("is_witness_already", name=named.name)
        row = LedgerWitness(name=named.name, key=str(named), url=url, since=now(), answer="")
        session.add(row)
        session.flush()
        audit.append("witness_asked", f"witness/{row.id}", key_id=named.id.hex(), name=named.name)
    return row


def end(name: str) -> None:
    """It is asked no more; what it signed stays."""
    with transaction() as session:
        row = session.scalar(select(LedgerWitness).filter_by(name=name, until=None))
        if row is None:
            raise Refused("no_such_witness", name=name)
        row.until = now()
        audit.append("witness_ended", f"witness/{row.id}", name=name)


def standings() -> list[Standing]:
    """Every witness that is asked today, in the order in which they came."""
    seen = (
        select(
            LedgerCosignature.witness_id,
            func.max(LedgerCosignature.size).label("size"),
            func.max(LedgerCosignature.seen_at).label("seen_at"),
        )
        .group_by(LedgerCosignature.witness_id)
        .subquery()
    )
    rows = (
        select(LedgerWitness, seen.c.size, seen.c.seen_at)
        .outerjoin(seen, seen.c.witness_id == LedgerWitness.id)
        .where(LedgerWitness.until.is_(None))
        .order_by(LedgerWitness.id)
    )
    return [_standing(row, size or 0, at) for row, size, at in db.session.execute(rows)]


def _standing(row: LedgerWitness, size: int, at: dt.datetime | None) -> Standing:
    missed = select(func.min(LedgerCheckpoint.at)).where(
        LedgerCheckpoint.size > size, LedgerCheckpoint.at >= row.since
    )
    waits_since = db.session.scalar(missed)
    silent = waits_since is not None and now() - waits_since > SILENT_AFTER
    return Standing(
        row.name, row.key, row.url, row.since, size, at, row.answer, row.answered_at, silent
    )


def keys_in_office() -> list[str]:
    """The public keys of those who are asked today, for whoever reads a proof."""
    asked = select(LedgerWitness.key).where(LedgerWitness.until.is_(None))
    return list(db.session.scalars(asked.order_by(LedgerWitness.id)))


def lines_under(size: int) -> str:
    """What the witnesses wrote under the head of that size."""
    lines = select(LedgerCosignature.line).filter_by(size=size)
    return "".join(db.session.scalars(lines.order_by(LedgerCosignature.witness_id)))


@rota.every(1, "ledger:witnesses")
def collect() -> None:
    """Ask everybody who has not yet countersigned the newest head; no transaction is open."""
    last, asked = newest(), _waiting()
    if last is None:
        return
    for row, seen in asked:
        answer, line = _answer(row, seen, last)
        _write_down(row.id, last, answer, line)


def _waiting() -> Sequence[tuple[LedgerWitness, int]]:
    """Who has not seen the newest head yet, and the last one that each of them signed."""
    size = select(func.max(LedgerCheckpoint.size)).scalar_subquery()
    seen = (
        select(func.max(LedgerCosignature.size))
        .where(LedgerCosignature.witness_id == LedgerWitness.id)
        .scalar_subquery()
    )
    rows = select(LedgerWitness, func.coalesce(seen, 0)).where(
        LedgerWitness.until.is_(None), func.coalesce(seen, 0) < size
    )
    found = [(row, int(last)) for row, last in db.session.execute(rows)]
    db.session.expunge_all()
    db.session.rollback()
    return found


def _answer(row: LedgerWitness, seen: int, last: LedgerCheckpoint) -> tuple[str, str]:
    """The line it wrote, or what its refusal says of our log."""
    try:
        return OK, _line_of(row, seen, last)
    except WitnessRefused as no:
        if no.reason not in CONTRADICTIONS:
            return no.reason, ""
        return (AHEAD if no.size > last.size else CONTRADICTS), ""
    except (OSError, NoteRefused) as wrong:
        log.warning("a witness does not answer", witness=row.name, why=str(wrong))
        return SILENT, ""


def _line_of(row: LedgerWitness, seen: int, last: LedgerCheckpoint) -> str:
    """Asked from the head that we know it signed; it may have seen a later one (a lost answer)."""
    try:
        line = asking.put(row, _asked(seen, last))
    except WitnessRefused as no:
        if no.reason != "other_size" or not no.size <= last.size:
            raise
        line = asking.put(row, _asked(no.size, last))
    if seen_at(opened(last.note + line), NoteKey.parse(row.key)) is None:
        raise NoteRefused("witness")
    return line


def _asked(old: int, last: LedgerCheckpoint) -> Asked:
    grew = 0 < old < last.size
    proof = tree.ask(partial(consistency_proof, old, last.size)) if grew else []
    db.session.rollback()
    return Asked(old, tuple(proof), last.note)


def _write_down(witness_id: int, last: LedgerCheckpoint, answer: str, line: str) -> None:
    with transaction() as session:
        lock_log()
        row = session.get_one(LedgerWitness, witness_id, with_for_update=True)
        if answer in ALARMS and answer != row.answer:
            audit.append("witness_refused", f"witness/{row.id}", answer=answer, size=last.size)
        row.answer, row.answered_at = answer, now()
        if line and not session.get(LedgerCosignature, (last.size, witness_id)):
            at = seen_at(opened(last.note + line), NoteKey.parse(row.key)) or 0
            kept = {"size": last.size, "witness_id": witness_id, "line": line}
            moment = dt.datetime.fromtimestamp(at, dt.UTC)
            session.execute(insert(LedgerCosignature).values(**kept, seen_at=moment))


def _witness_key(key: str) -> NoteKey:
    try:
        named = NoteKey.parse(key)
    except NoteRefused:
        raise Refused("not_a_witness_key") from None
    if named.kind != WITNESSES:
        raise Refused("not_a_witness_key")
    return named
