"""What a pool's child reads of a file for one signature's page: the verdict, and what it rests on.

No Flask, no SQL; the file is one of our store, and is named by its digest.
"""

import hashlib
from dataclasses import dataclass
from typing import Any

import signing
from server.press import Cabinet
from signing.evidence import Evidence, collect

PATIENCE = 20.0
"""Seconds for one file: the largest takes about one."""


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


def examine(pdf: bytes, field: str, cabinet: Cabinet) -> Examined:
    """The verdict on the file and on this signature, as of now, with all the evidence."""
    trust = cabinet.trust
    verdict = signing.verify(pdf, trust)
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
