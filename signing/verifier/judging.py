"""Check 14: a signature's own mathematics, its time, and trust as of that time."""

import asyncio
import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
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
from pyhanko.sign.validation.utils import CMSAlgorithmUsagePolicy
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.policy_decl import AcceptAllAlgorithms

from signing.certificates import Identity
from signing.verifier.failing import failure
from signing.verifier.policy import why
from signing.verifier.proofs import KNOWN, REQUIRED, Proofs
from signing.verifier.seen import Seen
from signing.verifier.strength import algorithm

_NO_USAGE = KeyUsageConstraints(key_usage=set())
_ANY_ALGORITHM = CMSAlgorithmUsagePolicy.lift_policy(AcceptAllAlgorithms())
"""How strong an algorithm is, a row of the policy says; here only whether the numbers agree."""

_SIGNS = {"digital_signature", "non_repudiation"}
_FOR_OTHER_ENDS = {"server_auth", "code_signing", "time_stamping", "ocsp_signing"}
"""A certificate for nothing but these is nobody's signature under a paper."""

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
    seen: Sequence[Seen],
    proofs: Proofs,
    ask: Callable[[Seen], None],
    existed: dt.datetime | None,
) -> None:
    """From the last to the first: a trusted archive stamp proves all before it as of its time, and
    who saw the whole file beside it (`existed`) all of it.

    The facts are gathered here; what they mean is `ask`ed of the policy's rows.
    """
    proven = _Proven(existed or _now(), archived=False, seen=existed is not None)
    with asyncio.Runner() as loop:
        for one in reversed(seen):
            _judge_one(one, proofs, proven, loop, ask)
            said = one.said
            if said.kind == "timestamp" and said.verdict == "valid" and said.timestamp is not None:
                proven = _Proven(said.timestamp, archived=True)


@dataclass(frozen=True, slots=True)
class _Proven:
    """A time by which the signature existed; `archived` where a trusted stamp in the file says so,
    `seen` where somebody beside it does."""

    moment: dt.datetime
    archived: bool
    seen: bool = False


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _judge_one(
    seen: Seen,
    proofs: Proofs,
    proven: _Proven,
    loop: asyncio.Runner,
    ask: Callable[[Seen], None],
) -> None:
    stamp = seen.said.kind == "timestamp"
    facts = _stamp_facts if stamp else _signature_facts
    broken = failure(lambda: loop.run(facts(seen, proofs, proven)))
    if broken is not None:
        seen.said.integrity, seen.said.trust = "invalid", "unknown"
        seen.said.reasons.append(why(broken))
        return
    seen.said.trust = "trusted" if seen.intact and seen.genuine else "unknown"
    ask(seen)


async def _stamp_facts(seen: Seen, proofs: Proofs, proven: _Proven) -> None:
    signature = seen.signature
    found = await validate_tst_signed_data(
        signature.signed_data, proofs.at(proven.moment, KNOWN), signature.compute_digest
    )
    seen.said.level, seen.said.timestamp = "B-LTA", found["timestamp"]
    _tell(seen, found, proofs, proven.moment)


async def _signature_facts(seen: Seen, proofs: Proofs, proven: _Proven) -> None:
    """A person's or an agency's signature, as of the time that a trusted stamp proves."""
    signature, said = seen.signature, seen.said
    stamp = await _own_stamp(signature, proofs.at(proven.moment, KNOWN))
    timed = stamp is not None or proven.archived
    said.level = _level(timed, proofs.long_term, proven.archived)
    if stamp is not None:
        seen.stamp_holds = stamp.intact and stamp.valid
    if stamp is not None and seen.stamp_holds:
        said.timestamp = stamp.timestamp
        revoked = proofs.revoked_at(stamp.signing_cert)
        if stamp.trusted and (revoked is None or revoked > proven.moment):
            proven = _Proven(stamp.timestamp, archived=True)
    said.proven = proven.archived or proven.seen
    said.signing_time = signature.self_reported_timestamp or said.timestamp
    found = await cms_basic_validation(
        signature.signed_data,
        signature.compute_digest(),
        proofs.at(proven.moment, REQUIRED),
        algorithm_policy=_ANY_ALGORITHM,
        key_usage_settings=_NO_USAGE,
    )
    seen.may_sign = _may_sign(signature)
    _tell(seen, found, proofs, proven.moment)


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


def _tell(seen: Seen, found: dict[str, Any], proofs: Proofs, moment: dt.datetime) -> None:
    """Whose certificate it is, whether the mathematics hold, and what stands against it."""
    seen.said.identity = Identity.of(found["signing_cert"])
    seen.said.signer = seen.said.identity.common_name
    seen.said.algorithm = algorithm(seen.signature)
    seen.said.revocation = proofs.told_of(found["signing_cert"])
    seen.intact, seen.genuine = found["intact"], found["valid"]
    seen.is_public = proofs.is_public(found.get("validation_path"))
    if seen.intact and seen.genuine:
        problem = found["trust_problem_indic"]
        seen.trouble = "" if problem is None else _TRUST.get(problem, "unknown")
        if seen.trouble and moment < seen.said.identity.not_before:
            seen.trouble = "not_yet_valid"
        _tell_revocation(seen, proofs.revoked_at(found["signing_cert"]), moment)


def _tell_revocation(seen: Seen, revoked: dt.datetime | None, moment: dt.datetime) -> None:
    """Before the proven time it counts; after it, it is only told (DOMAIN §7.4 d)."""
    if revoked is None or seen.trouble not in ("", "revoked"):
        return
    if revoked > moment:
        seen.said.revoked_since = revoked
    else:
        seen.trouble = "revoked"


def _may_sign(signature: EmbeddedPdfSignature) -> bool:
    """Either usage will do: real certificates often lack non-repudiation (DOMAIN §7.4 b)."""
    certificate = signature.signer_cert
    usage, extended = certificate.key_usage_value, certificate.extended_key_usage_value
    signs = usage is None or bool(_SIGNS & usage.native)
    return signs and (extended is None or bool(set(extended.native) - _FOR_OTHER_ENDS))
