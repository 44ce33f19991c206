"""Signatures of older forms (ISO 32000-1 12.8.3), so that they are judged and called weak by name.

`adbe.x509.rsa_sha1` is a bare RSA signature beside its certificate; `adbe.pkcs7.sha1` signs the
SHA-1 of the bytes. pyHanko passes over both, and a file would seem to have strange signatures.
"""

import hashlib
from collections.abc import Iterable

from asn1crypto import algos, cms, core, x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

_KNOWN = {"/adbe.pkcs7.detached", "/ETSI.CAdES.detached", "/ETSI.RFC3161"}


class _OfDigest(EmbeddedPdfSignature):
    """`adbe.pkcs7.sha1`: what is signed is the SHA-1 of the bytes, which it carries along."""

    def __init__(self, reader: PdfFileReader, field: generic.DictionaryObject, name: str) -> None:
        super().__init__(reader, field, name)
        self._carried = bytes(self.signed_data["encap_content_info"]["content"])
        self.signed_data["encap_content_info"] = {"content_type": "data"}
        self.external_md_algorithm = "sha1"

    def compute_digest(self, hash_algo: str | None = None) -> bytes:
        found: bytes = super().compute_digest("sha1")
        if found != self._carried:
            return b""
        return hashlib.new(hash_algo or self.md_algorithm, self._carried).digest()


class _Bare(EmbeddedPdfSignature):
    """`adbe.x509.rsa_sha1`, put into the envelope that the mathematics expect."""

    def __init__(self, reader: PdfFileReader, field: generic.DictionaryObject, name: str) -> None:
        value = field.get_object()["/V"]
        written = value.raw_get("/Contents")
        if not isinstance(written, generic.ByteStringObject | generic.TextStringObject):
            raise ValueError("a signature that is no string")
        envelope = _envelope(core.OctetString.load(written.original_bytes), _beside(value))
        value[pdf_name("/Contents")] = generic.ByteStringObject(envelope)
        super().__init__(reader, field, name)
        value[pdf_name("/Contents")] = written
        self.pkcs7_content = written.original_bytes


_OLDER = {"/adbe.pkcs7.sha1": _OfDigest, "/adbe.x509.rsa_sha1": _Bare}


def signatures_of(reader: PdfFileReader) -> list[EmbeddedPdfSignature]:
    """Every signature of the form whose kind is known, oldest first."""
    made = [
        _OLDER.get(str(value.get_object().get("/SubFilter")), EmbeddedPdfSignature)(
            reader, field, name
        )
        for name, value, field in enumerate_sig_fields(reader, filled_status=True)
        if str(value.get_object().get("/SubFilter")) in _KNOWN | _OLDER.keys()
    ]
    return sorted(made, key=lambda one: one.signed_revision)


def _beside(value: generic.DictionaryObject) -> list[x509.Certificate]:
    """The signer's certificate and those above it."""
    held = value["/Cert"]
    listed: Iterable[generic.PdfObject] = held if isinstance(held, generic.ArrayObject) else [held]
    return [x509.Certificate.load(one.get_object().original_bytes, strict=True) for one in listed]


def _envelope(signature: core.OctetString, chain: list[x509.Certificate]) -> bytes:
    signer = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.IssuerAndSerialNumber(
                {"issuer": chain[0].issuer, "serial_number": chain[0].serial_number}
            ),
            "digest_algorithm": algos.DigestAlgorithm({"algorithm": "sha1"}),
            "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": "sha1_rsa"}),
            "signature": signature,
        }
    )
    data = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [algos.DigestAlgorithm({"algorithm": "sha1"})],
            "encap_content_info": {"content_type": "data"},
            "certificates": chain,
            "signer_infos": [signer],
        }
    )
    made: bytes = cms.ContentInfo({"content_type": "signed_data", "content": data}).dump()
    return made
