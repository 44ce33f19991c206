"""The end of the text: Nơi nhận on the left, authority, mark, seal and name on the right."""

from collections.abc import Sequence

from server.typesetting.fonts import BOLD, BOLD_ITALIC, REGULAR, width
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
)
from server.typesetting.sheet import Sheet

QR_SIDE = 18 * MM

_GAP, _AIR = 14, 6
_SIGN_LEFT = LEFT + WIDTH * 0.46
_MIDDLE = (_SIGN_LEFT + RIGHT) / 2
_MARK_WIDTH, _MARK_HEIGHT, _COVERED = 46 * MM, 24 * MM, 0.33
_LABEL, _LIST, _STEP = 12, 11, 13.2

Item = tuple[Mark, ...]


def closing(sheet: Sheet, size: float) -> list[Row]:
    """Boxes 7 to 9b side by side; a list longer than a page goes on overleaf."""
    signature, spots, depth = _signature(sheet, size)
    room = min(_SIGN_LEFT, *(spot.x for spot in spots)) - _AIR - LEFT
    items = _items(sheet, room)
    kept = items[: _kept(len(items), size)]
    label = Text(LEFT, size * RISE, "Nơi nhận:", BOLD_ITALIC, _LABEL)
    first = size * RISE + _STEP
    listed = [_moved(mark, first + n * _STEP) for n, item in enumerate(kept) for mark in item]
    deep = first + len(kept) * _STEP
    side = QR_SIDE + _AIR if sheet.qr and len(kept) == len(items) else 0
    height = min(max(deep + side, depth), max(deep, depth + side))
    block = Row(height, (label, *signature, *listed), _GAP, joined=True, spots=spots)
    return [block, *_overleaf(items[len(kept) :])]


def _kept(count: int, size: float) -> int:
    """How many lines of the list stand beside the signature; three at least go overleaf."""
    room = int((HEIGHT - 6 * size * LEADING - _GAP) / _STEP)
    return count if count <= room else min(room, count - 3)


def _overleaf(items: Sequence[Item]) -> list[Row]:
    last = len(items) - 1
    return [
        Row(_STEP, tuple(_moved(mark, 10) for mark in item), joined=n in (1, last))
        for n, item in enumerate(items)
    ]


def _moved(mark: Mark, y: float) -> Mark:
    return Text(mark.x, y, mark.text, mark.font, mark.size) if isinstance(mark, Text) else mark


def _signature(sheet: Sheet, size: float) -> tuple[list[Mark], tuple[Spot, ...], float]:
    """Authority and title, room for the blue mark and the red seal, the name (FMT-19 to FMT-22)."""
    lines = [part for text in sheet.authority for part in _wrapped(text.upper(), size)]
    marks: list[Mark] = []
    for n, line in enumerate(lines):
        marks += centred(line, _MIDDLE, size * (RISE + 1.2 * n), size)
    top = size * (RISE + 0.3 + 1.2 * (len(lines) - 1))
    person = Spot(
        "person", _MIDDLE - _MARK_WIDTH / 2, top + _MARK_HEIGHT, _MARK_WIDTH, _MARK_HEIGHT
    )
    seal = _seal(person, sheet.seal_diameter_mm * MM)
    name_y = person.y + size * RISE
    for n, line in enumerate(_wrapped(sheet.signer, size)):
        marks += centred(line, _MIDDLE, name_y + 1.2 * size * n, size)
    depth = max(name_y + size * 0.3, seal.y)
    return marks, (person, seal), depth


def _wrapped(text: str, size: float) -> list[Line]:
    return named(text, BOLD, size, RIGHT - _SIGN_LEFT)


def _seal(person: Spot, diameter: float) -> Spot:
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


def _items(sheet: Sheet, room: float) -> list[Item]:
    """The lines of the list: a dash at the left margin, what runs over set in under the words."""
    dash = width("- ", REGULAR, _LIST)
    items: list[Item] = []
    for name in recipients(sheet):
        for n, line in enumerate(break_lines([Run(name)], _LIST, room - dash)):
            mark = () if n else (Text(LEFT, 0, "-", REGULAR, _LIST),)
            items.append((*mark, *spelled(line, LEFT + dash, 0, _LIST)))
    return items
