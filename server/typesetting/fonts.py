"""Tinos, the metric twin of Times New Roman: registered once, measured from memory (FMT-04)."""

from functools import cache, lru_cache
from pathlib import Path

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

rl_config.useA85 = 0
"""A page travels as bytes: written as letters (ASCII85) it took a sixth longer to set."""

REGULAR = "Tinos-Regular"
BOLD = "Tinos-Bold"
ITALIC = "Tinos-Italic"
BOLD_ITALIC = "Tinos-BoldItalic"


@cache
def load(folder: Path) -> None:
    """Register the four faces; a process reads each file once, however many pages it sets.

    ReportLab keeps the first file of a face for the whole process, under whatever name another
    is registered later: who needs Tinos takes it from here, or pages change their bytes.
    """
    for face in (REGULAR, BOLD, ITALIC, BOLD_ITALIC):
        pdfmetrics.registerFont(TTFont(face, str(folder / f"{face}.ttf")))


@lru_cache(maxsize=1 << 16)
def width(text: str, font: str, size: float) -> float:
    """How long the text is, in points; words repeat, so most answers come from memory."""
    return pdfmetrics.stringWidth(text, font, size)
