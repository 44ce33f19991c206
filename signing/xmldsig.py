"""Whether the XML signature of an envelope is one that its own certificate made (DOMAIN §8.8, 4).

Only that is asked: did this key sign this SignedInfo. What a SignedInfo says of the whole envelope
is not held against it, for each hop writes itself into the envelope's trace after it was signed;
and whose certificate it is nobody says there. So "holds" is no verdict; `BROKEN` is: somebody wrote
into what was signed.
"""

import base64
import binascii
from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any, TypeAlias

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils
from lxml import etree

Node: TypeAlias = etree._Element

ABSENT, HOLDS, BROKEN, UNREAD = "absent", "holds", "broken", "unread"
"""`UNREAD`: a form, an algorithm or a certificate that we cannot read; it says nothing."""

_DSIG, _MORE = "http://www.w3.org/2000/09/xmldsig#", "http://www.w3.org/2001/04/xmldsig-more#"
_HASHES: Mapping[str, Callable[[], hashes.HashAlgorithm]] = {
    "sha1": hashes.SHA1, "sha256": hashes.SHA256, "sha384": hashes.SHA384, "sha512": hashes.SHA512,
}  # fmt: skip
METHODS: Mapping[str, tuple[str, str]] = {
    f"{_DSIG}rsa-sha1": ("rsa", "sha1"),
    **{f"{_MORE}{key}-{name}": (key, name) for key in ("rsa", "ecdsa") for name in _HASHES},
}
"""Old ones too: it is no promise of ours, only theirs held against what came."""

_PLAIN = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
_EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
CANONICAL: Mapping[str, dict[str, bool]] = {
    one + tail: {"exclusive": one == _EXCLUSIVE, "with_comments": bool(tail)}
    for one, tails in ((_PLAIN, ("", "#WithComments")), (_EXCLUSIVE, ("", "WithComments")))
    for tail in tails
}
MOST = 64 * 1024
"""Bytes of a certificate or a signature."""


def envelope_signature(root: Node) -> str:
    """Of the first Signature in it, in whichever namespace a vendor put it."""
    info = next(root.iter("{*}SignedInfo"), None)
    signature = None if info is None else info.getparent()
    if info is None or signature is None:
        return ABSENT
    method = METHODS.get(_algorithm(info, "SignatureMethod"))
    form = CANONICAL.get(_algorithm(info, "CanonicalizationMethod"))
    try:
        key = x509.load_der_x509_certificate(_bytes(signature, "X509Certificate")).public_key()
        value = _bytes(signature, "SignatureValue")
    except (ValueError, UnsupportedAlgorithm):
        return UNREAD
    if method is None or form is None or not value:
        return UNREAD
    return _checked(key, method, value, _canonical(info, form))


def _checked(key: Any, method: tuple[str, str], value: bytes, said: bytes) -> str:
    kind, digest = method[0], _HASHES[method[1]]()
    try:
        if kind == "rsa" and isinstance(key, rsa.RSAPublicKey):
            key.verify(value, said, padding.PKCS1v15(), digest)
        elif kind == "ecdsa" and isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(_as_der(value), said, ec.ECDSA(digest))
        else:
            return UNREAD
    except InvalidSignature:
        return BROKEN
    except UnsupportedAlgorithm:  # SHA-1, where the machine forbids it
        return UNREAD
    return HOLDS


def _as_der(value: bytes) -> bytes:
    """XML has the two numbers one behind the other."""
    half = len(value) // 2
    numbers = (int.from_bytes(value[:half], "big"), int.from_bytes(value[half:], "big"))
    return utils.encode_dss_signature(*numbers)


def _canonical(info: Node, form: dict[str, bool]) -> bytes:
    """With every namespace that is in scope there, as the plain form has them: lxml by itself takes
    along only those that are used."""
    alone = etree.Element(info.tag, dict(info.attrib), nsmap=info.nsmap)
    alone.text = info.text
    alone.extend(deepcopy(list(info)))
    return bytes(etree.tostring(alone, method="c14n", **form))


def _algorithm(info: Node, name: str) -> str:
    return next((one.get("Algorithm", "") for one in info.iterchildren(f"{{*}}{name}")), "")


def _bytes(signature: Node, name: str) -> bytes:
    """In base64; what is cut short, or a template's placeholder, is none (§8.8, 4)."""
    written = next((one.text or "" for one in signature.iter(f"{{*}}{name}")), "")
    try:
        return base64.b64decode("".join(written[:MOST].split()), validate=True)
    except binascii.Error:
        return b""
