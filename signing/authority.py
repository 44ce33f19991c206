"""Whom the office trusts and who stamps its time: a folder of certificates, CRLs, one TSA key."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from asn1crypto import crl, x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from pyhanko.keys import load_certs_from_pemder
from pyhanko.sign.timestamps import TimeStamper
from pyhanko_certvalidator import ValidationContext

from signing.cabinet import SealFailed
from signing.certificates import Identity
from signing.demo import refresh_crls
from signing.fitness import GOOD, UNKNOWN, Owner, examine
from signing.outside import Outside
from signing.revocation import Evidence, gather
from signing.rfc3161 import Forgiving, OutsideTimeStamper
from signing.timestamper import OwnTimeStamper
from signing.verifier.trust import Trust


@dataclass(frozen=True, slots=True)
class Authority:
    """The authority's folder, the font that numbers and dates are written in, and whom this
    office asks beyond its own walls."""

    folder: Path
    font: Path
    outside: Outside = Outside()

    @property
    def italic(self) -> Path:
        """The slanted face beside the upright one; the date is set in it (FMT-15)."""
        return self.font.with_name(self.font.name.replace("Regular", "Italic"))

    def timestamper(self, serials: Sequence[int]) -> TimeStamper:
        """For a signature: the outside authority, without which it is made all the same (LTV-01),
        or the office's own, with the serial numbers that it may use now."""
        if self.outside.tsa_url:
            return Forgiving(OutsideTimeStamper(self.outside, self.trust))
        return self._own_stamper(serials)

    def archivist(self, serials: Sequence[int]) -> TimeStamper:
        """For an archive stamp, which is nothing but its time: `NoStamp` where there is none."""
        if self.outside.tsa_url:
            return OutsideTimeStamper(self.outside, self.trust)
        return self._own_stamper(serials)

    def _own_stamper(self, serials: Sequence[int]) -> OwnTimeStamper:
        own = _tsa(self.folder, _changed(self.folder / "tsa.key"))
        return own.with_serials(serials)

    @property
    def trust(self) -> Trust:
        """In whom one believes when one signs: the same as when one verifies."""
        refresh_crls(self.folder)
        return Trust.of(place for place in (self.folder, *self.outside.trust) if place.exists())

    def evidence(
        self, certificates: Iterable[x509.Certificate], helpers: Sequence[x509.Certificate] = ()
    ) -> Evidence:
        """What proves them for ever, from the lists at hand and the services they name."""
        return gather(certificates, helpers, self.trust)

    def standings(self) -> list[tuple[str, str]]:
        """Of each authority between the outside roots and their signers: its name, and why its
        standing cannot be known now, `""` where it can."""
        between = [one for one in Trust.of(self.outside.trust).others if not one.self_issued]
        return [(Identity.of(one).common_name, self.evidence([one]).lacks) for one in between]

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
        standing = examine(certificate, owner, sorted(self.folder.glob("*.crl")))
        return self._asked(certificate) if standing != GOOD and self.outside else standing

    def _asked(self, certificate: x509.Certificate) -> str:
        """The same of a certificate from outside, by the services that it names."""
        lacks = self.evidence([certificate]).lacks
        if lacks not in {"", "status_unknown"}:
            raise SealFailed(lacks)
        return UNKNOWN if lacks else GOOD

    def _crls(self) -> list[bytes]:
        refresh_crls(self.folder)
        return [path.read_bytes() for path in sorted(self.folder.glob("*.crl"))]


def _changed(path: Path) -> int:
    return path.stat().st_mtime_ns


@lru_cache(maxsize=8)
def _tsa(folder: Path, _changed_at: int) -> OwnTimeStamper:
    key = serialization.load_pem_private_key((folder / "tsa.key").read_bytes(), None)
    if not isinstance(key, EllipticCurvePrivateKey):
        raise SealFailed("weak_key")
    own = next(iter(load_certs_from_pemder([str(folder / "tsa.pem")])))
    return OwnTimeStamper(key, own, list(load_certs_from_pemder([str(folder / "ca.pem")])))


@lru_cache(maxsize=8)
def _certificates(
    folder: Path, _changed_at: int
) -> tuple[tuple[x509.Certificate, ...], tuple[x509.Certificate, ...]]:
    found = list(load_certs_from_pemder(map(str, sorted(folder.glob("*.pem")))))
    roots = tuple(one for one in found if one.subject == one.issuer)
    return roots, tuple(one for one in found if one not in roots)
