"""The one key that an agent signs with: known by its certificate before anybody types a PIN."""

import asyncio
from dataclasses import dataclass
from typing import Self

from asn1crypto import cms, x509

from signing import cabinet
from signing.cabinet import SealFailed, opened
from signing.certificates import Identity
from signing.registered import known_certificate


class NotOurs(ValueError):
    """What is to be signed is not a PDF signature by this certificate."""


@dataclass(frozen=True, slots=True)
class Token:
    """Where the key lies, its certificate, and how it signs."""

    address: str
    certificate: x509.Certificate
    mechanism: str

    @classmethod
    def at(cls, address: str, certificate: str = "") -> Self:
        """Looked up on a token; beside a key in a file, or given (PEM). Raises `SealFailed`."""
        if address.startswith("pkcs11:"):
            found, pss = _on_a_device(address)
        else:
            known = known_certificate(address, certificate)
            if known is None:
                raise SealFailed("bad_certificate")
            found, pss = known, True
        rsa = "rsassa_pss" if pss else "rsassa_pkcs1v15"
        return cls(address, found, "ecdsa" if found.public_key.algorithm == "ec" else rsa)

    @property
    def digest(self) -> str:
        return str(self.certificate.sha256.hex())

    def read(self, attributes: bytes) -> str:
        """The digest of the file that is to be signed, from what will be signed itself.

        Raises `NotOurs`: a key that signs whatever bytes come would sign anything.
        """
        try:
            said = cms.CMSAttributes.load(attributes, strict=True)
            found = {one["type"].native: one["values"][0] for one in said}
            ours = found["signing_certificate_v2"]["certs"][0]["cert_hash"].native
            digest = found["message_digest"].native
            kind = found["content_type"].native
        except (ValueError, TypeError, KeyError, IndexError, RecursionError):
            raise NotOurs from None
        if kind != "data" or ours != self.certificate.sha256 or len(digest) != 32:
            raise NotOurs
        return str(digest.hex())

    def sign(self, attributes: list[bytes], pin: str) -> list[bytes]:
        """Each signed; then the key is shut again, and the next time the PIN is asked anew."""
        try:
            signer = opened(self.address, pin)
            if Identity.of(signer.signing_cert).sha256 != self.digest:
                raise SealFailed("certificate_of_another")
            return [asyncio.run(signer.async_sign_raw(one, "sha256")) for one in attributes]
        finally:
            cabinet.forget(lambda _one: True)
            _close_devices(self.address)


def _on_a_device(address: str) -> tuple[x509.Certificate, bool]:
    device = cabinet.part("signing.pkcs11")
    found: tuple[x509.Certificate, bool] = device.look(address.partition(":")[2])
    return found


def _close_devices(address: str) -> None:
    if address.startswith("pkcs11:"):
        cabinet.part("signing.pkcs11").close_all()
