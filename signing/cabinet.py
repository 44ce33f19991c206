"""The cabinet: how a key is taken out, and the one exception when it will not come."""

import hashlib
import logging
import secrets
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from pyhanko.sign.signers import Signer

from signing.certificates import Identity

for _noisy in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_noisy).setLevel(logging.CRITICAL)  # they log a wrong PIN with its traceback


class SealFailed(Exception):
    """The key would not sign: `reason` is a word that the office can explain."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


Opener = Callable[[str, str], Signer]

CABINET: dict[str, Opener] = {}
"""Scheme of an address → what opens it; a new kind of key is one file and one line."""

_OPENED: dict[tuple[str, float, bytes], Signer] = {}
_SALT = secrets.token_bytes(16)
_KEPT = 64


def opened(address: str, pin: str) -> Signer:
    """The signer kept at `scheme:place`; kept open in this process, the PIN never is."""
    scheme, _, place = address.partition(":")
    if scheme not in CABINET:
        raise SealFailed("no_seal")
    found = (address, _age(place), fingerprint(pin))
    if found in _OPENED:
        return _OPENED[found]
    signer = CABINET[scheme](place, pin)
    if not getattr(signer, "holds_pin", False):
        while len(_OPENED) >= _KEPT:
            del _OPENED[next(iter(_OPENED))]
        _OPENED[found] = signer
    return signer


def when_asked(module: str, name: str) -> Opener:
    """What an office without such a key need not load: a tenth of a second in every process."""

    def opener(place: str, pin: str) -> Signer:
        made: Signer = getattr(part(module), name)(place, pin)
        return made

    return opener


def part(module: str) -> Any:
    """A part of the cabinet that is loaded when it is first needed."""
    return import_module(module)


def fingerprint(pin: str) -> bytes:
    """By which a PIN is known again in this process, and in no other."""
    return hashlib.sha256(_SALT + pin.encode()).digest()


def forget(which: Callable[[Signer], bool]) -> None:
    """Keys that are no good any more: their device was pulled out."""
    for found in [one for one, signer in _OPENED.items() if which(signer)]:
        del _OPENED[found]


def identity(address: str, pin: str) -> Identity:
    """Whose certificate lies at this address."""
    return Identity.of(opened(address, pin).signing_cert)


def check_pin(address: str, pin: str) -> None:
    """Nothing where the PIN opens the key, else `SealFailed`."""
    opened(address, pin)


def _age(place: str) -> float:
    path = Path(place)
    return path.stat().st_mtime if path.is_file() else 0.0
