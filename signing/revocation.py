"""Whether a certificate is revoked, asked at the addresses that it names itself (OCSP, CRL).

Only certificates that lead to a root of ours are asked about: whoever hands in a certificate of
his own making does not choose whom this server calls.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from asn1crypto import crl, ocsp, x509
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.authority import Authority as Issuer
from pyhanko_certvalidator.errors import (
    CRLFetchError,
    ExpiredError,
    InsufficientRevinfoError,
    NotYetValidError,
    OCSPFetchError,
    OCSPValidationError,
    PathError,
    RevokedError,
    ValidationError,
)
from pyhanko_certvalidator.fetchers.api import (
    CertificateFetcher,
    CRLFetcher,
    Fetchers,
    OCSPFetcher,
)
from pyhanko_certvalidator.fetchers.common_utils import (
    enumerate_delivery_point_urls,
    format_ocsp_request,
    process_ocsp_response_data,
)
from pyhanko_certvalidator.path import ValidationPath
from pyhanko_certvalidator.util import get_ocsp_urls

from signing.asking import Line, Unreachable
from signing.verifier.trust import Trust

FRESH = 60.0
"""Seconds for which an answer counts as of this instant: a batch asks once, not at each paper."""

_GIVEN: dict[tuple[str, bytes], tuple[float, bytes]] = {}
_KEPT = 64

_WHY = (
    (RevokedError, "certificate_revoked"),
    (ExpiredError, "certificate_expired"),
    (NotYetValidError, "certificate_not_yet_valid"),
    (InsufficientRevinfoError, "status_unknown"),
    (PathError, "certificate_untrusted"),
    (ValidationError, "certificate_untrusted"),
)


@dataclass(slots=True)
class Evidence:
    """Paths to a root, and the answers that nobody on them is revoked; `lacks`: why not."""

    lacks: str = ""
    paths: list[ValidationPath] = field(default_factory=list)
    answers: list[ocsp.OCSPResponse] = field(default_factory=list)
    lists: list[crl.CertificateList] = field(default_factory=list)


def gather(
    certificates: Iterable[x509.Certificate], helpers: Sequence[x509.Certificate], trust: Trust
) -> Evidence:
    """All that a file must hold to prove these certificates for ever, as of this instant."""
    line = Line()
    context = asking_context(trust, line, helpers)
    found = Evidence()
    for certificate in certificates:
        try:
            found.paths.append(asyncio.run(_path(certificate, context)))
        except (PathError, ValidationError) as no:
            found.lacks = next(why for kind, why in _WHY if isinstance(no, kind))
            return found
    issuers = {one.issuer.hashable for path in found.paths for one in path.iter_certs(True)}
    found.answers = list(context.ocsps)
    found.lists = [one for one in context.crls if one.issuer.hashable in issuers]
    return found


async def _path(certificate: x509.Certificate, context: ValidationContext) -> ValidationPath:
    return await CertificateValidator(certificate, validation_context=context).async_validate_path()


def asking_context(
    trust: Trust, line: Line, helpers: Iterable[x509.Certificate] = (), mode: str = "require"
) -> ValidationContext:
    """The world as of now; what is not at hand is asked for over `line`."""
    return ValidationContext(
        trust_roots=list(trust.roots),
        other_certs=[*trust.others, *helpers],
        crls=list(trust.crls),
        allow_fetching=True,
        fetchers=Fetchers(_Answers(line), _Lists(line), _Nobody()),
        revocation_mode=mode,
    )


def forget_answers() -> None:
    """Ask anew whatever was asked."""
    _GIVEN.clear()


class _Answers(OCSPFetcher):
    """OCSP from the address in the certificate (RFC 6960), with a nonce."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.found: dict[bytes, ocsp.OCSPResponse] = {}

    async def fetch(self, cert: x509.Certificate, authority: Issuer) -> ocsp.OCSPResponse:
        request = format_ocsp_request(
            cert, authority, certid_hash_algo="sha1", request_nonces=False
        )
        head = {"Content-Type": "application/ocsp-request", "Accept": "application/ocsp-response"}
        for url in get_ocsp_urls(cert):
            try:
                told = _given(self.line, url, request.dump(), head)
                answer = process_ocsp_response_data(told, ocsp_request=request, ocsp_url=url)
            except (Unreachable, OCSPValidationError, ValueError, TypeError):
                continue
            self.found[cert.issuer_serial] = answer
            return answer
        raise OCSPFetchError("no service answered")

    def fetched_responses(self) -> Iterable[ocsp.OCSPResponse]:
        return self.found.values()

    def fetched_responses_for_cert(self, cert: x509.Certificate) -> Iterable[ocsp.OCSPResponse]:
        return [self.found[cert.issuer_serial]] if cert.issuer_serial in self.found else []


class _Lists(CRLFetcher):
    """Revocation lists from the addresses in the certificate (RFC 5280 §4.2.1.13)."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.found: dict[bytes, list[crl.CertificateList]] = {}

    async def fetch(
        self,
        cert: x509.Certificate,
        *,
        use_deltas: object = None,  # noqa: ARG002 - whole lists are enough
    ) -> list[crl.CertificateList]:
        points = cert.crl_distribution_points
        for url in (one for point in points for one in enumerate_delivery_point_urls(point)):
            try:
                listed = crl.CertificateList.load(_given(self.line, url, b"", {}), strict=True)
                _ = listed.issuer.hashable, listed["tbs_cert_list"]["next_update"].native
            except (Unreachable, ValueError, TypeError):
                continue
            self.found[cert.issuer_serial] = [listed]
            return [listed]
        if points:
            raise CRLFetchError("no list could be had")
        self.found[cert.issuer_serial] = []
        return []

    def fetched_crls(self) -> Iterable[crl.CertificateList]:
        return [one for lists in self.found.values() for one in lists]

    def fetched_crls_for_cert(self, cert: x509.Certificate) -> list[crl.CertificateList]:
        return self.found[cert.issuer_serial]


class _Nobody(CertificateFetcher):
    """Certificates of authorities lie in the trust folder and in the signature; none is asked."""

    async def fetch_cert_issuers(
        self,
        cert: Any,  # noqa: ARG002
    ) -> AsyncGenerator[x509.Certificate, None]:
        for one in self.fetched_certs():
            yield one

    async def fetch_crl_issuers(
        self,
        certificate_list: Any,  # noqa: ARG002
    ) -> AsyncGenerator[x509.Certificate, None]:
        for one in self.fetched_certs():
            yield one

    def fetched_certs(self) -> Iterable[x509.Certificate]:
        return ()


def _given(line: Line, url: str, body: bytes, head: dict[str, str]) -> bytes:
    now, found = time.monotonic(), (url, body)
    at, answer = _GIVEN.get(found, (0.0, b""))
    if not answer or now > at + FRESH:
        answer = line.ask(url, body or None, head)
        while len(_GIVEN) >= _KEPT:
            del _GIVEN[next(iter(_GIVEN))]
        _GIVEN[found] = now, answer
    return answer
