"""The XML signature of an envelope: its own certificate made it, or it was bent (§8.8, 4)."""

import base64
import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils
from lxml import etree

from signing.xmldsig import ABSENT, BROKEN, HOLDS, UNREAD, envelope_signature

EDXML, DSIG = "http://www.mic.gov.vn/TBT/QCVN_102_2016", "http://www.w3.org/2000/09/xmldsig#"
MORE = "http://www.w3.org/2001/04/xmldsig-more#"
PLAIN = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
RSA, EC = rsa.generate_private_key(65537, 2048), ec.generate_private_key(ec.SECP256R1())


def certificate(key: Any) -> str:
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "UBND tỉnh Thanh Hóa")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).serial_number(7)
    made = made.public_key(key.public_key()).not_valid_before(
        dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    )
    signed = made.not_valid_after(dt.datetime(2030, 1, 1, tzinfo=dt.UTC)).sign(key, hashes.SHA256())
    return base64.b64encode(signed.public_bytes(serialization.Encoding.DER)).decode()


def by_rsa(said: bytes) -> bytes:
    return RSA.sign(said, padding.PKCS1v15(), hashes.SHA256())


def by_ec(said: bytes) -> bytes:
    r, s = utils.decode_dss_signature(EC.sign(said, ec.ECDSA(hashes.SHA256())))
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def written(method: str, form: str, digest: str = "AAAA") -> str:
    """As it stands in the envelope, and, but for its namespaces, in the canonical form."""
    return (
        f'<ds:CanonicalizationMethod Algorithm="{form}"></ds:CanonicalizationMethod>'
        f'<ds:SignatureMethod Algorithm="{MORE}{method}"></ds:SignatureMethod>'
        f'<ds:Reference URI="cid:1"><ds:DigestValue>{digest}</ds:DigestValue></ds:Reference>'
    )


def canonical(inside: str, form: str) -> bytes:
    """By the letter of the recommendation, not by our own reading of it: the plain form has all
    namespaces in scope, the other only those that are used."""
    scope = f' xmlns="{EDXML}"' if form == PLAIN else ""
    more = ' xmlns:xlink="http://www.w3.org/1999/xlink"' if form == PLAIN else ""
    head = f'<ds:SignedInfo{scope} xmlns:ds="{DSIG}"{more}>'
    return f"{head}{inside}</ds:SignedInfo>".encode()


def envelope(inside: str, value: bytes, cert: str, *, shown: str = "") -> etree._Element:
    return etree.fromstring(
        f'<edXML xmlns="{EDXML}" xmlns:xlink="http://www.w3.org/1999/xlink"><edXMLHeader>'
        f'<ds:Signature xmlns:ds="{DSIG}"><ds:SignedInfo>{shown or inside}</ds:SignedInfo>'
        f"<ds:SignatureValue>\n{base64.b64encode(value).decode()}\n</ds:SignatureValue>"
        f"<ds:KeyInfo><ds:X509Data><ds:X509Certificate>{cert}</ds:X509Certificate></ds:X509Data>"
        f"</ds:KeyInfo></ds:Signature></edXMLHeader></edXML>"
    )


@pytest.mark.parametrize("form", [PLAIN, EXCLUSIVE])
@pytest.mark.parametrize(("key", "by", "method"),
                         [(RSA, by_rsa, "rsa-sha256"), (EC, by_ec, "ecdsa-sha256")])  # fmt: skip
def test_what_its_key_signed_holds_and_another_digest_in_it_does_not(
    key: Any, by: Callable[[bytes], bytes], method: str, form: str
) -> None:
    inside = written(method, form)
    value, cert = by(canonical(inside, form)), certificate(key)
    assert envelope_signature(envelope(inside, value, cert)) == HOLDS
    bent = written(method, form, digest="BBBB")
    assert envelope_signature(envelope(inside, value, cert, shown=bent)) == BROKEN


def test_a_certificate_put_in_anothers_place_did_not_sign() -> None:
    inside = written("rsa-sha256", PLAIN)
    other = rsa.generate_private_key(65537, 2048)
    value = by_rsa(canonical(inside, PLAIN))
    assert envelope_signature(envelope(inside, value, certificate(other))) == BROKEN


@pytest.mark.parametrize("cert", ["", "AAAA", "${certificate}", certificate(RSA)[:400]])
def test_a_placeholder_or_a_certificate_cut_short_says_nothing(cert: str) -> None:
    inside = written("rsa-sha256", PLAIN)
    value = by_rsa(canonical(inside, PLAIN))
    assert envelope_signature(envelope(inside, value, cert)) == UNREAD


def test_a_form_that_we_do_not_know_says_nothing() -> None:
    for inside in (written("rsa-md5", PLAIN), written("rsa-sha256", "urn:vendor:c14n")):
        assert envelope_signature(envelope(inside, b"1234", certificate(RSA))) == UNREAD
    inside = written("ecdsa-sha256", PLAIN)
    assert envelope_signature(envelope(inside, b"1234", certificate(RSA))) == UNREAD


def test_none_is_none_and_an_empty_one_says_nothing() -> None:
    assert envelope_signature(etree.fromstring("<edXML/>")) == ABSENT
    assert envelope_signature(etree.fromstring("<edXML><Signature/></edXML>")) == ABSENT
    empty = "<edXML><Signature><SignedInfo/></Signature></edXML>"
    assert envelope_signature(etree.fromstring(empty)) == UNREAD


def test_nonsense_of_any_length_is_judged_and_raises_nothing() -> None:
    for value in (b"", b"1", b"1" * 63, b"\0" * 64, b"\xff" * 300):
        for method, key in (("ecdsa-sha256", EC), ("rsa-sha256", RSA)):
            said = envelope(written(method, PLAIN), value, certificate(key))
            assert envelope_signature(said) == (BROKEN if value else UNREAD)
