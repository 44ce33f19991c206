"""One signature before a court, read in a child: the verdict, and what it rests on.

It stands here and not in the auditor's room: a child that read in that room for it read in the
whole office, a second and a half of a processor before the first page.
"""

import hashlib
from dataclasses import dataclass
from typing import Any

from signing.evidence import Evidence, collect
from signing.verifier import verify
from signing.verifier.trust import Trust


@dataclass(frozen=True, slots=True)
class Examined:
    """`sha256` of the bytes as they lie there; `evidence` is None where the field is not signed."""

    sha256: str
    size: int
    word: str
    profile: str
    reasons: list[str]
    said: dict[str, Any]
    evidence: Evidence | None


def examine(pdf: bytes, field: str, trust: Trust) -> Examined:
    """The verdict on the file and on this signature, as of now, with all the evidence."""
    verdict = verify(pdf, trust)
    mine = next((one for one in verdict.signatures if one.field == field), None)
    return Examined(
        sha256=hashlib.sha256(pdf).hexdigest(),
        size=len(pdf),
        word=verdict.word,
        profile=verdict.profile,
        reasons=[*verdict.reasons, *verdict.lacking, *verdict.warnings],
        said=mine.as_dict() | {"proven": mine.proven} if mine else {},
        evidence=collect(pdf, field, trust) if mine else None,
    )
