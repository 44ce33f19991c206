"""The revisions of a file as a picture: a bar for each, as long as its bytes; words beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from signing.evidence.revisions import Revision

WIDE, ROW, LEAST = 600, 34, 6
"""In the units of the drawing; a revision of a few bytes is still seen."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One revision: where its bar begins, how long it is, which row it is on."""

    n: int
    x: float
    y: int
    width: float
    tone: str


@dataclass(frozen=True, slots=True)
class Picture:
    width: int
    height: int
    bars: tuple[Bar, ...]


def picture_of(revisions: Sequence[Revision], field: str) -> Picture:
    """Each bar begins where the one above it ended: a file only grows."""
    whole = max((one.end for one in revisions), default=1)
    bars = tuple(
        Bar(
            n=one.n,
            x=round(min(WIDE * one.start / whole, WIDE - LEAST), 1),
            y=row * ROW,
            width=round(max(WIDE * (one.end - one.start) / whole, LEAST), 1),
            tone=_tone(one, field),
        )
        for row, one in enumerate(revisions)
    )
    return Picture(WIDE, max(1, len(bars)) * ROW, bars)


def _tone(one: Revision, field: str) -> str:
    if field in (*one.signed, *one.stamped):
        return "this"
    if one.signed:
        return "other"
    return "stamped" if one.stamped or one.proofs else "laid"
