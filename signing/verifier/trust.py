"""Whom a verifier believes: roots, helping certificates and revocation lists, from anywhere."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from asn1crypto import crl, pem, x509


@dataclass(frozen=True, slots=True)
class Trust:
    """Trust anchors are configuration: the national root, Ban Cơ yếu's, the demo authority's."""

    roots: tuple[x509.Certificate, ...] = ()
    others: tuple[x509.Certificate, ...] = ()
    crls: tuple[crl.CertificateList, ...] = ()

    @classmethod
    def of(cls, paths: Iterable[Path]) -> Self:
        """Of files named one by one every certificate is an anchor; of a folder, the roots."""
        roots: list[x509.Certificate] = []
        others: list[x509.Certificate] = []
        lists: list[crl.CertificateList] = []
        for path in map(Path, paths):
            certificates, found = _read(path)
            anchors = [one for one in certificates if path.is_file() or one.self_issued]
            roots += anchors
            others += [one for one in certificates if one not in anchors]
            lists += found
        return cls(tuple(roots), tuple(others), tuple(lists))

    def revoked_at(self, certificate: x509.Certificate) -> dt.datetime | None:
        """Since when the issuer's lists call this certificate revoked."""
        for listed in self.crls:
            if listed.issuer != certificate.issuer:
                continue
            for entry in listed["tbs_cert_list"]["revoked_certificates"] or ():
                if entry["user_certificate"].native == certificate.serial_number:
                    revoked: dt.datetime = entry["revocation_date"].native
                    return revoked
        return None


def _read(path: Path) -> tuple[list[x509.Certificate], list[crl.CertificateList]]:
    if path.is_dir():
        files = [
            *sorted(path.glob("*.pem")),
            *sorted(path.glob("*.crt")),
            *sorted(path.glob("*.crl")),
        ]
    else:
        files = [path]
    certificates, lists = [], []
    for file in files:
        for kind, der in _unarmoured(file):
            if kind == "X509 CRL":
                lists.append(crl.CertificateList.load(der, strict=True))
            elif kind == "CERTIFICATE":
                certificates.append(x509.Certificate.load(der, strict=True))
    return certificates, lists


def _unarmoured(file: Path) -> list[tuple[str, bytes]]:
    content = file.read_bytes()
    if pem.detect(content):
        return [(kind, der) for kind, _, der in pem.unarmor(content, multiple=True)]
    return [("X509 CRL" if file.suffix == ".crl" else "CERTIFICATE", content)]
