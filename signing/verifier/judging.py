"""Check 14: a signature's own mathematics, its time, and trust as of that time."""

import asyncio
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Self

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate
from pyhanko.sign.validation import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.generic_cms import (
    cms_basic_validation,
    collect_timing_info,
    validate_tst_signed_data,
)
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import TimestampSignatureStatus
from pyhanko_certvalidator import ValidationContext

from signing.certificates import Identity
from signing.verifier.failing import failure
from signing.verifier.trust import Trust
from signing.verifier.verdict import Signed

_NO_USAGE = KeyUsageConstraints(key_usage=set())
_SIGNS = {"digital_signature", "non_repudiation"}
_TRUST = {
    AdESFailure.REVOKED: "revoked",
    AdESIndeterminate.REVOKED_NO_POE: "revoked",
    AdESIndeterminate.REVOKED_CA_NO_POE: "revoked",
    AdESIndeterminate.EXPIRED: "expired",
    AdESIndeterminate.OUT_OF_BOUNDS_NO_POE: "expired",
    AdESIndeterminate.OUT_OF_BOUNDS_NOT_REVOKED: "expired",
    AdESIndeterminate.TRY_LATER: "unknown",
    AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND: "untrusted",
    AdESIndeterminate.CERTIFICATE_CHAIN_GENERAL_FAILURE: "untrusted",
}


@dataclass(frozen=True, slots=True)
class Proofs:
    """Trusted roots, and everything that file and verifier hold about revocation."""

    trust: Trust
    store: DocumentSecurityStore | None

    @classmethod
    def of(cls, reader: PdfFileReader, trust: Trust) -> Self:
        try:
            return cls(trust, DocumentSecurityStore.read_dss(reader))
        except NoDSSFoundError:
            return cls(trust, None)

    def at(self, moment: dt.datetime, *, hard: bool) -> ValidationContext:
        """The world as of `moment`; a list issued later still tells when somebody was revoked."""
        settings: dict[str, Any] = {
            "trust_roots": list(self.trust.roots),
            "other_certs": list(self.trust.others),
            "crls": list(self.trust.crls),
            "ocsps": [],
            "moment": moment,
            "retroactive_revinfo": True,
            "allow_fetching": False,
            "revocation_mode": "hard-fail" if hard else "soft-fail",
        }
        if self.store is None:
            return ValidationContext(**settings)
        return self.store.as_validation_context(settings)

    def long_term(self) -> bool:
        return self.store is not None and bool(self.store.crls or self.store.ocsps)


def judge_in_time(
    signatures: Sequence[tuple[EmbeddedPdfSignature, Signed]], proofs: Proofs
) -> None:
    """From the last to the first: a trusted archive stamp proves all before it as of its time."""
    moment, archived = dt.datetime.now(dt.UTC), False
    for signature, said in reversed(signatures):
        proven = _Proven(moment, archived)
        broken = failure(partial(_judge, signature, said, proofs, proven))
        if broken is not None:
            said.integrity, said.trust = "invalid", "unknown"
            said.reasons.append(broken)
        if said.kind == "timestamp" and said.verdict == "valid" and said.timestamp is not None:
            moment, archived = said.timestamp, True


@dataclass(frozen=True, slots=True)
class _Proven:
    """A time by which the signature existed; `archived` where a trusted stamp says so."""

    moment: dt.datetime
    archived: bool


def _judge(signature: EmbeddedPdfSignature, said: Signed, proofs: Proofs, proven: _Proven) -> None:
    if said.kind == "timestamp":
        _judge_stamp(signature, said, proofs.at(proven.moment, hard=False))
    else:
        _judge_signature(signature, said, proofs, proven)


def _judge_stamp(signature: EmbeddedPdfSignature, said: Signed, context: ValidationContext) -> None:
    found = asyncio.run(
        validate_tst_signed_data(signature.signed_data, context, signature.compute_digest)
    )
    said.level, said.timestamp = "B-LTA", found["timestamp"]
    _tell(said, found)


def _judge_signature(
    signature: EmbeddedPdfSignature, said: Signed, proofs: Proofs, proven: _Proven
) -> None:
    """A person's or an agency's signature, as of the time that a trusted stamp proves."""
    stamp = _own_stamp(signature, proofs.at(proven.moment, hard=False))
    said.level = _level(stamp is not None, proofs.long_term(), proven.archived)
    if stamp is not None and not (stamp.intact and stamp.valid):
        said.integrity = "invalid"
        said.reasons.append("timestamp")
    elif stamp is not None:
        said.timestamp = stamp.timestamp
        proven = _Proven(stamp.timestamp, archived=True) if stamp.trusted else proven
    said.proven = proven.archived
    said.signing_time = signature.self_reported_timestamp or said.timestamp
    found = asyncio.run(
        cms_basic_validation(
            signature.signed_data,
            signature.compute_digest(),
            proofs.at(proven.moment, hard=True),
            key_usage_settings=_NO_USAGE,
        )
    )
    _tell(said, found)
    _tell_usage_and_revocation(signature, said, proofs, proven.moment)


def _tell_usage_and_revocation(
    signature: EmbeddedPdfSignature, said: Signed, proofs: Proofs, moment: dt.datetime
) -> None:
    if said.trust == "trusted" and not _may_sign(signature):
        said.trust = "untrusted"
        said.reasons.append("key_usage")
    revoked = proofs.trust.revoked_at(signature.signer_cert)
    if revoked is not None and revoked > moment:
        said.revoked_since = revoked


def _own_stamp(
    signature: EmbeddedPdfSignature, context: ValidationContext
) -> TimestampSignatureStatus | None:
    """The RFC 3161 token inside the signature: the only trusted time it carries (DOMAIN §7.4 c)."""
    timing = asyncio.run(
        collect_timing_info(signature.signer_info, context, signature.compute_digest)
    )
    stamp: TimestampSignatureStatus | None = timing.get("timestamp_validity")
    return stamp


def _level(stamped: bool, long_term: bool, archived: bool) -> str:
    if not stamped:
        return "B-B"
    if not long_term:
        return "B-T"
    return "B-LTA" if archived else "B-LT"


def _tell(said: Signed, found: dict[str, Any]) -> None:
    said.identity = Identity.of(found["signing_cert"])
    said.signer = said.identity.common_name
    if not found["intact"]:
        said.reasons.append("digest")
    if not found["valid"]:
        said.reasons.append("signature")
    problem = found["trust_problem_indic"]
    said.trust = "trusted" if problem is None else _TRUST.get(problem, "unknown")
    if not (found["intact"] and found["valid"]):
        said.integrity, said.trust = "invalid", "unknown"
    elif problem is not None:
        said.reasons.append(said.trust)


def _may_sign(signature: EmbeddedPdfSignature) -> bool:
    """Either usage will do: real certificates often lack non-repudiation (DOMAIN §7.4 b)."""
    usage = signature.signer_cert.key_usage_value
    return usage is None or bool(_SIGNS & usage.native)
