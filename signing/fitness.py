"""SIG-05: whose certificate it is, what for, and whether it counts at this very instant."""

import datetime as dt
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from asn1crypto import x509
from cryptography import x509 as pyca

from signing.cabinet import SealFailed
from signing.certificates import as_certified
from signing.strength import WEAK_DIGESTS, digest_of_issuer

GOOD, UNKNOWN = "good", "unknown"
_SIGNS = {"digital_signature", "non_repudiation"}
_FOR_PAPERS = {
    "any_extended_key_usage",
    "client_auth",
    "email_protection",
    "microsoft_document_signing",
    "1.3.6.1.5.5.7.3.36",  # id-kp-documentSigning (RFC 9336)
    "1.2.840.113583.1.1.5",  # Adobe: authentic documents
}
"""What Vietnamese authorities write into a signer's certificate; one of them is enough."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whom a key is registered for: by the digest of a certificate, or where there is none by
    name; a certificate made out to a name that he bore before is his until a new one comes."""

    name: str
    certificate: str = ""
    earlier: tuple[str, ...] = ()


def examine(certificate: x509.Certificate, owner: Owner | None, lists: Iterable[Path]) -> str:
    """`GOOD`, or `UNKNOWN` where no list of its issuer is current: the signer is warned.

    Raises with the reason where it is another's, for something else, out of its time or revoked.
    """
    if owner is not None:
        refuse_strangers(certificate, owner)
    refuse_misuse(certificate)
    refuse_unvouched(certificate)
    refuse_untimely(certificate)
    return _standing(certificate, lists)


def refuse_strangers(certificate: x509.Certificate, owner: Owner) -> None:
    """`certificate_of_another`: a key that was exchanged behind our back signs nothing."""
    if owner.certificate:
        is_his = certificate.sha256.hex() == owner.certificate
    else:
        names = (owner.name, *owner.earlier)
        is_his = folded(_name(certificate)) in map(folded, (*names, *map(as_certified, names)))
    if not is_his:
        raise SealFailed("certificate_of_another")


def refuse_misuse(certificate: x509.Certificate) -> None:
    """`certificate_for_other_use`; non-repudiation is often lacking in real ones (DOMAIN §7.4)."""
    if certificate.ca:
        raise SealFailed("certificate_for_other_use")
    usage, extended = certificate.key_usage_value, certificate.extended_key_usage_value
    if usage is not None and not usage.native & _SIGNS:
        raise SealFailed("certificate_for_other_use")
    if extended is not None and not set(extended.native) & _FOR_PAPERS:
        raise SealFailed("certificate_for_other_use")


def refuse_unvouched(certificate: x509.Certificate) -> None:
    """Nobody but its holder says whose it is, or by a digest under which that can be forged
    (SIG-06): what it signed would prove nothing to anybody."""
    if certificate.self_issued:
        raise SealFailed("certificate_untrusted")
    if digest_of_issuer(certificate) in WEAK_DIGESTS:
        raise SealFailed("certificate_weak")


def refuse_untimely(certificate: x509.Certificate) -> None:
    now = dt.datetime.now(dt.UTC)
    if now < certificate.not_valid_before:
        raise SealFailed("certificate_not_yet_valid")
    if now > certificate.not_valid_after:
        raise SealFailed("certificate_expired")


def folded(name: str) -> str:
    """NGUYEN VAN MINH and Nguyễn Văn Minh are one name (DOMAIN §7.4, trap e)."""
    plain = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def _name(certificate: x509.Certificate) -> str:
    value = certificate.subject.native.get("common_name", "")
    return str(value[0] if isinstance(value, list) else value)


def _standing(certificate: x509.Certificate, lists: Iterable[Path]) -> str:
    """What the lists of its issuer say; the newest word counts, an old list says nothing."""
    now, standing = dt.datetime.now(dt.UTC), UNKNOWN
    for path in lists:
        listed = _list(path, path.stat().st_mtime_ns)
        if not listed.is_of(certificate):
            continue
        revoked = listed.revoked.get(certificate.serial_number)
        if revoked is not None and revoked <= now:
            raise SealFailed("certificate_revoked")
        if listed.until is not None and now < listed.until:
            standing = GOOD
    return standing


@dataclass(frozen=True, slots=True)
class _List:
    """A revocation list; two authorities may bear one name, so that their keys are compared too."""

    issuer: bytes
    key: bytes | None
    until: dt.datetime | None
    revoked: dict[int, dt.datetime]

    def is_of(self, certificate: x509.Certificate) -> bool:
        named = certificate.authority_key_identifier
        same = not (self.key and named) or self.key == named
        return same and bool(self.issuer == certificate.issuer.dump())


@lru_cache(maxsize=64)
def _list(path: Path, _changed_at: int) -> _List:
    listed = pyca.load_der_x509_crl(path.read_bytes())
    revoked = {one.serial_number: one.revocation_date_utc for one in listed}
    try:
        identifier = listed.extensions.get_extension_for_class(pyca.AuthorityKeyIdentifier)
        key = identifier.value.key_identifier
    except pyca.ExtensionNotFound:
        key = None
    return _List(listed.issuer.public_bytes(), key, listed.next_update_utc, revoked)
