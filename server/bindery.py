"""What the pool's children do with a register: bind its leaves, or write it as a document."""

from collections.abc import Sequence
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf

import signing
from server.typesetting import books, report
from server.typesetting.books import HIGH, LEFT, RIGHT, TOP, WIDE, Line, Register

AT = HIGH - TOP
PLACES = signing.Places(
    number=signing.Box(0, LEFT + 105, AT - 344, LEFT + 135, AT - 324),
    date=signing.Box(0, LEFT + 105, AT - 369, LEFT + 300, AT - 349),
    person=signing.Box(0, WIDE / 2 + 140, AT - 450, WIDE / 2 + 320, AT - 350),
    seal=signing.Box(0, WIDE / 2 + 100, AT - 450, WIDE / 2 + 200, AT - 350),
)
"""On the cover: which volume, the day it was closed, the head's signature, the agency's seal."""

REPORT_MARK = signing.Box(0, WIDE - RIGHT - 190, 66, WIDE - RIGHT - 70, 146)


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
    _again_on_each_page(table.rows[0])
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


def _again_on_each_page(row: Any) -> None:
    """Its columns are named wherever a long list goes on (w:tblHeader, which python-docx lacks)."""
    oxml, names = import_module("docx.oxml"), import_module("docx.oxml.ns")
    mark = oxml.OxmlElement("w:tblHeader")
    mark.set(names.qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _said(paragraph: Any, words: str, *, bold: bool = False) -> Any:
    paragraph.add_run(words).bold = bold
    return paragraph
