"""What counts as carried: shares of all members of the body, never of those present (VT-01, 03)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

FOR, AGAINST, ABSTAIN = "for", "against", "abstain"
PLAIN = (FOR, AGAINST, ABSTAIN)
"""Tán thành, không tán thành, không biểu quyết hoặc ý kiến khác (VT-02)."""


class Threshold(StrEnum):
    """How many of all members carry it."""

    HALF = "half"
    TWO_THIRDS = "two_thirds"


def needed(threshold: Threshold, base: int) -> int:
    """The votes that carry it: strictly more than half, or two thirds rounded up (VT-03)."""
    if threshold == Threshold.HALF:
        return base // 2 + 1
    return -(-2 * base // 3)


def percent(votes: int, base: int) -> float:
    """Of all members, with two decimals, half a hundredth rounded up (VT-10)."""
    return (20_000 * votes + base) // (2 * base) / 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What a closed vote is judged by.

    `present`: how many might cast. `chair`: the side that the chair took, where the votes are known
    by name and the kind lets it decide a tie. `up_to`: how many names each may choose, and how many
    may be elected; one where it is a question. `silent`: who did not answer a poll of an agency
    whose working rules take that for agreement (§10.5).
    """

    base: int
    present: int
    cast: int
    counts: Mapping[str, int]
    threshold: Threshold
    chair: str = ""
    up_to: int = 1
    silent: int = 0

    @property
    def agreeing(self) -> int:
        return self.counts[FOR] + self.silent


@dataclass(frozen=True, slots=True)
class Result:
    """What a vote came to (VT-10). `by_chair`: a tie that the chair's own side decided."""

    passed: bool
    percent: float
    needed: int
    by_chair: bool = False
    elected: tuple[str, ...] = ()


def is_question(choices: tuple[str, ...]) -> bool:
    """For, against, abstain; anything else is a choice among names."""
    return choices == PLAIN


def judge(count: Count, choices: tuple[str, ...]) -> Result:
    """Whether a question is carried, or who of the names is elected."""
    least = needed(count.threshold, count.base)
    if not is_question(choices):
        return _elect(count, choices, least)
    votes = count.agreeing
    carried = votes >= least
    by_chair = not carried and _is_tie(count) and count.chair == FOR
    return Result(carried or by_chair, percent(votes, count.base), least, by_chair)


def _is_tie(count: Count) -> bool:
    """As many for as against, and somebody at all (VT-04)."""
    return 0 < count.agreeing == count.counts[AGAINST]


def _elect(count: Count, choices: tuple[str, ...], least: int) -> Result:
    """The `up_to` names with the most votes, each carried by itself.

    Where two tie for the last place neither has it: they are voted on again (VT-09).
    """
    ranked = sorted(choices, key=lambda name: -count.counts[name])
    first, rest = ranked[: count.up_to], ranked[count.up_to :]
    chosen = tuple(
        name
        for name in first
        if count.counts[name] >= least
        and all(count.counts[name] > count.counts[other] for other in rest)
    )
    most = count.counts[ranked[0]]
    return Result(bool(chosen), percent(most, count.base), least, elected=chosen)
