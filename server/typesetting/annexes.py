"""Annexes behind the paper, and texts that a decision promulgates (templates 1.3, 2.1, 2.2)."""

from server.typesetting.body import set_body
from server.typesetting.counting import roman
from server.typesetting.fonts import BOLD, ITALIC
from server.typesetting.head import bare_head
from server.typesetting.lines import balanced, bind
from server.typesetting.opening import titled
from server.typesetting.rows import CENTRE, WIDTH, Row, stacked, together, underline
from server.typesetting.sheet import Annex, Sheet

_SIZE = 14


def annex_rows(sheet: Sheet, annex: Annex, size: float) -> list[Row]:
    """One annex from its first line to its own `./.`."""
    top = _enclosed(sheet, annex) if annex.doc_type else _named(sheet, annex)
    return [*together([*top, *_sent_with(sheet)]), *set_body(annex.body, size)]


def _named(sheet: Sheet, annex: Annex) -> list[Row]:
    """`Phụ lục I` and its title in capitals; a single annex has no number (III.1a, 1b)."""
    name = balanced(f"Phụ lục{_number(sheet, annex)}", BOLD, _SIZE, WIDTH)
    title = balanced(bind(annex.title.upper()), BOLD, _SIZE, WIDTH * 0.9)
    return [*stacked(name, _SIZE, 0), *stacked(title, _SIZE, 0)]


def _number(sheet: Sheet, annex: Annex) -> str:
    mine = [one for one in sheet.annexes if not one.doc_type]
    return f" {roman(mine.index(annex) + 1)}" if len(mine) > 1 else ""


def _enclosed(sheet: Sheet, annex: Annex) -> list[Row]:
    """The text has a head of its own, without number and date (template 1.3)."""
    subject = annex.title[:1].upper() + annex.title[1:]
    return [bare_head(sheet), *titled(annex.doc_type.upper(), subject)[:-1]]


def _sent_with(sheet: Sheet) -> list[Row]:
    """Which paper it belongs to; on an electronic one nobody fills it in (III.1c, note 3)."""
    which = f"(Kèm theo {sheet.doc_type} số …… ngày …… tháng …… năm ……"
    whose = f"của {sheet.agency})"
    lines = balanced(f"{which} {whose}", ITALIC, _SIZE, WIDTH)
    if len(lines) > 1:
        lines = [line for part in (which, whose) for line in balanced(part, ITALIC, _SIZE, WIDTH)]
    rule = Row(12, (underline(lines, CENTRE, 4),), joined=True)
    return [*stacked(lines, _SIZE, 0), rule]
