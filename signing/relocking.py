"""Another PIN for a key in a file: its signer alone knows it, though he was given the first one.

Devices and services far away have their own way to another PIN.
"""

from pathlib import Path

from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates

from signing.cabinet import SealFailed
from signing.demo import locked_by, write
from signing.pkcs12 import unpacked

SCHEME = "pkcs12"


def relock(address: str, old: str, new: str) -> None:
    """The same key and certificates under another PIN, in place of the old file.

    Raises:
        SealFailed: `no_seal`, `broken_seal`, `wrong_pin`; nothing was changed then.
    """
    scheme, _, place = address.partition(":")
    if scheme != SCHEME:
        raise SealFailed("no_seal")
    path = Path(place)
    held = unpacked(path, old)
    write(
        path,
        serialize_key_and_certificates(
            held.name, held.key, held.certificate, held.chain, locked_by(new)
        ),
    )
