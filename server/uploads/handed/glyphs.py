"""Letters of a PDF page with their face, size and place, gathered into pieces of one face."""

import math
import unicodedata
from collections.abc import Iterator
from ctypes import addressof, byref, c_double, c_int, c_uint, create_string_buffer

import pypdfium2
from pypdfium2 import raw

from workflows.layout import Run
from workflows.layout.lines import Piece

_HEAVY, _SLANTED, _INVISIBLE = 600, 64, 3


class Letters:
    """The text layer of one page; `is_hidden` where its letters are not drawn (a scan's OCR)."""

    def __init__(self, page: pypdfium2.PdfPage, number: int) -> None:
        self._layer, self._number = page.get_textpage(), number
        self._left, self._bottom, _, self._top = page.get_cropbox()
        self._faces: dict[int, Run] = {}
        self.is_hidden = False

    def pieces(self) -> Iterator[Piece]:
        """Stretches of one face without a gap, in the order of the page's own text."""
        held: Piece | None = None
        for one in self.singly():
            if held and _goes_on(held, one):
                run = _saying(held.run, held.run.text + one.run.text)
                held = Piece(held.page, run, held.x0, one.x1, held.y)
                continue
            if held:
                yield _whole(held)
            held = one
        if held:
            yield _whole(held)

    def singly(self) -> Iterator[Piece]:
        """Each letter by itself, in the same order."""
        for n in range(self._layer.count_chars()):
            one = self._letter(n)
            if one is not None:
                yield one

    def close(self) -> None:
        self._layer.close()

    def _letter(self, n: int) -> Piece | None:
        code = raw.FPDFText_GetUnicode(self._layer, n)
        letter = "-" if code in (2, 0xFFFE) else chr(code)
        if raw.FPDFText_IsGenerated(self._layer, n) == 1 or (code < 32 and letter != "-"):
            return None
        x, y, box = c_double(), c_double(), raw.FS_RECTF()
        raw.FPDFText_GetCharOrigin(self._layer, n, x, y)
        raw.FPDFText_GetLooseCharBox(self._layer, n, byref(box))
        left, right = x.value - self._left, max(box.right, x.value) - self._left
        return Piece(self._number, self._said(letter, n), left, right, self._top - y.value)

    def _said(self, letter: str, n: int) -> Run:
        return _saying(self._face(n), "\u0020" if letter == "\u00a0" else letter)

    def _face(self, n: int) -> Run:
        """Asked once for each text object: all its letters look the same."""
        thing = raw.FPDFText_GetTextObject(self._layer, n)
        key = addressof(thing.contents) if thing else -n
        if key not in self._faces:
            self._faces[key] = self._read_face(n)
            if thing and raw.FPDFTextObj_GetTextRenderMode(thing) == _INVISIBLE:
                self.is_hidden = True
        return self._faces[key]

    def _read_face(self, n: int) -> Run:
        name, flags = create_string_buffer(128), c_int()
        raw.FPDFText_GetFontInfo(self._layer, n, name, 128, flags)
        font = name.value.decode("utf-8", "replace").split("+")[-1]
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(self._layer, n, byref(matrix))
        size = raw.FPDFText_GetFontSize(self._layer, n) * (math.hypot(matrix.c, matrix.d) or 1)
        small = font.lower()
        heavy = "bold" in small or raw.FPDFText_GetFontWeight(self._layer, n) >= _HEAVY
        slanted = "italic" in small or "oblique" in small or bool(flags.value & _SLANTED)
        return Run("", _family(font), round(size, 2), heavy, slanted, self._colour(n))

    def _colour(self, n: int) -> str:
        parts = [c_uint() for _ in range(4)]
        raw.FPDFText_GetFillColor(self._layer, n, *parts)
        return colour_word(*(part.value for part in parts[:3]))


def colour_word(red: float, green: float, blue: float) -> str:
    """What an eye calls it; what is nearly black is black."""
    if max(red, green, blue) < 90:
        return "black"
    if red > 140 and max(green, blue) < 0.65 * red:
        return "red"
    return "blue" if blue > 100 and red < 0.75 * blue else "other"


def _family(font: str) -> str:
    """TimesNewRomanPS-BoldMT is Times New Roman; any other font keeps its name."""
    plain = font.replace(" ", "").lower()
    return "Times New Roman" if plain.startswith(("timesnewroman", "timesnewromanps")) else font


def _goes_on(held: Piece, one: Piece) -> bool:
    face = _saying(one.run, "") == _saying(held.run, "")
    gap = one.x0 - held.x1
    return face and abs(one.y - held.y) < 0.5 and -2 < gap < 0.18 * one.run.size


def _saying(run: Run, text: str) -> Run:
    return Run(text, run.font, run.size, run.bold, run.italic, run.colour)


def _whole(piece: Piece) -> Piece:
    """Without the characters that print nothing; what is decomposed stays so (FMT-06)."""
    text = "".join(c for c in piece.run.text if unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    return Piece(piece.page, _saying(piece.run, text), piece.x0, piece.x1, piece.y)
