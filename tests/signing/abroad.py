"""Signers of other houses, with strong keys and weak ones, in forms of today and of old."""

import asyncio
import datetime as dt
import hashlib
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO

import pikepdf
from asn1crypto import cms, keys
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from signing import Trust
from signing.signer import as_asn1
from tests.signing.desk import page
from tests.signing.published import last_range

NOW = dt.datetime.now(dt.UTC).replace(microsecond=0)
DAY = dt.timedelta(days=1)
EDGES = {"P-256": ec.SECP256R1, "P-384": ec.SECP384R1, "P-192": ec.SECP192R1}


@cache
def key(kind: str):
    """A key for each kind, made once: RSA takes its time."""
    if kind in EDGES:
        return ec.generate_private_key(EDGES[kind]())
    return rsa.generate_private_key(65537, int(kind.removeprefix("RSA-")))


@dataclass(frozen=True)
class Certified:
    """A person of another house, with what is odd about the certificate."""

    kind: str = "P-256"
    since: dt.datetime = NOW - DAY
    until: dt.datetime = NOW + 365 * DAY
    uses: tuple[str, ...] = ("digital_signature", "content_commitment")
    purposes: tuple[x509.ObjectIdentifier, ...] = ()
    digest: hashes.HashAlgorithm = field(default_factory=hashes.SHA256)
    own: bool = False
    """Signed by nobody but itself."""
    name: str = "NGUYEN VAN MINH"


@cache
def root() -> x509.Certificate:
    return _certificate("Root of another house", key("P-384"), Certified("P-384"), issues=True)


def certificate(who: Certified) -> x509.Certificate:
    return _certificate(who.name, key(who.kind), who)


def crl(*revoked: tuple[x509.Certificate, dt.datetime]) -> bytes:
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(root().subject)
        .last_update(NOW - 400 * DAY)
        .next_update(NOW + 7 * DAY)
    )
    for one, at in revoked:
        entry = x509.RevokedCertificateBuilder().serial_number(one.serial_number)
        builder = builder.add_revoked_certificate(entry.revocation_date(at).build())
    return builder.sign(key("P-384"), hashes.SHA384()).public_bytes(serialization.Encoding.DER)


def trust(tmp_path, *revoked: tuple[x509.Certificate, dt.datetime]) -> Trust:
    """Whoever believes in that house, and has its list."""
    (tmp_path / "root.pem").write_bytes(root().public_bytes(serialization.Encoding.PEM))
    (tmp_path / "root.crl").write_bytes(crl(*revoked))
    return Trust.of([tmp_path])


def signer(who: Certified, made: x509.Certificate | None = None, **how) -> SimpleSigner:
    secret = key(who.kind).private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return SimpleSigner(
        signing_cert=as_asn1(made or certificate(who)),
        signing_key=keys.PrivateKeyInfo.load(secret),
        cert_registry=SimpleCertificateStore(),
        **how,
    )


class Lending(SimpleSigner):
    """Hangs a stamp that was made for something else to whatever it signs."""

    stamp: cms.CMSAttributes

    async def unsigned_attrs(self, *_args, **_how) -> cms.CMSAttributes:
        return self.stamp


def lending(by: SimpleSigner, stamp: cms.CMSAttributes) -> Lending:
    made = Lending(
        signing_cert=by.signing_cert,
        signing_key=by.signing_key,
        cert_registry=by.cert_registry,
    )
    made.stamp = stamp
    return made


def signed(by: SimpleSigner, *, pdf: bytes | None = None, **how) -> bytes:
    return signed_in(IncrementalPdfFileWriter(BytesIO(page() if pdf is None else pdf)), by, **how)


def signed_in(
    revision: IncrementalPdfFileWriter,
    by: SimpleSigner,
    *,
    form: SigSeedSubFilter = SigSeedSubFilter.ADOBE_PKCS7_DETACHED,
    field: str = "Ky",
    digest: str = "sha256",
    timestamper=None,
    **how,
) -> bytes:
    desk = PdfSigner(
        PdfSignatureMetadata(field_name=field, md_algorithm=digest, subfilter=form, **how),
        by,
        timestamper=timestamper,
        new_field_spec=SigFieldSpec(field, box=(60, 60, 160, 120)),
    )
    return desk.sign_pdf(revision, bytes_reserved=16_000).getvalue()


def with_layer(pdf: bytes) -> bytes:
    """The same with a layer that may be hidden."""
    with pikepdf.open(BytesIO(pdf)) as held:
        group = held.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="Lớp"))
        held.Root.OCProperties = pikepdf.Dictionary(
            OCGs=[group], D=pikepdf.Dictionary(ON=[group], OFF=[])
        )
        made = BytesIO()
        held.save(made)
    return made.getvalue()


def of_an_older_form(form: str) -> bytes:
    """A paper of the last century: a form that no library writes any more."""
    made = certificate(Certified("RSA-2048"))
    pdf = signed(signer(Certified("RSA-2048"), made), reason="x" * 2600)
    pdf = pdf.replace(b"/adbe.pkcs7.detached", f"/{form}".encode().ljust(20))
    beside = b"/Cert <" + made.public_bytes(serialization.Encoding.DER).hex().encode() + b">"
    room = b"/Reason (" + b"x" * 2600 + b")"
    return _filled(pdf.replace(room, beside.ljust(len(room))), form, made)


def _filled(pdf: bytes, form: str, whose: x509.Certificate) -> bytes:
    _, before, start, after = last_range(pdf)
    content = pdf[:before] + pdf[start : start + after]
    if form == "adbe.x509.rsa_sha1":
        bare = key("RSA-2048").sign(content, padding.PKCS1v15(), hashes.SHA1())
        packed = b"\x04\x82" + len(bare).to_bytes(2, "big") + bare
    else:
        by = signer(Certified("RSA-2048"), whose)
        digest = hashlib.sha1(content).digest()
        packed = asyncio.run(by.async_sign_general_data(digest, "sha1", detached=False)).dump()
    return (
        pdf[: before + 1] + packed.hex().encode().ljust(start - before - 2, b"0") + pdf[start - 1 :]
    )


def _certificate(name: str, secret, who: Certified, *, issues: bool = False) -> x509.Certificate:
    itself = issues or who.own
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(_name(name) if itself else root().subject)
        .public_key(secret.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - 3650 * DAY if issues else who.since)
        .not_valid_after(NOW + 3650 * DAY if issues else who.until)
        .add_extension(x509.BasicConstraints(ca=issues, path_length=None), critical=True)
        .add_extension(_usage(("key_cert_sign", "crl_sign") if issues else who.uses), critical=True)
    )
    if who.purposes:
        builder = builder.add_extension(x509.ExtendedKeyUsage(who.purposes), critical=False)
    return builder.sign(secret if itself else key("P-384"), who.digest)


def _usage(named: tuple[str, ...]) -> x509.KeyUsage:
    names = (
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
        "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
    )  # fmt: skip
    return x509.KeyUsage(**{name: name in named for name in names})


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])
