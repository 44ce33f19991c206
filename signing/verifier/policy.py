"""The policy of verification: one row a check, which the verifier runs and every reader reads.

A row's code is the reason that stands in a verdict, `code` or `code:detail`. `makes` says what
becomes of the signature (or file) where the row refuses; a row that warns only tells. `ours` is
the answer for files with our mark (SIGNING §2), `elsewhere` for any other (the profile `generic`).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from signing.profiles import PROFILES
from signing.verifier import content, expected, opening, ranges, strength, tail, trail
from signing.verifier.changes import forbidden_change, foreign_fields
from signing.verifier.failing import Failed
from signing.verifier.looks import look_findings
from signing.verifier.opening import Opened
from signing.verifier.seen import Seen, Whole

T = TypeVar("T")


class Answer(StrEnum):
    REFUSES = "refuses"
    WARNS = "warns"
    SILENT = "silent"


class Makes(StrEnum):
    """What a refusal says: of integrity, of trust, or of who had to sign."""

    CHANGED = "changed"
    UNTRUSTED = "untrusted"
    REVOKED = "revoked"
    EXPIRED = "expired"
    UNKNOWN = "unknown"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class Check(Generic[T]):
    """One row: what is looked at, what a finding means for whose papers, and who says so."""

    code: str
    looks_at: str
    ours: Answer
    elsewhere: Answer
    makes: Makes
    source: str
    find: Callable[[T], Iterable[str]]
    """Details of what is wrong, "" where the code says it all; nothing where all is well."""

    def answer(self, profile: str) -> Answer:
        return self.ours if profile in PROFILES else self.elsewhere

    def reasons(self, seen: T) -> list[str]:
        return [f"{self.code}:{one}" if one else self.code for one in self.find(seen)]


def _if(wrong: bool) -> tuple[str, ...]:
    return ("",) if wrong else ()


R, W, S = Answer.REFUSES, Answer.WARNS, Answer.SILENT
CHANGED, UNTRUSTED, UNKNOWN = Makes.CHANGED, Makes.UNTRUSTED, Makes.UNKNOWN

# fmt: off
OPENING: Sequence[Check[Failed]] = (
    Check("no_pdf", "whether it is a PDF at all", R, R, CHANGED, "ISO 32000-2 7.5.2",
          lambda failed: _if(failed.says("NoPdf"))),
    Check("password", "whether it opens without a password", R, R, CHANGED, "SIGNING §7",
          lambda failed: _if(failed.says("PasswordNeeded"))),
    Check("leading_bytes", "bytes before the header", R, R, CHANGED, "ISO 32000-2 7.5.2",
          lambda failed: _if(failed.says("Illegal PDF header"))),
    Check("duplicate_key", "a key that a dictionary holds twice", R, R, CHANGED,
          "ISO 32000-2 7.3.7", lambda failed: _if(failed.says("Multiple definitions"))),
    Check("broken", "whether all of it parses strictly", R, R, CHANGED, "SIGNING §2 row 1",
          lambda failed: [failed.why]),
)
"""Of these the first that finds something is the reason: they are about why reading ended."""

FILE: Sequence[Check[Opened]] = (
    Check("encrypted", "encryption with an empty password", R, S, CHANGED, "SIGNING §2 row 2",
          lambda file: _if(file.encrypted)),
    Check("hybrid_xref", "two cross-reference tables for two kinds of reader", R, R, CHANGED,
          "SIGNING §2 row 2", lambda file: _if(file.reader.xrefs.hybrid_xrefs_present)),
    Check("stray_signature", "signatures that the form does not name", R, R, CHANGED,
          "SIGNING §2 row 3", lambda file: _if(opening.has_stray_signatures(file))),
    Check("trailing_bytes", "bytes after the last end of file", R, R, CHANGED,
          "SIGNING §2 row 5", lambda file: _if(opening.has_trailing_bytes(file))),
    Check("unlisted_bytes", "bytes behind a signature that no revision lists", R, R, CHANGED,
          "CCS 2019, incremental saving", lambda file: _if(tail.has_unlisted_bytes(file))),
    Check("unsigned_revision", "a revision behind the last signature that is no mere proof", R, R,
          CHANGED, "SIGNING §2 row 10", lambda file: _if(trail.is_unsigned_behind(file))),
    Check("metadata_changed", "title, author, mark and XMP since the first signature", R, S,
          CHANGED, "SIGNING §2 row 11", lambda file: _if(trail.is_metadata_changed(file))),
    Check("content", "layers, scripts, actions, attachments, annotations", R, W, CHANGED,
          "SIGNING §2 row 12", lambda file: content.findings(file.reader)),
)

REVISION: Sequence[Check[Seen]] = (
    Check("byte_range", "that it signs all but its own hex string", R, R, CHANGED,
          "SIGNING §2 row 4", ranges.range_findings),
    Check("padding", "the room behind the signature: zeros only", R, R, CHANGED,
          "SIGNING §2 row 4", ranges.padding_findings),
    Check("coverage", "that it covers its whole revision", R, R, CHANGED, "SIGNING §2 row 6",
          lambda seen: _if(seen.said.coverage == "partial")),
    Check("changed_after", "what later revisions changed", R, R, CHANGED,
          "SIGNING §2 rows 7–9; ISO 32000-2 12.8.2", forbidden_change),
    Check("foreign_field", "fields that nobody may fill", R, S, CHANGED, "SIGNING §2 row 8",
          foreign_fields),
    Check("look_changed", "fields that show something else than their value", S, R, CHANGED,
          "SIGNING §7", look_findings),
)
"""Checks of bytes and revisions; of our papers the strict comparison sees changed looks already."""

MATHS: Sequence[Check[Seen]] = (
    Check("digest", "the bytes against the signed digest", R, R, CHANGED, "EN 319 102-1 5.2.7",
          lambda seen: _if(not seen.intact)),
    Check("signature", "the signature against the key", R, R, CHANGED, "EN 319 102-1 5.2.7",
          lambda seen: _if(not seen.genuine)),
    Check("timestamp", "the time stamp against what it stamps", R, R, CHANGED,
          "RFC 3161; EN 319 102-1 5.4; DOMAIN §7.4 c", lambda seen: _if(not seen.stamp_holds)),
    Check("revoked", "revocation, as of the time that is proven", R, R, Makes.REVOKED,
          "TT 15/2025 PL.II; DOMAIN §7.4 d; SIGNING §6",
          lambda seen: _if(seen.trouble == "revoked")),
    Check("not_yet_valid", "a proven time before the certificate began", R, R, Makes.EXPIRED,
          "TT 15/2025 PL.II; DOMAIN §7.4", lambda seen: _if(seen.trouble == "not_yet_valid")),
    Check("expired", "validity, as of the time that is proven", R, R, Makes.EXPIRED,
          "TT 15/2025 PL.II; DOMAIN §7.4", lambda seen: _if(seen.trouble == "expired")),
    Check("untrusted", "the chain, up to a root that is trusted here", R, R, UNTRUSTED,
          "TT 15/2025 PL.II; EN 319 102-1 5.2.6", lambda seen: _if(seen.trouble == "untrusted")),
    Check("unknown", "whether revocation data are at hand", R, R, UNKNOWN,
          "TT 15/2025 PL.II; DOMAIN §7.4; SIGNING §6", lambda seen: _if(seen.trouble == "unknown")),
    Check("key_usage", "that the certificate may sign", R, R, UNTRUSTED,
          "TT 15/2025 PL.II; DOMAIN §7.4 b", lambda seen: _if(not seen.may_sign)),
    Check("weak", "digest, key and curve: SHA-256, RSA 2048, 256 bits at least", R, R, UNKNOWN,
          "SIG-06; TT 15/2025 PL.I 1.2–1.3", strength.weaknesses),
    Check("public_authority", "whose root: the State's own, or one that serves the public", W, W,
          UNTRUSTED, "NĐ 68/2024; NĐ 23/2025; DOMAIN §7.4",
          lambda seen: _if(seen.is_public and seen.said.kind != "timestamp")),
    Check("no_trusted_time", "a trusted stamp of its time", R, S, UNKNOWN,
          "TT 15/2025 PL.II; SIGNING §2 row 14",
          lambda seen: _if(seen.said.kind != "timestamp" and not seen.said.proven)),
)
"""Checks of the signature itself, its certificate and its time."""

SIGNERS: Sequence[Check[Whole]] = (
    Check("foreign_signature", "signatures of nobody who had to sign", R, S, Makes.INCOMPLETE,
          "SIGNING §2 row 13", expected.foreign),
    Check("missing", "signatures of all who had to sign", R, S, Makes.INCOMPLETE,
          "NĐ 30/2020 Đ.5, 33; SIGNING §2 row 13; DOMAIN §7.2", expected.missing),
    Check("wrong_order", "the person before the agency", R, S, Makes.INCOMPLETE,
          "NĐ 30/2020 Đ.32; SIG-01", expected.order),
)
# fmt: on

POLICY: Sequence[tuple[str, Sequence[Check[Failed] | Check[Opened] | Check[Seen] | Check[Whole]]]]
POLICY = (
    ("opening", OPENING),
    ("file", FILE),
    ("revision", REVISION),
    ("maths", MATHS),
    ("signers", SIGNERS),
)
"""Every row, in the order in which they are asked."""


def why(failed: Failed) -> str:
    """The reason for a reading that ended in an exception."""
    return next(reason for check in OPENING for reason in check.reasons(failed))
