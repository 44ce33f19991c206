"""An electronic copy is signed by the agency, in the pool, while no act is open (template 3.2)."""

from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial

from server import pool, press
from server.clock import local, now
from server.files import store
from server.office import office
from server.org.actor import Actor
from server.papers.lasting import level_of, stands
from server.signatures.claims import LEASE, stamps_for_a_copy
from server.signatures.keys import Key
from server.signatures.pins import refuse
from signing import SealFailed
from workflows import Refused
from workflows.copies import CopyForm, mark


@dataclass(frozen=True, slots=True)
class Seal:
    """Whose signature, opened how, on which form of copy."""

    actor: Actor
    form: CopyForm
    key: Key
    pin: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """A copy that was signed and is on the disk, before a row names it."""

    sha256: str
    is_sound: bool
    level: str


def seal(plain: bytes, size: tuple[float, float], by: Seal) -> Sealed:
    """Form, agency and this moment in the corner, and the signature that shows no picture.

    Nothing is claimed: the paper stays as it is, and a copy that fails here was never made.
    """
    said = mark(by.form, by.key.owner.name, local(now()).isoformat(timespec="seconds"))
    impression = press.Impression(by.key.address, by.pin, stamps_for_a_copy(), by.key.owner)
    call = partial(press.seal_copy, plain, size, said, impression=impression)
    try:
        pdf, read = pool.submit(
            partial(call, cabinet=office().cabinet), timeout=LEASE.total_seconds()
        )
    except SealFailed as failure:
        refuse(by.actor, by.key, failure)
    except (TimeoutError, BrokenProcessPool):
        raise Refused("took_too_long") from None
    return Sealed(store().keep(pdf), stands(read), level_of(read))
