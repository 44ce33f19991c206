"""Number and date in their fields: the number upright, the date italic (FMT-14, FMT-15)."""

import importlib
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.font.api import FontEngine, FontEngineFactory
from pyhanko.pdf_utils.form_tools import populate_static_text_field
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.layout import AxisAlignment, InnerScaling, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.text import TextBoxStyle
from pyhanko.pdf_utils.writer import BasePdfFileWriter

FONT_ENGINE = "pyhanko.pdf_utils.font.opentype"
"""Read in by whoever letters a field, the pool's children: it and the font tools behind it are
eleven megabytes that no page needs."""

_SIZE = 13


@dataclass(frozen=True, slots=True)
class Lettering:
    """What is written in a field, in which font, and at which end of it.

    A number stands at the right end, close to the "/" that is printed after it. Sizes in points.
    """

    text: str
    font: Path
    at_right: bool = False
    size: int = _SIZE


def write_fields(writer: BasePdfFileWriter, fields: dict[str, Lettering]) -> None:
    """Fill each empty text field, for ever: it becomes read-only.

    Composed letters (NFC), because the small font has no marks of its own to place.
    """
    for field, one in fields.items():
        style = TextBoxStyle(
            font=_OneFont(one.font, one.size),
            font_size=one.size,
            border_width=0,
            box_layout_rule=_layout(one.at_right),
        )
        populate_static_text_field(writer, field, style, normalize("NFC", one.text))
        _turn_upright(writer, field)


def named_fields(writer: BasePdfFileWriter) -> set[str]:
    """What the fields of the form are called."""
    return {str(one.get_object()["/T"]) for one in writer.root["/AcroForm"]["/Fields"]}


def _turn_upright(writer: BasePdfFileWriter, field: str) -> None:
    """pyHanko names the look's box from its upper corner; PDF.js and PDFium misplace it then."""
    look = _field(writer, field)["/AP"]["/N"]
    x0, y0, x1, y1 = (float(corner) for corner in look["/BBox"])
    corners = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    look[pdf_name("/BBox")] = generic.ArrayObject(map(generic.FloatObject, corners))


def _field(writer: BasePdfFileWriter, name: str) -> generic.DictionaryObject:
    """The text field of this name, which stands at the top of the form."""
    fields = [one.get_object() for one in writer.root["/AcroForm"]["/Fields"]]
    found: generic.DictionaryObject = next(one for one in fields if str(one["/T"]) == name)
    return found


def _layout(at_right: bool) -> SimpleBoxLayoutRule:
    return SimpleBoxLayoutRule(
        AxisAlignment.ALIGN_MAX if at_right else AxisAlignment.ALIGN_MIN,
        AxisAlignment.ALIGN_MIN,
        margins=Margins(left=0, right=0, top=0, bottom=4),  # room for g, y, q: else cut off
        inner_content_scaling=InnerScaling.NO_SCALING,
    )


class _OneFont(FontEngineFactory):
    """The subset of a font for one field."""

    def __init__(self, font: Path, size: int) -> None:
        self.font, self.size = font, size
        self.engine: FontEngine | None = None

    def create_font_engine(
        self,
        writer: BasePdfFileWriter,
        obj_stream: object = None,  # noqa: ARG002
    ) -> FontEngine:
        if self.engine is None:
            engine = importlib.import_module(FONT_ENGINE).GlyphAccumulator
            self.engine = engine(writer, BytesIO(_read(self.font)), font_size=self.size)
        return self.engine


@lru_cache(maxsize=4)
def _read(font: Path) -> bytes:
    return font.read_bytes()
