"""A register or a report as a workbook: what is a figure, a share or a day there is reckoned with.

A sheet sorts texts of days by their letters, and adds none of them up; so what the office wrote as
`05/01/2026`, as a moment or as `94,1 %` is a value in its cell, and looks as it did.
"""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from functools import cache
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format

from server.typesetting.books import Line, Register
from workflows.lines import pieces

WIDTH = 130
"""Letters across a sheet, shared out as on paper."""

WRAPPED = {"border": 1, "text_wrap": True, "valign": "top"}
FIRST = 5
"""The row of the first line, under the heads and their numbers."""

Cell = str | int
Looks = Callable[..., Format]

MOMENT = re.compile(r"(?:([0-9]{2}):([0-9]{2})(:[0-9]{2})? )?([0-9]{2})/([0-9]{2})/([0-9]{4})")
SHARE = re.compile(r"([0-9]{1,3}),([0-9]) %")
"""As the office writes them."""
LOOKS = (("dd/mm/yyyy", 11.0), ("hh:mm dd/mm/yyyy", 17.0), ("hh:mm:ss dd/mm/yyyy", 20.0))
"""A day alone, with its minute, with its second: how a sheet shows it, and the letters that this
takes. A value wider than its column is shown as `####`."""


def workbook(book: Register, lines: Sequence[Line]) -> bytes:
    """The same columns as a sheet; what was typed is never taken for a formula or a link."""
    made = BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(made, plain) as file:
        sheet = file.add_worksheet(f"Năm {book.year}" if book.year else "Danh sách")
        looks = cache(lambda **more: file.add_format(WRAPPED | more))
        _heads(file, sheet, book, lines)
        right = {"align": "right"} if book.figures else {}
        for n, line in enumerate(lines):
            more = right | {"bold": book.summed and n == len(lines) - 1}
            _line(sheet, FIRST + n, line, looks, more)
        _for_print(sheet, book)
    return made.getvalue()


def _heads(file: Any, sheet: Any, book: Register, lines: Sequence[Line]) -> None:
    title = file.add_format({"bold": True, "font_size": 14})
    head = file.add_format({"bold": True, "border": 1, "text_wrap": True, "align": "center"})
    sheet.write_string(0, 0, book.agency)
    sheet.write_string(1, 0, book.name, title)
    sheet.write_string(2, 0, book.span)
    for n, (name, share) in enumerate(zip(book.columns, book.shares, strict=True)):
        takes = max((_takes(cells[n]) for cells, _voided in lines), default=0.0)
        sheet.set_column(n, n, max(WIDTH * share / sum(book.shares), takes))
        sheet.write_string(3, n, name, head)
        sheet.write_string(4, n, f"({n + 1})", head)


def _line(sheet: Any, down: int, line: Line, looks: Looks, more: dict[str, Any]) -> None:
    """A voided number's is struck through but for the reason, which is the last cell; in that,
    what was corrected."""
    *first, last = line[0]
    for across, said in enumerate(first):
        look = more if across else {"bold": more["bold"]}
        _write(sheet, (down, across), said, looks, look | {"font_strikeout": line[1]})
    if any(old for _piece, old in pieces(str(last))):
        sheet.write_rich_string(down, len(first), *_struck(str(last), looks), looks())
    else:
        _write(sheet, (down, len(first)), last, looks, more)


def _takes(said: Cell) -> float:
    """The letters that a day or a moment needs."""
    if isinstance(said, int) or MOMENT.fullmatch(said) is None:
        return 0.0
    return LOOKS[said.count(":")][1]


def _write(sheet: Any, at: tuple[int, int], said: Cell, looks: Looks, more: dict[str, Any]) -> None:
    if isinstance(said, int):
        sheet.write_number(*at, said, looks(**more))
    elif (moment := _moment(said)) is not None:
        sheet.write_datetime(*at, moment, looks(**more, num_format=LOOKS[said.count(":")][0]))
    elif (share := SHARE.fullmatch(said)) is not None:
        figure = round(float(f"{share[1]}.{share[2]}") / 100, 3)
        sheet.write_number(*at, figure, looks(**more, num_format="0.0 %"))
    else:
        sheet.write_string(*at, said, looks(**more))


def _moment(said: str) -> dt.datetime | None:
    """What it is, where there was such a day; a sheet knows none before 1900."""
    found = MOMENT.fullmatch(said)
    if found is None or found[6] < "1900":
        return None
    hour, minute, second, day, month, year = (
        int((one or "0").strip(":")) for one in found.groups()
    )
    try:
        return dt.datetime(year, month, day, hour, minute, second)  # noqa: DTZ001  (of no zone, as printed)
    except ValueError:
        return None


def _struck(text: str, looks: Looks) -> list[Any]:
    """The pieces of a cell, those that a correction struck through each behind its format."""
    old_words = looks(font_strikeout=True)
    return [one for piece, old in pieces(text) for one in ((old_words, piece) if old else (piece,))]


def _for_print(sheet: Any, book: Register) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(3, 4)
    sheet.freeze_panes(5, 0)
    sheet.set_footer(f"&L{book.name}&RTrang &P/&N")
