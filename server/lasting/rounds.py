"""What the machine does for long life: each minute some files, at night what weakened."""

import datetime as dt

from sqlalchemy import select, update

from server import rota
from server.clock import now
from server.database import db, transaction
from server.jobs import Payload
from server.lasting.raising import BEFORE, bring_further, due, may_heal
from server.papers.lasting import FULL, LastingFile
from signing import weak_from

KEEP = "lasting:keep"
BATCH = 60
SPAN = dt.timedelta(seconds=40)
"""A round leaves the rest to the next one: at ten a second it renews half a million a day."""

IN_VAIN = 3
"""So many files in a row that a service was not there for: this round asks it no more."""


@rota.every(1, KEEP)
def keep() -> Payload:
    """Bring further what is due, the longest due first; a second call finds nothing to do."""
    until, brought, vain = now() + SPAN, 0, 0
    for file_id in _due():
        if now() >= until or vain >= IN_VAIN:
            break
        was_waiting = _waited(file_id)
        lacks = bring_further(file_id)
        brought += lacks == ""
        vain = vain + 1 if lacks and may_heal(lacks) else 0
        if was_waiting and lacks == "":
            _hurry()
    return {"brought": brought, "vain": vain}


def _due() -> list[int]:
    asked = select(LastingFile.id).where(LastingFile.due_at <= now())
    first = asked.order_by(LastingFile.due_at, LastingFile.id).limit(BATCH)
    return list(db.session.scalars(first))


def _waited(file_id: int) -> bool:
    row = db.session.get(LastingFile, file_id)
    return row is not None and row.tries > 0


def _hurry() -> None:
    """The services are back: whoever waits for them waits no longer, whatever his pause."""
    with transaction() as session:
        waiting = update(LastingFile).where(LastingFile.tries > 0, LastingFile.due_at > now())
        healing = (LastingFile.lacks.startswith("tsa_")) | (LastingFile.lacks == "status_unknown")
        session.execute(waiting.where(healing).values(due_at=now()))


@rota.nightly("lasting:weaken")
def weaken() -> Payload:
    """What the table of weakening tells anew makes files due (SIG-06); nothing else moves."""
    kinds = db.session.scalars(select(LastingFile.made_of).distinct()).all()
    weak = {made_of: day for made_of in kinds if (day := weak_from(made_of)) is not None}
    moved = 0
    with transaction() as session:
        for made_of in weak:
            sooner = select(LastingFile).filter_by(made_of=made_of, level=FULL, tries=0)
            for row in session.scalars(sooner.where(LastingFile.due_at > now() + BEFORE)):
                before, row.due_at = row.due_at, min(row.due_at, due(row))
                moved += row.due_at < before
    return {"moved": moved}
