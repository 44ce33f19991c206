"""Certificates of an authority outside: root, CA, people, a time-stamping authority, OCSP, CRLs."""

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID as Access
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

DER, PEM = serialization.Encoding.DER, serialization.Encoding.PEM
STAMPS = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
_USAGES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)
DAY, YEAR = dt.timedelta(days=1), dt.timedelta(days=365)


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass
class Holder:
    """A key and the certificate of it."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def serial(self) -> int:
        return self.certificate.serial_number


@dataclass
class Pki:
    """An authority at `base`: its certificates name there where OCSP and lists are to be had."""

    base: str
    revoked: dict[int, dt.datetime] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.root = self.issue("Root outside", None, ca=True, life=40 * YEAR)
        self.ca = self.issue("CA outside", self.root, ca=True, life=30 * YEAR)

    def issue(  # noqa: PLR0913 - a certificate is many things
        self,
        name: str,
        issuer: Holder | None,
        *,
        ca: bool = False,
        use: x509.ExtensionType | None = None,
        since: dt.datetime | None = None,
        life: dt.timedelta = 3 * YEAR,
        asks: bool = True,
    ) -> Holder:
        """`asks`: whether it names OCSP and CRL addresses."""
        key = ec.generate_private_key(ec.SECP256R1())
        begin = since or now() - DAY
        builder = (
            x509.CertificateBuilder()
            .subject_name(_name(name))
            .issuer_name(issuer.certificate.subject if issuer else _name(name))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(begin)
            .not_valid_after(begin + life)
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
            .add_extension(_usage(ca=ca), critical=True)
        )
        if use is not None:
            builder = builder.add_extension(use, critical=True)
        if issuer is not None and asks:
            builder = self._addresses(builder, "root" if ca else "ca")
        signed_by = issuer.key if issuer else key
        return Holder(key, builder.sign(signed_by, hashes.SHA256()))

    def _addresses(self, builder: x509.CertificateBuilder, issuer: str):
        place = x509.UniformResourceIdentifier(f"{self.base}/{issuer}.crl")
        points = [x509.DistributionPoint([place], None, None, None)]
        builder = builder.add_extension(x509.CRLDistributionPoints(points), critical=False)
        if issuer == "root":
            return builder
        asked = x509.UniformResourceIdentifier(f"{self.base}/ocsp")
        access = [x509.AccessDescription(Access.OCSP, asked)]
        return builder.add_extension(x509.AuthorityInformationAccess(access), critical=False)

    def crl(self, issuer: str, *, age: dt.timedelta = dt.timedelta(hours=1)) -> bytes:
        """The list of `issuer`, a day long, made `age` ago."""
        holder = self.root if issuer == "root" else self.ca
        made = now() - age
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(holder.certificate.subject)
            .last_update(made)
            .next_update(made + DAY)
            .add_extension(x509.CRLNumber(int(made.timestamp())), critical=False)
        )
        for serial, at in self.revoked.items():
            entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(at)
            builder = builder.add_revoked_certificate(entry.build())
        return builder.sign(holder.key, hashes.SHA256()).public_bytes(DER)

    def answer(self, request: bytes, *, unknown: bool = False, age: dt.timedelta = DAY / 24):
        """OCSP: good or revoked, by the CA itself; or `unknown`."""
        asked = ocsp.load_der_ocsp_request(request)
        at = self.revoked.get(asked.serial_number)
        status = ocsp.OCSPCertStatus.REVOKED if at else ocsp.OCSPCertStatus.GOOD
        if unknown:
            status = ocsp.OCSPCertStatus.UNKNOWN
        made = now() - age
        builder = ocsp.OCSPResponseBuilder().add_response_by_hash(
            issuer_name_hash=asked.issuer_name_hash,
            issuer_key_hash=asked.issuer_key_hash,
            serial_number=asked.serial_number,
            algorithm=asked.hash_algorithm,
            cert_status=status,
            this_update=made,
            next_update=made + DAY,
            revocation_time=at,
            revocation_reason=None,
        )
        by = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, self.ca.certificate)
        signed = by.certificates([self.ca.certificate]).sign(self.ca.key, hashes.SHA256())
        return signed.public_bytes(DER)

    def kept(self, folder: Path, stem: str, holder: Holder, pin: str) -> str:
        """The address of a key in a file."""
        chain = [self.ca.certificate, self.root.certificate]
        lock = serialization.BestAvailableEncryption(pin.encode())
        packed = pkcs12.serialize_key_and_certificates(
            stem.encode(), holder.key, holder.certificate, chain, lock
        )
        (folder / f"{stem}.p12").write_bytes(packed)
        return f"pkcs12:{folder / f'{stem}.p12'}"

    def believed(self, folder: Path) -> Path:
        """A trust folder: the root, and the CA that stands between."""
        folder.mkdir()
        for stem in ("root", "ca"):
            (folder / f"{stem}.pem").write_bytes(getattr(self, stem).certificate.public_bytes(PEM))
        return folder


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _usage(*, ca: bool) -> x509.KeyUsage:
    on = {"key_cert_sign", "crl_sign"} if ca else {"content_commitment"}
    return x509.KeyUsage(**{name: name in {*on, "digital_signature"} for name in _USAGES})
