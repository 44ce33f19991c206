"""Reads a register of an older system as texts, line by line; runs in a child only.

**A formula is never worked out, nor believed**: what it last showed was written by nobody, so its
cell is named and the line is refused until somebody puts the value in its place.
"""

import csv
import io
from typing import Any

from openpyxl import load_workbook

from server.uploads.kinds import XLSX, kind_of
from server.uploads.names import extension
from server.uploads.reading.tables import COLUMNS, LONGEST, SHEETS, said
from workflows.law import Refused

LINES = 5_000
"""Of one takeover: a commune's register of a year has two thousand."""

UNWRITTEN = frozenset({"f", "e"})
"""A formula, and an error that one left behind (`#REF!`): nobody wrote either."""

Line = dict[str, Any]
"""`n` as the sheet counts it, its `cells` as texts, the places of its `formulas`."""

Sheet = dict[str, Any]
"""Its `name` and its `lines`."""


def old_books(data: bytes, name: str) -> list[Sheet]:
    """The filled lines of each sheet that has any, its heading among them."""
    found = {"": _of_csv(data)} if is_text(name) else _of_workbook(data)
    sheets = [{"name": sheet, "lines": lines} for sheet, lines in found.items() if lines]
    if not sheets:
        raise Refused("takeover_is_empty", "file")
    return sheets


def is_text(name: str) -> bool:
    """Whether it is read as lines of text; anything else must be a workbook."""
    return extension(name) in (".csv", ".txt")


def _of_workbook(data: bytes) -> dict[str, list[Line]]:
    if kind_of(data, "") != XLSX:
        raise Refused("not_a_workbook", "file")
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    return {sheet.title: _of_sheet(sheet) for sheet in book.worksheets[:SHEETS]}


def _of_sheet(sheet: Any) -> list[Line]:
    """What a sheet says of its own size is not believed."""
    sheet.reset_dimensions()
    lines: list[Line] = []
    for n, row in enumerate(sheet.iter_rows(max_col=COLUMNS), 1):
        formulas = [at for at, cell in enumerate(row) if cell.data_type in UNWRITTEN]
        cells = ["" if cell.data_type in UNWRITTEN else said(cell.value) for cell in row]
        _keep(lines, n, cells, formulas)
    return lines


def _of_csv(data: bytes) -> list[Line]:
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("takeover_not_unicode", "file") from None
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    lines: list[Line] = []
    for n, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=mark), 1):
        _keep(lines, n, [said(one) for one in row[:COLUMNS]], [])
    return lines


def _keep(lines: list[Line], n: int, cells: list[str], formulas: list[int]) -> None:
    while cells and not cells[-1] and len(cells) - 1 not in formulas:
        cells.pop()
    if not cells:
        return
    if len(lines) > LINES:
        raise Refused("takeover_too_long", "file")
    lines.append({"n": n, "cells": [one[:LONGEST] for one in cells], "formulas": formulas})
