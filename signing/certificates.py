"""What the office says about a certificate: whose, by whom, from when to when."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from asn1crypto import pem
from asn1crypto.x509 import Certificate, Name

ROOM = 64
"""What a certificate holds of a name (RFC 5280, ub-common-name), counted in bytes as our library
counts it: a Vietnamese name of some fifty letters is longer."""


def as_certified(name: str) -> str:
    """As our own authority writes it: of a long name of an agency as much as there is room for."""
    return name.encode()[:ROOM].decode(errors="ignore").rstrip()


@dataclass(frozen=True, slots=True)
class Identity:
    """The fields that a verifier must show (TT 15/2025 Điều 6 khoản 4)."""

    common_name: str
    organisation: str
    serial: int
    issuer: str
    not_before: datetime
    not_after: datetime
    sha256: str

    @classmethod
    def of(cls, certificate: Certificate) -> Self:
        return cls(
            common_name=_part(certificate.subject, "common_name"),
            organisation=_part(certificate.subject, "organization_name"),
            serial=certificate.serial_number,
            issuer=_part(certificate.issuer, "common_name") or certificate.issuer.human_friendly,
            not_before=certificate.not_valid_before,
            not_after=certificate.not_valid_after,
            sha256=certificate.sha256.hex(),
        )

    def as_dict(self) -> dict[str, str]:
        """As an answer of the verifier names it."""
        return {
            "subject": self.common_name,
            "organisation": self.organisation,
            "issuer": self.issuer,
            "serial": f"{self.serial:X}",
            "not_before": self.not_before.isoformat(),
            "not_after": self.not_after.isoformat(),
            "sha256": self.sha256,
        }


def ends_at(file: Path) -> datetime:
    """Until when the first certificate of a PEM file holds; a `ValueError` where it has none."""
    for kind, _, der in pem.unarmor(file.read_bytes(), multiple=True):
        if kind == "CERTIFICATE":
            end: datetime = Certificate.load(der).not_valid_after
            return end
    raise ValueError("no certificate")


def _part(name: Name, key: str) -> str:
    value = name.native.get(key, "")
    return str(value[0] if isinstance(value, list) else value)
