"""Charts as figures and places: bars beside each other or on each other, drawn by a template.

A chart only repeats what a table on the same page says, so it needs no script and prints as it is.
Lengths are units of the drawing, which is as wide as its page. Each is drawn a second time for a
telephone: who had to push the wide one aside saw its first bars and took them for all.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace

WIDE, NARROW = 720, 320
LABELS, TOTALS = 262, 44
"""Room at the left for names, and at the right for the sum."""
LONGEST = 42
"""Letters of a name that fit there: "Phòng Nông nghiệp và Phát triển nông thôn"."""
ROW, BAR, NAME = 26, 16, 17
"""A bar's row, the bar, and what its name takes above it where there is no room at its left."""
BESIDE, THIN = 160, 10
"""A bar that stands in a row of a table."""
HIGH, FOOT, WIDEST = 150, 24, 48
LETTER, LINE = 7, 13
"""How wide and high a letter is at the most."""


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
    """What is drawn; `key`: (shade, words) of each series; `small`: the same for a telephone."""

    high: float
    boxes: Sequence[Box]
    words: Sequence[Word]
    key: Sequence[tuple[str, str]]
    wide: int = WIDE
    small: "Chart | None" = None


Key = Sequence[tuple[str, str]]
Rows = Sequence[tuple[str, Sequence[int]]]


def lying(rows: Rows, key: Key) -> Chart:
    """A bar a row, its parts in the order of `key`, the sum at its end."""
    return replace(_lying(rows, key, WIDE, LABELS), small=_lying(rows, key, NARROW, 0))


def _lying(rows: Rows, key: Key, wide: int, labels: int) -> Chart:
    """Names at the left, or above each bar where `labels` leaves no room."""
    most = max((sum(parts) for _name, parts in rows), default=0) or 1
    unit = (wide - labels - TOTALS) / most
    row, above = (ROW, 0) if labels else (ROW + NAME, NAME)
    boxes, words = [], []
    for n, (name, parts) in enumerate(rows):
        y, x = n * row + above + (ROW - BAR) / 2, float(labels)
        words.append(_name(name, y, labels))
        for (shade, said), count in zip(key, parts, strict=True):
            if count:
                box = (round(x, 1), y, round(unit * count, 1), BAR)
                boxes.append(Box(*box, shade, f"{name} – {said}: {count}"))
            x += unit * count
        words.append(Word(round(x + 6, 1), y + BAR - 3, str(sum(parts))))
    return Chart(len(rows) * row, boxes, words, key, wide)


def alone(name: str, parts: Sequence[int], key: Key, most: int) -> Chart:
    """The bar of one row of a table, as long beside the others' as `most` says: the figures stand
    in the row."""
    boxes, x = [], 0.0
    for (shade, said), count in zip(key, parts, strict=True):
        wide = BESIDE * count / (most or 1)
        if count:
            words = f"{name} – {said}: {count}"
            boxes.append(Box(round(x, 1), 0, round(wide, 1), THIN, shade, words))
        x += wide
    return Chart(THIN, boxes, [], key, BESIDE)


def _name(name: str, y: float, labels: int) -> Word:
    said = shortened(name, LONGEST)
    return Word(labels - 8, y + BAR - 3, said, "end") if labels else Word(0, y - 5, said)


def standing(names: Sequence[str], series: Sequence[Sequence[int]], key: Key) -> Chart:
    """Bars side by side for each name, one a series; a figure over each that is not nothing."""
    small = _standing(names, series, key, NARROW)
    return replace(_standing(names, series, key, WIDE), small=small)


def _standing(names: Sequence[str], series: Sequence[Sequence[int]], key: Key, page: int) -> Chart:
    most = max((count for one in series for count in one), default=0) or 1
    step = page / max(len(names), 1)
    wide = min(round(step * 0.8 / max(len(series), 1), 1), WIDEST)
    boxes, words = [], _names(names, step)
    for n in range(len(names)):
        for k, ((shade, said), one) in enumerate(zip(key, series, strict=True)):
            high = round((HIGH - 20) * one[n] / most, 1)
            x = round(n * step + (step - wide * len(series)) / 2 + k * wide, 1)
            if one[n]:
                box = (x, HIGH - high, round(wide - 1, 1), high)
                boxes.append(Box(*box, shade, f"{names[n]} – {said}: {one[n]}"))
                words.append(Word(round(x + wide / 2, 1), HIGH - high - 4, str(one[n]), "middle"))
    return Chart(max(word.y for word in [*words, Word(0, HIGH, "")]) + 6, boxes, words, key, page)


def _names(names: Sequence[str], step: float) -> list[Word]:
    """Under the bars, in as many lines as they need; names of one word too wide for their place
    stand under each second bar, the last one's always."""
    said = [_lines(name, int(step // LETTER)) for name in names]
    one_word = all(len(lines) == 1 for lines in said)
    every = 2 if one_word and any(len(name) * LETTER > step for name in names) else 1
    return [
        Word(round(n * step + step / 2, 1), HIGH + FOOT - 6 + line * LINE, text, "middle")
        for n, lines in enumerate(said)
        if (len(names) - 1 - n) % every == 0
        for line, text in enumerate(lines)
    ]


def _lines(name: str, room: int) -> list[str]:
    """Broken between words, `room` letters a line where it can be."""
    return textwrap.wrap(name, max(room, 1), break_long_words=False) or [""]


def shortened(name: str, most: int) -> str:
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"
