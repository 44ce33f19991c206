"""Whom the office trusts and who stamps its time: a folder of certificates, CRLs, one TSA key."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from asn1crypto import crl, x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from pyhanko.keys import load_certs_from_pemder
from pyhanko_certvalidator import ValidationContext

from signing.cabinet import SealFailed
from signing.demo import refresh_crls
from signing.fitness import Owner, examine
from signing.timestamper import OwnTimeStamper


@dataclass(frozen=True, slots=True)
class Authority:
    """The authority's folder, and the font that numbers and dates are written in."""

    folder: Path
    font: Path

    @property
    def italic(self) -> Path:
        """The slanted face beside the upright one; the date is set in it (FMT-15)."""
        return self.font.with_name(self.font.name.replace("Regular", "Italic"))

    def timestamper(self, serials: tuple[int, ...]) -> OwnTimeStamper:
        """The office's own time-stamping authority, with the serial numbers it may use now."""
        key, certificate, chain = _tsa(self.folder, _changed(self.folder / "tsa.key"))
        return OwnTimeStamper(key, certificate, chain, serials)

    def context(self) -> ValidationContext:
        """What a seal embeds: chain and CRLs, refused rather than embedded without an answer."""
        roots, others = _certificates(self.folder, _changed(self.folder))
        return ValidationContext(
            trust_roots=list(roots),
            other_certs=list(others),
            crls=[crl.CertificateList.load(one) for one in self._crls()],
            allow_fetching=False,
            revocation_mode="require",
        )

    def issuers(self) -> list[x509.Certificate]:
        """The certificates between a root and a signer, for a key that brings none along."""
        _roots, others = _certificates(self.folder, _changed(self.folder))
        return [one for one in others if one.ca]

    def examine(self, certificate: x509.Certificate, owner: Owner | None) -> str:
        """Whether its revocation is known; raises where it may not sign now (SIG-05)."""
        refresh_crls(self.folder)
        return examine(certificate, owner, sorted(self.folder.glob("*.crl")))

    def _crls(self) -> list[bytes]:
        refresh_crls(self.folder)
        return [path.read_bytes() for path in sorted(self.folder.glob("*.crl"))]


def _changed(path: Path) -> int:
    return path.stat().st_mtime_ns


@lru_cache(maxsize=8)
def _tsa(
    folder: Path, _changed_at: int
) -> tuple[EllipticCurvePrivateKey, x509.Certificate, list[x509.Certificate]]:
    key = serialization.load_pem_private_key((folder / "tsa.key").read_bytes(), None)
    if not isinstance(key, EllipticCurvePrivateKey):
        raise SealFailed("weak_key")
    own = next(iter(load_certs_from_pemder([str(folder / "tsa.pem")])))
    return key, own, list(load_certs_from_pemder([str(folder / "ca.pem")]))


@lru_cache(maxsize=8)
def _certificates(
    folder: Path, _changed_at: int
) -> tuple[tuple[x509.Certificate, ...], tuple[x509.Certificate, ...]]:
    found = list(load_certs_from_pemder(map(str, sorted(folder.glob("*.pem")))))
    roots = tuple(one for one in found if one.subject == one.issuer)
    return roots, tuple(one for one in found if one not in roots)
