"""A key that signs elsewhere: made ready here, signed there, put together here (SIGNING §3).

    ready = begin(person_desk(pdf, means, field="NguoiKy"))      # phase 1
    kept = ready.packed()                                        # nothing but bytes
    signed = end(Ready.unpacked(kept), signature, authority, serials)   # phase 2, any process

What is signed there are the *attributes*, which hold the digest of the whole file and of the
certificate; what comes back is held against that certificate before it is put in.
"""

import asyncio
import base64
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from typing import Any, Self

from asn1crypto import algos, cms, x509
from pyhanko.sign.signers import ExternalSigner
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest
from pyhanko_certvalidator.registry import SimpleCertificateStore

from signing.archiving import stamp_archive
from signing.authority import Authority
from signing.cabinet import SealFailed
from signing.desks import Desk
from signing.raw import refuse_misfit
from signing.registered import read_pem
from signing.strength import refuse_weak
from signing.writing import refusing

MECHANISMS = ("ecdsa", "rsassa_pss", "rsassa_pkcs1v15")
"""How a key elsewhere may sign, each over SHA-256."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A file that lacks one signature value, as plain values."""

    pdf: bytes
    digest: bytes
    start: int
    end: int
    attributes: bytes
    mechanism: bytes
    certificates: tuple[bytes, ...]
    last: bool

    @property
    def certificate(self) -> x509.Certificate:
        return x509.Certificate.load(self.certificates[0])

    def packed(self) -> bytes:
        return json.dumps(_text(asdict(self))).encode()

    @classmethod
    def unpacked(cls, packed: bytes) -> Self:
        said = _bytes(json.loads(packed))
        return cls(**said | {"certificates": tuple(said["certificates"])})


def away(certificates: str, mechanism: str, authority: Authority) -> ExternalSigner:
    """The signer that is not here: its certificate (PEM, its chain after it) and how it signs."""
    own, *chain = read_pem(certificates)
    refuse_weak(own)
    if mechanism not in MECHANISMS or (mechanism == "ecdsa") != (own.public_key.algorithm == "ec"):
        raise SealFailed("bad_mechanism")
    store = SimpleCertificateStore()
    store.register_multiple(chain or authority.issuers())
    return ExternalSigner(
        signing_cert=own,
        cert_registry=store,
        signature_value=2 * own.public_key.byte_size + 16,
        prefer_pss=mechanism == "rsassa_pss",
        embed_roots=False,
    )


def begin(desk: Desk) -> Ready:
    """Phase 1: everything but the signature value stands in the file."""
    return refusing(lambda: asyncio.run(_begin(desk)))


async def _begin(desk: Desk) -> Ready:
    signer = desk.press.signer
    out = BytesIO()
    digest, *_ = await desk.press.async_digest_doc_for_signing(desk.writer, output=out)
    attributes = await signer.signed_attrs(digest.document_digest, "sha256", use_pades=True)
    own: x509.Certificate = signer.signing_cert
    chain = [one.dump() for one in signer.cert_registry if one != own]
    return Ready(
        pdf=bytes(out.getbuffer()),
        digest=digest.document_digest,
        start=digest.reserved_region_start,
        end=digest.reserved_region_end,
        attributes=attributes.dump(),
        mechanism=signer.get_signature_mechanism_for_digest("sha256").dump(),
        certificates=(own.dump(), *chain),
        last=desk.last,
    )


def end(ready: Ready, signature: bytes, authority: Authority, serials: Sequence[int]) -> bytes:
    """Phase 2: the value, its time stamp, and after the last seal the archive stamp.

    Raises `signature_misfits` where another key made it, or it is over something else.
    """
    own, *chain = [x509.Certificate.load(one) for one in ready.certificates]
    how = algos.SignedDigestAlgorithm.load(ready.mechanism)
    refuse_misfit(signature, ready.attributes, own, how)
    store = SimpleCertificateStore()
    store.register_multiple(chain)
    signer = ExternalSigner(own, store, signature, signature_mechanism=how, embed_roots=False)
    out = BytesIO(ready.pdf)
    place = PreparedByteRangeDigest(ready.digest, ready.start, ready.end)
    stamper = authority.timestamper(tuple(serials[:1]))
    made = signer.async_sign_prescribed_attributes(
        "sha256", cms.CMSAttributes.load(ready.attributes), timestamper=stamper
    )
    refusing(lambda: place.fill_with_cms(out, asyncio.run(made)))
    sealed = bytes(out.getbuffer())
    return stamp_archive(sealed, authority, serials[1:]) if ready.last else sealed


def _text(said: dict[str, object]) -> dict[str, object]:
    """Bytes as {"b64": …}, so that JSON can carry them."""
    return {name: _as_text(one) for name, one in said.items()}


def _as_text(one: object) -> object:
    if isinstance(one, bytes):
        return {"b64": base64.b64encode(one).decode()}
    return [_as_text(each) for each in one] if isinstance(one, tuple) else one


def _bytes(said: dict[str, object]) -> dict[str, Any]:
    return {name: _as_bytes(one) for name, one in said.items()}


def _as_bytes(one: object) -> object:
    if isinstance(one, dict):
        return base64.b64decode(one["b64"])
    return [_as_bytes(each) for each in one] if isinstance(one, list) else one
