"""SIG-06: RSA from 2048 bits on, ECDSA from 256; the same for every kind of key."""

from asn1crypto import x509

from signing.cabinet import SealFailed

_LEAST = {"rsa": 2048, "ec": 256}
WEAK_DIGESTS = frozenset({"md2", "md4", "md5", "sha1"})


def refuse_weak(certificate: x509.Certificate) -> None:
    """`weak_key` where the certificate's key is too short, or of another kind."""
    key = certificate.public_key
    if key.bit_size < _LEAST.get(key.algorithm, 1 << 30):
        raise SealFailed("weak_key")


def digest_of_issuer(certificate: x509.Certificate) -> str:
    """The digest by which a certificate's issuer signed it; EdDSA and plain RSA name none."""
    return digest_in(certificate["signature_algorithm"])


def digest_in(algorithm: x509.SignedDigestAlgorithm) -> str:
    try:
        return str(algorithm.hash_algo)
    except ValueError:
        return ""
