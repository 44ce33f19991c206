"""The head of page one: agency and number on the left, Quốc hiệu and date on the right."""

from collections.abc import Sequence

from server.typesetting.fonts import BOLD, ITALIC, REGULAR, width
from server.typesetting.lines import Line, Run, balanced, break_lines
from server.typesetting.rows import (
    LEFT,
    MM,
    RIGHT,
    WIDTH,
    Frame,
    Mark,
    Row,
    Rule,
    Spot,
    Text,
    centred,
    underline,
)
from server.typesetting.sheet import Sheet
from workflows.kinds import arriving_kind

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
LETTER = "Công văn"
STAMPS = {"KHAN": ("KHẨN", 20), "THUONG_KHAN": ("THƯỢNG KHẨN", 40), "HOA_TOC": ("HỎA TỐC", 30)}

_NAME, _MOTTO, _NUMBER, _ABOUT = 12, 13, 13, 12
_HUNG_OVER = 0.3
"""How much of the name a seal covers that hangs over it."""
_DIGITS = "0000"
_USUAL_DATE, _LONGEST_DATE = "ngày 05 tháng 3 năm 2026", "ngày 30 tháng 12 năm 2026"
_GUTTER, _SLACK, _FIELD_DROP, _FIELD_HEIGHT = 10, 3, 4, 18
_UNITS = ("HUYỆN", "TỈNH", "XÃ", "PHƯỜNG", "THỊ", "QUẬN", "THÀNH", "VÀ")


def head(sheet: Sheet) -> Row:
    """Boxes 1 to 5b and 10b as one row: number and date on one baseline (FMT-10 to FMT-17)."""
    right = max(width(NATION, BOLD, _NAME), width(f"{sheet.place}, {_USUAL_DATE}", ITALIC, _NUMBER))
    left = WIDTH - right - _GUTTER
    names, y_names = _agency(sheet, LEFT + left / 2, left)
    nation, y_nation = _nation(RIGHT - right / 2)
    y = max(y_names, y_nation) + 22
    number, number_spot = _number(sheet, LEFT + left / 2, y)
    date, spots = _dated(sheet, RIGHT - right / 2, y)
    about, bottom = _about(sheet, LEFT + left / 2, left, y + 6)
    stamp, bottom = _stamp(sheet, LEFT + left / 2, bottom)
    marks = (*names, *nation, *number, *date, *about, *stamp)
    hung = (_hung(sheet, LEFT + left / 2, left),) if sheet.seal_hangs else ()
    return Row(bottom, marks, spots=(number_spot, *spots, *hung))


def bare_head(sheet: Sheet) -> Row:
    """Agency and Quốc hiệu alone, over a text that a decision promulgates (template 1.3)."""
    right = width(NATION, BOLD, _NAME)
    left = WIDTH - right - _GUTTER
    names, y_names = _agency(sheet, LEFT + left / 2, left)
    nation, y_nation = _nation(RIGHT - right / 2)
    return Row(max(y_names, y_nation) + 4, (*names, *nation))


def _nation(middle: float) -> tuple[list[Mark], float]:
    """Quốc hiệu, Tiêu ngữ and the line exactly as long as the motto."""
    motto = Line((Run(MOTTO, BOLD),), width(MOTTO, BOLD, _MOTTO), 0)
    nation = Line((Run(NATION, BOLD),), width(NATION, BOLD, _NAME), 0)
    rule = Rule(middle - motto.width / 2, middle + motto.width / 2, 34)
    marks: list[Mark] = [
        *centred(nation, middle, 12, _NAME),
        *centred(motto, middle, 28, _MOTTO),
        rule,
    ]
    return marks, rule.y


def _agency(sheet: Sheet, middle: float, room: float) -> tuple[list[Mark], float]:
    """The superior in plain capitals, the agency bold, a short line under it.

    Where several issue it, their names alone, the one that leads on top (DOMAIN §5.5).
    """
    *others, last = (one.agency.upper() for one in sheet.issuers)
    superior = "" if others else sheet.superior.upper()
    over = named(superior, REGULAR, _NAME, room)
    over += [line for one in others for line in named(f"{one} -", BOLD, _NAME, room)]
    name = named(last, BOLD, _NAME, room)
    marks: list[Mark] = []
    for n, line in enumerate([*over, *name]):
        marks += centred(line, middle, 12 + 15 * n, _NAME)
    y = 12 + 15 * (len(over) + len(name) - 1) + 6
    return [*marks, underline(name, middle, y)], y


def _hung(sheet: Sheet, middle: float, room: float) -> Spot:
    """The seal in true size over the beginning of the body's name (article 33.1c, d)."""
    over = named(sheet.superior.upper(), REGULAR, _NAME, room)
    name = named(sheet.agency.upper(), BOLD, _NAME, room)
    side, broad = sheet.seal_diameter_mm * MM, max(line.width for line in name)
    right = middle - broad / 2 + _HUNG_OVER * broad
    level = 12 + 15 * len(over) + 7.5 * (len(name) - 1) - _NAME / 3
    return Spot("seal", right - side, level + side / 2, side, side)


def named(name: str, font: str, size: float, room: float) -> list[Line]:
    """An agency's name on lines; two lines part where one reads: "ỦY BAN NHÂN DÂN / HUYỆN …"."""
    lines = balanced(name, font, size, room)
    if len(lines) != 2:
        return lines
    words = name.split(" ")
    cuts = [n for n, word in enumerate(words) if n and word in _UNITS]
    halves = [(" ".join(words[:n]), " ".join(words[n:])) for n in cuts]
    fitting = [half for half in halves if max(width(part, font, size) for part in half) <= room]
    if not fitting:
        return lines
    best = min(fitting, key=lambda half: max(width(part, font, size) for part in half))
    return [break_lines([Run(part, font)], size, room)[0] for part in best]


def _number(sheet: Sheet, middle: float, y: float) -> tuple[list[Mark], Spot]:
    """`Số: ____/UBND-VHTT`, the free place as wide as four digits (FMT-14).

    What takes no number (the minutes of a meeting, which stand in no register) shows none.
    """
    if not sheet.notation:
        return [], Spot("number", middle, y, 0, 0)
    label, tail = "Số: ", f"/{sheet.notation}"
    free = width(_DIGITS, REGULAR, _NUMBER) + _SLACK
    before = width(label, REGULAR, _NUMBER)
    x = middle - (before + free + width(tail, REGULAR, _NUMBER)) / 2
    spot = Spot("number", x + before, y + _FIELD_DROP, free, _FIELD_HEIGHT)
    marks: list[Mark] = [
        Text(x, y, label.rstrip(), REGULAR, _NUMBER),
        Text(x + before + free, y, tail, REGULAR, _NUMBER),
    ]
    return marks, spot


def _date(sheet: Sheet, middle: float, y: float) -> tuple[list[Mark], Spot]:
    """The place and room for the longest date, centred as the usual date will look (FMT-15)."""
    place = f"{sheet.place}, "
    before = width(place, ITALIC, _NUMBER)
    usual = width(_USUAL_DATE, ITALIC, _NUMBER)
    x = middle - (before + usual) / 2
    longest = max(width(_LONGEST_DATE, face, _NUMBER) for face in (ITALIC, REGULAR)) + _SLACK
    x = min(x, RIGHT - before - longest)
    spot = Spot("date", x + before, y + _FIELD_DROP, longest, _FIELD_HEIGHT)
    return [Text(x, y, place.rstrip(), ITALIC, _NUMBER)], spot


def _dated(sheet: Sheet, middle: float, y: float) -> tuple[list[Mark], tuple[Spot, ...]]:
    """Box 4; a biên bản has none: it says in its text when it was (template 1.9)."""
    if not arriving_kind(sheet.doc_type).dated:
        return [], ()
    marks, spot = _date(sheet, middle, y)
    return marks, (spot,)


def _about(sheet: Sheet, middle: float, room: float, y: float) -> tuple[list[Mark], float]:
    """`V/v …` under the number of a công văn, 6 points below it (FMT-17)."""
    if sheet.doc_type != LETTER:
        return [], y
    lines = balanced(about(sheet.subject), REGULAR, _ABOUT, room)
    marks: list[Mark] = []
    for n, line in enumerate(lines):
        marks += centred(line, middle, y + 13 + 14 * n, _ABOUT)
    return marks, y + 4 + 14 * len(lines)


def about(subject: str) -> str:
    """The subject after "V/v"."""
    return f"V/v {within(subject)}"


_NO_NAME = frozenset({"Họp", "Dự", "Trình", "Giao", "Lập", "Cử", "Mời", "Thăm", "Tặng"})
"""Words of one syllable before whose names a title often stands: “Họp Ban Thường vụ”."""


def within(subject: str) -> str:
    """The subject within a sentence: small first letter, unless a name or an abbreviation opens
    it."""
    subject = subject.strip()
    for opening in ("V/v ", "v/v ", "Về việc ", "về việc "):
        subject = subject.removeprefix(opening)
    first, _, rest = subject.partition(" ")
    second = rest.partition(" ")[0]
    abbreviated = second.isupper() and len(second) > 1
    in_a_name = second[:1].isupper() and not abbreviated and first not in _NO_NAME
    named_first = first[1:] != first[1:].lower() or in_a_name
    return subject if named_first else subject[:1].lower() + subject[1:]


def _stamp(sheet: Sheet, middle: float, y: float) -> tuple[Sequence[Mark], float]:
    """The red urgency stamp of box 10b (FMT-32)."""
    if sheet.urgency not in STAMPS:
        return (), y
    words, breadth = STAMPS[sheet.urgency]
    across, high, top = breadth * MM, 8 * MM, y + 8
    x = middle - width(words, BOLD, _NUMBER) / 2
    frame = Frame(middle - across / 2, top + high, across, high)
    return (frame, Text(x, top + high / 2 + 4, words, BOLD, _NUMBER, red=True)), top + high
