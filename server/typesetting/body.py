"""The text from its first line to `./.`: paragraphs and tables in the order they were typed."""

import re
from collections.abc import Sequence
from itertools import groupby

from server.typesetting.fonts import BOLD
from server.typesetting.grids import set_table
from server.typesetting.lines import Run, bind, break_lines
from server.typesetting.rows import LEADING, RIGHT, RISE, WIDTH, Row, spelled
from server.typesetting.structure import END, GAP, Paragraph, read, set_paragraphs
from server.typesetting.tables import is_row, read_table

_CAPTION = re.compile(r"(?:Bảng|Biểu)(?: số)? [\dIVX][\d.IVX]*\b.*")
_UNIT = re.compile(r"\(?(?:Đơn vị(?: tính)?|ĐVT) ?:.*")


def set_body(texts: Sequence[str], size: float) -> list[Row]:
    """Rows of the whole text; under a table that ends it the closing mark has its own line."""
    if texts and is_row(texts[-1]):
        texts = [*texts, END]
    parts = [(tabular, list(part)) for tabular, part in groupby(texts, is_row)]
    rows: list[Row] = []
    for n, (tabular, part) in enumerate(parts):
        if tabular:
            rows += _table(part, bool(rows))
        elif n + 1 < len(parts):
            rows += _before_table(part, size)
        else:
            rows += set_paragraphs(read(part), size)
    return rows


def _table(part: Sequence[str], joined: bool) -> list[Row]:
    table = read_table(part)
    return set_table(table, joined) if table else []


def _before_table(part: Sequence[str], size: float) -> list[Row]:
    """What names the table stands over its middle, its unit at its right end."""
    told = next((n for n, text in enumerate(reversed(part)) if not _names(text)), len(part))
    plain, naming = part[: len(part) - told], part[len(part) - told :]
    rows = set_paragraphs(read(plain, closes=False), size)
    for text in naming:
        rows += _unit(text, size) if _UNIT.fullmatch(text) else _caption(text, size)
    return rows


def _names(text: str) -> bool:
    return bool(_CAPTION.fullmatch(text) or _UNIT.fullmatch(text))


def _caption(text: str, size: float) -> list[Row]:
    named = Paragraph((Run(bind(text), BOLD),), heading=True, centred=True)
    return set_paragraphs([named], size)


def _unit(text: str, size: float) -> list[Row]:
    line = break_lines([Run(text)], size, WIDTH)[0]
    marks = spelled(line, RIGHT - line.width, size * RISE, size)
    return [Row(size * LEADING, marks, GAP, joined=True)]
