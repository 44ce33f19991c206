"""What file and verifier hold together to decide about a certificate: roots, chains, lists."""

import datetime as dt
from dataclasses import dataclass
from typing import Self

from asn1crypto import crl, ocsp, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.path import ValidationPath

from signing.verifier.trust import Trust, revocations

REQUIRED = "require"
"""For signers. Not pyHanko's `hard-fail`: that one asks for a list only where the certificate
names the address of one, and says "trusted" of all others."""

KNOWN = "none"
"""For time stamps: a file may be read with its root alone for ever; known revocations count."""


@dataclass(frozen=True, slots=True)
class Proofs:
    """Trusted roots, and what the file's own store adds to them, parsed once for all signatures."""

    trust: Trust
    certificates: tuple[x509.Certificate, ...]
    lists: tuple[crl.CertificateList, ...]
    answers: tuple[ocsp.OCSPResponse, ...] = ()
    long_term: bool = False
    """Whether the file carries answers about revocation itself (B-LT)."""

    @classmethod
    def of(cls, reader: PdfFileReader, trust: Trust) -> Self:
        try:
            store = DocumentSecurityStore.read_dss(reader)
        except NoDSSFoundError:
            return cls(trust, trust.others, trust.crls)
        own = [crl.CertificateList.load(one.get_object().data) for one in store.crls]
        answers = [ocsp.OCSPResponse.load(one.get_object().data) for one in store.ocsps]
        lists = tuple({one.dump(): one for one in (*own, *trust.crls)}.values())
        certificates = (*store.load_certs(), *trust.others)
        return cls(trust, certificates, lists, tuple(answers), bool(own or answers))

    def at(self, moment: dt.datetime, revocation: str) -> ValidationContext:
        """The world as of `moment`; a list issued later still tells when somebody was revoked."""
        return ValidationContext(
            trust_roots=list(self.trust.roots),
            other_certs=list(self.certificates),
            crls=list(self.lists),
            ocsps=list(self.answers),
            moment=moment,
            retroactive_revinfo=True,
            allow_fetching=False,
            revocation_mode=revocation,
        )

    def is_public(self, path: ValidationPath | None) -> bool:
        """Whether the chain ends at a root of the authorities that serve the public."""
        root = next(path.iter_certs(include_root=True), None) if path else None
        return root is not None and root.sha256 in self.trust.public

    def told_of(self, certificate: x509.Certificate) -> tuple[str, dt.datetime] | None:
        """The newest list of its issuer: whether the file brought it or we had it, and of when."""
        ours = {one.dump() for one in self.trust.crls}
        lists = [one for one in self.lists if one.issuer == certificate.issuer]
        if not lists:
            return None
        newest = max(lists, key=lambda one: one["tbs_cert_list"]["this_update"].native)
        moment: dt.datetime = newest["tbs_cert_list"]["this_update"].native
        return ("verifier" if newest.dump() in ours else "file"), moment

    def revoked_at(self, certificate: x509.Certificate) -> dt.datetime | None:
        """Since when a list calls it revoked; one list that does outweighs those that do not."""
        return min(revocations(certificate, self.lists), default=None)
