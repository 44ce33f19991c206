"""What is too weak to prove anything: SHA-1 and older, short RSA keys, small curves (SIG-06)."""

from collections.abc import Iterator

from asn1crypto import x509
from asn1crypto.keys import PublicKeyInfo
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from signing.strength import WEAK_DIGESTS, digest_in, digest_of_issuer
from signing.verifier.seen import Seen

RSA_BITS, CURVE_BITS = 2048, 256


def weaknesses(seen: Seen) -> list[str]:
    """Named once each: digests, then the key."""
    return [*dict.fromkeys(_weaknesses(seen))]


def algorithm(signature: EmbeddedPdfSignature) -> str:
    """Key and digest, as people name them: `RSA-2048 SHA-256`."""
    key: PublicKeyInfo = signature.signer_cert.public_key
    digest = str(signature.signer_info["digest_algorithm"]["algorithm"].native)
    pss = (
        "-PSS"
        if signature.signer_info["signature_algorithm"].signature_algo.endswith("pss")
        else ""
    )
    kind = {"ec": "ECDSA", "rsa": "RSA", "rsassa_pss": "RSA"}.get(key.algorithm, key.algorithm)
    said = f"{kind}{pss}-{key.bit_size}" if key.bit_size else str(kind)
    return f"{said} {digest.upper().replace('SHA', 'SHA-', 1)}"


def _weaknesses(seen: Seen) -> Iterator[str]:
    signer = seen.signature.signer_info
    certificate = seen.signature.signer_cert
    digests = [
        seen.signature.external_md_algorithm,
        signer["digest_algorithm"]["algorithm"].native,
        digest_in(signer["signature_algorithm"]),
        digest_of_issuer(certificate) if not certificate.self_issued else "",
    ]
    yield from (digest for digest in digests if digest in WEAK_DIGESTS)
    yield from _weak_key(certificate)


def _weak_key(certificate: x509.Certificate) -> Iterator[str]:
    key: PublicKeyInfo = certificate.public_key
    if key.algorithm in ("rsa", "rsassa_pss", "dsa") and key.bit_size < RSA_BITS:
        yield f"{key.algorithm}-{key.bit_size}"
    if key.algorithm == "ec" and key.bit_size < CURVE_BITS:
        yield f"ec-{key.bit_size}"
