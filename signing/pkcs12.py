"""A key kept in a PKCS#12 file, opened by its PIN."""

from pathlib import Path
from typing import Any, NamedTuple

from asn1crypto.pkcs12 import Pfx
from cryptography import x509
from cryptography.hazmat.primitives.serialization import pkcs12

from signing.cabinet import SealFailed
from signing.signer import KeySigner


class Unpacked(NamedTuple):
    """What a file holds: the key, its certificate with the name it is kept under, those above."""

    key: Any
    certificate: x509.Certificate
    name: bytes | None
    chain: list[x509.Certificate]


def open_pkcs12(place: str, pin: str) -> KeySigner:
    """Say `wrong_pin` apart from a file that is missing or broken."""
    found = unpacked(Path(place), pin)
    return KeySigner(found.key, found.certificate, found.chain)


def unpacked(path: Path, pin: str) -> Unpacked:
    """What lies in the file; raises `no_seal`, `broken_seal`, `wrong_pin`."""
    if not path.is_file():
        raise SealFailed("no_seal")
    bundle = _opened(path.read_bytes(), pin)
    if bundle.key is None or bundle.cert is None:
        raise SealFailed("broken_seal")
    chain = [one.certificate for one in bundle.additional_certs]
    return Unpacked(bundle.key, bundle.cert.certificate, bundle.cert.friendly_name, chain)


def _opened(packed: bytes, pin: str) -> pkcs12.PKCS12KeyAndCertificates:
    try:
        return pkcs12.load_pkcs12(packed, pin.encode())
    except ValueError:
        raise SealFailed("wrong_pin" if _is_pkcs12(packed) else "broken_seal") from None


def _is_pkcs12(packed: bytes) -> bool:
    try:
        return bool(Pfx.load(packed, strict=True)["version"].native == "v3")
    except ValueError:
        return False
