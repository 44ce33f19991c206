"""What the file's own store says about revocation: lists (CRL) and answers (OCSP)."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from asn1crypto import crl, ocsp
from asn1crypto.x509 import Certificate
from pyhanko.sign.validation import DocumentSecurityStore

from signing.evidence.certificates import name_of
from signing.verifier.trust import revocations


@dataclass(frozen=True, slots=True)
class Answer:
    """A list or an answer about one certificate of the chain."""

    kind: str
    about: str
    by: str
    produced_at: dt.datetime
    next_update: dt.datetime | None
    status: str
    revoked_at: dt.datetime | None


def answers_about(chain: Sequence[Certificate], store: DocumentSecurityStore) -> Iterator[Answer]:
    """Everything in the store that speaks of a certificate of this chain, nearest one first."""
    lists = [crl.CertificateList.load(one.get_object().data) for one in store.crls]
    responses = [ocsp.OCSPResponse.load(one.get_object().data) for one in store.ocsps]
    for certificate in chain:
        yield from (_listed(certificate, one) for one in lists if one.issuer == certificate.issuer)
        yield from (said for one in responses for said in _answered(certificate, one))


def _listed(certificate: Certificate, listed: crl.CertificateList) -> Answer:
    body = listed["tbs_cert_list"]
    revoked = min(revocations(certificate, [listed]), default=None)
    return Answer(
        kind="CRL",
        about=name_of(certificate.subject),
        by=name_of(listed.issuer),
        produced_at=body["this_update"].native,
        next_update=body["next_update"].native,
        status="revoked" if revoked else "good",
        revoked_at=revoked,
    )


def _answered(certificate: Certificate, response: ocsp.OCSPResponse) -> Iterator[Answer]:
    basic = response.basic_ocsp_response
    if basic is None:
        return
    said = basic["tbs_response_data"]
    for one in said["responses"]:
        if one["cert_id"]["serial_number"].native != certificate.serial_number:
            continue
        status = one["cert_status"]
        revoked = status.chosen["revocation_time"].native if status.name == "revoked" else None
        yield Answer(
            kind="OCSP",
            about=name_of(certificate.subject),
            by=_responder(said),
            produced_at=said["produced_at"].native,
            next_update=one["next_update"].native,
            status=status.name,
            revoked_at=revoked,
        )


def _responder(said: ocsp.ResponseData) -> str:
    who = said["responder_id"]
    return name_of(who.chosen) if who.name == "by_name" else who.chosen.native.hex()
