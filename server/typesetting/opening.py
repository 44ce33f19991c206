"""What stands between the head and the text: type and subject, authority, Kính gửi."""

from collections.abc import Sequence
from dataclasses import replace

from server.typesetting.fonts import BOLD, REGULAR, width
from server.typesetting.head import LETTER
from server.typesetting.lines import Line, Run, balanced, bind, break_lines
from server.typesetting.rows import (
    CENTRE,
    LEADING,
    LEFT,
    RIGHT,
    RISE,
    WIDTH,
    Row,
    spelled,
    stacked,
    together,
    underline,
)
from server.typesetting.sheet import Sheet
from workflows.kinds import TELEGRAM, arriving_kind

ADDRESSED = (LETTER, "Tờ trình", "Báo cáo")
RESOLVES = {"Quyết định": "QUYẾT ĐỊNH:", "Nghị quyết": "QUYẾT NGHỊ:"}

_GAP = 12
_SIZE = 14


def opening(sheet: Sheet, size: float) -> list[Row]:
    """Boxes 5a and 9a, and for a decision the authority that takes it."""
    rows = [] if sheet.doc_type == LETTER else _title(sheet)
    if sheet.doc_type in RESOLVES:
        rows += stacked(balanced(_authority(sheet), BOLD, size, WIDTH), size, _GAP)
    to = addressees(sheet, size)
    if rows and to:
        to[0] = replace(to[0], gap=_GAP / 2)
    return rows + to


def resolve(sheet: Sheet, size: float) -> list[Row]:
    """`QUYẾT ĐỊNH:` between the grounds and the articles (templates 1.1 to 1.3)."""
    words = RESOLVES.get(sheet.doc_type)
    return stacked(balanced(words, BOLD, size, WIDTH), size, _GAP) if words else []


def calls(sheet: Sheet) -> str:
    """The words before the addressees; "" for a type that has none (FMT-23)."""
    if not sheet.to:
        return ""
    if sheet.doc_type in ADDRESSED:
        return "Kính gửi:"
    return f"{sheet.sender or sheet.agency} điện:" if sheet.doc_type == TELEGRAM.name else ""


def _title(sheet: Sheet) -> list[Row]:
    """Type in capitals, subject bold under it, a short line under both (FMT-16)."""
    kind = arriving_kind(sheet.doc_type)  # of what came an extract is printed too
    name = sheet.title or (sheet.doc_type if kind.prints_name else "")
    words = _subject(sheet) if kind.prints_subject else ""
    return titled(name.replace("uỷ", "ủy").upper(), words)


def titled(kind_name: str, words: str) -> list[Row]:
    """A type in capitals and what it is about, with the line that closes both."""
    name = balanced(kind_name, BOLD, _SIZE, WIDTH)
    subject = balanced(bind(words), BOLD, _SIZE, WIDTH * 0.86)
    rows = stacked(name, _SIZE, 20) + stacked(subject, _SIZE, 0)
    rule = Row(12, (underline(subject or name, CENTRE, 4),), joined=True)
    return together([*rows, rule])


def _subject(sheet: Sheet) -> str:
    """A decision is "Về việc …" unless its subject already is a phrase (template 1.2)."""
    subject = sheet.subject
    if sheet.doc_type == "Quyết định" and subject[:1].islower() and not subject.startswith("về "):
        return f"Về việc {subject}"
    return subject[:1].upper() + subject[1:]


def _authority(sheet: Sheet) -> str:
    """Who decides: the collective by its name, the head by title and agency (note 6)."""
    agency = sheet.agency.upper()
    first = sheet.authority[0] if sheet.authority else ""
    if not first or first.startswith("TM."):
        return agency
    title = first.split(". ")[-1].upper()
    return _spliced(title.split(" "), agency.split(" "))


def _spliced(title: Sequence[str], agency: Sequence[str]) -> str:
    """TRƯỞNG PHÒNG + PHÒNG NỘI VỤ is TRƯỞNG PHÒNG NỘI VỤ."""
    shared = next(
        (n for n in range(len(title), 0, -1) if list(title[-n:]) == list(agency[:n])),
        0,
    )
    return " ".join([*title, *agency[shared:]])


def addressees(sheet: Sheet, size: float) -> list[Row]:
    """One addressee on the line of the call; more under it, dashes below the colon (FMT-23)."""
    call = calls(sheet)
    names = [name.strip(" -;.,") for name in sheet.to] if call else []
    if len(names) > 1:
        return _many(call, names, size)
    return _one(call, names[0], size) if names else []


def _dashed(names: Sequence[str]) -> list[str]:
    ends = [";"] * (len(names) - 1) + ["."]
    return [f"- {name}{end}" for name, end in zip(names, ends, strict=False)]


def _one(call: str, name: str, size: float) -> list[Row]:
    start = width(f"{call} ", REGULAR, size)
    lines = break_lines([Run(f"{call} {name}")], size, WIDTH - start - 40, first=-start)
    x = CENTRE - max(line.width + (start if n else 0) for n, line in enumerate(lines)) / 2
    return _spaced(_hung(lines, x, start, size), size)


def _many(call: str, names: Sequence[str], size: float) -> list[Row]:
    colon = width(call[:-1], REGULAR, size)
    dash = width("- ", REGULAR, size)
    items = _dashed(names)
    longest = max(width(item, REGULAR, size) for item in items)
    x = max(LEFT, CENTRE - (colon + longest) / 2)
    room = RIGHT - x - colon - dash
    rows = _hung(break_lines([Run(call)], size, WIDTH), x, 0, size)
    for n, item in enumerate(items):
        lines = break_lines([Run(item)], size, room, first=-dash)
        first, *rest = _hung(lines, x + colon, dash, size)
        rows += [replace(first, gap=2, joined=n == 0), *rest]
    return _spaced(rows, size)


def _hung(lines: Sequence[Line], x: float, indent: float, size: float) -> list[Row]:
    """Lines of one item; what runs over stands in under its words."""
    return [
        Row(
            size * LEADING,
            spelled(line, x + (indent if n else 0), size * RISE, size),
            0 if n else 1.5 * _GAP,
            bool(n),
        )
        for n, line in enumerate(lines)
    ]


def _spaced(rows: list[Row], size: float) -> list[Row]:
    """A little air between the addressees and the text."""
    return [*rows, Row(size / 2, (), joined=True)]
