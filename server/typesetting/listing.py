"""A list as Annex V of Decree 30 draws it, or a slip of Annex IV: head, title, words, a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from server.typesetting.books import wrapped
from server.typesetting.fonts import BOLD, ITALIC, REGULAR, load, width
from server.typesetting.head import named
from signing import Box

WIDE, HIGH = A4
LEFT, RIGHT, TOP, BOTTOM = 25 * mm, 15 * mm, 20 * mm, 20 * mm
ROOM = WIDE - LEFT - RIGHT
SIZE, LEADING = 13.0, 18.0
CELL, STEP, PAD = 11.0, 13.5, 3.0
SIGNED = 130
"""What must be free for those who sign; the last words go along, so that they never stand alone."""
INK = 110
"""How wide the place of a signature is, between who signs and his name."""

TALL = (HIGH - TOP - BOTTOM) / 2
"""What is higher is broken between two pages rather than moved."""
ACROSS = [LEFT, LEFT + ROOM]

Row = Sequence[str]
"""The cells of a line; one cell alone is a heading, written across."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What the sheet says. `place`: place and date above the right signer, empty where none is;
    `dated`: the same in the head. `parts`: paragraphs, each under a heading of its own. `signers`:
    as what, how and who; two in a row."""

    superior: str
    agency: str
    title: str
    under: tuple[str, ...]
    columns: tuple[str, ...] = ()
    shares: tuple[float, ...] = ()
    rows: tuple[Row, ...] = ()
    dated: str = ""
    opening: tuple[str, ...] = ()
    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    closing: tuple[str, ...] = ()
    place: str = ""
    signers: tuple[tuple[str, str, str], ...] = ()

    @property
    def edges(self) -> list[float]:
        edges = [LEFT]
        for share in self.shares:
            edges.append(edges[-1] + ROOM * share / sum(self.shares))
        return edges


def drawn(sheet: Listing, fonts: Path) -> tuple[bytes, list[Box]]:
    """The same list gives the same bytes, whoever asks for it and whenever; and where each of the
    signers signs."""
    load(fonts)
    made = BytesIO()
    page = Canvas(made, pagesize=A4, invariant=1)
    page.setTitle(sheet.title)
    pen = _Pen(page, sheet)
    pen.head()
    pen.paragraphs(sheet.opening, last=not (sheet.parts or sheet.columns or sheet.closing))
    for heading, texts in sheet.parts:
        pen.heading(heading)
        for text in texts:
            pen.paragraph(text)
    if sheet.columns:
        pen.table()
    pen.paragraphs(sheet.closing, last=True)
    pen.signers()
    pen.foot()
    page.save()
    return made.getvalue(), pen.places


def _broken(name: str, face: str) -> list[str]:
    """A name where a document's head breaks it: before its place."""
    lines = named(name, face, 12, ROOM * 0.4)
    return ["".join(run.text for run in line.runs) for line in lines if line.runs]


def _across(words: str) -> list[str]:
    return wrapped(words, ROOM - 2 * PAD, BOLD, CELL)


def _high(texts: Sequence[Sequence[str]]) -> float:
    """Of a line of the table with these in its cells."""
    return max(map(len, texts)) * STEP + 2 * PAD


class _Pen:
    """Where the next line goes, and on which page."""

    def __init__(self, page: Canvas, sheet: Listing) -> None:
        self.page, self.sheet, self.y, self.number = page, sheet, HIGH - TOP, 1
        self.places: list[Box] = []
        self.group = ""

    def head(self) -> None:
        """Whose it is at the left, in as many lines as its names need beside the other half."""
        left, right = LEFT + ROOM * 0.22, LEFT + ROOM * 0.7
        names = [
            (part, face)
            for text, face in ((self.sheet.superior, REGULAR), (self.sheet.agency, BOLD))
            for part in _broken(text.upper(), face)
        ]
        for n, (text, face) in enumerate(names):
            self._centred(left, self.y - 4 - n * 15, text, (face, 12))
        self._rule(left, self.y + 5 - len(names) * 15, 60)
        motto = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
        self._centred(right, self.y - 4, motto[0], (BOLD, 12))
        self._centred(right, self.y - 20, motto[1], (BOLD, 13))
        self._rule(right, self.y - 26, 150)
        self._centred(right, self.y - 48, self.sheet.dated, (ITALIC, 13))
        self.y -= 36 + max(len(names), 4 if self.sheet.dated else 2) * 15
        self._centred(LEFT + ROOM / 2, self.y, self.sheet.title.upper(), (BOLD, 14))
        for line in self.sheet.under:
            for part in wrapped(line, ROOM, BOLD, SIZE):
                self.y -= LEADING
                self._centred(LEFT + ROOM / 2, self.y, part, (BOLD, SIZE))
        self.y -= LEADING + 6

    def _centred(self, x: float, y: float, text: str, face: tuple[str, float]) -> None:
        self.page.setFont(*face)
        self.page.drawCentredString(x, y, text)

    def _rule(self, x: float, y: float, long: float) -> None:
        self.page.setLineWidth(0.6)
        self.page.line(x - long / 2, y, x + long / 2, y)

    def heading(self, text: str) -> None:
        """Never the last line of a page."""
        self._need(3 * LEADING)
        self.y -= LEADING / 3
        self.page.setFont(BOLD, SIZE)
        self.page.drawString(LEFT + 20, self.y, text)
        self.y -= LEADING

    def paragraphs(self, texts: Sequence[str], *, last: bool) -> None:
        """`last`: nothing but those who sign comes after them."""
        for n, text in enumerate(texts, start=1):
            signed = last and n == len(texts) and bool(self.sheet.signers)
            self.paragraph(text, below=SIGNED if signed else 0)

    def paragraph(self, text: str, below: float = 0) -> None:
        """Broken between its lines, but where something `below` must stand on its page."""
        lines = wrapped(text, ROOM - 20, REGULAR, SIZE)
        if below and len(lines) * LEADING + below < (HIGH - TOP - BOTTOM) / 2:
            self._need(len(lines) * LEADING + below)
        for n, line in enumerate(lines):
            self._need(LEADING)
            self.page.setFont(REGULAR, SIZE)
            self.page.drawString(LEFT if n else LEFT + 20, self.y, line)
            self.y -= LEADING

    def table(self) -> None:
        self.y += LEADING - 6
        self._columns()
        rows = self.sheet.rows
        for n, cells in enumerate(rows, start=1):
            if len(cells) == 1:
                self._group(cells[0], rows[n] if n < len(rows) else ())
            else:
                self._line(self._texts(cells))
        self.y -= LEADING

    def _columns(self) -> None:
        names = self._texts(self.sheet.columns, BOLD)
        self._cells(names, BOLD, centred=True)
        numbers = [[f"({n})"] for n in range(1, len(self.sheet.columns) + 1)]
        self._cells(numbers, REGULAR, centred=True)

    def _group(self, words: str, first: Row) -> None:
        """A heading across; never the last line of a page: what it is over begins beneath it."""
        self.group = ""
        below = _high(self._texts(first)) if len(first) > 1 else 0
        if self.y - _high([_across(words)]) - min(below, TALL) < BOTTOM:
            self._next_page()
        self._cells([_across(words)], BOLD, edges=ACROSS)
        self.group = words

    def _line(self, texts: list[list[str]]) -> None:
        """Whole on one page; one of half a page goes on at the head of the next."""
        if self.y - _high(texts) < BOTTOM and _high(texts) <= TALL:
            self._next_page()
        while self.y - _high(texts) < BOTTOM:
            free = max(int((self.y - BOTTOM - 2 * PAD) // STEP), 0)
            if free:
                self._cells([lines[:free] for lines in texts], REGULAR)
            texts = [lines[free:] for lines in texts]
            self._next_page()
        self._cells(texts, REGULAR)

    def _next_page(self) -> None:
        """What the columns are, and under which heading one is, stands there again."""
        self._turn()
        self._columns()
        if self.group:
            self._cells([_across(f"{self.group} (tiếp)")], BOLD, edges=ACROSS)

    def _texts(self, cells: Row, font: str = REGULAR) -> list[list[str]]:
        edges = self.sheet.edges
        room = [b - a - 2 * PAD for a, b in zip(edges, edges[1:], strict=False)]
        return [wrapped(text, wide, font, CELL) for text, wide in zip(cells, room, strict=True)]

    def _cells(
        self,
        texts: list[list[str]],
        font: str,
        *,
        centred: bool = False,
        edges: list[float] | None = None,
    ) -> None:
        edges = edges or self.sheet.edges
        high = _high(texts)
        self.page.setFont(font, CELL)
        self.page.setLineWidth(0.5)
        for text, left, right in zip(texts, edges, edges[1:], strict=False):
            self.page.rect(left, self.y - high, right - left, high)
            for n, words in enumerate(text, start=1):
                free = right - left - 2 * PAD - width(words, font, CELL)
                x = left + PAD + (free / 2 if centred else 0)
                self.page.drawString(x, self.y - PAD - n * STEP + 3, words)
        self.y -= high

    def signers(self) -> None:
        """Two in a row; one alone signs at the right."""
        signers = self.sheet.signers
        for n in range(0, len(signers), 2):
            self._need(SIGNED)
            if n == 0 and self.sheet.place:
                self._centred(LEFT + ROOM * 0.75, self.y, self.sheet.place, (ITALIC, SIZE))
                self.y -= LEADING
            row = signers[n : n + 2]
            for x, signer in zip((0.25, 0.75)[-len(row) :], row, strict=True):
                self._signer(LEFT + ROOM * x, *signer)
            self.y -= SIGNED

    def _signer(self, x: float, title: str, how: str, name: str) -> None:
        """What takes two lines, a long post or name, leaves the hand less room, not the page."""
        foot, top = self.y - SIGNED + 2 * LEADING, self.y
        for part in wrapped(title.upper(), ROOM / 2 - PAD, BOLD, SIZE):
            self._centred(x, top, part, (BOLD, SIZE))
            top -= LEADING
        self._centred(x, top, how, (ITALIC, 11))
        for n, part in enumerate(wrapped(name, ROOM / 2 - PAD, BOLD, SIZE)):
            self._centred(x, foot - n * (SIZE + 1), part, (BOLD, SIZE))
        top -= 4
        self.places.append(Box(self.number - 1, x - INK / 2, foot + SIZE, x + INK / 2, top))

    def _need(self, high: float) -> None:
        if self.y - high < BOTTOM:
            self._turn()

    def _turn(self) -> None:
        self.foot()
        self.page.showPage()
        self.number, self.y = self.number + 1, HIGH - TOP

    def foot(self) -> None:
        """Pages are numbered from the second on, as those of every document."""
        if self.number > 1:
            self._centred(WIDE / 2, HIGH - 12 * mm, str(self.number), (REGULAR, SIZE))
