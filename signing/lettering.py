"""Number and date in the fields reserved for them: the number upright, the date italic (FMT-14, 15)."""

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

from pyhanko.pdf_utils.font.api import FontEngineFactory
from pyhanko.pdf_utils.font.opentype import GlyphAccumulator
from pyhanko.pdf_utils.form_tools import populate_static_text_field
from pyhanko.pdf_utils.layout import AxisAlignment, InnerScaling, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.text import TextBoxStyle
from pyhanko.pdf_utils.writer import BasePdfFileWriter

_SIZE = 13


@dataclass(frozen=True, slots=True)
class Lettering:
    """What is written in a field, in which font, and at which end of it.

    A number stands at the right end, close to the "/" that is printed after it.
    """

    text: str
    font: Path
    at_right: bool = False


def write_fields(writer: BasePdfFileWriter, fields: dict[str, Lettering]) -> None:
    """Fill each empty text field, for ever: it becomes read-only.

    Composed letters (NFC), because the small font has no marks of its own to place.
    """
    for field, one in fields.items():
        style = TextBoxStyle(
            font=_OneFont(one.font),
            font_size=_SIZE,
            border_width=0,
            box_layout_rule=_layout(one.at_right),
        )
        populate_static_text_field(writer, field, style, normalize("NFC", one.text))


def _layout(at_right: bool) -> SimpleBoxLayoutRule:
    return SimpleBoxLayoutRule(
        AxisAlignment.ALIGN_MAX if at_right else AxisAlignment.ALIGN_MIN,
        AxisAlignment.ALIGN_MIN,
        margins=Margins(left=0, right=0, top=0, bottom=4),  # room for g, y, q: else cut off
        inner_content_scaling=InnerScaling.NO_SCALING,
    )


class _OneFont(FontEngineFactory):
    """The subset of a font for one field."""

    def __init__(self, font: Path) -> None:
        self.font = font
        self.engine: GlyphAccumulator | None = None

    def create_font_engine(
        self,
        writer: BasePdfFileWriter,
        obj_stream: object = None,  # noqa: ARG002
    ) -> GlyphAccumulator:
        if self.engine is None:
            self.engine = GlyphAccumulator(writer, BytesIO(_read(self.font)), font_size=_SIZE)
        return self.engine


@lru_cache(maxsize=4)
def _read(font: Path) -> bytes:
    return font.read_bytes()
