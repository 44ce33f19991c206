"""Follows the pen over a page's text: where each letter of it is drawn, and how far it moves on."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf

Matrix = tuple[float, float, float, float, float, float]
PLAIN: Matrix = (1, 0, 0, 1, 0, 0)
HIDDEN = (3, 7)
"""Ways of drawing text that leave nothing to be seen."""
SHOWS = ("Tj", "TJ", "'", '"')


class Unclear(Exception):
    """Something on the page that this room does not follow: it will be a picture instead."""


def times(one: Matrix, other: Matrix) -> Matrix:
    """First `one`, then `other`."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t,
            e * q + f * s + u)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Face:
    """A font as text is laid out with it: bytes of a letter, widths in parts of its size."""

    bytes_each: int
    widths: dict[int, float]
    usual: float
    is_embedded: bool

    def letters(self, said: bytes) -> Iterator[tuple[bytes, float]]:
        for at in range(0, len(said), self.bytes_each):
            code = said[at : at + self.bytes_each]
            yield code, self.widths.get(int.from_bytes(code), self.usual) / 1000


def face_of(font: Any) -> Face:
    """What the dictionary of a font says; Unclear for what is no plain font of an office."""
    kind = str(font.get("/Subtype"))
    if kind == "/Type0":
        if str(font.get("/Encoding")) != "/Identity-H":
            raise Unclear("an encoding of another writing")
        inner = font["/DescendantFonts"][0]
        usual = float(inner.get("/DW", 1000))
        return Face(2, _wide(inner.get("/W", ())), usual, _is_embedded(inner))
    if kind not in ("/TrueType", "/Type1", "/MMType1") or "/Widths" not in font:
        return Face(1, {}, 0, kind != "/Type3" and _is_embedded(font))
    first = int(font.get("/FirstChar", 0))
    widths = {first + n: float(one) for n, one in enumerate(font["/Widths"])}
    return Face(1, widths, 0, _is_embedded(font))


def _is_embedded(font: Any) -> bool:
    described = font.get("/FontDescriptor", {})
    return any(key in described for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def _wide(said: Any) -> dict[int, float]:
    """`/W`: `first [w w w]` or `first last w`, as often as it likes."""
    widths: dict[int, float] = {}
    rest = list(said)
    while len(rest) > 1:
        first, then = int(rest[0]), rest[1]
        if isinstance(then, pikepdf.Array):
            widths |= {first + n: float(one) for n, one in enumerate(then)}
            rest = rest[2:]
        else:
            widths |= dict.fromkeys(range(first, min(int(then), 65535) + 1), float(rest[2]))
            rest = rest[3:]
    return widths


@dataclass(slots=True)
class Hand:
    """How text is written at this moment; a `q` keeps it, a `Q` brings it back."""

    matrix: Matrix = PLAIN
    face: str = ""
    size: float = 0
    spread: float = 0
    word: float = 0
    across: float = 1
    leading: float = 0
    rise: float = 0
    way: int = 0


@dataclass(slots=True)
class Pen:
    """One page's pen; `faces` by their names in its resources."""

    faces: dict[str, Face]
    hand: Hand = field(default_factory=Hand)
    kept: list[Hand] = field(default_factory=list)
    line: Matrix = PLAIN
    at: Matrix = PLAIN

    def follow(self, operator: str, said: list[Any]) -> None:
        """Any operator but those that show text."""
        if operator in ("q", "Q"):
            self._keep(operator)
        elif operator == "cm":
            self.hand.matrix = times(_matrix(said), self.hand.matrix)
        elif operator == "BT":
            self.line = self.at = PLAIN
        elif operator == "Tm":
            self.line = self.at = _matrix(said)
        elif operator in ("Td", "TD", "T*"):
            self._move(operator, said)
        else:
            self._dress(operator, said)

    def _keep(self, operator: str) -> None:
        if operator == "q":
            self.kept.append(replace(self.hand))
        else:
            self.hand = self.kept.pop()

    def show(self, codes: bytes) -> Iterator[tuple[bytes, tuple[float, float], float]]:
        """(letter, where its middle is on the page, by how much of a size the pen moves on)."""
        for letter, width in self.face.letters(codes):
            step = width + self._apart(letter)
            middle = self._point(width / 2)
            self.move(step)
            yield letter, middle, step

    @property
    def face(self) -> Face:
        if self.hand.face not in self.faces or not self.hand.size:
            raise Unclear("text without a font")
        return self.faces[self.hand.face]

    def move(self, sizes: float) -> None:
        """On along the line by so many sizes of the font."""
        across = sizes * self.hand.size * self.hand.across
        self.at = times((1, 0, 0, 1, across, 0), self.at)

    def _apart(self, letter: bytes) -> float:
        word = self.hand.word if letter == b" " else 0
        return (self.hand.spread + word) / self.hand.size

    def _point(self, sizes: float) -> tuple[float, float]:
        x = sizes * self.hand.size * self.hand.across
        placed = times((1, 0, 0, 1, x, self.hand.rise), times(self.at, self.hand.matrix))
        return placed[4], placed[5]

    def _move(self, operator: str, said: list[Any]) -> None:
        if operator == "TD":
            self.hand.leading = -float(said[1])
        x, y = (0.0, -self.hand.leading) if operator == "T*" else (float(said[0]), float(said[1]))
        self.line = self.at = times((1, 0, 0, 1, x, y), self.line)

    def _dress(self, operator: str, said: list[Any]) -> None:
        if operator == "Tf":
            self.hand.face, self.hand.size = str(said[0]), float(said[1])
        elif operator == "Tz":
            self.hand.across = float(said[0]) / 100
        elif operator == "Tr":
            self.hand.way = int(said[0])
        elif operator in _PLAIN:
            setattr(self.hand, _PLAIN[operator], float(said[0]))


_PLAIN = {"Tc": "spread", "Tw": "word", "TL": "leading", "Ts": "rise"}


def _matrix(said: list[Any]) -> Matrix:
    a, b, c, d, e, f = (float(one) for one in said)
    return a, b, c, d, e, f
