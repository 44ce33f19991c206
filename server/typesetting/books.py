"""A register as the decree draws it: a cover, and leaves on their side (Decree 30, Annex IV)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from server.typesetting.fonts import BOLD, ITALIC, REGULAR, load, width
from server.typesetting.sheet import clean
from workflows.lines import struck_in

WIDE, HIGH = landscape(A4)
LEFT, RIGHT, TOP, BOTTOM = 20 * mm, 12 * mm, 15 * mm, 14 * mm
SIZE, LEADING, PAD = 9.0, 11.0, 3.0
HEAD = 8.5

NONE = "Không có dòng nào."
_USUAL = re.compile(r"[\x20-\x7e\u00c0-\u024f\u1ea0-\u1ef9\u2013-\u2026·]*")
"""What nearly every cell is made of; a book has a million."""
MOST = 30
"""Lines of words that a leaf holds, whatever its columns are called."""
Texts = list[list[str]]
Struck = list[list[tuple[str, bool]]]
Line = tuple[Sequence[str | int], bool]
"""The cells of a line, and whether its number was voided: struck through, never left out. A figure
is a number, so that a workbook adds it up and paper sets it to the right."""


@dataclass(frozen=True, slots=True)
class Register:
    """What a book says of itself: whose it is, of which year, its columns and their shares.

    A list that becomes a workbook is of no year. `counted`: what its lines are, where each leaf
    says how many it has (RP-01). `figures`: of a report, all columns but the first are figures,
    shares and times too; `summed`: its last line is their sum.
    """

    title: str
    agency: str
    superior: str
    year: int | None
    span: str
    columns: tuple[str, ...]
    shares: tuple[float, ...]
    counted: str = ""
    figures: bool = False
    summed: bool = False

    @property
    def name(self) -> str:
        return f"{self.title} năm {self.year}" if self.year else self.title

    @property
    def edges(self) -> list[float]:
        """Where the columns begin, and where the last one ends."""
        room, whole = WIDE - LEFT - RIGHT, sum(self.shares)
        edges = [LEFT]
        for share in self.shares:
            edges.append(edges[-1] + room * share / whole)
        return edges


def cover(book: Register, fonts: Path) -> bytes:
    """Bìa: the agency, the name of the book, its year, from which number to which."""
    load(fonts)
    made = BytesIO()
    page = _canvas(made, book)
    middle = WIDE / 2
    title = wrapped(book.title.upper(), WIDE - LEFT - RIGHT, BOLD, 28)
    span = wrapped(book.span, WIDE - LEFT - RIGHT, REGULAR, 14)
    lines = [
        (book.superior.upper(), REGULAR, 13, 60),
        (book.agency.upper(), BOLD, 13, 78),
        *((text, BOLD, 28, 210 + 34 * (n - len(title))) for n, text in enumerate(title, start=1)),
        (f"Năm: {book.year}", BOLD, 16, 250),
        *((text, REGULAR, 14, 285 + 18 * n) for n, text in enumerate(span)),
    ]
    for text, font, size, down in lines:
        page.setFont(font, size)
        page.drawCentredString(middle, HIGH - TOP - down, text)
    page.setFont(REGULAR, 14)
    page.drawString(LEFT + 40, HIGH - TOP - 340, "Quyển số:")
    page.drawString(LEFT + 40, HIGH - TOP - 365, "Khóa sổ:")
    page.setFont(BOLD, 13)
    page.drawCentredString(middle + 230, HIGH - TOP - 340, "NGƯỜI ĐỨNG ĐẦU CƠ QUAN")
    page.save()
    return made.getvalue()


def leaves(book: Register, lines: Sequence[Line], first: int, fonts: Path) -> tuple[bytes, int]:
    """Some of the leaves, from page `first` on, and how many there are: a long book has parts."""
    load(fonts)
    made = BytesIO()
    page, number, y = _canvas(made, book), first, 0.0
    here: list[bool] = []
    if not lines:
        _none(page, _head(page, book, first))
    for n, (cells, voided) in enumerate(lines, start=1):
        font = BOLD if book.summed and n == len(lines) else REGULAR
        for at, (wrapped, notes) in enumerate(_parts(cells, _texts(book, cells, font, SIZE))):
            height = max(map(len, wrapped)) * LEADING + 2 * PAD
            if not y or y - height < BOTTOM + LEADING:
                if y:
                    _total(page, book, here)
                    page.showPage()
                    number += 1
                y, here = _head(page, book, number), []
            _row(page, book, (y, height), (wrapped, voided), (font, _figures(book, cells)))
            _strike(page, book.edges[-2] + PAD, y - PAD, notes)
            y -= height
            here += [voided] if at == 0 else []
    _total(page, book, here)
    page.save()
    return made.getvalue(), number - first + 1


def _none(page: Canvas, y: float) -> None:
    """A leaf without a line says that this is all, or it might be taken for one that was lost."""
    page.setFont(ITALIC, SIZE)
    page.drawString(LEFT + PAD, y - LEADING, NONE)


def _parts(cells: Sequence[str | int], texts: list[list[str]]) -> Iterator[tuple[Texts, Struck]]:
    """A line whole, or, where it is higher than a leaf, as many of its lines as one holds: nothing
    of it is cut off."""
    notes = struck_in(_seen(str(cells[-1])), texts[-1])
    for at in range(0, max(1, *map(len, texts)), MOST):
        yield [lines[at : at + MOST] for lines in texts], notes[at : at + MOST]


def _canvas(made: BytesIO, book: Register) -> Canvas:
    page = Canvas(made, pagesize=(WIDE, HIGH), invariant=1)
    page.setTitle(book.name)
    return page


def _total(page: Canvas, book: Register, voided: Sequence[bool]) -> None:
    """At the foot of a leaf: how many lines it has, and how many of them are voided numbers."""
    if not (book.counted and voided):
        return
    struck = f", trong đó {sum(voided)} số đã hủy" if any(voided) else ""
    page.setFont(ITALIC, SIZE)
    page.drawString(LEFT, BOTTOM, f"Cộng trang này: {len(voided)} {book.counted}{struck}")


def _figures(book: Register, cells: Sequence[str | int]) -> set[int]:
    if book.figures:
        return set(range(1, len(cells)))
    return {n for n, cell in enumerate(cells) if isinstance(cell, int)}


def _texts(book: Register, cells: Sequence[str | int], font: str, size: float) -> list[list[str]]:
    """Each cell in lines that fit its column."""
    edges = book.edges
    room = [right - left - 2 * PAD for left, right in zip(edges, edges[1:], strict=False)]
    return [wrapped(str(text), wide, font, size) for text, wide in zip(cells, room, strict=True)]


def _head(page: Canvas, book: Register, number: int) -> float:
    """The page's number, the columns and their numbers; where the first line begins."""
    page.setFont(ITALIC, SIZE)
    page.drawString(LEFT, HIGH - TOP, f"{book.agency} · {book.title} {book.year}")
    page.setFont(REGULAR, SIZE)
    page.drawRightString(WIDE - RIGHT, HIGH - TOP, f"Trang {number}")
    names = _texts(book, book.columns, BOLD, HEAD)
    y, height = HIGH - TOP - 6, max(map(len, names)) * LEADING + 2 * PAD
    _cells(page, book, (y, height), names, BOLD)
    y -= height
    _cells(page, book, (y, LEADING + PAD), [[f"({n})"] for n in range(1, len(names) + 1)], REGULAR)
    return y - LEADING - PAD


def _cells(
    page: Canvas, book: Register, at: tuple[float, float], texts: list[list[str]], font: str
) -> None:
    y, height = at
    page.setFont(font, HEAD)
    for text, left, right in zip(texts, book.edges, book.edges[1:], strict=False):
        page.rect(left, y - height, right - left, height)
        for n, line in enumerate(text, start=1):
            page.drawCentredString((left + right) / 2, y - PAD - n * LEADING + 3, line)


def _row(
    page: Canvas,
    book: Register,
    at: tuple[float, float],
    line: tuple[list[list[str]], bool],
    look: tuple[str, set[int]],
) -> None:
    (y, height), (texts, voided), (font, figures) = at, line, look
    page.setFont(font, SIZE)
    page.setLineWidth(0.5)
    for at_column, text in enumerate(texts):
        left, right = book.edges[at_column : at_column + 2]
        page.rect(left, y - height, right - left, height)
        for n, words in enumerate(text, start=1):
            base, wide = y - PAD - n * LEADING + 3, width(words, font, SIZE)
            begin = right - PAD - wide if at_column in figures else left + PAD
            page.drawString(begin, base, words)
            if voided and words and right != book.edges[-1]:  # why it was voided stays plain
                page.line(begin, base + 2.5, begin + wide, base + 2.5)


def _strike(page: Canvas, left: float, top: float, lines: list[list[tuple[str, bool]]]) -> None:
    """Through what a line said before it was corrected."""
    for n, pieces in enumerate(lines, start=1):
        at, base = left, top - n * LEADING + 3
        for words, old in pieces:
            end = at + width(words, REGULAR, SIZE)
            if old:
                page.line(at, base + 2.5, end, base + 2.5)
            at = end


def wrapped(text: str, wide: float, font: str, size: float) -> list[str]:
    """Lines that fit; a word longer than its column is cut, never lost, a code at a sign."""
    lines = [""]
    for word in _seen(text).split():
        for part in _cut(word, wide, font, size):
            longer = f"{lines[-1]} {part}".strip()
            if width(longer, font, size) <= wide:
                lines[-1] = longer
            else:
                lines.append(part)
    return [one for one in lines if one] or [""]


def _seen(text: str) -> str:
    """Letters that nobody sees, copied along from a page or a chat, stood as boxes in a list."""
    return text if _USUAL.fullmatch(text) else clean(text)


def _cut(word: str, wide: float, font: str, size: float) -> Iterator[str]:
    part = ""
    for letter in word:
        if part and width(part + letter, font, size) > wide:
            at = max(map(part.rfind, "-/.")) + 1 or len(part)
            yield part[:at]
            part = part[at:]
        part += letter
    yield part
