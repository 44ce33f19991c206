"""A PDF as it is seen, its notes drawn in; of a page that this server set, its two fields apart."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pikepdf

from workflows.layout import Run
from workflows.layout.lines import Piece

MARK = "/CongSo"
"""Where a page of ours names its profile (`signing.profiles`)."""
_LATER = {
    "SoVB": Run("…", "Tinos-Regular", 13),
    "NgayVB": Run("ngày … tháng … năm …", "Tinos-Italic", 13, italic=True),
}
"""What stands there before the number is given (OUT-T12)."""
_DIGIT, _DROP = 6.5, 4
"""Points of a digit, and from a field's lower edge up to what is written in it (SIGNING §1)."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The file with its fields and signatures drawn into the pages, each by itself.

    `is_own`: the server set it, so Tinos counts (FMT-04), and number and date are `written` apart:
    PDFium misplaces the letters of such a field. A stranger who says so gains nothing else.
    """

    data: bytes
    is_own: bool
    written: tuple[Piece, ...]


def shown(data: bytes) -> Shown:
    """What one sees of a file that was judged before."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        info = pdf.trailer.get("/Info")
        is_own = isinstance(info, pikepdf.Dictionary) and MARK in info
        written = tuple(_written(pdf)) if is_own else ()
        flatten(pdf)
        out = io.BytesIO()
        pdf.save(out)
        return Shown(out.getvalue(), is_own, written)


def flatten(pdf: pikepdf.Pdf) -> None:
    """Draw notes and fields as they are seen into their pages; what is not seen goes."""
    pdf.flatten_annotations("screen")
    if "/AcroForm" in pdf.Root:
        del pdf.Root["/AcroForm"]
    for page in pdf.pages:
        if "/Annots" in page.obj:
            del page.obj["/Annots"]


def _written(pdf: pikepdf.Pdf) -> Iterator[Piece]:
    for n, page in enumerate(pdf.pages, start=1):
        notes = list(page.obj.get("/Annots", ()))
        mine = [note for note in notes if str(note.get("/T", "")) in _LATER]
        for note in mine:
            yield _piece(n, note, float(page.mediabox[3]))
        if mine:
            page.obj["/Annots"] = pikepdf.Array([note for note in notes if note not in mine])


def _piece(n: int, note: Any, height: float) -> Piece:
    """A number stands at the right end of its field, a date at the left one."""
    name, value = str(note["/T"]), str(note.get("/V", ""))
    left, bottom, right, _ = (float(corner) for corner in note["/Rect"])
    if name == "SoVB" and value:
        left = right - _DIGIT * len(value)
    run = replace(_LATER[name], text=value or _LATER[name].text)
    return Piece(n, run, left, right, height - bottom - _DROP)
