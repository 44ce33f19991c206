"""Check 14: a signature's own mathematics, its time, and trust as of that time."""

import asyncio
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate
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
from signing.verifier.proofs import KNOWN, REQUIRED, Proofs
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
    AdESIndeterminate.CERTIFICATE_CHAIN_GENERAL_FAILURE: "unknown",
    AdESIndeterminate.CHAIN_CONSTRAINTS_FAILURE: "untrusted",
}


def judge_in_time(
    signatures: Sequence[tuple[EmbeddedPdfSignature, Signed]], proofs: Proofs
) -> None:
    """From the last to the first: a trusted archive stamp proves all before it as of its time."""
    proven = _Proven(dt.datetime.now(dt.UTC), archived=False)
    with asyncio.Runner() as loop:
        for signature, said in reversed(signatures):
            judged = _judge(signature, said, proofs, proven)
            broken = failure(partial(loop.run, judged))
            if broken is not None:
                said.integrity, said.trust = "invalid", "unknown"
                said.reasons.append(broken)
            if said.kind == "timestamp" and said.verdict == "valid" and said.timestamp is not None:
                proven = _Proven(said.timestamp, archived=True)


@dataclass(frozen=True, slots=True)
class _Proven:
    """A time by which the signature existed; `archived` where a trusted stamp says so."""

    moment: dt.datetime
    archived: bool


async def _judge(
    signature: EmbeddedPdfSignature, said: Signed, proofs: Proofs, proven: _Proven
) -> None:
    if said.kind == "timestamp":
        await _judge_stamp(signature, said, proofs, proven.moment)
    else:
        await _judge_signature(signature, said, proofs, proven)


async def _judge_stamp(
    signature: EmbeddedPdfSignature, said: Signed, proofs: Proofs, moment: dt.datetime
) -> None:
    found = await validate_tst_signed_data(
        signature.signed_data, proofs.at(moment, KNOWN), signature.compute_digest
    )
    said.level, said.timestamp = "B-LTA", found["timestamp"]
    _tell(said, found)
    _tell_revocation(said, proofs.revoked_at(found["signing_cert"]), moment)


async def _judge_signature(
    signature: EmbeddedPdfSignature, said: Signed, proofs: Proofs, proven: _Proven
) -> None:
    """A person's or an agency's signature, as of the time that a trusted stamp proves."""
    stamp = await _own_stamp(signature, proofs.at(proven.moment, KNOWN))
    said.level = _level(stamp is not None, proofs.long_term, proven.archived)
    if stamp is not None and not (stamp.intact and stamp.valid):
        said.integrity = "invalid"
        said.reasons.append("timestamp")
    elif stamp is not None:
        said.timestamp = stamp.timestamp
        revoked = proofs.revoked_at(stamp.signing_cert)
        if stamp.trusted and (revoked is None or revoked > proven.moment):
            proven = _Proven(stamp.timestamp, archived=True)
    said.proven = proven.archived
    said.signing_time = signature.self_reported_timestamp or said.timestamp
    found = await cms_basic_validation(
        signature.signed_data,
        signature.compute_digest(),
        proofs.at(proven.moment, REQUIRED),
        key_usage_settings=_NO_USAGE,
    )
    _tell(said, found)
    if said.trust == "trusted" and not _may_sign(signature):
        said.trust = "untrusted"
        said.reasons.append("key_usage")
    _tell_revocation(said, proofs.revoked_at(signature.signer_cert), proven.moment)


def _tell_revocation(said: Signed, revoked: dt.datetime | None, moment: dt.datetime) -> None:
    """Before the proven time it counts; after it, it is only told (DOMAIN §7.4 d)."""
    if revoked is None or said.trust not in {"trusted", "revoked"}:
        return
    if revoked > moment:
        said.revoked_since = revoked
    elif said.trust == "trusted":
        said.trust = "revoked"
        said.reasons.append("revoked")


async def _own_stamp(
    signature: EmbeddedPdfSignature, context: ValidationContext
) -> TimestampSignatureStatus | None:
    """The RFC 3161 token inside the signature: the only trusted time it carries (DOMAIN §7.4 c)."""
    timing = await collect_timing_info(signature.signer_info, context, signature.compute_digest)
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
