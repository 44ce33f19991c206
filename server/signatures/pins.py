"""A PIN is asked of the key itself; five wrong ones close it to this person for a while."""

import datetime as dt

from server import pool, press
from server.clock import now
from server.database import db, transaction
from server.org.actor import Actor
from server.signatures.models import PinTry
from signing import SealFailed
from workflows import Refused

TRIES = 5
LOCKED_FOR = dt.timedelta(minutes=15)


def require_pin(actor: Actor, address: str, pin: str) -> None:
    """Refuse a PIN that does not open the key; nothing of the paper is touched.

    Raises `wrong_pin` with how many tries are left, or `pin_locked` with the minutes to wait.
    """
    _refuse_locked(actor, address)
    try:
        pool.submit(press.check_pin, address, pin)
    except SealFailed as failure:
        if failure.reason != "wrong_pin":
            raise Refused(failure.reason, "pin") from None
        _count_wrong(actor, address)
    _forget(actor, address)


def _refuse_locked(actor: Actor, address: str) -> None:
    row = db.session.get(PinTry, (actor.person_id, address))
    if row and row.locked_until and row.locked_until > now():
        minutes = int((row.locked_until - now()).total_seconds() // 60) + 1
        raise Refused("pin_locked", "pin", minutes=minutes)


def _count_wrong(actor: Actor, address: str) -> None:
    """Written in an act of its own, so that the refusal does not undo it."""
    with transaction() as session:
        row = session.get(PinTry, (actor.person_id, address), with_for_update=True)
        if row is None:
            row = PinTry(person_id=actor.person_id, key=address, wrong=0)
            session.add(row)
        row.wrong += 1
        left = TRIES - row.wrong
        if left <= 0:
            row.wrong, row.locked_until = 0, now() + LOCKED_FOR
    if left <= 0:
        raise Refused("pin_locked", "pin", minutes=int(LOCKED_FOR.total_seconds() // 60))
    raise Refused("wrong_pin", "pin", left=left)


def _forget(actor: Actor, address: str) -> None:
    row = db.session.get(PinTry, (actor.person_id, address))
    if row and row.wrong:
        with transaction() as session:
            again = session.get(PinTry, (actor.person_id, address))
            if again:
                again.wrong, again.locked_until = 0, None
