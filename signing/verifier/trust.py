"""Whom a verifier believes: roots, helping certificates and revocation lists, from anywhere."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, Self

from asn1crypto import crl, pem, x509

PUBLIC = "cong-cong"
"""Folder within one that is named: roots of the authorities that serve the public (NEAC's). They
are believed like the others; a document of the State's signed under one is worth a word (§7.4)."""


@dataclass(frozen=True, slots=True)
class Trust:
    """Trust anchors are configuration: the national root, Ban Cơ yếu's, the demo authority's."""

    roots: tuple[x509.Certificate, ...] = ()
    others: tuple[x509.Certificate, ...] = ()
    crls: tuple[crl.CertificateList, ...] = ()
    public: frozenset[bytes] = frozenset()
    """Digests of the roots that serve the public."""

    @classmethod
    def of(cls, paths: Iterable[Path]) -> Self:
        """Roots are anchors; where there is none among them, whatever is named is one."""
        certificates: list[x509.Certificate] = []
        lists: list[crl.CertificateList] = []
        public: set[bytes] = set()
        for path in map(Path, paths):
            found, listed = _read(path)
            serving, also = _read(path / PUBLIC) if (path / PUBLIC).is_dir() else ([], [])
            certificates += [*found, *serving]
            lists += [*listed, *also]
            public.update(one.sha256 for one in serving)
        roots = [one for one in certificates if one.self_issued]
        anchors = tuple(roots or certificates)
        return cls(anchors, tuple(certificates), tuple(lists), frozenset(public))

    def __reduce__(self) -> NoReturn:
        """Who works in another process reads the folders there: what is read in from ASN.1 arrives
        unmade where its class was never used before (`None` for its fields), and a good signature
        reads as broken."""
        raise TypeError("Trust does not travel between processes")

    def named_roots(self) -> dict[str, str]:
        """The anchors by their digest (SHA-256, hex), each with its subject in words."""
        return {one.sha256.hex(): str(one.subject.human_friendly) for one in self.roots}


def revocations(
    certificate: x509.Certificate, lists: Iterable[crl.CertificateList]
) -> Iterator[dt.datetime]:
    """The times from which lists of its issuer call this certificate revoked."""
    for listed in lists:
        if listed.issuer == certificate.issuer:
            for entry in listed["tbs_cert_list"]["revoked_certificates"] or ():
                if entry["user_certificate"].native == certificate.serial_number:
                    yield entry["revocation_date"].native


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
