"""Looking at a finished page: words with their face, size and place, lines and fills."""

from ctypes import c_double, c_int, c_uint, create_string_buffer
from dataclasses import dataclass
from functools import lru_cache

import pypdfium2 as pdfium
from pypdfium2 import raw

MM = 72 / 25.4


@dataclass(frozen=True)
class Seen:
    """A stretch of text in one face on one baseline."""

    page: int
    text: str
    font: str
    size: float
    x0: float
    x1: float
    y: float

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True)
class Drawn:
    """A line, a frame or a filled square."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    colour: tuple[int, int, int]

    @property
    def length(self) -> float:
        return self.x1 - self.x0


@dataclass(frozen=True)
class Look:
    """All that is to be seen in a PDF."""

    sizes: tuple[tuple[float, float], ...]
    texts: tuple[Seen, ...]
    shapes: tuple[Drawn, ...]

    def find(self, words: str) -> Seen:
        """The first stretch that contains the words."""
        found = [seen for seen in self.texts if words in seen.text]
        assert found, f"not on the page: {words}\n" + "\n".join(seen.text for seen in self.texts)
        return found[0]

    def lines(self, page: int) -> dict[float, list[Seen]]:
        """The stretches of a page by baseline, from the top."""
        rows: dict[float, list[Seen]] = {}
        for seen in sorted(self.texts, key=lambda seen: (-seen.y, seen.x0)):
            if seen.page == page:
                rows.setdefault(round(seen.y, 1), []).append(seen)
        return rows

    def rule_under(self, seen: Seen) -> Drawn:
        """The first line below the words that runs under their middle."""
        below = [
            shape
            for shape in self.shapes
            if shape.page == seen.page
            and shape.y1 < seen.y
            and shape.y1 - shape.y0 < 2
            and shape.x0 < seen.middle < shape.x1
        ]
        return max(below, key=lambda shape: shape.y1)


@lru_cache(maxsize=64)
def look(pdf: bytes) -> Look:
    """Read the page as any viewer would."""
    document = pdfium.PdfDocument(pdf)
    pages = [document[n] for n in range(len(document))]
    found = Look(
        tuple(page.get_size() for page in pages),
        tuple(seen for n, page in enumerate(pages) for seen in _texts(n, page)),
        tuple(shape for n, page in enumerate(pages) for shape in _shapes(n, page)),
    )
    document.close()
    return found


def _texts(number: int, page: pdfium.PdfPage) -> list[Seen]:
    layer = page.get_textpage()
    held: list[Seen] = []
    for n in range(layer.count_chars()):
        if raw.FPDFText_IsGenerated(layer, n):
            continue
        seen = _char(number, layer, n)
        last = held[-1] if held else seen
        joins = (last.font, last.size, last.y) == (seen.font, seen.size, seen.y)
        if held and joins and -5 < seen.x0 - last.x1 < last.size:
            held[-1] = Seen(
                number, last.text + seen.text, last.font, last.size, last.x0, seen.x1, last.y
            )
        else:
            held.append(seen)
    return [seen for seen in held if seen.text.strip()]


def _char(number: int, layer: pdfium.PdfTextPage, n: int) -> Seen:
    name, flags = create_string_buffer(128), c_int()
    raw.FPDFText_GetFontInfo(layer, n, name, 128, flags)
    x, y = c_double(), c_double()
    raw.FPDFText_GetCharOrigin(layer, n, x, y)
    _, _, right, _ = layer.get_charbox(n, loose=True)
    return Seen(
        number,
        chr(raw.FPDFText_GetUnicode(layer, n)),
        name.value.decode().split("+")[-1],
        round(raw.FPDFText_GetFontSize(layer, n), 2),
        round(x.value, 2),
        round(right, 2),
        round(y.value, 2),
    )


def _shapes(number: int, page: pdfium.PdfPage) -> list[Drawn]:
    return [
        Drawn(number, *shape.get_bounds(), _stroke(shape))
        for shape in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])
    ]


def _stroke(shape: pdfium.PdfObject) -> tuple[int, int, int]:
    parts = [c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetStrokeColor(shape, *parts)
    return (parts[0].value, parts[1].value, parts[2].value)
