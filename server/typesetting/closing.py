"""The end of the text: Nơi nhận on the left, authority, mark, seal and name on the right."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from server.typesetting.fonts import BOLD, BOLD_ITALIC, ITALIC, REGULAR, width
from server.typesetting.head import named
from server.typesetting.lines import Line, Run, break_lines
from server.typesetting.opening import calls
from server.typesetting.rows import (
    HEIGHT,
    LEADING,
    LEFT,
    MM,
    RIGHT,
    RISE,
    WIDTH,
    Mark,
    Row,
    Spot,
    Text,
    centred,
    spelled,
    together,
)
from server.typesetting.sheet import Sheet

QR_SIDE = 18 * MM

GAP, AIR = 14, 6
MARK_WIDTH, MARK_HEIGHT = 39 * MM, 26 * MM
_SIGN_LEFT = LEFT + WIDTH * 0.46
_MIDDLE = (_SIGN_LEFT + RIGHT) / 2
_BESIDE = (LEFT + _SIGN_LEFT) / 2
_COVERED = 0.33
_LABEL, _LIST, _STEP, _LIST_RISE = 12, 11, 13.2, 10.4


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of Nơi nhận; a name too long for one line runs on over the next."""

    marks: tuple[Text, ...]
    runs_on: bool


def closing(sheet: Sheet, size: float, free: float) -> list[Row]:
    """Boxes 7 to 9b side by side; a list longer than its page goes on overleaf.

    `free`: the points left under a text of one piece, which the signature must not draw away from
    its title; 0 under a longer text.
    """
    if sheet.beside:
        return _of_two(sheet, size)
    return [*_of_one(sheet, size, free), *_confirmed(sheet, size)]


def _of_two(sheet: Sheet, size: float) -> list[Row]:
    """Two signatures side by side, Nơi nhận under the left one (template 1.9)."""
    signature, spots, depth = _signature(sheet, size)
    *over, name = sheet.beside
    left = [line for text in over for line in _narrow(text.upper(), size)]
    marks = [*signature]
    for n, line in enumerate(left):
        marks += centred(line, _BESIDE, size * (RISE + 1.2 * n), size)
    for n, line in enumerate(_narrow(name, size)):
        marks += centred(line, _BESIDE, spots[0].y + size * (RISE + 1.2 * n), size)
    beside = replace(spots[0], name="beside", x=_BESIDE - MARK_WIDTH / 2)
    signed = Row(depth, tuple(marks), GAP, joined=True, spots=(*spots, beside))
    return together([signed, *listed_under(sheet)])


def listed_under(sheet: Sheet) -> list[Row]:
    """Nơi nhận under the left signature, and room for the QR beside it."""
    label = Text(LEFT, _LABEL, "Nơi nhận:", BOLD_ITALIC, _LABEL)
    listed = _overleaf(_entries(sheet, _SIGN_LEFT - AIR - LEFT))
    short = (QR_SIDE if sheet.qr else 0) - _STEP * (len(listed) + 1)
    rest = [Row(short, ())] if short > 0 else []
    return [Row(_STEP, (label,), GAP, joined=True), *listed, *rest]


def _narrow(text: str, size: float) -> list[Line]:
    return named(text, BOLD, size, _SIGN_LEFT - AIR - LEFT)


def _confirmed(sheet: Sheet, size: float) -> list[Row]:
    """Room for whoever confirms a leave where it is spent (template 1.10)."""
    if not sheet.confirms:
        return []
    said = named(f"Xác nhận của {sheet.confirms}", BOLD, _LABEL, _SIGN_LEFT - AIR - LEFT)
    hint = break_lines([Run("(Chữ ký, dấu, họ và tên)", ITALIC)], _LABEL, WIDTH)
    lines = [*said, *hint]
    marks = [
        mark
        for n, line in enumerate(lines)
        for mark in centred(line, _BESIDE, _LABEL + 1.2 * _LABEL * n, _LABEL)
    ]
    return [Row(1.2 * size * len(lines) + MARK_HEIGHT, tuple(marks), GAP, joined=True)]


def _of_one(sheet: Sheet, size: float, free: float) -> list[Row]:
    signature, spots, depth = _signature(sheet, size)
    entries = _entries(sheet, min(_SIGN_LEFT, *(spot.x for spot in spots)) - AIR - LEFT)
    below = free - GAP if free - GAP > depth else _room(size)
    kept = _kept(entries, below - size * RISE - (_STEP - _LIST_RISE))
    first = size * RISE + _STEP
    listed = [_at(mark, first + n * _STEP) for n in range(kept) for mark in entries[n].marks]
    label = Text(LEFT, size * RISE, "Nơi nhận:", BOLD_ITALIC, _LABEL)
    deep = first + (kept - 1) * _STEP + _STEP - _LIST_RISE
    height = max(deep, depth) if kept < len(entries) else _height(deep, depth, sheet.qr)
    block = Row(height, (label, *signature, *listed), GAP, joined=True, spots=spots)
    return [block, *_overleaf(entries[kept:])]


def _height(deep: float, depth: float, qr: str | None) -> float:
    """The taller column; with a QR at the foot, whichever column leaves room for it."""
    side = QR_SIDE + AIR if qr else 0
    return min(max(deep + side, depth), max(deep, depth + side))


def _room(size: float) -> float:
    """The points that the text leaves which stays with the signature on a page of its own.

    That is two headings, a paragraph of three lines and the last line.
    """
    return HEIGHT - 8 * size * LEADING - GAP


def _kept(entries: Sequence[Entry], height: float) -> int:
    """How many lines stand beside the signature, under their label: whole names only."""
    room = int(height / _STEP)
    if len(entries) <= room:
        return len(entries)
    starts = [n for n, entry in enumerate(entries[:-1]) if not entry.runs_on]
    return max(n for n in starts if n <= room)


def _overleaf(entries: Sequence[Entry]) -> list[Row]:
    """The rest of the list; "Lưu" never stands there alone."""
    last = len(entries) - 1
    return [
        Row(
            _STEP,
            tuple(_at(mark, _LIST_RISE) for mark in entry.marks),
            joined=entry.runs_on or n == last,
        )
        for n, entry in enumerate(entries)
    ]


def _at(mark: Text, y: float) -> Text:
    return replace(mark, y=y)


def _signature(sheet: Sheet, size: float) -> tuple[list[Mark], tuple[Spot, ...], float]:
    """Authority and title, room for the blue mark and the red seal, the name (FMT-19 to FMT-22)."""
    lines = [part for text in sheet.authority for part in _wrapped(text.upper(), size)]
    marks: list[Mark] = []
    for n, line in enumerate(lines):
        marks += centred(line, _MIDDLE, size * (RISE + 1.2 * n), size)
    top = size * (RISE + 0.3 + 1.2 * (len(lines) - 1))
    left = _MIDDLE - MARK_WIDTH / 2
    person = Spot("person", left, top + MARK_HEIGHT, MARK_WIDTH, MARK_HEIGHT)
    seal = seal_over(person, sheet.seal_diameter_mm * MM)
    name_y = person.y + size * RISE
    names = [*_wrapped(sheet.post.upper(), size), *_wrapped(sheet.signer, size)]
    for n, line in enumerate(names):
        marks += centred(line, _MIDDLE, name_y + 1.2 * size * n, size)
    depth = max(name_y + size * (0.3 + 1.2 * (len(names) - 1)), seal.y)
    return marks, (person,) if sheet.seal_hangs else (person, seal), depth


def _wrapped(text: str, size: float) -> list[Line]:
    return named(text, BOLD, size, RIGHT - _SIGN_LEFT)


def seal_over(person: Spot, diameter: float) -> Spot:
    """The seal in true size over the left third of the person's mark (FMT-22)."""
    x = person.x + _COVERED * person.width - diameter
    bottom = person.y - person.height / 2 + diameter / 2
    return Spot("seal", x, bottom, diameter, diameter)


def recipients(sheet: Sheet) -> list[str]:
    """Nơi nhận as printed: "Như trên" where there is a Kính gửi, "Lưu" at the end (FMT-24)."""
    names = [name.strip(" -–;.,") for name in sheet.recipients]
    names = [name for name in names if not name.startswith("Lưu:")]
    refers = any(name.startswith("Như ") for name in names)
    if calls(sheet) and not refers:
        names.insert(0, "Như trên")
    elif not calls(sheet) and not refers:
        names = [*(name for name in sheet.to if name not in names), *names]
    return [*(f"{name};" for name in names), f"Lưu: {sheet.archive.strip(' .;') or 'VT'}."]


def _entries(sheet: Sheet, room: float) -> list[Entry]:
    """The lines of the list: a dash at the left margin, what runs on set in under the words."""
    dash = width("- ", REGULAR, _LIST)
    entries: list[Entry] = []
    for name in recipients(sheet):
        lines = break_lines([Run(f"- {name}")], _LIST, room - dash, first=-dash)
        for n, line in enumerate(lines):
            entries.append(Entry(spelled(line, LEFT + (dash if n else 0), 0, _LIST), bool(n)))
    return entries
