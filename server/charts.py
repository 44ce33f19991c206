"""Charts as figures and places: bars beside each other or on each other, drawn by a template.

A chart only repeats what a table on the same page says, so it needs no script and prints as it is.
Lengths are units of the drawing, which is as wide as its page.
"""

from collections.abc import Sequence
from dataclasses import dataclass

WIDE = 720
LABELS, TOTALS = 262, 44
"""Room at the left for names, and at the right for the sum."""
LONGEST = 42
"""Letters of a name that fit there: "Phòng Nông nghiệp và Phát triển nông thôn"."""
ROW, BAR = 26, 16
HIGH, FOOT, WIDEST = 150, 24, 48


@dataclass(frozen=True, slots=True)
class Box:
    """A bar or a part of one; `shade` names its colour, `words` are shown to who points at it."""

    x: float
    y: float
    wide: float
    high: float
    shade: str
    words: str


@dataclass(frozen=True, slots=True)
class Word:
    """A text at its place; `end`: it ends there."""

    x: float
    y: float
    text: str
    where: str = "start"


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn; `key`: (shade, words) of each series."""

    high: float
    boxes: Sequence[Box]
    words: Sequence[Word]
    key: Sequence[tuple[str, str]]
    wide: int = WIDE


Key = Sequence[tuple[str, str]]


def lying(rows: Sequence[tuple[str, Sequence[int]]], key: Key) -> Chart:
    """A bar a row, its parts in the order of `key`, the sum at its end."""
    most = max((sum(parts) for _name, parts in rows), default=0) or 1
    room = WIDE - LABELS - TOTALS
    boxes, words = [], []
    for n, (name, parts) in enumerate(rows):
        y, x = n * ROW + (ROW - BAR) / 2, float(LABELS)
        words.append(Word(LABELS - 8, y + BAR - 3, shortened(name, LONGEST), "end"))
        for (shade, said), count in zip(key, parts, strict=True):
            wide = round(room * count / most, 1)
            if count:
                boxes.append(Box(x, y, wide, BAR, shade, f"{name} – {said}: {count}"))
            x += wide
        words.append(Word(x + 6, y + BAR - 3, str(sum(parts))))
    return Chart(len(rows) * ROW, boxes, words, key)


def standing(names: Sequence[str], series: Sequence[Sequence[int]], key: Key) -> Chart:
    """Bars side by side for each name, one a series; a figure over each that is not nothing."""
    most = max((count for one in series for count in one), default=0) or 1
    step = WIDE / max(len(names), 1)
    wide = min(round(step * 0.8 / max(len(series), 1), 1), WIDEST)
    boxes, words = [], []
    for n, name in enumerate(names):
        words.append(Word(n * step + step / 2, HIGH + FOOT - 6, name, "middle"))
        for k, ((shade, said), one) in enumerate(zip(key, series, strict=True)):
            high = round((HIGH - 20) * one[n] / most, 1)
            x = round(n * step + (step - wide * len(series)) / 2 + k * wide, 1)
            if one[n]:
                boxes.append(
                    Box(x, HIGH - high, wide - 1, high, shade, f"{name} – {said}: {one[n]}")
                )
                words.append(Word(x + wide / 2, HIGH - high - 4, str(one[n]), "middle"))
    return Chart(HIGH + FOOT, boxes, words, key)


def shortened(name: str, most: int) -> str:
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"
