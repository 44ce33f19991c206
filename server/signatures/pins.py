"""A PIN is asked of the key itself; five wrong ones close it to this person for a while.

Ours are counted first: a token that locks itself for good never gets that far through us, and is
not even asked when one try is left to it (`signing.pkcs11`).
"""

import datetime as dt
import re
from typing import NoReturn

import signing
from server import pool, press
from server.clock import now
from server.database import db, transaction
from server.office import office
from server.org.actor import Actor
from server.signatures import attempts
from server.signatures.keys import AGENT, IN_A_FILE, Key, require_his
from server.signatures.models import PinTry
from signing import SealFailed
from workflows import Refused

PIN = re.compile(r"[0-9]{6,12}")
"""What is chosen here; a device has its own rule."""

TRIES = 5
LOCKED_FOR = dt.timedelta(minutes=15)


def require_pin(actor: Actor, key: Key, pin: str) -> None:
    """Refuse a key that may not sign in this post, and a PIN that does not open it; nothing of the
    paper is touched.

    Raises `wrong_pin` with how many tries are left, or `pin_locked` with the minutes to wait.
    """
    require_his(actor, key)
    if key.kind == AGENT:
        raise Refused("key_is_with_signer", "pin")
    refuse_locked(actor, key.address)
    _prove(actor, key, pin)


def _prove(actor: Actor, key: Key, pin: str) -> None:
    try:
        proven = pool.submit(press.check_key, key.address, pin, key.owner, office().cabinet)
    except SealFailed as failure:
        refuse(actor, key, failure)
    if proven:  # one of several processes may still believe a PIN that was changed since
        _forget(actor, key.address)


def require_changeable(actor: Actor, key: Key, *, old: str, new: str) -> None:
    """The old PIN of a key that lies here in a file opens it, and the new one is one.

    Raises `pin_is_kept_elsewhere`, `bad_pin`, `same_pin`, and what a wrong PIN brings.
    """
    if key.kind != IN_A_FILE:
        raise Refused("pin_is_kept_elsewhere")
    refuse_locked(actor, key.address)
    _prove(actor, key, old)
    if not PIN.fullmatch(new):
        raise Refused("bad_pin", "new_pin")
    if new == old:
        raise Refused("same_pin", "new_pin")


def change(key: Key, *, old: str, new: str) -> None:
    """The last step of an act: from here on no process knows the old one (`signing.cabinet`)."""
    pool.submit(signing.relock, key.address, old, new)


def refuse(actor: Actor, key: Key, failure: SealFailed) -> NoReturn:
    """What the cabinet says no to, in the office's words; a wrong PIN counts wherever it is told:
    a service far away may tell it only when it signs."""
    if failure.reason == "wrong_pin":
        _count_wrong(actor, key.address)
    raise Refused(failure.reason, "pin") from None


def refuse_locked(actor: Actor, address: str) -> None:
    """No more tries for a while: the key itself is not asked."""
    row = db.session.get(PinTry, (actor.person_id, address))
    if row and row.locked_until and row.locked_until > now():
        minutes = int((row.locked_until - now()).total_seconds() // 60) + 1
        raise Refused("pin_locked", "pin", minutes=minutes)


def _count_wrong(actor: Actor, address: str) -> NoReturn:
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
        attempts.write(actor, "wrong_pin" if left > 0 else "pin_locked")
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
