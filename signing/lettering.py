"""Number and date in the fields reserved for them, in one font for both."""

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
_LAYOUT = SimpleBoxLayoutRule(
    AxisAlignment.ALIGN_MIN,
    AxisAlignment.ALIGN_MIN,
    margins=Margins(left=0, right=0, top=0, bottom=4),  # room for g, y, q: else they are cut off
    inner_content_scaling=InnerScaling.NO_SCALING,
)


def write_fields(writer: BasePdfFileWriter, font: Path, texts: dict[str, str]) -> None:
    """Fill each empty text field, for ever: it becomes read-only.

    Composed letters (NFC), because the small font has no marks of its own to place.
    """
    lettering = TextBoxStyle(
        font=_OneFont(font), font_size=_SIZE, border_width=0, box_layout_rule=_LAYOUT
    )
    for field, text in texts.items():
        populate_static_text_field(writer, field, lettering, normalize("NFC", text))


class _OneFont(FontEngineFactory):
    """One subset of the font for all fields of one file."""

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
