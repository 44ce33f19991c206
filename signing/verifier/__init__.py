"""Reading a signed PDF as a sceptic: any bytes become a verdict, never an exception.

Only where the verifier itself fails there is none (`NotJudged`).

The checks are the rows of `policy.py`: SIGNING §2 for files that carry our profile's mark, §7 for
files from elsewhere. Integrity (was it changed?) and trust (whose is it?) are told apart.
"""

import datetime as dt
import hashlib

from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from signing.profiles import PROFILES
from signing.verifier.changes import changes, coverage
from signing.verifier.failing import failure
from signing.verifier.judging import judge_in_time
from signing.verifier.looks import values
from signing.verifier.opening import Opened, claims_a_signature, open_loosely, open_strictly
from signing.verifier.policy import FILE, MATHS, REVISION, SIGNERS, why
from signing.verifier.proofs import Proofs
from signing.verifier.running import ask_file, ask_signature
from signing.verifier.seen import Seen, Whole
from signing.verifier.trail import profile_of
from signing.verifier.trust import Trust
from signing.verifier.verdict import Signed, Verdict


def verify(
    pdf: bytes, trust: Trust, *, file: str = "", existed: dt.datetime | None = None
) -> Verdict:
    """The verdict about these bytes, as of now; or of when they `existed`, where somebody beside
    the file whom the reader believes saw them then (EN 319 102-1, 5.6.2.3: a proof of existence).
    """
    verdict = Verdict(file, hashlib.sha256(pdf).hexdigest(), "invalid")
    broken = failure(lambda: _judge(open_strictly(pdf), trust, verdict, existed))
    if broken is None:
        return verdict
    verdict.reasons.append(why(broken))
    if verdict.reasons == ["password"] or not claims_a_signature(pdf):
        verdict.integrity = "unreadable"
    if verdict.integrity == "unreadable" and failure(lambda: open_loosely(pdf)) is None:
        verdict.integrity = "unsigned"
    return verdict


def _judge(opened: Opened, trust: Trust, verdict: Verdict, existed: dt.datetime | None) -> None:
    if not opened.signatures:
        signed = claims_a_signature(opened.data)
        verdict.integrity = "invalid" if signed else "unsigned"
        verdict.reasons += ["stray_signature"] if signed else []
        return
    verdict.profile = profile_of(opened.reader, opened.signatures[0])
    verdict.reasons += ask_file(FILE, opened, verdict.profile, verdict.warnings)
    verdict.revisions = opened.reader.xrefs.total_revisions
    seen = [_looked_at(opened, one, verdict.profile) for one in opened.signatures]
    verdict.signatures = [one.said for one in seen]
    proofs = Proofs.of(opened.reader, trust)
    judge_in_time(seen, proofs, lambda one: ask_signature(MATHS, one), existed)
    if verdict.profile in PROFILES:
        whole = Whole(PROFILES[verdict.profile], tuple(verdict.signatures))
        verdict.fields = values(opened.reader, PROFILES[verdict.profile].filled)
        verdict.lacking = ask_file(SIGNERS, whole, verdict.profile, verdict.warnings)
    sound = all(one.integrity == "valid" for one in verdict.signatures)
    verdict.integrity = "valid" if sound and not verdict.reasons else "invalid"


def _looked_at(opened: Opened, signature: EmbeddedPdfSignature, profile: str) -> Seen:
    """What the bytes and revisions say, without any mathematics."""
    stamp = signature.sig_object_type == "/DocTimeStamp"
    kind = "timestamp" if stamp else _kind(signature, profile)
    seen = Seen(opened, signature, profile, Signed(signature.field_name, kind, integrity="valid"))
    broken = failure(lambda: _compare(seen))
    if broken is not None:
        seen.said.integrity = "invalid"
        seen.said.reasons.append(why(broken))
    ask_signature(REVISION, seen)
    return seen


def _kind(signature: EmbeddedPdfSignature, profile: str) -> str:
    return PROFILES[profile].kind(signature.field_name) if profile in PROFILES else "other"


def _compare(seen: Seen) -> None:
    seen.said.revision = seen.signature.signed_revision + 1
    seen.said.coverage = coverage(seen.signature)
    seen.said.changes, seen.touched = changes(seen.signature, seen.profile)
