"""Reads the cells of a workbook as text; runs in a child only, after the file was judged."""

import datetime as dt
import io
from typing import Any

from openpyxl import load_workbook

from server.uploads.kinds import XLSX, kind_of
from workflows.law import Refused

SHEETS, ROWS, COLUMNS = 10, 2_000, 30
LONGEST = 2_000
"""Letters of one cell that are taken."""


def tables(data: bytes) -> dict[str, list[list[str]]]:
    """Sheet → rows → texts; formulas count as the value that was last worked out."""
    if kind_of(data, "") != XLSX:
        raise Refused("not_a_workbook", "file")
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    return {sheet.title: _rows(sheet) for sheet in book.worksheets[:SHEETS]}


def _rows(sheet: Any) -> list[list[str]]:
    """What a sheet says of its own size is not believed."""
    sheet.reset_dimensions()
    rows: list[list[str]] = []
    for row in sheet.iter_rows(max_col=COLUMNS):
        if len(rows) == ROWS:
            raise Refused("table_too_long", "file")
        rows.append([_cell(cell) for cell in row])
    return rows


def _cell(cell: Any) -> str:
    """An error that a formula left behind is nobody's name."""
    if cell.data_type == "e":
        raise Refused("cell_is_an_error", "file", cell=cell.coordinate, error=str(cell.value))
    return said(cell.value)


def said(value: Any) -> str:
    """A cell as a person reads it: 15 is no `15.0`, a day is `01/03/2026`."""
    if value is None or value is False:
        return ""
    if value is True:
        return "x"
    if isinstance(value, dt.datetime | dt.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).replace("\0", "").split())[:LONGEST]
