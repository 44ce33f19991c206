"""Signature values that come from outside this process: held against the certificate at once."""

from asn1crypto import algos, x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509 import load_der_x509_certificate
from pyhanko_certvalidator.util import process_pss_params

from signing.cabinet import SealFailed


def refuse_misfit(
    signature: bytes, over: bytes, certificate: x509.Certificate, how: algos.SignedDigestAlgorithm
) -> None:
    """`signature_misfits` where the key of this certificate did not make it: nothing is kept."""
    key = load_der_x509_certificate(certificate.dump()).public_key()
    try:
        if isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, over, ec.ECDSA(SHA256()))
        elif isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, over, *_padding(how))
        else:
            raise SealFailed("weak_key")
    except InvalidSignature:
        raise SealFailed("signature_misfits") from None


def _padding(how: algos.SignedDigestAlgorithm) -> tuple[padding.AsymmetricPadding, SHA256]:
    if how.signature_algo == "rsassa_pss":
        pss, _digest = process_pss_params(how["parameters"])
        return pss, SHA256()
    return padding.PKCS1v15(), SHA256()
