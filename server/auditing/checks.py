"""The verifier's policy as a court reads it: what each row asks, whether it holds, who says so.

A reason of a verdict is a check's code, or the code and a detail behind a colon.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import LazyString

from server.words_of.reasons import SENTENCES
from signing.verifier.policy import POLICY, Answer

OURS = ("SIGNING", "DOMAIN", "SIG-")
"""Sources that nobody outside can look up: the page says once whose they are."""


@dataclass(frozen=True, slots=True)
class Check:
    code: str
    words: LazyString
    source: str


def judged(reasons: Iterable[str], profile: str) -> list[tuple[Check, bool, str]]:
    """Every check that the policy asks of such a file, whether it holds, and what does not."""
    told: dict[str, list[str]] = {}
    for reason in reasons:
        code, _colon, detail = reason.partition(":")
        told.setdefault(code if code in SENTENCES else "broken", []).append(detail.strip())
    return [
        (one, one.code not in told, ", ".join(filter(None, told.get(one.code, ()))))
        for one in asked_of(profile)
    ]


def asked_of(profile: str) -> list[Check]:
    """The rows that are not silent of such a file, in the order in which they are run."""
    return [
        Check(row.code, SENTENCES[row.code].asks, _published(row.source))
        for _stage, rows in POLICY
        for row in rows
        if row.answer(profile) != Answer.SILENT
    ]


def _published(source: str) -> str:
    cited = [one for one in source.split("; ") if not one.startswith(OURS)]
    return "; ".join(cited)
