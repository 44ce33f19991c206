"""What file and verifier hold together to decide about a certificate: roots, chains, lists."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Self

from asn1crypto import crl, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko_certvalidator import ValidationContext

from signing.verifier.trust import Trust, revocations

REQUIRED = "require"
"""For signers. Not pyHanko's `hard-fail`: that one asks for a list only where the certificate
names the address of one, and says "trusted" of all others."""

KNOWN = "none"
"""For time stamps: a file may be read with its root alone for ever; known revocations count."""


@dataclass(frozen=True, slots=True)
class Proofs:
    """Trusted roots, the file's own store, and the lists of both."""

    trust: Trust
    store: DocumentSecurityStore | None
    lists: tuple[crl.CertificateList, ...]

    @classmethod
    def of(cls, reader: PdfFileReader, trust: Trust) -> Self:
        try:
            store = DocumentSecurityStore.read_dss(reader)
        except NoDSSFoundError:
            return cls(trust, None, trust.crls)
        own = [crl.CertificateList.load(one.get_object().data) for one in store.crls]
        return cls(trust, store, (*trust.crls, *own))

    def at(self, moment: dt.datetime, revocation: str) -> ValidationContext:
        """The world as of `moment`; a list issued later still tells when somebody was revoked."""
        settings: dict[str, Any] = {
            "trust_roots": list(self.trust.roots),
            "other_certs": list(self.trust.others),
            "crls": list(self.trust.crls),
            "ocsps": [],
            "moment": moment,
            "retroactive_revinfo": True,
            "allow_fetching": False,
            "revocation_mode": revocation,
        }
        if self.store is None:
            return ValidationContext(**settings)
        return self.store.as_validation_context(settings)

    def revoked_at(self, certificate: x509.Certificate) -> dt.datetime | None:
        """Since when a list calls it revoked; one list that does outweighs those that do not."""
        return min(revocations(certificate, self.lists), default=None)

    def long_term(self) -> bool:
        """Whether the file carries answers about revocation itself (B-LT)."""
        return self.store is not None and bool(self.store.crls or self.store.ocsps)
