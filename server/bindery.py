"""What the pool's children do with a register: set its leaves, bind them, write a workbook."""

from collections.abc import Sequence
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import xlsxwriter
from xlsxwriter.format import Format

import signing
from server.typesetting import books, report
from server.typesetting.books import HIGH, LEFT, RIGHT, TOP, WIDE, Line, Register
from workflows.lines import pieces

AT = HIGH - TOP
PLACES = signing.Places(
    number=signing.Box(0, LEFT + 105, AT - 344, LEFT + 135, AT - 324),
    date=signing.Box(0, LEFT + 105, AT - 369, LEFT + 300, AT - 349),
    person=signing.Box(0, WIDE / 2 + 140, AT - 450, WIDE / 2 + 320, AT - 350),
    seal=signing.Box(0, WIDE / 2 + 100, AT - 450, WIDE / 2 + 200, AT - 350),
)
"""On the cover: which volume, the day it was closed, the head's signature, the agency's seal."""

REPORT_MARK = signing.Box(0, WIDE - RIGHT - 190, 66, WIDE - RIGHT - 70, 146)
WIDTH = 130
"""Letters across a sheet, shared out as on paper."""

WRAPPED = {"border": 1, "text_wrap": True, "valign": "top"}


def bind(book: Register, parts: Sequence[bytes], fonts: Path) -> bytes:
    """The cover before the leaves, with empty fields for signature and seal (art. 22.3b)."""
    return signing.prepare(together((books.cover(book, fonts), *parts)), PLACES, lasts=True)


def together(parts: Sequence[bytes]) -> bytes:
    """One file of all their pages, in this order."""
    whole = pikepdf.new()
    for part in parts:
        with pikepdf.open(BytesIO(part)) as one:
            whole.pages.extend(one.pages)
    made = BytesIO()
    whole.save(made, deterministic_id=True)
    return made.getvalue()


def bind_report(said: report.Front, parts: Sequence[bytes], fonts: Path) -> bytes:
    """An auditor's report: its front before the leaves, with a field for the one who signs it."""
    return signing.prepare_report(together((report.front(said, fonts), *parts)), REPORT_MARK)


def workbook(book: Register, lines: Sequence[Line]) -> bytes:
    """The same columns as a sheet; what was typed is never taken for a formula or a link."""
    made = BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(made, plain) as file:
        title = file.add_format({"bold": True, "font_size": 14})
        head = file.add_format({"bold": True, "border": 1, "text_wrap": True, "align": "center"})
        sheet = file.add_worksheet(f"Năm {book.year}" if book.year else "Danh sách")
        sheet.write_string(0, 0, book.agency)
        sheet.write_string(1, 0, book.name, title)
        sheet.write_string(2, 0, book.span)
        for n, (name, share) in enumerate(zip(book.columns, book.shares, strict=True)):
            sheet.set_column(n, n, WIDTH * share / sum(book.shares))
            sheet.write_string(3, n, name, head)
            sheet.write_string(4, n, f"({n + 1})", head)
        (_figures if book.figures else _written)(file, sheet, book, lines)
        _for_print(sheet, book)
    return made.getvalue()


def _written(
    file: xlsxwriter.Workbook,
    sheet: xlsxwriter.worksheet.Worksheet,
    _book: Register,
    lines: Sequence[Line],
) -> None:
    """The lines of a book: voided numbers struck through, and what was corrected within a note."""
    cell = file.add_format(WRAPPED)
    void = file.add_format({**WRAPPED, "font_strikeout": True})
    old_words = file.add_format({"font_strikeout": True})
    for down, (cells, voided) in enumerate(lines, start=5):
        for n, text in enumerate(cells):
            last = n == len(cells) - 1
            if isinstance(text, int):
                sheet.write_number(down, n, text, cell)
            elif last and any(old for _piece, old in pieces(text)):
                sheet.write_rich_string(down, n, *_struck(text, old_words), cell)
            else:
                sheet.write_string(down, n, text, void if voided and not last else cell)


def _figures(
    file: xlsxwriter.Workbook,
    sheet: xlsxwriter.worksheet.Worksheet,
    book: Register,
    lines: Sequence[Line],
) -> None:
    """A report's lines: shares and times to the right like figures, their sum in bold."""
    for n, (cells, _voided) in enumerate(lines, start=1):
        look = {**WRAPPED, "bold": book.summed and n == len(lines)}
        name, figure = file.add_format(look), file.add_format({**look, "align": "right"})
        for across, said in enumerate(cells):
            sheet.write(n + 4, across, said, figure if across else name)


def _struck(text: str, old_words: Format) -> list[Any]:
    """The pieces of a cell, those that a correction struck through each behind its format."""
    return [one for piece, old in pieces(text) for one in ((old_words, piece) if old else (piece,))]


def _for_print(sheet: xlsxwriter.worksheet.Worksheet, book: Register) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(3, 4)
    sheet.freeze_panes(5, 0)
    sheet.set_footer(f"&L{book.name}&RTrang &P/&N")


def document(book: Register, lines: Sequence[Line]) -> bytes:
    """The same as a DOCX, for who takes figures over into a report of his own (DOMAIN §13). What
    writes it is read in by the child that does: no page needs it."""
    docx = import_module("docx")
    aligned, shared = docx.enum.text.WD_ALIGN_PARAGRAPH, docx.shared
    file, made = docx.Document(), BytesIO()
    section = file.sections[0]
    section.orientation = docx.enum.section.WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = shared.Mm(297), shared.Mm(210)
    font = file.styles["Normal"].font
    font.name, font.size = "Times New Roman", shared.Pt(12)
    _said(file.add_paragraph(), book.name, bold=True).alignment = aligned.CENTER
    _said(file.add_paragraph(), book.agency)
    table = file.add_table(rows=1, cols=len(book.columns), style="Table Grid")
    for cell, name in zip(table.rows[0].cells, book.columns, strict=True):
        _said(cell.paragraphs[0], name, bold=True).alignment = aligned.CENTER
    for n, (cells, _voided) in enumerate(lines, start=1):
        bold = book.summed and n == len(lines)
        for across, (cell, said) in enumerate(zip(table.add_row().cells, cells, strict=True)):
            paragraph = _said(cell.paragraphs[0], str(said), bold=bold)
            if isinstance(said, int) or (book.figures and across):
                paragraph.alignment = aligned.RIGHT
    file.save(made)
    return made.getvalue()


def _said(paragraph: Any, words: str, *, bold: bool = False) -> Any:
    paragraph.add_run(words).bold = bold
    return paragraph
