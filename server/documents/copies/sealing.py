"""An electronic copy is signed by the agency, in the pool, while no act is open (template 3.2)."""

from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial

from server import pool, press
from server.clock import local, now
from server.files import store
from server.office import office
from server.signatures.claims import LEASE, stamps_for_a_copy
from signing import SealFailed
from workflows import Refused
from workflows.copies import CopyForm, mark


@dataclass(frozen=True, slots=True)
class Seal:
    """Whose signature, opened how, on which form of copy."""

    form: CopyForm
    agency: str
    address: str
    pin: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """A copy that was signed and is on the disk, before a row names it."""

    sha256: str
    is_sound: bool


def seal(plain: bytes, size: tuple[float, float], by: Seal) -> Sealed:
    """Form, agency and this moment in the corner, and the signature that shows no picture.

    Nothing is claimed: the paper stays as it is, and a copy that fails here was never made.
    """
    said = mark(by.form, by.agency, local(now()).isoformat(timespec="seconds"))
    impression = press.Impression(by.address, by.pin, stamps_for_a_copy())
    call = partial(press.seal_copy, plain, size, said, impression=impression)
    try:
        pdf, read = pool.submit(
            partial(call, cabinet=office().cabinet), timeout=LEASE.total_seconds()
        )
    except SealFailed as failure:
        raise Refused(failure.reason, "pin") from None
    except (TimeoutError, BrokenProcessPool):
        raise Refused("took_too_long") from None
    return Sealed(store().keep(pdf), read["word"] == "VALID")
