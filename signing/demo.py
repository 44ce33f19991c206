"""The demo authority: root, issuing CA, time stamps, people's and agencies' keys, CRLs.

For the demo world and tests: a real office gets its certificates from Ban Cơ yếu Chính phủ, and
puts their roots and CRLs in the same folder.
"""

import datetime as dt
import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from signing.certificates import as_certified

_PEM, _DER = serialization.Encoding.PEM, serialization.Encoding.DER
_LIFE, _ROOT_LIFE = dt.timedelta(days=3650), dt.timedelta(days=9125)
_CRL_LIFE, _CRL_LOW = dt.timedelta(days=7), dt.timedelta(days=3)
_ROUNDS = 20_000


@dataclass(frozen=True, slots=True)
class _Issuer:
    name: x509.Name
    key: ec.EllipticCurvePrivateKey


def found_authority(folder: Path) -> None:
    """Root, CA, TSA and their CRLs under `folder`; what is already there stays."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _alone(folder):
        if not (folder / "tsa.pem").exists():
            _found(folder)
    refresh_crls(folder)


def issue(folder: Path, stem: str, common_name: str, organisation: str, pin: str) -> str:
    """A new key and certificate in `stem.p12`, locked with the PIN; its address comes back."""
    key = ec.generate_private_key(ec.SECP256R1())
    issuer = _issuer(folder, "ca")
    made = _certificate(_name(common_name, organisation), key, issuer, _signs())
    chain = [_read(folder / "ca.pem"), _read(folder / "root.pem")]
    lock = locked_by(pin)
    packed = pkcs12.serialize_key_and_certificates(stem.encode(), key, made, chain, lock)
    (folder / "issued").mkdir(exist_ok=True)
    write(folder / "issued" / f"{stem}.pem", made.public_bytes(_PEM))
    write(folder / f"{stem}.p12", packed)
    return f"pkcs12:{folder / f'{stem}.p12'}"


def locked_by(pin: str) -> serialization.KeySerializationEncryption:
    """How a key's file is locked."""
    return (
        serialization.PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(_ROUNDS)
        .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
        .hmac_hash(hashes.SHA256())
        .build(pin.encode())
    )


def revoke(folder: Path, stem: str, at: dt.datetime) -> None:
    """Put the certificate of `stem` on the CA's list, revoked from `at` on; once said it stays."""
    serial = _read(folder / "issued" / f"{stem}.pem").serial_number
    entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(at).build()
    with _alone(folder):
        listed = _revoked(folder, "ca")
        if serial not in {one.serial_number for one in listed}:
            _write_crl(folder, "ca", [*listed, entry])


def refresh_crls(folder: Path) -> None:
    """New lists, with the same entries, where an own list is missing or near its end."""
    low = dt.datetime.now(dt.UTC) + _CRL_LOW
    for stem in ("root", "ca"):
        if _good_until(folder, stem) < low and (folder / f"{stem}.key").exists():
            with _alone(folder):
                _write_crl(folder, stem, _revoked(folder, stem))


def _found(folder: Path) -> None:
    keys = {stem: ec.generate_private_key(ec.SECP256R1()) for stem in ("root", "ca", "tsa")}
    names = {stem: _name(f"Công Sở Demo {stem.upper()}") for stem in keys}
    issuers = {stem: _Issuer(names[stem], keys[stem]) for stem in keys}
    stamps = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    made = {
        "root": _certificate(names["root"], keys["root"], issuers["root"], _issues()),
        "ca": _certificate(names["ca"], keys["ca"], issuers["root"], _issues()),
        "tsa": _certificate(names["tsa"], keys["tsa"], issuers["ca"], [*_signs(), stamps]),
    }
    for stem, certificate in made.items():
        plain = serialization.NoEncryption()
        secret = keys[stem].private_bytes(_PEM, serialization.PrivateFormat.PKCS8, plain)
        write(folder / f"{stem}.key", secret)
        write(folder / f"{stem}.pem", certificate.public_bytes(_PEM))


def _certificate(
    subject: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    issuer: _Issuer,
    uses: list[x509.ExtensionType],
) -> x509.Certificate:
    since = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
    until = since + (_ROOT_LIFE if _issues()[1] in uses else _LIFE)
    issuer_id = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key())
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(issuer_id, critical=False)
    )
    for use in uses:
        builder = builder.add_extension(use, critical=True)
    return builder.sign(issuer.key, hashes.SHA256())


def _signs() -> list[x509.ExtensionType]:
    return [x509.BasicConstraints(ca=False, path_length=None), _usage(issues=False)]


def _issues() -> list[x509.ExtensionType]:
    return [x509.BasicConstraints(ca=True, path_length=None), _usage(issues=True)]


def _usage(*, issues: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not issues,
        content_commitment=not issues,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=issues,
        crl_sign=issues,
        encipher_only=False,
        decipher_only=False,
    )


def _name(common_name: str, organisation: str = "Công Sở Demo") -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, as_certified(organisation)),
            x509.NameAttribute(NameOID.COMMON_NAME, as_certified(common_name)),
        ]
    )


def _issuer(folder: Path, stem: str) -> _Issuer:
    key = serialization.load_pem_private_key((folder / f"{stem}.key").read_bytes(), None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return _Issuer(_read(folder / f"{stem}.pem").subject, key)


def _read(path: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(path.read_bytes())


def _crl(folder: Path, stem: str) -> x509.CertificateRevocationList | None:
    path = folder / f"{stem}.crl"
    return x509.load_der_x509_crl(path.read_bytes()) if path.exists() else None


def _good_until(folder: Path, stem: str) -> dt.datetime:
    listed = _crl(folder, stem)
    until = listed.next_update_utc if listed is not None else None  # an empty one is falsy
    return until or dt.datetime.min.replace(tzinfo=dt.UTC)


def _revoked(folder: Path, stem: str) -> list[x509.RevokedCertificate]:
    return list(_crl(folder, stem) or ())


def _write_crl(folder: Path, stem: str, entries: list[x509.RevokedCertificate]) -> None:
    issuer = _issuer(folder, stem)
    now = dt.datetime.now(dt.UTC)
    issuer_id = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key())
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.name)
        .last_update(now - dt.timedelta(minutes=5))
        .next_update(now + _CRL_LIFE)
        .add_extension(x509.CRLNumber(int(now.timestamp() * 1000)), critical=False)
        .add_extension(issuer_id, critical=False)
    )
    for entry in entries:
        builder = builder.add_revoked_certificate(entry)
    write(folder / f"{stem}.crl", builder.sign(issuer.key, hashes.SHA256()).public_bytes(_DER))


def write(path: Path, content: bytes) -> None:
    """For its owner's eyes alone, whole or not at all."""
    draft = path.with_name(f".{path.name}.new")
    draft.touch(mode=0o600)
    draft.write_bytes(content)
    draft.replace(path)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / ".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
