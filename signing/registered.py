"""What an office knows of a key without opening it: the certificate registered with it."""

from pathlib import Path

from asn1crypto import pem
from asn1crypto.x509 import Certificate

from signing.cabinet import SealFailed
from signing.fitness import (
    Owner,
    refuse_misuse,
    refuse_strangers,
    refuse_untimely,
    refuse_unvouched,
)
from signing.strength import refuse_weak


def known_certificate(uri: str, registered: str) -> Certificate | None:
    """What is known of a key's certificate without opening it: the registered one (PEM), or the
    one issued beside a key in a file."""
    if registered:
        return read_pem(registered)[0]
    place = Path(uri.partition(":")[2])
    issued = place.parent / "issued" / f"{place.stem}.pem"
    return read_pem(issued.read_text())[0] if uri and issued.is_file() else None


def digest_of(registered: str) -> str:
    """By which a registered certificate is known again."""
    return str(read_pem(registered)[0].sha256.hex())


def refuse_unfit(registered: str, name: str) -> None:
    """Whether a pasted certificate may be registered for somebody of this name: strength, use,
    issuer, time, and last its owner, for another name may have its reason."""
    own = read_pem(registered)[0]
    refuse_weak(own)
    refuse_misuse(own)
    refuse_unvouched(own)
    refuse_untimely(own)
    refuse_strangers(own, Owner(name))


def read_pem(text: str) -> list[Certificate]:
    """The certificates of a PEM text, the signer's first. Raises `bad_certificate`."""
    try:
        listed = list(pem.unarmor(text.encode(), multiple=True))
        found = [Certificate.load(der, strict=True) for _kind, _head, der in listed]
        if not found or any(one.native is None for one in found):
            raise SealFailed("bad_certificate")
    except (ValueError, TypeError, KeyError, RecursionError):
        raise SealFailed("bad_certificate") from None
    return found
