"""A pyHanko signer that keeps its key object: pyHanko's own loads it anew for every signature."""

from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.sign.signers import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore
from pyhanko_certvalidator.util import process_pss_params

from signing.cabinet import SealFailed
from signing.strength import refuse_weak

_HASHES = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}


class KeySigner(Signer):
    """One key in memory: ECDSA, or RSA with PSS from 2048 bits on (SIG-06)."""

    def __init__(
        self, key: PrivateKeyTypes, certificate: x509.Certificate, chain: list[x509.Certificate]
    ) -> None:
        own = as_asn1(certificate)
        refuse_weak(own)
        if not isinstance(key, EllipticCurvePrivateKey | RSAPrivateKey):
            raise SealFailed("weak_key")
        self.key = key
        store = SimpleCertificateStore()
        store.register_multiple([as_asn1(one) for one in chain])
        super().__init__(
            signing_cert=own,
            cert_registry=store,
            prefer_pss=True,
            embed_roots=False,
        )

    async def async_sign_raw(
        self,
        data: bytes,
        digest_algorithm: str,
        dry_run: bool = False,
    ) -> bytes:
        if isinstance(self.key, EllipticCurvePrivateKey):
            room = self.key.key_size // 4 + 9  # r and s, and the DER around them
            return bytes(room) if dry_run else self._ecdsa(self.key, data, digest_algorithm)
        return bytes(self.key.key_size // 8) if dry_run else self._pss(self.key, data)

    def _ecdsa(self, key: EllipticCurvePrivateKey, data: bytes, digest: str) -> bytes:
        return key.sign(data, ECDSA(_HASHES[digest]))

    def _pss(self, key: RSAPrivateKey, data: bytes) -> bytes:
        mechanism = self.get_signature_mechanism_for_digest("sha256")
        padding, digest = process_pss_params(mechanism["parameters"])
        return key.sign(data, padding, digest)


def as_asn1(certificate: x509.Certificate) -> asn1.Certificate:
    """The same certificate, as pyHanko reads it."""
    return asn1.Certificate.load(certificate.public_bytes(Encoding.DER))
