"""Reading a signed PDF as a sceptic: any bytes become a verdict, never an exception.

SIGNING §2 is the policy for files that carry our profile's mark, §7 the one for files from
elsewhere. Integrity (was it changed?) and trust (whose is it?) are told apart.
"""

import hashlib

from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from signing.profiles import PROFILES, is_archive
from signing.verifier.changes import change_findings, coverage
from signing.verifier.content import findings
from signing.verifier.failing import PASSWORD, failure
from signing.verifier.judging import judge_in_time
from signing.verifier.looks import look_findings
from signing.verifier.opening import (
    Opened,
    byte_findings,
    names_a_range,
    open_loosely,
    open_strictly,
    range_findings,
)
from signing.verifier.proofs import Proofs
from signing.verifier.trail import metadata_findings, profile_of, trailing_findings
from signing.verifier.trust import Trust
from signing.verifier.verdict import Signed, Verdict


def verify(pdf: bytes, trust: Trust, *, file: str = "") -> Verdict:
    """The verdict about these bytes, as of now."""
    verdict = Verdict(file, hashlib.sha256(pdf).hexdigest(), "invalid")
    broken = failure(lambda: _judge(open_strictly(pdf), trust, verdict))
    if broken is None:
        return verdict
    verdict.reasons.append(broken)
    if broken == PASSWORD or not names_a_range(pdf):
        verdict.integrity = "unreadable"
    if verdict.integrity == "unreadable" and failure(lambda: open_loosely(pdf)) is None:
        verdict.integrity = "unsigned"
    return verdict


def _judge(opened: Opened, trust: Trust, verdict: Verdict) -> None:
    if not opened.signatures:
        signed = names_a_range(opened.data)
        verdict.integrity = "invalid" if signed else "unsigned"
        verdict.reasons += ["stray_signature"] if signed else []
        return
    verdict.profile = profile_of(opened.reader, opened.signatures[0])
    verdict.reasons += _file_findings(opened, verdict)
    pairs = [(one, _examined(opened, one, verdict.profile)) for one in opened.signatures]
    verdict.signatures = [said for _, said in pairs]
    judge_in_time(pairs, Proofs.of(opened.reader, trust))
    if verdict.profile in PROFILES:
        verdict.lacking = _lacking(verdict)
        _refuse_unproven(verdict.signatures)
    whole = all(one.integrity == "valid" for one in verdict.signatures)
    verdict.integrity = "valid" if whole and not verdict.reasons else "invalid"


def _file_findings(opened: Opened, verdict: Verdict) -> list[str]:
    """Checks 2, 3, 5, 10 to 12; of a file from elsewhere active content is told, not refused."""
    found = byte_findings(opened)
    found += trailing_findings(opened.reader, opened.signatures[-1])
    active = [f"content:{one}" for one in findings(opened.reader)]
    if verdict.profile not in PROFILES:
        verdict.warnings += active
        return found
    found += metadata_findings(opened.reader, opened.signatures[0])
    return found + active + (["encrypted"] if opened.encrypted else [])


def _examined(opened: Opened, signature: EmbeddedPdfSignature, profile: str) -> Signed:
    """Checks 4 and 6 to 9: what the bytes and revisions say, without any mathematics."""
    stamp = signature.sig_object_type == "/DocTimeStamp"
    said = Signed(signature.field_name, "timestamp" if stamp else _kind(signature, profile))
    broken = failure(lambda: _examine(opened, signature, said, profile))
    said.reasons += [broken] if broken else []
    said.integrity = "invalid" if said.reasons else "valid"
    return said


def _kind(signature: EmbeddedPdfSignature, profile: str) -> str:
    return PROFILES[profile].kind(signature.field_name) if profile in PROFILES else "other"


def _examine(opened: Opened, signature: EmbeddedPdfSignature, said: Signed, profile: str) -> None:
    said.reasons += range_findings(opened.data, signature)
    said.coverage = coverage(signature)
    if said.coverage == "partial":
        said.reasons.append("coverage")
    said.changes, found = change_findings(signature, said.kind, profile)
    said.reasons += found + look_findings(opened.reader, signature, profile)


def _lacking(verdict: Verdict) -> list[str]:
    """Check 13: those who had to sign have signed, in this order, and nobody else."""
    expected = list(PROFILES[verdict.profile].signatures)
    made = [(one.field, one.kind) for one in verdict.signatures if one.kind != "timestamp"]
    foreign = [f"foreign_signature:{field}" for field, kind in made if kind == "other"]
    foreign += [
        f"foreign_signature:{one.field}"
        for one in verdict.signatures
        if one.kind == "timestamp" and not is_archive(one.field)
    ]
    missing = [f"missing:{field}" for field, kind in expected if (field, kind) not in made]
    known = [one for one in made if one in expected]
    wrong = known != [one for one in expected if one in known]
    return foreign + missing + (["wrong_order"] if wrong else [])


def _refuse_unproven(signatures: list[Signed]) -> None:
    """Check 14: without a trusted time, a paper of ours might have been dated back."""
    for one in signatures:
        if one.kind != "timestamp" and one.trust == "trusted" and not one.proven:
            one.trust = "unknown"
            one.reasons.append("no_trusted_time")
