"""A page with number, date and "(Đã ký)" in their places, where no key writes them: a copy's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from server.typesetting.fonts import ITALIC, REGULAR, width
from server.typesetting.paging import Leaf
from server.typesetting.rows import Row, Spot, Text

SIGNED = "(Đã ký)"
"""In the place of the signature: who signed the paper signed no copy of it."""
_SIZE, _DROP = 13, 4
"""As number and date are written into their fields (SIGNING §1): points, and those under a line."""


@dataclass(frozen=True, slots=True)
class Ink:
    """What a paper was given when it was issued, as it is printed."""

    number: str
    date: str


def inked(leaves: Sequence[Leaf], ink: Ink) -> list[Leaf]:
    """The same leaves with words where places were kept free."""
    return [(n, [(y, _written(row, ink)) for y, row in page]) for n, page in leaves]


def _written(row: Row, ink: Ink) -> Row:
    return replace(row, marks=(*row.marks, *_words(row, ink))) if row.spots else row


def _words(row: Row, ink: Ink) -> Iterator[Text]:
    """The number ends at its "/", the date begins after the place, the ink lies in the middle."""
    for spot in row.spots:
        if spot.name == "number":
            yield _text(spot, ink.number, REGULAR, 1.0)
        elif spot.name == "date":
            yield _text(spot, ink.date, ITALIC, 0.0)
        elif spot.name.startswith("person"):
            yield _text(spot, SIGNED, ITALIC, 0.5, spot.height / 2)


def _text(spot: Spot, words: str, face: str, aside: float, under: float = _DROP) -> Text:
    """`aside`: the part of the free room that lies left of the words."""
    x = spot.x + (spot.width - width(words, face, _SIZE)) * aside
    return Text(x, spot.y - under, words, face, _SIZE)
