"""What a page is, without a word of the program that made it: every rule of layout reads this."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points, counted from the upper left corner of the page."""


class Knows(StrEnum):
    """What a reader can tell of a page; a rule that needs more is not checkable on it."""

    PAPER = "paper"
    MARGINS = "margins"
    WORDS = "words"
    WHOLE = "whole"
    FACES = "faces"
    PLACES = "places"
    NUMBERS = "numbers"
    IMAGES = "images"


@dataclass(frozen=True, slots=True)
class Place:
    """Where on the paper: page and box, or a paragraph; `field` and `n` where it was typed."""

    words: str = ""
    page: int = 0
    box: Box | None = None
    field: str = ""
    n: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one face."""

    text: str
    font: str = "Times New Roman"
    size: float = 14
    bold: bool = False
    italic: bool = False
    colour: str = "black"


@dataclass(frozen=True, slots=True)
class Frame:
    """A border around a block, its outer size in millimetres."""

    width: float
    height: float
    colour: str = "red"


@dataclass(frozen=True)
class Block:
    """A line of the head or the foot, a paragraph of the text.

    `column`: `left` or `right` in head and foot. `rule`: the line drawn under it as a part of its
    own length, 0 for none. `indent` of the first line is in millimetres, `gap` above in points,
    `leading` in lines. None: the reader cannot tell. `role`: which element it is, where known.
    """

    runs: tuple[Run, ...]
    place: Place = Place()
    align: str = ""
    column: str = ""
    indent: float | None = None
    gap: float | None = None
    leading: float | None = None
    rule: float | None = None
    frame: Frame | None = None
    role: str = ""

    @cached_property
    def text(self) -> str:
        """Fifty rules ask for it of every line."""
        return "".join(run.text for run in self.runs).strip()

    @property
    def size(self) -> float:
        """The size that most letters have."""
        sizes: Counter[float] = Counter()
        for run in self.runs:
            sizes[run.size] += len(run.text.strip())
        return max(sizes, key=sizes.__getitem__, default=0)

    @property
    def bold(self) -> bool:
        return all(run.bold for run in self.runs if run.text.strip())

    @property
    def italic(self) -> bool:
        return all(run.italic for run in self.runs if run.text.strip())

    @property
    def is_upper(self) -> bool:
        return self.text == self.text.upper() and self.text != self.text.lower()


@dataclass(frozen=True, slots=True)
class PageNumber:
    """What is shown as the number of a page, and where."""

    text: str
    size: float
    italic: bool
    centred: bool
    on_top: bool
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page: its size and margins (top, bottom, left, right) in millimetres, its number."""

    width: float = 210
    height: float = 297
    margins: tuple[float, float, float, float] | None = None
    has_table: bool = False
    number: PageNumber | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """An image on the page: `blue`, `red` or another colour, see-through or not."""

    page: int
    box: Box
    colour: str
    transparent: bool


@dataclass(frozen=True, slots=True)
class Described:
    """The whole paper. `own`: set by this server, whose Tinos counts as Times New Roman. `signers`:
    who signs by the office's own directory, so that nothing before their names is an address."""

    leaves: tuple[Leaf, ...]
    blocks: tuple[Block, ...]
    knows: frozenset[Knows]
    pictures: tuple[Picture, ...] = ()
    doc_type: str = ""
    own: bool = False
    electronic: bool = True
    signers: frozenset[str] = frozenset()
