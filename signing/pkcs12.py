"""A key kept in a PKCS#12 file, opened by its PIN."""

from pathlib import Path

from asn1crypto.pkcs12 import Pfx
from cryptography.hazmat.primitives.serialization import pkcs12

from signing.cabinet import SealFailed
from signing.signer import KeySigner


def open_pkcs12(place: str, pin: str) -> KeySigner:
    """Say `wrong_pin` apart from a file that is missing or broken."""
    path = Path(place)
    if not path.is_file():
        raise SealFailed("no_seal")
    packed = path.read_bytes()
    bundle = _opened(packed, pin)
    if bundle.key is None or bundle.cert is None:
        raise SealFailed("broken_seal")
    chain = [one.certificate for one in bundle.additional_certs]
    return KeySigner(bundle.key, bundle.cert.certificate, chain)


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
