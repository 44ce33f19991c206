"""How the rows of the policy are asked: each by itself, and what a refusal makes of a signature."""

from collections.abc import Sequence
from typing import TypeVar

from signing.verifier.failing import Failed, failure
from signing.verifier.policy import Answer, Check, Makes, why
from signing.verifier.seen import Seen

T = TypeVar("T")


def ask_file(checks: Sequence[Check[T]], seen: T, profile: str, warnings: list[str]) -> list[str]:
    """Reasons of the rows that refuse; what the others find goes to the warnings."""
    reasons: list[str] = []
    for check in checks:
        answer = check.answer(profile)
        if answer is not Answer.SILENT:
            found, broken = _found(check, seen)
            (reasons if answer is Answer.REFUSES else warnings).extend(found)
            reasons += [why(broken)] if broken else []
    return reasons


def ask_signature(checks: Sequence[Check[Seen]], seen: Seen) -> None:
    """The same for one signature; whatever refuses lowers its integrity or its trust."""
    for check in checks:
        answer = check.answer(seen.profile)
        if answer is Answer.SILENT:
            continue
        found, broken = _found(check, seen)
        if answer is Answer.WARNS:
            seen.said.warnings += found
        elif found:
            seen.said.reasons += found
            _lower(seen, check.makes)
        if broken is not None:
            seen.said.reasons.append(why(broken))
            _lower(seen, Makes.CHANGED)


def _lower(seen: Seen, makes: Makes) -> None:
    if makes is Makes.CHANGED:
        seen.said.integrity = "invalid"
    elif seen.said.trust == "trusted":
        seen.said.trust = makes.value


def _found(check: Check[T], seen: T) -> tuple[list[str], Failed | None]:
    """What a check finds in hostile bytes, or why it could not look."""
    found: list[str] = []
    broken = failure(lambda: found.extend(check.reasons(seen)))
    return found, broken
